"""What holds of all analyses: the order of the graph does not matter, it is not changed, and an empty one is none."""

from __future__ import annotations

import pickle
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pandas as pd
import pytest
from tests.analysis.graphs import Told, network, shuffled

from methodgraph import analysis
from methodgraph.errors import UsageError

Network: TypeAlias = "nx.MultiDiGraph[str]"
TABLES: dict[str, Callable[[Network], pd.DataFrame]] = {
    "usage_over_time": analysis.usage_over_time,
    "rising": lambda graph: analysis.rising(graph, least=1),
    "co_usage": lambda graph: analysis.co_usage(graph, least=1),
    "influence": analysis.influence,
    "communities": lambda graph: analysis.communities(graph, least=1),
    "gaps": lambda graph: analysis.gaps(graph, "task", least=1),
    "similar_papers": lambda graph: analysis.similar_papers(graph, "p4"),
    "difference": lambda graph: analysis.difference(network({}), graph).claims,
}
OF_NOTHING = sorted(TABLES.keys() - {"gaps", "similar_papers"})


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_nodes_and_edges_does_not_matter(field: Network, name: str, seed: int) -> None:
    pd.testing.assert_frame_equal(TABLES[name](field), TABLES[name](shuffled(field, seed)))


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"gaps", "similar_papers"}])
def test_nor_does_it_on_the_seeds(seeds_network: Network, name: str) -> None:
    told = TABLES[name](seeds_network)
    assert len(told) > 0 or name == "rising"  # the seeds have no years
    pd.testing.assert_frame_equal(told, TABLES[name](shuffled(seeds_network, 5)))


@pytest.mark.parametrize("name", TABLES)
def test_the_graph_is_left_as_it_is(field: Network, name: str) -> None:
    before = pickle.dumps((list(field.nodes(data=True)), list(field.edges(keys=True, data=True))))
    TABLES[name](field)
    assert pickle.dumps((list(field.nodes(data=True)), list(field.edges(keys=True, data=True)))) == before


@pytest.mark.parametrize("name", OF_NOTHING)
@pytest.mark.parametrize("papers", [{}, {"p": (2020, [])}, {"p": (None, [])}])
def test_an_empty_graph_gives_an_empty_table_of_the_same_columns(
    field: Network, name: str, papers: dict[str, Told]
) -> None:
    told, full = TABLES[name](network(papers)), TABLES[name](field)
    if name == "usage_over_time":  # has a row for each year and no columns
        assert told.shape == (len(papers), 0)
        assert told.index.dtype == full.index.dtype
    else:
        assert len(told) == 0
        assert list(told.columns) == list(full.columns)
        assert list(told.dtypes) == list(full.dtypes)


@pytest.mark.parametrize("name", [name for name in TABLES if name != "usage_over_time"])
def test_the_docstring_names_every_column(field: Network, name: str) -> None:
    doc = (getattr(analysis, name).__doc__ or "") + (analysis.Difference.__doc__ or "")
    for column in TABLES[name](field).columns:
        assert re.search(rf"\b{column}\b", doc.partition("Returns:")[2] if name != "difference" else doc)


def test_no_module_is_hidden_by_a_function() -> None:
    modules = {module.name for module in pkgutil.iter_modules(analysis.__path__)}
    assert len(modules) > 5
    assert modules.isdisjoint(analysis.__all__)


def test_every_analysis_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text(encoding="utf-8")
    for name in set(analysis.__all__) - {"Difference"}:
        assert f"analysis.{name}(" in page, name


@pytest.mark.parametrize(
    "call",
    [
        lambda graph: analysis.rising(graph, types=["Tool"]),
        lambda graph: analysis.rising(graph, types="Method"),
        lambda graph: analysis.rising(graph, recent=0),
        lambda graph: analysis.rising(graph, least=0),
        lambda graph: analysis.co_usage(graph, least=0),
        lambda graph: analysis.co_usage(graph, roles=["invents"]),
        lambda graph: analysis.usage_over_time(graph, roles="uses"),
        lambda graph: analysis.usage_over_time(graph, "ab"),
        lambda graph: analysis.usage_over_time(graph, [3]),  # type: ignore[list-item]
        lambda graph: analysis.communities(graph, least=0),
        lambda graph: analysis.gaps(graph, "task", least=0),
        lambda graph: analysis.gaps(graph, "a"),
        lambda graph: analysis.similar_papers(graph, "p1", most=0),
        lambda graph: analysis.similar_papers(graph, "p9"),
        lambda graph: analysis.similar_papers(graph, 9),  # type: ignore[arg-type]
        lambda graph: analysis.lineage(graph, "nothing"),
        lambda graph: analysis.lineage(graph, None),  # type: ignore[arg-type]
    ],
)
def test_what_makes_no_sense_is_told(field: Network, call: Callable[[Network], object]) -> None:
    with pytest.raises(UsageError):
        call(field)


def test_a_label_that_no_other_program_can_encode_is_kept(field: Network) -> None:
    own = field.copy()
    own.nodes["entity:a"]["label"] = "\ud800"
    assert "\ud800" in analysis.influence(own)["label"].tolist()
