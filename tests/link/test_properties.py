"""What holds of LINK whatever the papers say."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.link import link
from methodgraph.records import ENTITY_TYPES, ROLES, Linked, PaperEntity, PaperGraph
from methodgraph.text.folding import fold

NAMES = (
    "SAM", "sam", "Sam", "SAM2", "SAM-2", "MINT", "mint", "LoRA", "LORA", "MoCo", "MoCo v3", "MOCO-v3", "RMM", "RMMs",
    "domain adaptation", "Domain Adaptation", "image segmentation", "Odd Net", "odd nets", "Gwen-7B", "Gwen",
    r"Pix-$\alpha$", "模型", "x-dataset", "X Dataset", "X",
)  # fmt: skip
SENSES = ("Odd Net", "odd nets", "Segment Anything Model", "Sharpness-Aware Minimization", "Rapid Motion Model")
VOCABULARY = vocabulary()


@st.composite
def entities(draw: st.DrawFn) -> PaperEntity:
    name = draw(st.sampled_from(NAMES))
    sense = draw(st.none() | st.sampled_from(SENSES))
    aliases = draw(st.lists(st.sampled_from((*NAMES, *SENSES)), max_size=2, unique=True))
    types = draw(st.lists(st.sampled_from(ENTITY_TYPES), min_size=1, max_size=2, unique=True))
    role = draw(st.sampled_from(ROLES))
    return seen(name, *types, role=role, sense=sense, aliases=[alias for alias in aliases if alias != name])


@st.composite
def collections(draw: st.DrawFn) -> list[PaperGraph]:
    papers = draw(st.lists(st.lists(entities(), max_size=4), min_size=1, max_size=5))
    graphs = []
    for n, told in enumerate(papers):
        names = [entity.name for entity in told]
        ends = draw(st.lists(st.tuples(*[st.sampled_from(names)] * 2), max_size=2)) if names else []
        graphs.append(paper_graph(f"p{n}", *told, relations=[(head, "extends", tail) for head, tail in ends]))
    return graphs


def by_content(linked: Linked) -> Linked:
    return replace(linked, papers=tuple(sorted(linked.papers, key=lambda paper: paper.id)))


@settings(deadline=None)
@given(collections(), st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_nothing_but_their_order(graphs: list[PaperGraph], random: Random) -> None:
    shuffled = list(graphs)
    random.shuffle(shuffled)
    assert by_content(link(shuffled, VOCABULARY)) == by_content(link(graphs, VOCABULARY))
    assert link(shuffled, VOCABULARY).papers == tuple(graph.paper for graph in shuffled)


@settings(deadline=None)
@given(collections())
def test_the_order_of_entities_within_a_paper_changes_no_id(graphs: list[PaperGraph]) -> None:
    turned = [replace(graph, entities=graph.entities[::-1], relations=()) for graph in graphs]
    straight = [replace(graph, relations=()) for graph in graphs]
    assert link(turned, VOCABULARY) == link(straight, VOCABULARY)


@settings(deadline=None)
@given(collections(), st.integers(0, 4))
def test_a_paper_given_twice_counts_once(graphs: list[PaperGraph], n: int) -> None:
    again = [*graphs, graphs[n % len(graphs)]]
    assert link(again, VOCABULARY) == link(graphs, VOCABULARY)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("SAM", "RMM", "X")), st.sampled_from(SENSES)), min_size=2, max_size=6))
def test_things_are_one_if_and_only_if_their_expansions_are(told: list[tuple[str, str]]) -> None:
    graphs = [paper_graph(f"p{n}", seen(name, sense=sense)) for n, (name, sense) in enumerate(told)]
    entities = {link_.paper: link_.entity for link_ in link(graphs, VOCABULARY).links}
    for n, (_, one) in enumerate(told):
        for m, (_, other) in enumerate(told):
            assert (entities[f"p{n}"] == entities[f"p{m}"]) == (fold(one) == fold(other))


@settings(deadline=None)
@given(collections())
def test_ids_are_unique_and_everything_refers_to_what_is_there(graphs: list[PaperGraph]) -> None:
    linked = link(graphs, VOCABULARY)
    ids = [entity.id for entity in linked.entities]
    papers = {paper.id: paper for paper in linked.papers}
    assert ids == sorted(set(ids))
    assert {x.entity for x in linked.links} == set(ids)
    assert len({claim.id for claim in linked.claims}) == len(linked.claims)
    for claim in linked.claims:
        assert claim.object in ids
        assert claim.subject in (papers if claim.is_role else ids)
        assert claim.evidence
        assert all(papers[claim.paper].text[p.start : p.end] == p.text for p in claim.evidence)
        assert claim.subject != claim.object
    assert all(entity.label not in entity.aliases for entity in linked.entities)


@settings(deadline=None)
@given(collections())
def test_a_paper_about_other_things_leaves_everything_as_it_was(graphs: list[PaperGraph]) -> None:
    stranger = paper_graph("zz", seen("Zyx", sense="Zero Yield Xerography"), seen("zylophone study", "Task"))
    before, after = link(graphs, VOCABULARY), link([*graphs, stranger], VOCABULARY)
    assert set(before.entities) < set(after.entities)
    assert set(before.claims) < set(after.claims)
    assert set(before.links) < set(after.links)
