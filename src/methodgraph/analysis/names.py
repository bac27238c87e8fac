"""Which node a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.analysis.tables import spoken
from methodgraph.errors import UsageError
from methodgraph.records import Entity, Paper
from methodgraph.text.naming import Bearers, as_name, close, close_labels, leading, several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import networkx as nx

_ENTITY, _PAPER = "entity:", "paper:"


def entity_named(
    network: nx.MultiDiGraph[str], given: object, among: Collection[str] | None = None, none: str = "nothing is called"
) -> str:
    """Return the node of the entity that is given: its node, its id, a label, alias or expanded name, or its record.

    A name is taken as written where anything is so called, else in any spelling (case, hyphens, plural); of several
    things so called it means the one that nine in ten of their papers speak of, where there are ten. With `among` other
    nodes do not count. Raises UsageError where nothing bears the name (`none` begins the message), with labels of what
    is called much like it; where several things do and none is that, with their ids, the one in most papers first; and
    for what is no name.
    """
    name = given.id if isinstance(given, Entity) else as_name(given, "an entity")
    for node in (name, f"{_ENTITY}{name}"):
        if _is_entity(network, node, among):
            return node
    found = () if isinstance(given, Entity) else Bearers(_named(network, among)).of(name)
    if len(found) == 1:
        return found[0]
    if found:
        spoken_of = spoken(network)
        papers = {node: spoken_of[node] for node in found}
        meant = leading(papers)
        if meant is not None:
            return meant
        things = ((node.removeprefix(_ENTITY), _described(network, node), number) for node, number in papers.items())
        raise UsageError(several(name, things))
    told = network.nodes
    called = ((own, told[node]["label"]) for node, own in _named(network, among))
    raise UsageError(f"{none} {name!r}{close_labels(name, called)}")


def paper_named(network: nx.MultiDiGraph[str], given: object) -> str:
    """Return the node of the paper that is given: its node, its id or its record.

    Raises UsageError, with close ids, where there is none, and for what is no id.
    """
    name = given.id if isinstance(given, Paper) else as_name(given, "a paper")
    for node in (name, f"{_PAPER}{name}"):
        if node in network and network.nodes[node]["kind"] == "paper":
            return node
    ids = (node.removeprefix(_PAPER) for node, kind in network.nodes(data="kind") if kind == "paper")
    raise UsageError(f"no paper {name!r}{close(name, ids)}")


def of_type(network: nx.MultiDiGraph[str], wanted: str) -> set[str]:
    """Return the nodes of the entities of a type."""
    return {node for node, told in network.nodes(data=True) if told["kind"] == "entity" and told["type"] == wanted}


def _is_entity(network: nx.MultiDiGraph[str], node: str, among: Collection[str] | None) -> bool:
    return node in network and network.nodes[node]["kind"] == "entity" and (among is None or node in among)


def _named(network: nx.MultiDiGraph[str], among: Collection[str] | None) -> Iterator[tuple[str, str]]:
    for node, told in network.nodes(data=True):
        if told["kind"] == "entity" and (among is None or node in among):
            for called in (told["label"], *told["aliases"], told["sense"]):
                if called:
                    yield node, called


def _described(network: nx.MultiDiGraph[str], node: str) -> str:
    told = network.nodes[node]
    return f"{told['type']}, {told['sense'] or told['label']}"
