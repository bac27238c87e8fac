"""The page's words and shapes for the kinds of node and the kinds of edge. Colours stand in base.css."""

from __future__ import annotations

from methodgraph.records import Predicate, Role

# Each kind has a shape of its own, so that colour never has to tell kinds apart alone.
TYPES: list[dict[str, str]] = [
    {"id": "Paper", "plural": "Papers", "shape": "custom"},
    {"id": "Method", "plural": "Methods", "shape": "dot"},
    {"id": "Model", "plural": "Models", "shape": "diamond"},
    {"id": "Task", "plural": "Tasks", "shape": "triangle"},
    {"id": "Dataset", "plural": "Datasets", "shape": "square"},
    {"id": "Benchmark", "plural": "Benchmarks", "shape": "hexagon"},
    {"id": "Metric", "plural": "Metrics", "shape": "star"},
]

_ROLES: dict[Role, tuple[str, str]] = {
    "introduces": ("introduces", "Introduced by"),
    "uses": ("uses", "Used by"),
    "addresses": ("addresses", "Addressed by"),
    "evaluatesOn": ("evaluates on", "Evaluated on by"),
    "trainsOn": ("trains on", "Trained on by"),
    "comparesWith": ("compares with", "Compared with by"),
    "reports": ("reports", "Reported by"),
    "mentions": ("mentions", "Mentioned by"),
}
_RELATIONS: dict[Predicate, tuple[str, str]] = {
    "extends": ("extends", "Extended by"),
    "outperforms": ("outperforms", "Outperformed by"),
    "partOf": ("part of", "Has part"),
    "solves": ("solves", "Solved by"),
    "evaluatedOn": ("evaluated on", "Evaluates"),
    "trainedOn": ("trained on", "Trains"),
    "variantOf": ("variant of", "Has variant"),
}

PREDICATES: list[dict[str, str]] = [
    {"id": name, "kind": kind, "forward": forward, "backward": backward}
    for kind, table in (("role", _ROLES), ("relation", _RELATIONS))
    for name, (forward, backward) in table.items()
]
