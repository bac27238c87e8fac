"""What the tests of the graph in Python share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.graphs import paper_graph, seen

from methodgraph.knowledge import KnowledgeGraph
from methodgraph.records import Claim, Linked, Paper, Passage

GRAPHS = (
    paper_graph(
        "b",
        seen("GiTok", role="introduces"),
        seen("LoRA", concept="low-rank-adaptation", role="comparesWith"),
        seen("RMM", sense="Reinforced Motion Maps", aliases=("Reinforced Motion Maps",)),
        relations=[("GiTok", "extends", "LoRA")],
        unlinked=["Zzz"],
    ),
    paper_graph("a", seen("GiTok"), seen("RMM", sense="Rapid Model Mixing", aliases=("Rapid Model Mixing",))),
)


@pytest.fixture(scope="session")
def graph() -> KnowledgeGraph:
    """Two papers: one introduces what the other uses, and both know an RMM."""
    return KnowledgeGraph(GRAPHS)


@pytest.fixture(scope="session")
def whole(linked: Linked) -> KnowledgeGraph:
    """The four sample papers, with everything in them."""
    return known(linked)


@pytest.fixture(scope="session")
def leading(linked: Linked) -> KnowledgeGraph:
    """The sample papers, to which SAM is two things, and eight more that use one of them: nine papers in ten."""
    return known(crowded(linked, 8))


def known(linked: Linked) -> KnowledgeGraph:
    """Return a graph of these records."""
    graph = KnowledgeGraph(())
    graph.__dict__["linked"] = linked  # what it would link, were it made of papers
    return graph


def crowded(linked: Linked, more: int) -> Linked:
    """Return the sample with `more` papers that use the Segment Anything Model."""
    papers = [Paper(f"crowd:{n}", None, "We use SAM.") for n in range(more)]
    place = (Passage("text", 7, 10, "SAM", ("a/b",)),)
    claims = [
        Claim(f"crowd{n}", one.id, "uses", "segment-anything-model", one.id, place) for n, one in enumerate(papers)
    ]
    return replace(linked, papers=(*linked.papers, *papers), claims=(*linked.claims, *claims))


@pytest.fixture(scope="session")
def hostile() -> KnowledgeGraph:
    """A graph whose every name is an attack on the page that shows it."""
    return KnowledgeGraph(
        [
            paper_graph(
                "<script>alert(1)</script>",
                seen("<img src=x onerror=alert(1)>", role="introduces", aliases=("</pre><b>&amp;\u202e\ud800",)),
                seen("\"'><svg/onload=alert(2)>", "Task", role="addresses"),
            )
        ]
    )
