"""What one paper says once it is known which things it speaks of, and what all papers say together.

An outcome is a function of the paper's graph, of the things that its entities are, and of three facts on other papers:
what these things vary, how many papers claim a relation too, and what speaks for a thing that this paper claims
something of without naming it. Everything across papers is the outcomes put together, and the entities.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.confidence import load_scorer
from methodgraph.ids import digest
from methodgraph.link.claims import Names, one_each, relations, roles
from methodgraph.link.figures import find_figures
from methodgraph.link.merges import BY_EVIDENCE, Forms, gather_merges
from methodgraph.link.names import Remembered, meeting_form
from methodgraph.link.trust import NOTHING, support, supports
from methodgraph.records import Claim, Curation, Figure, Link, Linked, Unlinked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from methodgraph.confidence import Scorer
    from methodgraph.link.claims import Triple
    from methodgraph.link.trust import Support
    from methodgraph.records import Entity, Paper, PaperGraph, Passage
    from methodgraph.vocabulary import Term

_BY_ID = attrgetter("id")
_BY_NAME = attrgetter("name", "entity", "reason", "mentions")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What LINK has to say of one paper: its part of each field of `Linked`, in the same order.

    `merges` are entity, form and reason of each merge that the paper has a part in.
    """

    paper: Paper
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    code: tuple[str, ...]
    unlinked: tuple[Unlinked, ...]
    merges: tuple[tuple[str, str, str], ...]


class Named(NamedTuple):
    """A paper whose entities are decided: `things` and `reasons` in their order.

    `relations` are its claims on things and things, with evidence.
    """

    graph: PaperGraph
    things: Sequence[Entity]
    reasons: Sequence[str]
    relations: Mapping[Triple, tuple[Passage, ...]]
    names: Names


def named(
    graph: PaperGraph,
    things: Sequence[Entity],
    reasons: Sequence[str],
    parents: Mapping[str, tuple[Entity, str]],
) -> Named:
    """Return a paper with its relations. Raises UsageError where it names an entity that it does not have."""
    names = Names(graph, things)
    return Named(graph, things, reasons, relations(graph, names, things, parents), names)


def leans_on(told: Named) -> set[str]:
    """Return the things that a paper claims something of but does not name: they stand on mentions elsewhere."""
    if not told.relations and all(seen.mentions for seen in told.graph.entities):
        return set()
    named_here = {thing.id for seen, thing in zip(told.graph.entities, told.things, strict=True) if seen.mentions}
    ends = {end for subject, _, target in told.relations for end in (subject, target)}
    return (ends | {thing.id for thing in told.things}) - named_here


class Teller:
    """Tells what a paper says, by what is known of all papers together."""

    def __init__(
        self,
        agreeing: Callable[[Triple], int],
        elsewhere: Mapping[str, Support],
        terms: Mapping[str, Term],
        folded: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what is known.

        `agreeing` tells how many papers claim a relation, `elsewhere` what speaks for the things that papers relate to
        others without naming them, by id; `terms` are those of the vocabulary; `folded` is a `Remembered(meeting_form)`
        that others have filled already.
        """
        self._agreeing = agreeing
        self._elsewhere = elsewhere
        self._terms = terms
        self._scorer = load_scorer()
        self._forms = Forms(Remembered(meeting_form) if folded is None else folded)

    def outcome(self, told: Named) -> Outcome:
        """Return what a paper says."""
        links = _links(told)
        claims = self._claims(told, supports(links))
        figures, unlinked = _figures(told, self._scorer)
        paper, code = told.graph.paper, tuple(sorted(set(told.graph.code)))
        return Outcome(paper, links, claims, figures, code, unlinked, self._merges(told))

    def _claims(self, told: Named, here: Mapping[str, Support]) -> tuple[Claim, ...]:
        paper = told.graph.paper.id
        claims: list[Claim] = []
        for triple, passages in roles(told.graph, told.things).items():
            evidence = one_each(passages)
            thing = here.get(triple[2]) or self._elsewhere.get(triple[2], NOTHING)
            confidence = self._scorer.role_by(*thing, support(evidence).rules)
            claims.append(Claim(digest(*triple, paper), *triple, paper, evidence, confidence))
        for triple, passages in told.relations.items():
            evidence = one_each(passages)
            head, tail = (here.get(end) or self._elsewhere.get(end, NOTHING) for end in (triple[0], triple[2]))
            confidence = self._scorer.relation_by(head, tail, support(evidence).rules, self._agreeing(triple))
            claims.append(Claim(digest(*triple, paper), *triple, paper, evidence, confidence))
        claims.sort(key=_BY_ID)
        return tuple(claims)

    def _merges(self, told: Named) -> tuple[tuple[str, str, str], ...]:
        """Return entity, form and reason of all that a paper writes otherwise than the graph does."""
        merges: set[tuple[str, str, str]] = set()
        for seen, thing, reason in zip(told.graph.entities, told.things, told.reasons, strict=True):
            if seen.aliases or seen.name != thing.label or reason.startswith(BY_EVIDENCE):
                for form, why in self._forms.told(seen, thing, reason, self._terms.get(thing.id)):
                    merges.add((thing.id, form, why))
        return tuple(sorted(merges))


def _links(told: Named) -> tuple[Link, ...]:
    """Return the links of a paper, sorted, each once."""
    paper = told.graph.paper.id
    links = [
        Link(paper, seen.name, thing.id, reason, seen.mentions)
        for seen, thing, reason in zip(told.graph.entities, told.things, told.reasons, strict=True)
    ]
    if len({link.name for link in links}) < len(links):
        links = list(dict.fromkeys(links))
    return tuple(sorted(links, key=_BY_NAME))


def _figures(told: Named, scorer: Scorer) -> tuple[tuple[Figure, ...], tuple[Unlinked, ...]]:
    """Return the figures of a paper, and all that is left out: names, and figures that are no single number."""
    figures: dict[Figure, None] = {}
    unlinked = list(told.graph.unlinked)
    for found in find_figures(told.graph, told.names, scorer):
        if isinstance(found, Figure):
            figures[found] = None
        else:
            unlinked.append(found)
    unlinked.sort(key=attrgetter("name", "reason", "mentions"))
    return tuple(sorted(figures, key=_BY_ID)), tuple(unlinked)


def gather(outcomes: Iterable[Outcome], entities: Iterable[Entity], curation: Curation | None = None) -> Linked:
    """Return what all papers say together: the same, but for the order of `papers`, in whatever order they come."""
    papers = list(outcomes)
    in_order = sorted(papers, key=lambda told: told.paper.id)
    return Linked(
        papers=tuple(told.paper for told in papers),
        entities=tuple(sorted(entities, key=_BY_ID)),
        links=tuple(link for told in in_order for link in told.links),
        claims=tuple(sorted((claim for told in papers for claim in told.claims), key=_BY_ID)),
        figures=tuple(sorted((figure for told in papers for figure in told.figures), key=_BY_ID)),
        code=tuple((told.paper.id, url) for told in in_order for url in told.code),
        unlinked=tuple((told.paper.id, name) for told in in_order for name in told.unlinked),
        merges=gather_merges((told.paper.id, told.merges) for told in papers),
        curation=curation or Curation(),
    )
