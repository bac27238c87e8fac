"""Which names mean something else, now that some papers came or went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from methodgraph.link.columns import NONE
from methodgraph.link.definitions import words_of
from methodgraph.link.identity import decide_name, senses_of
from methodgraph.link.names import Remembered
from methodgraph.link.rows import RowReader
from methodgraph.link.state import as_text, row_table
from methodgraph.link.trust import support

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from methodgraph.link.columns import Ints, Table
    from methodgraph.link.state import State
    from methodgraph.records import Entity, EntityType, PaperGraph
    from methodgraph.vocabulary import Vocabulary


@dataclass(slots=True)
class Changed:
    """What is found changed so far, by the numbers of texts.

    `keys` are decided for other rows than before, `firsts` are things of other rows; `papers` may say something else.
    `things` are ids whose thing has other rows, `before` the entities as they were and `now` as they are, by id.
    """

    keys: set[int] = field(default_factory=set)
    firsts: set[int] = field(default_factory=set)
    papers: set[int] = field(default_factory=set)
    things: set[int] = field(default_factory=set)
    before: dict[str, Entity] = field(default_factory=dict)
    now: dict[str, Entity] = field(default_factory=dict)


def redecide(
    state: State,
    removed: Iterable[str],
    new: Sequence[PaperGraph],
    graph_of: Callable[[str], PaperGraph],
    vocabulary: Vocabulary,
) -> Changed:
    """Take rows out of `state` and put rows in; decide again each name that a row of these bears or is expanded as."""
    changed = Changed()
    gone = state.rows.places_of("paper", map(state.texts.number, removed))
    names = _concerned(state, gone, changed)
    state.rows = state.rows.without(gone)
    size = state.rows.size
    state.rows = state.rows.plus(_rows(state, new, vocabulary))
    fresh = range(size, state.rows.size)
    names |= _concerned(state, fresh, changed)
    changed.papers = {state.texts.number(graph.paper.id) for graph in new}
    words = Remembered(lambda paper: words_of(graph_of(paper).paper))
    told = [one for name in sorted(names) for one in _redecide(state, name, vocabulary, words.__getitem__)]
    for at, key, _ in told:
        before = state.rows.get("key", at)
        changed.papers.add(state.rows.get("paper", at))
        changed.firsts |= {state.rows.get("first", at)} - {NONE}
        changed.keys |= {key, before} - {NONE} if key != before else set()
    for column, values in zip(("key", "reason"), ([one[1] for one in told], [one[2] for one in told]), strict=True):
        state.rows.put(column, [at for at, _, _ in told], values)
    changed.keys |= set(state.rows.columns["key"][size:].tolist())
    return changed


def _rows(state: State, graphs: Iterable[PaperGraph], vocabulary: Vocabulary) -> Table:
    reader = RowReader(vocabulary)
    rows = [row for graph in graphs for row in reader.read(graph)]
    found = [support(entity.mentions) for graph in graphs for entity in graph.entities]
    return row_table(state.texts, rows, [None] * len(rows), [None] * len(rows), found)


def _concerned(state: State, rows: Iterable[int] | Ints, changed: Changed) -> set[int]:
    """Return the names that rows bear, or that they are expansions of."""
    told: set[int] = set()
    for at in rows:
        row = {name: state.rows.get(name, at) for name in ("folded", "key", "first", "is_known")}
        told.add(row["folded"])
        if row["is_known"] and (key := state.key(row["key"]))[0] == "sense":
            told.add(state.texts.number(key[1]))
        changed.keys |= {row["key"]} - {NONE}
        changed.firsts |= {row["first"]} - {NONE}
    return told


def _redecide(
    state: State, name: int, vocabulary: Vocabulary, words: Callable[[str], frozenset[str]]
) -> Iterator[tuple[int, int, int]]:
    """Yield the rows that one name decides otherwise now, each with its key and reason."""
    places = state.rows.places("folded", name)
    if state.rows.columns["is_known"][places].all():
        return
    rows = [state.row(at) for at in places.tolist()]
    decided = decide_name(rows, _senses(state, name), vocabulary, words)
    for at, row, (key, reason) in zip(places.tolist(), rows, decided, strict=True):
        if row.known is None:
            told = (state.texts.number(as_text(key)), state.texts.number(reason))
            if told != (state.rows.get("key", at), state.rows.get("reason", at)):
                yield at, *told


def _senses(state: State, name: int) -> frozenset[EntityType]:
    """Return the type families of what papers expand as this name."""
    folded = state.texts[name]
    places = state.rows.places("key", state.texts.find(as_text(("sense", folded))))
    told = senses_of(state.row(at) for at in places.tolist() if state.rows.get("is_known", at))
    return frozenset(told.get(folded, ()))
