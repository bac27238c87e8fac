"""Where nodes stand. Deterministic: no randomness, and the same nodes and springs give the same places.

Forces after ForceAtlas2 (Jacomy et al. 2014: repulsion grows with degree, so hubs stand apart and leaves stay close)
with the cooling of Fruchterman and Reingold (1991). Two passes keep it readable: first the core of the graph, which the
opening view of a large graph shows, then everything else around it, while the core stands still.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Masses = NDArray[np.float64]
Places = dict[str, tuple[int, int]]
Link = tuple[int, int, float]

MOST = 1000
"""More nodes than this are not all relaxed at once (time and memory grow with the square); they stand in rings."""

_GOLDEN = math.pi * (3 - math.sqrt(5))
_APART = 62.0
_REPEL = 420.0
_PULL = 0.12
_SCALE = 0.6
"""The forces work in wider units than the page draws in: its nodes measure 6 to 30 across."""


@dataclass(frozen=True, slots=True)
class Spring:
    """A pull between two nodes; a firm one is three times as strong."""

    head: str
    tail: str
    firm: bool = False


def layout(nodes: Sequence[str], springs: Sequence[Spring], core: Collection[str]) -> Places:
    """Return a place (x, y) in whole units for every node.

    Args:
        nodes: names of all nodes, each once.
        springs: what pulls them together; both ends are in `nodes`.
        core: the nodes that are laid out first and mostly for themselves.

    >>> layout(["a"], [], {"a"})
    {'a': (0, 0)}
    """
    if not nodes:
        return {}
    inner = [node for node in nodes if node in core][:MOST]
    outer = [node for node in nodes if node not in set(inner)]
    index = {node: number for number, node in enumerate([*inner, *outer])}
    links = [(index[s.head], index[s.tail], 3.0 if s.firm else 1.0) for s in springs if s.head != s.tail]
    places = _relax(_spiral(len(inner)), _within(links, len(inner)), steps=_steps(len(inner)), heat=120.0)
    places = _around(places, links, len(index))
    if outer and len(index) <= MOST:
        places = _relax(places, links, steps=90, heat=20.0, held=len(inner))
    places -= places.mean(axis=0)
    return {
        node: (round(float(places[i, 0]) * _SCALE), round(float(places[i, 1]) * _SCALE)) for node, i in index.items()
    }


def _steps(count: int) -> int:
    """Return how many steps `count` nodes get: 400 while they cost little, fewer as each step's cost grows."""
    return max(80, min(400, 40_000_000 // max(count * count, 1)))


def _within(links: list[Link], count: int) -> list[Link]:
    return [link for link in links if link[0] < count and link[1] < count]


def _spiral(count: int) -> Points:
    """Return `count` points evenly over a disc, as seeds stand in a sunflower."""
    order = np.arange(count, dtype=np.float64)
    radius = _APART * np.sqrt(order)
    return np.stack([radius * np.cos(order * _GOLDEN), radius * np.sin(order * _GOLDEN)], axis=1)


def _relax(places: Points, links: list[Link], *, steps: int, heat: float, held: int = 0) -> Points:
    """Return `places` after `steps` of all forces; no step moves a node farther than the falling `heat`.

    The first `held` nodes stay where they are. Where there are any, nodes push only their next neighbours (the far
    push of a whole held core would drive all others out of it), and springs, with less to hold against, pull less.
    """
    count = len(places)
    if count < 2:
        return places.copy()
    heads, tails = (np.array([link[end] for link in links], dtype=np.intp) for end in (0, 1))
    pulls = (0.1 if held else 1.0) * _PULL * np.array([link[2] for link in links]).reshape(-1, 1)
    degree = np.bincount(heads, minlength=count) + np.bincount(tails, minlength=count)
    mass = 1.0 + np.sqrt(degree.astype(np.float64))
    repel, apart = (0.0, 1.25 * _APART) if held else (_REPEL, _APART)
    # Gravity that just balances all mutual repulsion on the rim of a disc with room for every node.
    gravity = repel * float(mass.sum()) / (_APART * _APART * count)
    free = np.where(np.arange(count) < held, 0.0, 1.0)[:, None]
    moved = places.copy()
    for step in range(steps):
        push = _repulsion(moved, mass, repel, apart)
        pull = (moved[tails] - moved[heads]) * pulls
        np.add.at(push, heads, pull)
        np.subtract.at(push, tails, pull)
        push -= moved * (gravity * mass)[:, None]
        length = np.sqrt((push * push).sum(axis=1, keepdims=True)) + 1e-9
        moved += push * free * np.minimum(length, heat * (1 - step / steps)) / length
    return moved


def _repulsion(places: Points, mass: Masses, repel: float, apart: float) -> Points:
    x, y = places[:, 0], places[:, 1]
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    square = dx * dx + dy * dy + 1.0
    distance = np.sqrt(square)
    # Nodes nearer than a label's height push each other away regardless of their mass.
    strength = np.maximum(apart - distance, 0.0) / distance * 0.5
    if repel:
        strength += (mass[:, None] * mass[None, :]) * (repel / square)
    np.fill_diagonal(strength, 0.0)
    return np.stack([(strength * dx).sum(axis=1), (strength * dy).sum(axis=1)], axis=1)


def _around(places: Points, links: list[Link], count: int) -> Points:
    """Return `places` for all `count` nodes: each new one in a sunflower around a neighbour that has a place."""
    whole = np.zeros((count, 2))
    whole[: len(places)] = places
    placed, crowd = set(range(len(places))), [0] * count
    for node, anchor in _anchors(links, placed, count):
        crowd[anchor] += 1
        turn = crowd[anchor] * _GOLDEN
        radius = 0.45 * _APART * math.sqrt(crowd[anchor] + 1)
        whole[node] = whole[anchor] + np.array([radius * math.cos(turn), radius * math.sin(turn)])
    return whole


def _anchors(links: list[Link], placed: set[int], count: int) -> list[tuple[int, int]]:
    """Return (node, its anchor) for every node without a place, in an order in which each anchor has one."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for head, tail, _ in links:
        beside[head].append(tail)
        beside[tail].append(head)
    order, queue = [], sorted(placed)
    for near in queue:
        for node in beside[near]:
            if node not in placed:
                placed.add(node)
                order.append((node, near))
                queue.append(node)
    return order + [(node, 0) for node in range(1, count) if node not in placed]
