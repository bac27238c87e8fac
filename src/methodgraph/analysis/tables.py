"""The graph as tables: what all analyses count over.

Text is of dtype "string" and years of "Int64" under every pandas, so that a table looks the same whether it has rows
or none.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from methodgraph.errors import UsageError
from methodgraph.records import ENTITY_TYPES, PREDICATES, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

TEXT: Final = "string[python]"  # Arrow's strings, the other storage, cannot hold a lone surrogate; papers do
WHOLE: Final = "Int64"
FRACTION: Final = "float64"


def table(rows: Iterable[Sequence[Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a DataFrame with these columns and dtypes, also where there are none.

    >>> table([("lora", 2)], {"entity": "string", "papers": "int64"}).shape
    (1, 2)
    """
    told = list(rows)
    columns = list(zip(*told, strict=True)) if told else [()] * len(dtypes)
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=kind)
            for (name, kind), column in zip(dtypes.items(), columns, strict=True)
        }
    )


def entities(network: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return a row for each entity, sorted by node: entity (the node), label, type."""
    rows = [(node, told["label"], told["type"]) for node, told in network.nodes(data=True) if told["kind"] == "entity"]
    return table(sorted(rows), {"entity": TEXT, "label": TEXT, "type": TEXT})


def spoken(network: nx.MultiDiGraph[str]) -> Counter[str]:
    """Return how many papers have a role for each entity, by node; 0 for one that none has.

    Counted in the graph as it is: what its nodes say of it is stale where a paper was taken out.
    """
    pairs = {(paper, entity) for paper, entity, kind in network.edges(data="kind") if kind == "role"}
    return Counter(entity for _, entity in pairs)


def papers(network: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """Return a row for each paper, sorted by node: paper (the node), label, year (<NA> where nobody knows)."""
    rows = [
        (node, told["label"], pd.NA if told["year"] is None else told["year"])
        for node, told in network.nodes(data=True)
        if told["kind"] == "paper"
    ]
    return table(sorted(rows, key=lambda row: row[0]), {"paper": TEXT, "label": TEXT, "year": WHOLE})


def roles(network: nx.MultiDiGraph[str], wanted: Iterable[str] | None = None) -> pd.DataFrame:
    """Return a row for each role, sorted: paper, role, entity (nodes); only those of `wanted`, None for all."""
    kept = ROLES if wanted is None else known(wanted, ROLES, "role")
    rows = {
        (paper, told["predicate"], entity)
        for paper, entity, told in network.edges(data=True)
        if told["kind"] == "role" and told["predicate"] in kept
    }
    return table(sorted(rows), {"paper": TEXT, "role": TEXT, "entity": TEXT})


def relations(network: nx.MultiDiGraph[str], wanted: Iterable[str]) -> pd.DataFrame:
    """Return a row for each relation that a paper tells, sorted: subject, predicate, object, paper (its id)."""
    kept = known(wanted, PREDICATES, "relation")
    rows = {
        (subject, told["predicate"], target, told["paper"])
        for subject, target, told in network.edges(data=True)
        if told["kind"] == "relation" and told["predicate"] in kept
    }
    return table(sorted(rows), {"subject": TEXT, "predicate": TEXT, "object": TEXT, "paper": TEXT})


def of_types(network: nx.MultiDiGraph[str], types: Iterable[str] | None) -> pd.DataFrame:
    """Return `entities` of these types, None for all. Raises UsageError for a type that does not exist."""
    found = entities(network)
    return found if types is None else found[found["type"].isin(known(types, ENTITY_TYPES, "type"))]


def known(given: Iterable[str], of: Sequence[str], what: str) -> tuple[str, ...]:
    """Return what is `given`. Raises UsageError for what is none `of` the words of the graph, and for a lone string."""
    told = several(given, f"{what}s")
    for word in told:
        if word not in of:
            raise UsageError(f"no {what} {word!r}; {what}s are {', '.join(of)}")
    return told


def several(given: Iterable[Any], what: str) -> tuple[Any, ...]:
    """Return what is `given`. Raises UsageError for a lone string, whose letters would else count.

    >>> several(["uses"], "roles")
    ('uses',)
    """
    if isinstance(given, str):
        raise UsageError(f"give several {what} as a tuple: ({given!r},)")
    return tuple(given)


def at_least(value: int, least: int, what: str) -> int:
    """Return `value`. Raises UsageError where it is below `least`.

    >>> at_least(2, 1, "recent")
    2
    """
    if value < least:
        raise UsageError(f"{what} is {least} at least, not {value!r}")
    return value
