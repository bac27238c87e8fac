"""Rows beside the shipped vocabulary: read, checked with their place, and written so that they are read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from methodgraph.errors import InputError
from methodgraph.extract import Extractor
from methodgraph.link import link
from methodgraph.pipeline import given_terms
from methodgraph.records import Paper
from methodgraph.vocabulary import extended, load_vocabulary, read_terms, term_lines, terms_of

HEAD = "label\ttypes\taliases\tsense\tparent\tcontext"
ROWS = [
    f"{HEAD}\tscore",
    "QuaxoSet\tDataset|Benchmark\tQuaxo Shelf Set\t\tImageNet\t\t0.9",
    "",
    "QuaxoSet-2\tDataset\t\t\tQuaxoSet\t",
]


def test_columns_behind_the_vocabulary_are_passed_over_and_parents_are_found(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    first, second = read_terms(path, load_vocabulary())
    assert (first.id, first.types, first.aliases) == ("quaxoset", ("Dataset", "Benchmark"), ("Quaxo Shelf Set",))
    (imagenet,) = load_vocabulary().named("ImageNet")
    assert (first.parent, second.parent) == (imagenet.id, "quaxoset")


def test_terms_are_written_as_they_are_read() -> None:
    terms = terms_of(ROWS, "mine.tsv", load_vocabulary())
    assert terms_of(list(term_lines(terms, load_vocabulary())), "again.tsv", load_vocabulary()) == terms


@pytest.mark.parametrize(
    ("rows", "line", "what"),
    [
        (["name\ttypes"], 1, "the heading"),
        ([HEAD, "Foo\tThing\t\t\t\t"], 2, "'Thing'"),
        ([HEAD, "\tDataset\t\t\t\t"], 2, "no label"),
        ([HEAD, "Foo\t\t\t\t\t"], 2, "no types"),
        ([HEAD, "Foo\t | \t\t\t\t"], 2, "no types"),
        ([HEAD, "$$\tMethod\t\t\t\t"], 2, "without a letter or digit"),
        ([HEAD, "Foo\tDataset"], 2, "2 cells"),
        ([HEAD, "Foo\tDataset\t\t\t\t\tmore"], 2, "7 cells"),
        ([HEAD, "Foo\tDataset\t\t\tQuax\t"], 2, "'Quax'"),
        ([HEAD, "A\tTask\t\t\tC\t", "B\tTask\t\t\tC\t", "C\tTask\t\t\tB\t"], 3, "lead back"),
        ([HEAD, "Foo\tDataset\t\t\t\t", "foo\tDataset\t\t\t\t"], 3, "in line 2 too"),
    ],
)
def test_faults_are_told_with_their_place(rows: list[str], line: int, what: str) -> None:
    with pytest.raises(InputError) as told:
        terms_of(rows, "mine.tsv", load_vocabulary())
    (problem,) = told.value.problems
    assert str(problem).startswith(f"mine.tsv:{line}: ")
    assert what in problem.what


def test_a_later_file_knows_the_rows_of_an_earlier_one_and_takes_their_place(tmp_path: Path) -> None:
    one, two = tmp_path / "one.tsv", tmp_path / "two.tsv"
    one.write_text(f"{HEAD}\nQuaxo\tMethod\t\t\t\t\nQuaxby\tMethod\t\t\t\t\n", encoding="utf-8")
    two.write_text(f"{HEAD}\nQuaxo-2\tMethod\t\t\tQuaxby\t\nQuaxo\tDataset\t\t\t\t\n", encoding="utf-8")
    terms = {term.id: term for term in given_terms([one, two])}
    assert terms["quaxo-2"].parent == "quaxby"
    assert terms["quaxo"].types == ("Dataset",)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InputError) as told:
        terms_of([HEAD, "Foo\tThing\t\t\t\t", "Bar"], "mine.tsv", load_vocabulary())
    assert [problem.line for problem in told.value.problems] == [2, 3]


def test_given_terms_are_found_and_linked_and_what_is_introduced_stays_so(extractor: Extractor) -> None:
    terms = terms_of([HEAD, "QBX\tDataset\tQuaxo Box Extension\t\t\t"], "mine.tsv", load_vocabulary())
    knowing = extractor.with_terms(terms)
    texts = ("We introduce QBX, a dataset of shelves.", "We read QBX at night.", "We read the Quaxo Box Extension.")
    linked = link(
        [knowing(Paper(str(n), None, text)) for n, text in enumerate(texts)], extended(load_vocabulary(), terms)
    )
    (entity,) = (entity for entity in linked.entities if entity.label == "QBX")
    roles = {(claim.paper, claim.predicate) for claim in linked.claims if claim.object == entity.id}
    assert {paper for paper, _ in roles} == {"0", "1", "2"}
    assert ("0", "introduces") in roles
    assert entity.type == "Dataset"


def test_a_row_takes_the_place_of_the_shipped_term_it_names() -> None:
    vocabulary = load_vocabulary()
    (term,) = vocabulary.named("ImageNet")
    (mine,) = terms_of([HEAD, "ImageNet\tBenchmark\t\t\t\t"], "mine.tsv", vocabulary)
    assert mine.id == term.id
    more = extended(vocabulary, [mine])
    assert more.named("ImageNet") == (mine,)
    assert len(more.terms) == len(vocabulary.terms)
    assert vocabulary.named("ImageNet") == (term,)
