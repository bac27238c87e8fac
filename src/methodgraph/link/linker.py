"""LINK as one function."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.errors import UsageError
from methodgraph.link.alike import SUFFIX
from methodgraph.link.apart import Decision, unmixed
from methodgraph.link.curated import curate
from methodgraph.link.definitions import words_of
from methodgraph.link.entities import Drafts, with_ids
from methodgraph.link.identity import decide, own_key
from methodgraph.link.names import Remembered
from methodgraph.link.outcome import Teller, gather, leans_on, named
from methodgraph.link.parents import Parents, with_broader
from methodgraph.link.parting import pairs, part
from methodgraph.link.rows import Row, RowReader
from methodgraph.link.sensed import how_sensed
from methodgraph.link.trust import support
from methodgraph.records import Curation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from methodgraph.link.claims import Triple
    from methodgraph.link.names import Key
    from methodgraph.link.outcome import Named
    from methodgraph.link.trust import Support
    from methodgraph.records import Entity, Linked, PaperEntity, PaperGraph, Passage
    from methodgraph.vocabulary import Vocabulary


def link(graphs: Iterable[PaperGraph], vocabulary: Vocabulary, curation: Curation | None = None) -> Linked:
    """Return everything across papers: things, why each paper's entity is which thing, claims and figures.

    The result is the same for any order of `graphs`, but for `papers`, which keep it. A graph given twice counts
    once. Which entities are one thing is told in `methodgraph.link.identity`, what varies what in `.parents`, and how
    the lines of `curation` change that in `.curated`; `merges` says why names are one.

    Raises UsageError where two different graphs bear one paper id, or a graph names an entity that it does not have,
    and InputError for lines of `curation` that contradict each other or name what is not there.

    >>> linked = link([extract(paper) for paper in papers], load_vocabulary())  # doctest: +SKIP
    >>> [entity.label for entity in linked.entities][:2]  # doctest: +SKIP
    ['AdaAggRL', 'Adam']
    """
    curation = curation or Curation()
    papers = part(once(graphs), pairs(curation.different))
    identified = identify(papers, vocabulary, curation)
    told, agreeing, elsewhere = tell(papers, identified)
    entities = identified.entities
    teller = Teller(agreeing.__getitem__, elsewhere, vocabulary.terms, identified.folded)
    del papers, identified  # rows, reasons and keys: what follows takes as much memory again
    outcomes = map(teller.outcome, _used_up(told))
    return gather(outcomes, entities.values(), curation)


def _used_up(told: list[Named]) -> Iterator[Named]:
    """Yield what is in a list in its order, and leave nothing in it."""
    told.reverse()
    while told:
        yield told.pop()


class Identified(NamedTuple):
    """Which thing each row is and why, and the things with what they are variants of.

    `decided` is what the names and expansions decide; `keys` and `reasons` are what each row is once what is alike is
    one. `slugs` are what the entities' ids would be if nothing else claimed them, `folded` how names fold.
    """

    rows: Sequence[Row]
    decided: Sequence[tuple[Key, str]]
    alike: Sequence[tuple[Key, Entity, Key]]
    keys: Sequence[Key]
    reasons: Sequence[str]
    slugs: Mapping[Key, str]
    entities: Mapping[Key, Entity]
    parents: Mapping[str, tuple[Entity, str]]
    finder: Parents
    folded: Mapping[str, str]


def identify(papers: Sequence[PaperGraph], vocabulary: Vocabulary, curation: Curation) -> Identified:
    """Return which thing each entity of each paper is."""
    reader = RowReader(vocabulary)
    rows = [row for graph in papers for row in reader.read(graph)]
    by_id = {graph.paper.id: graph.paper for graph in papers}
    decided = decide(rows, vocabulary, Remembered(lambda paper: words_of(by_id[paper])).__getitem__)
    drafts = Drafts(rows, (key for key, _ in decided), vocabulary)
    became = drafts.join_alike()
    keys = [became.get(key, key) for key, _ in decided]
    reasons = list(_reasons(papers, decided, became))
    entities = with_ids(drafts.entities, vocabulary)
    if curation:
        keys, reasons, entities = _curated(papers, (rows, keys, reasons), vocabulary, curation)
    finder = Parents(entities, vocabulary)
    told = with_broader(entities, finder)
    varies = ((entity.id, finder.parent(key, entity)) for key, entity in told.items())
    parents = {identity: parent for identity, parent in varies if parent is not None}
    slugs = {key: draft.id for key, draft in drafts.entities.items()}
    return Identified(rows, decided, drafts.alike, keys, reasons, slugs, told, parents, finder, reader.folded)


def _reasons(
    papers: Iterable[PaperGraph], decided: Sequence[tuple[Key, str]], alike: Mapping[Key, Key]
) -> Iterator[str]:
    """Yield the whole reason of each decision."""
    entities = (entity for graph in papers for entity in graph.entities)
    for entity, (key, reason) in zip(entities, decided, strict=True):
        yield whole_reason(reason, entity, is_alike=key in alike)


def whole_reason(reason: str, entity: PaperEntity, *, is_alike: bool) -> str:
    """Return a reason with how a short form's sense was decided, and with what is added to what became another."""
    how = how_sensed(entity) if entity.sensed is not None else ""
    told = f"{reason}; {how}" if how else reason
    return told + SUFFIX if is_alike else told


