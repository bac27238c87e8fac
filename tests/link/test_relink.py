"""Papers that come and go: what `relink` tells, put over what was, is what `link` tells of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.test_properties import VOCABULARY, by_content, collections
from tests.support.graphs import paper_graph, seen

from methodgraph.errors import UsageError
from methodgraph.link import Outcome, Relinked, dump_state, gather, link, link_whole, load_state, relink
from methodgraph.link.redecide import redecide
from methodgraph.records import Entity, Linked, PaperEntity, PaperGraph, Sensed

LONG = "Reinforced Merging"


class Collection:
    """Papers that are linked, and everything that was told of them so far."""

    def __init__(self, papers: Iterable[PaperGraph] = ()) -> None:
        self.papers = {graph.paper.id: graph for graph in papers}
        told = link_whole(self.papers.values(), VOCABULARY)
        self.state = told.state
        self.outcomes: dict[str, Outcome] = {}
        self.entities: dict[str, Entity] = {}
        self._put(told)

    def change(self, removed: Iterable[str] = (), added: Sequence[PaperGraph] = ()) -> Relinked:
        gone = list(removed)
        staying = {paper: graph for paper, graph in self.papers.items() if paper not in gone}
        told = relink(load_state(dump_state(self.state)), gone, added, staying.__getitem__, VOCABULARY)
        self.papers = staying | {graph.paper.id: graph for graph in added}
        self.state = told.state
        self._put(told)
        return told

    def _put(self, told: Relinked) -> None:
        for paper in told.gone:
            del self.outcomes[paper]
        for entity in told.vanished:
            del self.entities[entity]
        self.outcomes |= {outcome.paper.id: outcome for outcome in told.outcomes}
        self.entities |= {entity.id: entity for entity in told.entities}

    def linked(self) -> Linked:
        return gather((self.outcomes[paper] for paper in self.papers), self.entities.values())

    def check(self) -> None:
        assert self.linked() == link(self.papers.values(), VOCABULARY)


def papers(*told: Sequence[PaperEntity], first: int = 0) -> list[PaperGraph]:
    return [paper_graph(f"p{n}", *entities) for n, entities in enumerate(told, first)]


def changed(told: Relinked) -> list[str]:
    return [outcome.paper.id for outcome in told.outcomes]


@settings(deadline=None, max_examples=80)
@given(collections(), collections(), st.data())
def test_whatever_comes_and_goes_the_whole_is_as_if_linked_at_once(
    graphs: list[PaperGraph], others: list[PaperGraph], data: st.DataObject
) -> None:
    others = [replace(graph, paper=replace(graph.paper, id=f"q{n}")) for n, graph in enumerate(others)]
    known = {graph.paper.id: graph for graph in (*graphs, *others)}
    collection = Collection(graphs)
    for _ in range(3):
        removed = data.draw(st.lists(st.sampled_from([*collection.papers, "none"]), unique=True))
        gone = [paper for paper in removed if paper != "none"]
        absent = sorted(known.keys() - collection.papers.keys() | set(gone))
        added = data.draw(st.lists(st.sampled_from(absent), unique=True)) if absent else []
        collection.change(gone, [known[paper] for paper in added])
        collection.check()


@settings(deadline=None, max_examples=50)
@given(collections(), collections())
def test_what_came_and_went_leaves_no_trace(graphs: list[PaperGraph], others: list[PaperGraph]) -> None:
    others = [replace(graph, paper=replace(graph.paper, id=f"q{n}")) for n, graph in enumerate(others)]
    collection = Collection(graphs)
    before = collection.linked()
    collection.change((), others)
    collection.change([graph.paper.id for graph in others])
    assert by_content(collection.linked()) == by_content(before)


DEFINED = seen("RMRG", sense=LONG, aliases=(LONG,))
CASES = {
    "a clash of ids": (papers([seen("GiTok", "Dataset")]), papers([seen("GiTok", "Task")], first=1)),
    "a clash of longer ids": (papers([seen("MINT")], [seen("Mint-Method")]), papers([seen("mint")], first=2)),
    "a term takes an id": (papers([seen("LLaVA", "Dataset")]), papers([seen("LLaVA", concept="llava")], first=1)),
    "another label": (papers([seen("Max-Net")]), papers([seen("MaxNet")], first=1)),
    "another type": (papers([seen("GiTok", "Model")]), papers(*[[seen("GiTok", "Method")]] * 2, first=1)),
    "a coinage": (papers([seen("SPARK", role="introduces")]), papers([seen("SPARK", role="introduces")], first=1)),
    "a coinage too many use": (
        papers([seen("GUI", role="introduces")], [seen("GUI", role="introduces")]),
        papers(*[[seen("GUI")]] * 5, first=2),
    ),
    "other capitals": (papers([seen("REACT", role="introduces")]), papers([seen("ReAct")], first=1)),
    "the third definition": (papers([DEFINED], [DEFINED], [seen("RMRG")]), papers([DEFINED], first=3)),
    "a rival": (
        papers(*[[DEFINED]] * 3, [seen("RMRG")]),
        papers([seen("RMRG", sense="Rare Merge", aliases=("Rare Merge",))], first=4),
    ),
    "an expansion": (papers([seen("reinforced merging")]), papers([DEFINED], first=1)),
    "a kind": (papers([seen("ToxoGen", "Dataset")]), papers(*[[seen("ToxoGen", "Method")]] * 2, first=1)),
    "what is alike": (papers([seen("SAM2", "Model")]), papers([seen("SAM2", "Model", concept="sam2")], first=1)),
    "one more that is alike": (
        papers([seen("SAM2", "Model", concept="sam2")], [seen("sam-2", "Model"), seen("SAM2", "Model")]),
        papers([seen("SAM2", "Model")], first=2),
    ),
    "what becomes alike": (
        papers([seen("SAM2", "Model", concept="sam2")], [seen("SAM-2", "Model")]),
        papers([seen("SAM2", "Model")], first=2),
    ),
    "a parent that shares its label": (
        papers([seen("SAM9", "Model", concept="sam9")]),
        papers([seen("SAM", "Model", concept="segment-anything-model")], first=1),
    ),
    "a variant of what shares its label": (
        papers([seen("SAM", "Model", concept="segment-anything-model")]),
        papers([seen("SAM9", "Model", concept="sam9")], first=1),
    ),
    "a parent": (papers([seen("Gwen-7B", "Model")]), papers([seen("Gwen", "Model")], first=1)),
    "two parents": (
        papers([seen("Gwen-7B", "Model")], [seen("Gwen", "Model")]),
        papers([seen("X", "Model", aliases=("gwen",))], first=2),
    ),
    "something broader": (
        papers([seen("GNN", concept="graph-neural-network")]), papers([seen("NN", concept="neural-network")], first=1),
    ),
    "something narrower": (
        papers([seen("NN", concept="neural-network")]),
        papers([seen("GNN", concept="graph-neural-network")], first=1),
    ),
    "something between": (
        papers([seen("LLaVA-1.5", "Model", concept="llava-1.5")]),
        papers([seen("LLaVA", "Model", concept="llava")], first=1),
    ),
    "first mentions": (
        papers([seen("SAM2", "Model", concept="sam2")])
        + papers([seen("SAM", "Model", concept="segment-anything-model")], first=5),
        papers([seen("SAM", "Model", concept="segment-anything-model", aliases=("SAMs",))], first=3),
    ),
    "first mentions of a paper that names a thing twice": (
        papers(
            [
                seen("SAM", "Model", concept="segment-anything-model"),
                seen("SAM", "Model", sense="Segment Anything Model", aliases=("Segment Anything Model", "SAMs")),
            ]
        ),
        papers([seen("SAM2", "Model", concept="sam2")], first=1),
    ),
    "a sense with its reasons": (
        papers([replace(seen("QZ", sense="quiet zoning"), sensed=Sensed("context", 0.9, ("noise",)))]),
        papers([seen("quiet zoning")], first=1),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("there", "come"), CASES.values(), ids=CASES)
def test_what_one_paper_may_change_for_others(there: list[PaperGraph], come: list[PaperGraph]) -> None:
    collection = Collection(there)
    before = collection.linked()
    told = collection.change((), come)
    collection.check()
    assert {graph.paper.id for graph in come} <= set(changed(told))
    told = collection.change([graph.paper.id for graph in come])
    collection.check()
    assert collection.linked() == before
    assert told.gone == tuple(graph.paper.id for graph in come)


@pytest.mark.parametrize(
    "case", ["a clash of ids", "another label", "a coinage", "the third definition", "a parent", "what is alike"]
)
def test_papers_that_say_something_else_now_are_told_with_those_that_came(case: str) -> None:
    there, come = CASES[case]
    told = Collection(there).change((), come)
    assert set(changed(told)) > {graph.paper.id for graph in come}


def test_a_paper_on_what_many_name_touches_none_of_them() -> None:
    many = papers(*[[seen("LoRA", concept="low-rank-adaptation"), seen("GiTok"), seen(f"N{n}")] for n in range(40)])
    collection = Collection(many)
    asked: list[str] = []

    def graph_of(paper: str) -> PaperGraph:
        asked.append(paper)
        return collection.papers[paper]

    new = papers([seen("LoRA", concept="low-rank-adaptation"), seen("GiTok")], first=99)
    told = relink(collection.state, (), new, graph_of, VOCABULARY)
    assert (changed(told), told.entities, told.vanished, asked) == (["p99"], (), (), [])


def test_a_thing_is_looked_at_again_where_only_a_reason_is_another() -> None:
    collection = Collection(papers([seen("RMM")]))
    before = collection.state.rows.columns["first"].tolist()
    come = papers([seen("RMM", sense=LONG, aliases=(LONG,))], first=1)
    told = redecide(collection.state, (), come, collection.papers.__getitem__, VOCABULARY)
    assert set(before) <= told.firsts  # which of a paper's mentions come first may depend on it


def test_papers_that_claim_the_same_relation_are_told_when_one_more_does() -> None:
    def extending(*identities: str) -> list[PaperGraph]:
        return [
            paper_graph(identity, seen("X"), seen("Y"), relations=[("X", "extends", "Y")]) for identity in identities
        ]

    collection = Collection([*extending("a", "b"), paper_graph("c", seen("X"), seen("Y"))])
    assert changed(collection.change((), extending("d"))) == ["a", "b", "d"]
    collection.check()
    assert changed(collection.change(["d"])) == ["a", "b"]
    collection.check()


def test_a_paper_read_anew_is_among_those_that_go_and_those_that_come() -> None:
    collection = Collection(papers([seen("GiTok")], [seen("RecTok")]))
    told = collection.change(["p0"], papers([seen("GiTok"), seen("RecTok")]))
    collection.check()
    assert (changed(told), told.gone) == (["p0"], ())


def test_a_paper_that_is_there_already_counts_once() -> None:
    collection = Collection(papers([seen("GiTok")]))
    told = relink(collection.state, (), papers([seen("GiTok")]), collection.papers.__getitem__, VOCABULARY)
    assert (told.outcomes, told.entities, told.vanished, told.gone) == ((), (), (), ())


def test_two_papers_with_one_id_and_an_unknown_paper_are_refused() -> None:
    collection = Collection(papers([seen("GiTok")]))
    with pytest.raises(UsageError, match="two different papers have the id 'p0'"):
        relink(collection.state, (), papers([seen("RecTok")]), collection.papers.__getitem__, VOCABULARY)
    with pytest.raises(UsageError, match="no paper is called 'p7'"):
        collection.change(["p7"])


def test_nothing_at_all_is_a_collection_too() -> None:
    collection = Collection()
    collection.change((), papers([seen("GiTok")], [seen("Gwen-7B", "Model")]))
    collection.check()
    collection.change(list(collection.papers))
    assert (collection.outcomes, collection.entities) == ({}, {})
