"""The shipped vocabulary keeps its own rules, and what breaks them is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodgraph.errors import DataError
from methodgraph.extract import Extractor
from methodgraph.records import ENTITY_TYPES, Paper
from methodgraph.text.folding import fold
from methodgraph.vocabulary import Vocabulary, load_vocabulary, terms

HEADER = "label\ttypes\taliases\tsense\tparent\tcontext\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_it_holds_the_field(vocabulary: Vocabulary) -> None:
    kinds = {term.types[0] for term in vocabulary.terms.values()}
    assert kinds == set(ENTITY_TYPES)
    assert len(vocabulary.terms) > 10_000
    assert len(vocabulary.not_terms) > 2_000


def test_parents_lead_up_and_never_round(vocabulary: Vocabulary) -> None:
    for term in vocabulary.terms.values():
        passed: list[str] = []
        above = term.parent
        while above is not None:
            assert above not in passed, f"{term.label}: {' > '.join(passed)} comes round; take a parent out"
            passed.append(above)
            above = vocabulary.terms[above].parent


def test_nothing_is_a_term_and_no_term_at_once(vocabulary: Vocabulary) -> None:
    both = [term.label for term in vocabulary.terms.values() if fold(term.label) in vocabulary.not_terms]
    assert not both, f"take them out of one of the two: {both}"


def test_a_parent_named_by_an_ambiguous_label_is_of_the_childs_kind(vocabulary: Vocabulary) -> None:
    (child,) = vocabulary.named("SAM2")
    assert child.parent is not None
    assert vocabulary.terms[child.parent].sense == "Segment Anything Model"


@pytest.mark.parametrize("letter", ["b", "k", "r"])
def test_a_term_is_found_by_its_label_in_a_sentence(letter: str, vocabulary: Vocabulary, extractor: Extractor) -> None:
    """Every tenth term whose label begins so, in a sentence in which nothing speaks against it."""
    tried = 0
    for term in [t for t in vocabulary.terms.values() if t.label.lower().startswith(letter)][::10]:
        if len(vocabulary.named(term.label)) > 1 or len(term.label) < 4 or term.types[0] in ("Metric",):
            continue
        graph = extractor(Paper("p", None, f"In this work, we use {term.label} and test it."))
        found = {entity.concept for entity in graph.entities}
        assert term.id in found or any(term.label in e.name for e in graph.entities), term.label
        tried += 1
    assert tried > 10


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "things.tsv").write_text(
        HEADER + "Foo\tMethod\t\t\t\t\nFoo\tMethod\t\t\t\t\nBar\tThing\t\t\t\t\nBaz\tTask\t\t\tQuax\t\nshort\tTask\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    load = terms.load_vocabulary.__wrapped__
    with pytest.raises(DataError) as told:
        load()
    said = [str(problem) for problem in told.value.problems]
    assert len(said) == 4
    for place, what in ((6, "2 cells"), (4, "'Thing'"), (3, "stands twice"), (5, "'Quax' has no row")):
        assert any(f"things.tsv:{place}:" in line and what in line for line in said), (place, what, said)
