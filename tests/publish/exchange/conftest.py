"""The graph that every form is tried on."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.publish.exchange.hostile import hostile

from methodgraph.graph import to_networkx
from methodgraph.records import Linked


@pytest.fixture(scope="package")
def bad() -> Linked:
    """The sample papers and two with hostile text."""
    return hostile()


@pytest.fixture(scope="package")
def network(bad: Linked) -> nx.MultiDiGraph[str]:
    """The same as a networkx graph."""
    return to_networkx(bad)
