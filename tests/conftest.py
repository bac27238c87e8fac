"""What every test may ask for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Test modules are loaded by path (--import-mode=importlib), so the repository itself has to be importable for
# `from tests.support.linked import ...` to work in them whichever way pytest was started.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from methodgraph.extract import Extractor, load_extractor
from methodgraph.records import Linked, Paper, PaperGraph


@pytest.fixture(scope="session", autouse=True)
def _fixed_time() -> Iterator[None]:
    """Let builds believe it is always the same second, so that even their provenance can be compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        yield


@pytest.fixture(scope="session")
def linked() -> Linked:
    """Four small papers as LINK hands them on (records are frozen, so one instance serves all tests)."""
    from tests.support.linked import sample_linked  # noqa: PLC0415  needs the path above

    return sample_linked()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor over the shipped vocabulary: compiled once, for it takes seconds."""
    return load_extractor()


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Callable[..., PaperGraph]:
    """A short way to extract from a text and, where given, a title."""

    def told(text: str, title: str | None = None) -> PaperGraph:
        return extractor(Paper("test", title, text))

    return told
