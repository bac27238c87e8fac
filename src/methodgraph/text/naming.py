"""Whose a name is: the one rule by which things are looked up by name, and what is said where that fails."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.text.counting import count
from methodgraph.text.folding import fold
from methodgraph.text.near import nearest, nearest_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ENOUGH = 10


class Bearers:
    """Keys by the names that they bear, as written and in any spelling (case, hyphens, plural).

    >>> Bearers([("a", "RAG"), ("b", "rag"), ("b", "retrieval")]).of("RAG")
    ('a',)
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a key and a name, in any order; a key may bear several names, a name be of several keys."""
        self._named = tuple(named)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the keys so called, sorted: to the letter if there are any, else in any spelling; empty for none.

        >>> Bearers([("a", "RAG"), ("b", "rag"), ("b", "retrieval")]).of("Rag")
        ('a', 'b')
        """
        return self._written.get(name) or self._folded.get(fold(name), ())

    @cached_property
    def _written(self) -> dict[str, tuple[str, ...]]:
        return _grouped(self._named)

    @cached_property
    def _folded(self) -> dict[str, tuple[str, ...]]:  # folding is slow, and most names are given as written
        return _grouped((key, fold(name)) for key, name in self._named)


def close(name: str, known: Iterable[str]) -> str:
    """Return the end of a message: what is close to `name` among the `known`, in any case; "" where nothing is.

    >>> close("p12", ["p1", "q"])
    '; close: p1'
    """
    return _close(nearest(name, known))


def close_labels(name: str, named: Iterable[tuple[str, str]]) -> str:
    """Return the same of things that are `named`, pairs of what one is called and its label: their labels.

    >>> close_labels("GRPOO", [("grpo", "GRPO"), ("LoRA", "LoRA")])
    '; close: GRPO'
    """
    return _close(nearest_labels(name, named))


def several(name: str, things: Iterable[tuple[str, str, int]]) -> str:
    """Return a message: `name` may be any of `things` (id, what it is, papers), most papers first, then by id.

    >>> several("QA", [("answering", "Task, QA", 1), ("pair", "Method, QA", 2)])
    "'QA' may be 2 things, give the id of one: pair (Method, QA, 2 papers); answering (Task, QA, 1 paper)"
    """
    order = sorted(things, key=lambda thing: (-thing[2], thing[0]))
    told = "; ".join(f"{identity} ({what}, {count(papers, 'paper')})" for identity, what, papers in order)
    return f"{name!r} may be {len(order)} things, give the id of one: {told}"


def leading(papers: Mapping[str, int]) -> str | None:
    """Return which of several things of one name is meant where nothing else is said; None where that is open.

    Args:
        papers: how many papers speak of each of them, by its key.

    Returns:
        The one that nine in ten of the papers speak of, if there is one and there are ten papers: fewer tell little.

    >>> leading({"bert": 432, "bert-score": 1, "bert-embedding": 1}), leading({"pair": 2, "answering": 1})
    ('bert', None)
    """
    total = sum(papers.values())
    if total < _ENOUGH:
        return None
    first = max(papers, key=lambda key: papers[key])
    return first if 10 * papers[first] >= 9 * total else None


def as_name(given: object, what: str) -> str:
    """Return what is `given` for an entity or a paper, `what`. Raises UsageError where it is no text.

    >>> as_name("LoRA", "an entity")
    'LoRA'
    """
    if not isinstance(given, str):
        raise UsageError(f"give {what} by its name or id, not as {given!r}")
    return given


def _close(found: Iterable[str]) -> str:
    told = ", ".join(found)
    return f"; close: {told}" if told else ""


def _grouped(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return each name with the keys that bear it, sorted."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key, name in named:
        groups[name].add(key)
    return {name: tuple(sorted(keys)) for name, keys in groups.items()}
