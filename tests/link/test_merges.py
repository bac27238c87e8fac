"""The merge log: why names are one."""

from __future__ import annotations

import pytest
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.link import link
from methodgraph.link.merges import CAPITALS, HYPHENS, PLURAL, SPELLING
from methodgraph.records import PaperEntity


def merges(*entities: PaperEntity) -> list[tuple[str, str]]:
    told = link([paper_graph(str(n), entity) for n, entity in enumerate(entities)], vocabulary())
    return [(merge.form, merge.reason) for merge in told.merges]


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("GITOK", CAPITALS),
        ("Gi-Tok", HYPHENS),
        ("Gi Tok", HYPHENS),
        ("GiToks", None),
        ("GiTök", SPELLING),
    ],
)
def test_spellings(form: str, reason: str | None) -> None:
    assert merges(seen("GiTok"), seen("GiTok"), seen(form)) == ([(form, reason)] if reason else [])


def test_plurals() -> None:
    assert merges(seen("GNN-X"), seen("GNN-X"), seen("GNN-Xs")) == [("GNN-Xs", PLURAL)]
    assert merges(seen("odd net"), seen("odd net"), seen("odd nets")) == [("odd nets", PLURAL)]


def test_a_word_that_begins_a_sentence_and_the_label_itself_are_no_merge() -> None:
    assert merges(seen("domain adaptation"), seen("domain adaptation"), seen("Domain adaptation")) == []
    assert merges(seen("GiTok"), seen("GiTok")) == []


def test_definition_vocabulary_and_other_evidence() -> None:
    long = "Reinforced Merging"
    defined = seen("RMRG", sense=long, aliases=(long,))
    by_expansion = "named by the expansion 'reinforced merging' of other papers"
    assert merges(defined, seen("reinforced merging")) == [
        (long, f"defined in the paper: RMRG is {long!r}"),
        ("reinforced merging", by_expansion),
    ]
    assert merges(defined, defined, defined, seen("RMRG"))[0] == (
        "RMRG",
        "every paper that expands it means 'reinforcedmerging'",
    )
    assert merges(seen("low-rank adaptation", concept="low-rank-adaptation")) == [
        ("low-rank adaptation", "a name that the vocabulary has for it")
    ]


def test_papers_are_counted_once_for_each_form_and_reason() -> None:
    papers = [paper_graph(n, seen("GiTok" if n < "c" else "GITOK")) for n in "abcd"]
    (merge,) = link([*papers, paper_graph("e", seen("GiTok"))], vocabulary()).merges
    assert (merge.entity, merge.form, merge.papers) == ("gitok", "GITOK", ("c", "d"))
