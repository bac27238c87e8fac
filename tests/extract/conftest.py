"""Fixtures of the extraction tests: the extractor over the shipped vocabulary, and a short way to call it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from methodgraph.extract import Extractor, load_extractor
from methodgraph.records import Paper, PaperGraph

Extract = Callable[..., PaperGraph]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load_extractor()


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Extract:
    def told(text: str, title: str | None = None) -> PaperGraph:
        return extractor(Paper("test", title, text))

    return told
