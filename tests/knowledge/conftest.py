"""What the tests of the graph in Python share."""

from __future__ import annotations

import pytest
from tests.support.graphs import paper_graph, seen

from methodgraph.knowledge import KnowledgeGraph
from methodgraph.records import Linked

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
    graph = KnowledgeGraph(())
    graph.__dict__["linked"] = linked  # what it would link, were it made of papers
    return graph


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
