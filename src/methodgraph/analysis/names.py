"""Which node a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.text.counting import count
from methodgraph.text.folding import fold
from methodgraph.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx as nx

_ENTITY, _PAPER = "entity:", "paper:"


def entity_named(network: nx.MultiDiGraph[str], name: str, *, only: str | None = None) -> str:
    """Return the node of the entity that `name` means: a node, an id, or a label, alias or expanded name.

    A name is taken as written where anything is so called, else in any spelling (case, hyphens, plural). With `only`
    things of another type do not count. Raises UsageError where nothing bears the name, with close ones, and where
    several things do, with their ids, the one in most papers first.
    """
    for node in (name, f"{_ENTITY}{name}"):
        if _is_entity(network, node, only):
            return node
    found = _bearing(network, name, only)
    if len(found) == 1:
        return found[0]
    if found:
        known = sorted(found, key=lambda node: (-network.nodes[node]["papers"], node))
        told = "; ".join(f"{node.removeprefix(_ENTITY)} ({_described(network, node)})" for node in known)
        raise UsageError(f"{name!r} may be {len(found)} things, give the id of one: {told}")
    close = nearest(name, (called for _, called in _named(network, only)))
    what = "nothing" if only is None else f"no {only}"
    raise UsageError(f"{what} is called {name!r}{'; close: ' + ', '.join(close) if close else ''}")


def paper_named(network: nx.MultiDiGraph[str], name: str) -> str:
    """Return the node of the paper with this node or id. Raises UsageError, with close ids, where there is none."""
    for node in (name, f"{_PAPER}{name}"):
        if node in network and network.nodes[node]["kind"] == "paper":
            return node
    ids = (node.removeprefix(_PAPER) for node, kind in network.nodes(data="kind") if kind == "paper")
    close = nearest(name, ids)
    raise UsageError(f"no paper {name!r}{'; close: ' + ', '.join(close) if close else ''}")


def _is_entity(network: nx.MultiDiGraph[str], node: str, only: str | None) -> bool:
    if node not in network or network.nodes[node]["kind"] != "entity":
        return False
    return only is None or network.nodes[node]["type"] == only


def _bearing(network: nx.MultiDiGraph[str], name: str, only: str | None) -> list[str]:
    """Return the nodes so called, sorted: to the letter if there are any, else in any spelling."""
    wanted = fold(name)
    ways: tuple[Callable[[str], bool], ...] = (lambda called: called == name, lambda called: fold(called) == wanted)
    for is_meant in ways:
        found = sorted({node for node, called in _named(network, only) if is_meant(called)})
        if found:
            return found
    return []


def _named(network: nx.MultiDiGraph[str], only: str | None) -> Iterator[tuple[str, str]]:
    for node, told in network.nodes(data=True):
        if told["kind"] == "entity" and (only is None or told["type"] == only):
            for called in (told["label"], *told["aliases"], told["sense"]):
                if called:
                    yield node, called


def _described(network: nx.MultiDiGraph[str], node: str) -> str:
    told = network.nodes[node]
    return f"{told['type']}, {told['sense'] or told['label']}, {count(told['papers'], 'paper')}"
