"""Some papers more, some fewer: what changes in a collection that is linked already, without linking it again.

    rows ─► names (`redecide`) ─► things (`redraft`) ─► ids (`rename`) ─► variants (`reparent`) ─► papers (`retell`)

Each step looks again at the groups that a changed row stands in, by the same functions that `link` calls, and passes on
only what came out otherwise. So what a paper of nobody's concern costs is what it holds; one that names what 8,000
papers name costs a look at a column of 8,000 numbers; and one that gives it another label or id costs those papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.link.columns import NONE, Texts
from methodgraph.link.linker import identify, once, tell
from methodgraph.link.names import Remembered
from methodgraph.link.outcome import Teller, leans_on
from methodgraph.link.redecide import redecide
from methodgraph.link.redraft import redraft
from methodgraph.link.rename import rename
from methodgraph.link.reparent import reparent
from methodgraph.link.retell import retell
from methodgraph.link.state import State, alike_table, elsewhere_table, paper_table, row_table, thing_table
from methodgraph.link.trust import support
from methodgraph.records import Curation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from methodgraph.link.outcome import Outcome
    from methodgraph.records import Entity, PaperGraph
    from methodgraph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Relinked:
    """What changed. With all that did not, `gather` gives what `link` gives of all papers.

    `outcomes` are of the papers added and of all whose outcome may be another, sorted by paper id; of the `reweighed`
    among them nothing but confidences may be. `gone` are the papers no longer there and not added again. `entities` are
    those that are new or changed, sorted by id, `vanished` the ids of those that are no more.
    """

    state: State
    outcomes: tuple[Outcome, ...]
    gone: tuple[str, ...]
    entities: tuple[Entity, ...]
    vanished: tuple[str, ...]
    reweighed: frozenset[str] = frozenset()


def link_whole(graphs: Iterable[PaperGraph], vocabulary: Vocabulary) -> Relinked:
    """Link all papers, and keep the state from which `relink` goes on; everything is new.

    Raises UsageError as `link` does.
    """
    papers = once(graphs)
    told = identify(papers, vocabulary, Curation())
    named_papers, agreeing, elsewhere = tell(papers, told)
    teller = Teller(agreeing.__getitem__, elsewhere, vocabulary.terms, told.folded)
    texts = Texts()
    found = (support(entity.mentions) for graph in papers for entity in graph.entities)
    things = [
        (key, told.slugs[key], entity, told.parents.get(entity.id), told.finder.wanted_by(key))
        for key, entity in told.entities.items()
    ]
    state = State(
        texts,
        row_table(texts, told.rows, told.decided, told.keys, tuple(found)),
        thing_table(texts, things),
        alike_table(texts, told.alike),
        paper_table(texts, [(one.graph.paper.id, list(one.relations), sorted(leans_on(one))) for one in named_papers]),
        elsewhere_table(texts, list(elsewhere.items())),
    )
    outcomes = sorted(map(teller.outcome, named_papers), key=attrgetter("paper.id"))
    return Relinked(state, tuple(outcomes), (), tuple(sorted(told.entities.values(), key=attrgetter("id"))), ())


def relink(
    state: State,
    removed: Collection[str],
    added: Iterable[PaperGraph],
    graph_of: Callable[[str], PaperGraph],
    vocabulary: Vocabulary,
) -> Relinked:
    """Return what changes where the papers with ids `removed` go and `added` come; `state` is used up.

    A paper that is read anew is among both. `graph_of` returns the graph of a paper that is there already and stays:
    it is asked for those whose outcome changes, and for a few more. `vocabulary` is the one that `state` was made with.

    Raises UsageError where a paper of `removed` is not there, or one of `added` is and has another graph.

    >>> told = relink(state, ["arxiv:1"], [extract(paper)], graphs.__getitem__, vocabulary)  # doctest: +SKIP
    >>> [outcome.paper.id for outcome in told.outcomes]  # doctest: +SKIP
    ['arxiv:2', 'arxiv:9']
    """
    new = _new(state, frozenset(removed), once(added), graph_of)
    asked = Remembered(graph_of)
    asked.update((graph.paper.id, graph) for graph in new)
    changed = redecide(state, frozenset(removed), new, asked.__getitem__, vocabulary)
    redraft(state, changed, vocabulary)
    reparent(state, changed, rename(state, changed, vocabulary), vocabulary)
    outcomes, reweighed = retell(state, changed, frozenset(removed), asked.__getitem__, vocabulary)
    entities = (entity for identity, entity in changed.now.items() if changed.before.get(identity) != entity)
    return Relinked(
        state,
        outcomes,
        tuple(sorted(frozenset(removed) - {graph.paper.id for graph in new})),
        tuple(sorted(entities, key=attrgetter("id"))),
        tuple(sorted(changed.before.keys() - changed.now.keys())),
        reweighed,
    )


def _new(
    state: State, removed: frozenset[str], added: Sequence[PaperGraph], graph_of: Callable[[str], PaperGraph]
) -> list[PaperGraph]:
    """Return which of `added` are not there yet."""

    def is_there(paper: str) -> bool:
        number = state.texts.find(paper)
        return number != NONE and len(state.papers.places("paper", number)) > 0

    missing = sorted(paper for paper in removed if not is_there(paper))
    if missing:
        raise UsageError(f"no paper is called {missing[0]!r}; remove only papers that are there")
    new: list[PaperGraph] = []
    for graph in added:
        paper = graph.paper.id
        if paper in removed or not is_there(paper):
            new.append(graph)
        elif graph_of(paper) != graph:
            raise UsageError(f"two different papers have the id {paper!r}; give one of them another id, or remove one")
    return new
