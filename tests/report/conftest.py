"""Reports to look at: of the dated field, of the sample papers, and of nothing."""

from __future__ import annotations

import pytest
from tests.report.dated import dated

from methodgraph.records import Linked
from methodgraph.report.content import Report
from methodgraph.report.writing import contents


def told(linked: Linked) -> Report:
    """Return the report of a graph."""
    return contents(linked, [("methodgraph", "1.2.3"), ("papers.jsonl, SHA-256", "00ff")])


@pytest.fixture(scope="package")
def field() -> Report:
    """The report of the dated field."""
    return told(dated())


@pytest.fixture(scope="package")
def sample(linked: Linked) -> Report:
    """The report of the sample papers, of which one tells its year."""
    return told(linked)


@pytest.fixture(scope="package")
def nothing() -> Report:
    """The report of no paper."""
    return told(Linked((), (), (), (), ()))
