"""What belongs together."""

from __future__ import annotations

import networkx as nx
import pandas as pd
from tests.analysis.graphs import Told, network

from methodgraph.analysis import communities


def groups(told: pd.DataFrame) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(group) for _, group in told.groupby("community")["label"])


def test_two_cliques_are_two_communities() -> None:
    """x1, x2, x3 go together in three papers, n1 and n2 in two; one paper joins them."""
    papers: dict[str, Told] = {
        **{f"p{n}": (2020, [("uses", "x1"), ("uses", "x2"), ("introduces", "x3")]) for n in range(3)},
        **{f"q{n}": (2020, [("uses", "n1"), ("addresses", "n2")]) for n in range(2)},
        "r": (2020, [("uses", "n1"), ("uses", "x2")]),
        "s": (2020, [("mentions", "n2"), ("mentions", "x1")]),
    }
    told = communities(network(papers), types=["Method"], least=1)
    assert told.to_numpy().tolist() == [
        [1, "X2, X1, X3", "entity:x2", "X2", "Method", 4],
        [1, "X2, X1, X3", "entity:x1", "X1", "Method", 3],
        [1, "X2, X1, X3", "entity:x3", "X3", "Method", 3],
        [2, "N1, N2", "entity:n1", "N1", "Method", 3],
        [2, "N1, N2", "entity:n2", "N2", "Method", 2],
    ]


def test_what_is_named_everywhere_draws_nothing_to_itself() -> None:
    """Six pairs that are nearly always together, and a thing that three papers have with the one of each."""
    papers: dict[str, Told] = {}
    for pair in range(6):
        papers |= {f"p{pair}{n}": (2020, [("uses", f"x{pair}"), ("uses", f"y{pair}")]) for n in range(2)}
        papers |= {f"q{pair}{n}": (2020, [("uses", "hub"), ("uses", f"x{pair}")]) for n in range(3)}
    told = groups(communities(network(papers)))
    assert len(told) == 6
    assert all(any({f"X{pair}", f"Y{pair}"} <= group for group in told) for pair in range(6))


def test_the_seed_decides_where_several_ways_are_as_good() -> None:
    ring = network({f"p{n}": (2020, [("uses", f"n{n}"), ("uses", f"n{(n + 1) % 12}")]) for n in range(12)})
    told = [groups(communities(ring, least=1, seed=seed)) for seed in range(8)]
    assert len(set(told)) > 1
    assert told == [groups(communities(ring, least=1, seed=seed)) for seed in range(8)]


def test_what_more_papers_have_together_is_kept_together() -> None:
    """A line n1 - n2 - n3 - n4, which would be cut in the middle, were its middle not what most papers have."""
    line: dict[str, Told] = {
        "p": (2020, [("uses", "n1"), ("uses", "n2")]),
        "q": (2020, [("uses", "n3"), ("uses", "n4")]),
        **{f"r{n}": (2020, [("uses", "n2"), ("uses", "n3")]) for n in range(9)},
    }
    told = communities(network(line), least=1)
    groups = dict(told[["label", "community"]].to_numpy().tolist())
    assert groups["N2"] == groups["N3"]


def test_what_stands_alone_is_left_out(field: nx.MultiDiGraph[str]) -> None:
    told = communities(field, types=["Method", "Model"], least=2)
    assert told["label"].tolist() == ["A", "B"]
    assert communities(field, least=9).empty


def test_on_the_seeds(seeds_network: nx.MultiDiGraph[str]) -> None:
    told = communities(seeds_network)
    sizes = told.groupby("community").size()
    assert sizes.is_monotonic_decreasing
    assert told["entity"].is_unique
    assert told["community"].unique().tolist() == list(range(1, len(sizes) + 1))