def _curated(
    papers: Iterable[PaperGraph],
    told: tuple[Sequence[Row], Sequence[Key], Sequence[str]],
    vocabulary: Vocabulary,
    curation: Curation,
) -> tuple[list[Key], list[str], dict[Key, Entity]]:
    """Return keys, reasons and entities as a person decided over what was found."""
    rows = told[0]
    seen = ((graph, entity) for graph in papers for entity in graph.entities)
    decisions = [Decision(*one, key, reason, own_key(row)) for one, row, key, reason in zip(seen, *told, strict=True)]

    def make(told: Sequence[Decision]) -> dict[Key, Entity]:
        return with_ids(Drafts(rows, [decision.key for decision in told], vocabulary).entities, vocabulary)

    decisions = curate(decisions, curation, vocabulary, make)
    entities = unmixed(make(decisions), decisions, curation.different)
    return [decision.key for decision in decisions], [decision.reason for decision in decisions], entities


class Told(NamedTuple):
    """The papers with their relations, how many papers claim each relation, and what speaks for things elsewhere."""

    papers: list[Named]
    agreeing: Counter[Triple]
    elsewhere: dict[str, Support]


def tell(papers: Iterable[PaperGraph], identified: Identified) -> Told:
    """Return what `papers`, whose rows `identified` holds in their order, claim of things and things."""
    told: list[Named] = []
    at = 0
    for graph in papers:
        place = slice(at, at := at + len(graph.entities))
        things = [identified.entities[key] for key in identified.keys[place]]
        told.append(named(graph, things, identified.reasons[place], identified.parents))
    agreeing = Counter(triple for one in told for triple in one.relations)
    return Told(told, agreeing, find_elsewhere(told, {thing for one in told for thing in leans_on(one)}))


def find_elsewhere(papers: Iterable[Named], asked: set[str]) -> dict[str, Support]:
    """Return what speaks for each thing where a paper does not name it: its first mentions, by paper, name, reason."""
    first: dict[str, tuple[str, str, str, tuple[Passage, ...]]] = {}
    for told in papers:
        for seen, thing, reason in zip(told.graph.entities, told.things, told.reasons, strict=True):
            if thing.id in asked:
                mine = (told.graph.paper.id, seen.name, reason, seen.mentions)
                first[thing.id] = min(first.get(thing.id, mine), mine)
    return {thing: support(mentions) for thing, (*_, mentions) in first.items()}


def once(graphs: Iterable[PaperGraph]) -> list[PaperGraph]:
    """Return the graphs in their order, each once. Raises UsageError where two that differ bear one paper id."""
    told: dict[str, PaperGraph] = {}
    for graph in graphs:
        if told.setdefault(graph.paper.id, graph) != graph:
            raise UsageError(f"two different papers have the id {graph.paper.id!r}; give one of them another id")
    return list(told.values())
