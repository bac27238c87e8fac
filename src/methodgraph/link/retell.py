"""What papers say, now that some things are other ones, and that other papers agree or no longer do."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, cast

from methodgraph.link.columns import NONE
from methodgraph.link.linker import find_elsewhere, whole_reason
from methodgraph.link.outcome import Teller, leans_on, named
from methodgraph.link.state import as_rules, as_text, elsewhere_table, paper_table
from methodgraph.link.trust import NOTHING, Support

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from methodgraph.link.outcome import Named, Outcome
    from methodgraph.link.redecide import Changed
    from methodgraph.link.state import State
    from methodgraph.records import Entity, PaperGraph
    from methodgraph.vocabulary import Vocabulary


def retell(
    state: State,
    changed: Changed,
    removed: Iterable[str],
    graph_of: Callable[[str], PaperGraph],
    vocabulary: Vocabulary,
) -> tuple[tuple[Outcome, ...], frozenset[str]]:
    """Return what the papers say that say something else now, sorted by their ids; keep what they claim and lean on.

    Besides return the ids of those of them in which nothing but confidences may be other ones.
    """
    teller = _Retelling(state, graph_of)
    for paper in sorted(changed.papers):
        teller.read(paper)
    told = frozenset(teller.papers)
    for paper in sorted(_agreeing_otherwise(state, teller.papers, map(state.texts.number, removed))):
        teller.read(paper)
    elsewhere = _elsewhere(state, changed, teller)
    tell = Teller(
        lambda triple: len(state.papers.places("relations", state.texts.find(as_text(triple)))),
        elsewhere,
        vocabulary.terms,
    )
    outcomes = sorted(map(tell.outcome, teller.papers.values()), key=attrgetter("paper.id"))
    return tuple(outcomes), frozenset(state.texts[paper] for paper in teller.papers.keys() - told)


class _Retelling:
    """Papers as they are read again: their entities are the things that the state tells."""

    def __init__(self, state: State, graph_of: Callable[[str], PaperGraph]) -> None:
        self._state = state
        self._graph_of = graph_of
        self._things: dict[int, Entity] = {}
        self._parents: dict[str, tuple[Entity, str]] = {}
        self.papers: dict[int, Named] = {}

    def read(self, paper: int) -> Named:
        """Return a paper with its relations."""
        if paper not in self.papers:
            self.papers[paper] = self._read(paper)
        return self.papers[paper]

    def _read(self, paper: int) -> Named:
        rows, texts = self._state.rows, self._state.texts
        graph = self._graph_of(texts[paper])
        places = rows.places("paper", paper).tolist()
        things = [self._thing(rows.get("first", at)) for at in places]
        reasons = [
            whole_reason(texts[rows.get("reason", at)], seen, is_alike=rows.get("key", at) != rows.get("first", at))
            for at, seen in zip(places, graph.entities, strict=True)
        ]
        return named(graph, things, reasons, self._parents)

    def _thing(self, key: int) -> Entity:
        """Return the entity of a key; what it varies is known from then on."""
        if key not in self._things:
            things = self._state.things
            at = cast("int", self._state.thing_of(key))
            told = self._things[key] = self._state.entity(at)
            parent = things.get("parent", at)
            if parent != NONE:
                above = self._state.entity(int(things.places("id", parent)[0]))
                self._parents[told.id] = (above, self._state.texts[things.get("rule", at)])
        return self._things[key]


def _agreeing_otherwise(state: State, told: dict[int, Named], removed: Iterable[int]) -> set[int]:
    """Keep what papers claim and lean on; return all others that claim a relation which more or fewer claim now."""
    out = state.papers.places_of("paper", {*told, *removed})
    before: dict[int, int] = {}
    for at in out.tolist():
        for triple in state.papers.lists["relations"][at]:
            before[triple] = before.get(triple, 0) + 1
    added = [(one.graph.paper.id, list(one.relations), sorted(leans_on(one))) for one in told.values()]
    table = paper_table(state.texts, added)
    for triple in table.lists["relations"].values.tolist():
        before[triple] = before.get(triple, 0) - 1
    others = state.papers.without(out)
    places = others.places_of("relations", [triple for triple, less in before.items() if less])
    state.papers = others.plus(table)
    return {others.get("paper", at) for at in places.tolist()}


def _elsewhere(state: State, changed: Changed, teller: _Retelling) -> dict[str, Support]:
    """Return what speaks for things that papers do not name; reads the papers for which something else does now."""
    kept = {
        state.elsewhere.get("thing", at): (as_rules(state.texts[rules]), mentions)
        for at, (rules, mentions) in enumerate(
            zip(state.elsewhere.columns["rules"].tolist(), state.elsewhere.columns["mentions"].tolist(), strict=True)
        )
    }
    leaning = set(state.papers.lists["leans"].values.tolist())
    told = {thing: Support(*kept[thing]) for thing in leaning & kept.keys()}
    for thing in sorted(leaning):
        if thing not in told or thing in changed.things:
            now = _first(state, thing, teller)
            if thing in told and told[thing] != now:
                for at in state.papers.places("leans", thing).tolist():
                    teller.read(state.papers.get("paper", at))
            told[thing] = now
    by_id = {state.texts[thing]: support for thing, support in told.items()}
    state.elsewhere = elsewhere_table(state.texts, sorted(by_id.items()))
    return by_id


def _first(state: State, thing: int, teller: _Retelling) -> Support:
    """Return what the first mentions of a thing speak for, by paper, name and reason."""
    rows, texts = state.rows, state.texts
    at = int(state.things.places("id", thing)[0])
    places = rows.places("first", state.things.get("key", at)).tolist()
    by_name = [(texts[rows.get("paper", place)], texts[rows.get("name", place)], place) for place in places]
    paper, name, place = min(by_name)
    if sum(told[:2] == (paper, name) for told in by_name) > 1:  # only the paper itself can tell which of them is first
        identity = texts[thing]
        return find_elsewhere([teller.read(rows.get("paper", place))], {identity}).get(identity, NOTHING)
    return Support(as_rules(texts[rows.get("rules", place)]), rows.get("mentions", place))
