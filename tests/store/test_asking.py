"""Which papers a question means."""

from __future__ import annotations

import pytest

from methodgraph.errors import UsageError
from methodgraph.records import Identifier, Paper
from methodgraph.store.asking import FIELDS, question, unmet

PAPER = Paper(
    "arxiv:2106.09685",
    "LoRA: Low-Rank Adaptation of Large Language Models",
    "",
    year=2021,
    authors=("Edward J. Hu", "Yelong Shen"),
    venue="ICLR 2022",
    identifiers=(Identifier("arxiv", "2106.09685"), Identifier("doi", "10.48550/arxiv.2106.09685")),
    categories=("cs.CL", "cs.AI"),
)
BARE = Paper("year:1", None, "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("arxiv:2106.09685", True), ("arxiv:2106.09684", False), ("doi:10.48550/arXiv.2106.09685", True),
        ("id:arxiv:2106.09685", True), ("year:2021", True), ("year:2019-2021", True), ("year:2022-2023", False),
        ("category:cs.CL", True), ("category:cs.*", True), ("category:cs", False), ("venue:iclr*", True),
        ("venue:ICLR", False), ("title:adaptation lora", True), ("title:adapt", False), ("author:hu", True),
        ("author:edward shen", False), ("identifier:doi:*", True), ("identifier:pmid:*", False),
        ("arxiv:2106.09685 other", True), ("year:2021 category:cs.CV", False), ("other year:2021", False),
    ],
)  # fmt: skip
def test_a_paper_is_meant(words: str, expected: bool) -> None:
    told = words.split() if not words.startswith(("title", "author")) else [words]
    assert question(told).means(PAPER) is expected


@pytest.mark.parametrize("field", sorted(FIELDS.keys() - {"id", "source"}))
def test_a_paper_of_which_nothing_is_known_is_never_meant(field: str) -> None:
    assert not question([f"{field}:{FIELDS[field][0]}"]).means(BARE)


def test_an_id_that_looks_like_a_term_can_be_named() -> None:
    assert question(["id:year:1"]).means(BARE)


@pytest.mark.parametrize(
    ("pattern", "file", "expected"),
    [
        ("a.bib", "a.bib", True), ("*.bib", "old/a.bib", True), ("old", "old/deep/a.bib", True),
        ("old/", "old/a.bib", True),
        ("ol", "old/a.bib", False), ("x.zip", "x.zip/a.bib", True), ("A.bib", "a.bib", False), ("-", "-", True),
        ("old/*/a.bib", "old/deep/a.bib", True), ("deep", "old/deep/a.bib", False), ("/data", "/data/a.bib", True),
    ],
)  # fmt: skip
def test_a_source_is_meant(pattern: str, file: str, expected: bool) -> None:
    assert question([f"source:{pattern}"]).means_source(file) is expected


def test_ids_that_no_paper_bears_are_known() -> None:
    assert unmet(question(["x", "doi:10.48550/ARXIV.2106.09685", "y"]), [BARE, PAPER]) == ["x", "y"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["year:99"], "'year:99' is no year and no span of years; write year:2019 or year:2015-2019"),
        (["title: "], "'title: ' asks for nothing; write what title should be: title:graph network"),
        ([], "name an id, or terms such as year:2019"),
    ],
)
def test_terms_that_make_no_sense_are_told(words: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        question(words)
