"""What changed from one graph to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from methodgraph.analysis.tables import TEXT, spoken, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx
    import pandas as pd

_CHANGES = {"came": "+", "went": "-", "changed": "~"}
_SHOWN = 5
_NODES = {"change": TEXT, "node": TEXT, "label": TEXT, "fields": "object"}
_ENTITIES = {"change": TEXT, "node": TEXT, "label": TEXT, "type": TEXT, "fields": "object"}
_CLAIMS = {
    "change": TEXT, "claim": TEXT, "subject": TEXT, "predicate": TEXT, "object": TEXT, "paper": TEXT,
    "fields": "object",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """What came, went and changed from one graph to another, as tables; `str()` tells it in a few lines.

    Papers and entities are sorted by node, claims by subject, predicate, object and paper. `change` is "came", "went"
    or "changed"; `fields` is the sorted list of the attributes that changed, empty for what came or went; the other
    columns tell of it as it is in the later graph, where it is there.

    papers: change, node, label, fields. entities: change, node, label, type, fields. claims: change, claim (its id),
    subject, predicate, object (nodes), paper (an id), fields.
    """

    papers: pd.DataFrame
    entities: pd.DataFrame
    claims: pd.DataFrame

    def __bool__(self) -> bool:
        """Return True where anything differs."""
        return any(len(told) for told in (self.papers, self.entities, self.claims))

    def __str__(self) -> str:
        return "\n".join(
            (*_told("papers", self.papers), *_told("entities", self.entities), *_told("claims", self.claims))
        )


def difference(before: nx.MultiDiGraph[str], after: nx.MultiDiGraph[str]) -> Difference:
    """Return what changed from `before` to `after`, both as `to_networkx()` makes them.

    Papers and entities are the same where their nodes are, claims where their ids are, which follow from subject,
    predicate, object and paper. What is the same has changed where any attribute has: an entity that more papers speak
    of, a claim with other evidence or confidence.

    Where LINK gives a thing another id, it went and came, with all its claims.

    >>> print(difference(before, after))  # doctest: +SKIP
    papers: 1 came, 0 went, 0 changed
      + LightSAM: lighter sharpness
    """
    old, new = _nodes(before), _nodes(after)
    was, now = _claims(before), _claims(after)
    papers, entities, claims = [], [], []
    for change, node, told, fields in _changes(old, new):
        if told["kind"] == "paper":
            papers.append((change, node, told["label"], fields))
        else:
            entities.append((change, node, told["label"], told["type"], fields))
    for change, key, told, fields in _changes(was, now):
        claims.append((change, key, told["subject"], told["predicate"], told["object"], told["paper"], fields))
    claims.sort(key=lambda row: row[2:6])
    return Difference(table(papers, _NODES), table(entities, _ENTITIES), table(claims, _CLAIMS))


def _nodes(network: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    """Return what is told of each node, of an entity how many papers of this graph speak of it."""
    papers = spoken(network)
    return {
        node: {**told, "papers": papers[node]} if told["kind"] == "entity" else told
        for node, told in network.nodes(data=True)
    }


def _claims(network: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    return {
        key: {**told, "subject": subject, "object": target}
        for subject, target, key, told in network.edges(keys=True, data=True)
    }


def _changes(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, Mapping[str, Any], list[str]]]:
    """Yield change, key, what is told of it and the fields that changed, sorted by key."""
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield "came", key, new[key], []
        elif key not in new:
            yield "went", key, old[key], []
        elif old[key] != new[key]:
            fields = sorted(old[key].keys() | new[key].keys())
            yield "changed", key, new[key], [name for name in fields if old[key].get(name) != new[key].get(name)]


def _told(what: str, changes: pd.DataFrame) -> Iterator[str]:
    """Yield a heading with the numbers, then the first few of each kind of change, one a line."""
    kinds = {kind: changes[changes["change"] == kind] for kind in _CHANGES}
    yield f"{what}: " + ", ".join(f"{len(rows):,} {kind}" for kind, rows in kinds.items())
    for kind, rows in kinds.items():
        for row in rows.head(_SHOWN).to_dict("records"):
            yield f"  {_CHANGES[kind]} {_named(row)}"
        if len(rows) > _SHOWN:
            yield f"  {_CHANGES[kind]} ... and {len(rows) - _SHOWN:,} more"


def _named(row: Mapping[Any, Any]) -> str:
    """Return a row in a few words."""
    if "label" in row:
        told = str(row["label"])
    else:
        told = " ".join(
            str(row[part]).partition(":")[2] or str(row[part]) for part in ("subject", "predicate", "object")
        )
    return f"{told} ({', '.join(row['fields'])})" if row["fields"] else told
