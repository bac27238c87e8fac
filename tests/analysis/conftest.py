"""What the tests of analyses share: a small field of made-up papers, and the graph of the seeds."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from tests.analysis.graphs import network

import methodgraph
from methodgraph.extract import Extractor
from methodgraph.knowledge import KnowledgeGraph

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def field() -> nx.MultiDiGraph[str]:
    """Six papers of 2020 to 2023, one without a year; c extends b extends a."""
    return network(
        {
            "p1": (2020, [("introduces", "a"), ("addresses", "task"), ("evaluatesOn", "bench")]),
            "p2": (2020, [("uses", "a"), ("uses", "d"), ("addresses", "task"), ("evaluatesOn", "bench")]),
            "p3": (2022, [("introduces", "b"), ("uses", "a"), ("mentions", "d")]),
            "p4": (2023, [("introduces", "c"), ("uses", "a"), ("uses", "b"), ("addresses", "task")]),
            "p5": (2023, [("uses", "b"), ("uses", "a"), ("addresses", "other"), ("evaluatesOn", "data")]),
            "p6": (None, [("uses", "d"), ("addresses", "task"), ("evaluatesOn", "data")]),
        },
        [
            ("b", "extends", "a", "p3"),
            ("c", "variantOf", "b", "p4"),
            ("c", "extends", "b", "p5"),
            ("d", "partOf", "a", "p2"),
            ("d", "solves", "task", "p2"),
        ],
    )


@pytest.fixture(scope="session")
def seeds(extractor: Extractor) -> KnowledgeGraph:  # noqa: ARG001 - it is what `build` takes, compiled once
    """The graph of the shipped abstracts."""
    return methodgraph.build(ROOT / "seeds")


@pytest.fixture(scope="session")
def seeds_network(seeds: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """The same as networkx has it."""
    return seeds.to_networkx()
