"""What a corpus tells of its own names, and what it must not be taken to tell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methodgraph.extract import Extractor, load_extractor
from methodgraph.extract.selfcheck import load_finder_rules
from methodgraph.learn import COLUMNS, Learned, learn, table_lines
from methodgraph.learn.rules import load_rules
from methodgraph.records import Paper
from methodgraph.vocabulary import load_vocabulary, terms_of

INTRODUCES = ("QuaxoSet: A Dataset of Shelves", "We introduce QuaxoSet, a dataset of shelves. It is large.")
USES = (None, "Our parser reads well. It reaches 80% on QuaxoSet and is fast.")


def papers(*told: tuple[str | None, str], years: Sequence[int | None] = ()) -> list[Paper]:
    dated = [*years, *[None] * len(told)]
    return [Paper(f"p{n}", title, text, year=dated[n]) for n, (title, text) in enumerate(told)]


def learned(given: Sequence[Paper], min_score: float = 0.7, min_papers: int = 1) -> dict[str, Learned]:
    graphs = map(load_extractor(), given)
    return {row.label: row for row in learn(graphs, load_vocabulary(), min_score=min_score, min_papers=min_papers)}


def test_a_name_that_a_paper_introduces_is_learned_with_its_type_and_evidence() -> None:
    row = learned(papers(INTRODUCES, USES))["QuaxoSet"]
    assert (row.types[0], row.papers, row.introduced_by, row.agreement) == ("Dataset", 2, "p0", 1.0)
    assert row.votes[0] == ("titled", 1)
    assert row.examples[0] == "p0: We introduce QuaxoSet, a dataset of shelves."
    assert 0.7 <= row.score <= 1


@pytest.mark.parametrize(
    ("sentence", "kind", "type_"),
    [
        ("We test on the QuaxoSet dataset.", "noun", "Dataset"),
        ("We test on Foo and QuaxoSet datasets.", "noun", "Dataset"),
        ("We fine-tune the QuaxoSet model at night.", "loose", "Model"),
        ("Nobody solves QuaxBench yet.", "form", "Benchmark"),
        ("We test PPO, QuaxoSet, and GRPO at night.", "listed", "Method"),
        ("It achieves good results on QuaxoSet.", "used", "Benchmark"),
    ],
)
def test_kinds_of_evidence(sentence: str, kind: str, type_: str) -> None:
    (row,) = (row for name, row in learned(papers((None, sentence)), min_score=0).items() if name.startswith("Quax"))
    assert (row.votes[0][0], row.types[0]) == (kind, type_)


@pytest.mark.parametrize(
    "sentence",
    [
        "We introduce PPO, an algorithm for shelves.",  # the vocabulary has it
        "We introduce QXO, an algorithm for shelves.",  # too short: a matter for senses
        "We test on the non-BERT dataset.",  # a description
        "We test on the CNN-RNN dataset.",  # made of known names
        "We test on the BERT+QuaxoSet dataset.",  # a sum
        "We test on the 2-by-2 dataset.",  # no capital in it: words, not a name
        "We introduce \\QuaxoSet, a dataset of shelves.",  # a macro
        "EEG datasets are noisy.",  # a plural tells it of the last name of a list alone
        "We studied QuaxoSet at night.",  # nothing tells what it is
    ],
)
def test_what_is_not_learned(sentence: str) -> None:
    assert learned(papers((None, sentence))) == {}


@pytest.mark.parametrize(
    "other",
    [
        (None, "We introduce QuaxoSet, a dataset of drawers."),  # two things of one name
        (None, "We study quick axial orbital sets (QuaxoSet) at night."),  # this paper means something of its own
    ],
)
def test_a_name_with_rivals_is_left_to_senses(other: tuple[str | None, str]) -> None:
    assert "QuaxoSet" not in learned(papers(INTRODUCES, other))


def test_a_name_that_was_there_before_its_introduction_is_another() -> None:
    assert "QuaxoSet" not in learned(papers(INTRODUCES, USES, years=(2026, 2021)))
    assert "QuaxoSet" in learned(papers(INTRODUCES, USES, years=(2026, 2025)))


def test_papers_that_disagree_lower_the_score() -> None:
    agreed = learned(papers(INTRODUCES, USES))["QuaxoSet"]
    doubted = learned(papers(INTRODUCES, (None, "The optimizer QuaxoSet is slow.")), min_score=0)["QuaxoSet"]
    assert doubted.agreement < agreed.agreement
    assert doubted.score < 0.7


def test_a_well_known_name_that_one_paper_seems_to_introduce_is_not_learned() -> None:
    others = [(None, f"In year {n} we bought QUAXLAB again.") for n in range(5)]
    assert "QUAXLAB" not in learned(papers(INTRODUCES, (None, "We introduce QUAXLAB, an algorithm."), *others))


def test_the_name_of_a_team_is_no_method() -> None:
    team = ("QuaxoTeam at SemEval-2024: Parsing Shelves", "We describe our parser of shelves. It is fast.")
    assert learned(papers(team)) == {}


def test_capitals_tell_names_apart() -> None:
    rows = learned(papers(INTRODUCES, (None, "On the day, QUAXOSET was closed.")))
    assert rows["QuaxoSet"].papers == 1


def test_min_papers_and_a_paper_given_twice() -> None:
    (paper,) = papers(INTRODUCES)
    assert learned([paper, paper])["QuaxoSet"].papers == 1
    assert learned([paper, paper], min_papers=2) == {}


CORPUS = papers(
    INTRODUCES,
    USES,
    (None, "We test on the QuaxoSet dataset and the Quaxo-Set benchmark."),
    (None, "We introduce Quax Net Learning (QNetLearn), a method for shelves."),
    (None, "We compare shelves with those of QNetLearn at night."),
)


@settings(max_examples=20, deadline=None)
@given(st.permutations(CORPUS))
def test_the_order_of_the_papers_makes_no_difference(order: list[Paper]) -> None:
    extract = load_extractor()
    rows = learn(map(extract, order), load_vocabulary(), min_score=0)
    assert rows == learn(map(extract, CORPUS), load_vocabulary(), min_score=0)
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    assert all(0 <= row.score <= row.agreement <= 1 for row in rows)


def test_the_table_is_read_back_as_vocabulary() -> None:
    rows = learn(map(load_extractor(), CORPUS), load_vocabulary())
    lines = list(table_lines(rows))
    assert lines[0].split("\t") == list(COLUMNS)
    assert all(line.count("\t") == len(COLUMNS) - 1 for line in lines)
    terms = terms_of(lines, "learned.tsv", load_vocabulary())
    assert [(term.label, term.types, term.aliases) for term in terms] == [(r.label, r.types, r.aliases) for r in rows]


def test_learned_names_are_found_and_what_a_paper_introduces_stays_introduced(extractor: Extractor) -> None:
    rows = learn(map(extractor, CORPUS), load_vocabulary())
    knowing = extractor.with_learned(terms_of(list(table_lines(rows)), "learned.tsv", load_vocabulary()))
    for paper in CORPUS:
        before = {e.name for e in extractor(paper).entities if e.roles[0] == "introduces"}
        assert before == {e.name for e in knowing(paper).entities if e.roles[0] == "introduces"}
    (used,) = (e for e in knowing(CORPUS[4]).entities if e.name == "QNetLearn")
    assert [m.rules for m in used.mentions] == [("learned/name",)]
    assert used.concept is None


def test_kinds_are_explained_and_their_weights_are_shares() -> None:
    rules = load_rules()
    assert list(rules.weights.values()) == sorted(rules.weights.values(), reverse=True)
    assert all(0 < weight < 1 for weight in rules.weights.values())
    assert all(0 < weight <= 1 for weight in rules.forms.values())
    assert set(rules.kind_of.values()) < set(rules.kinds)
    assert set(rules.kind_of) <= {rule.id for rule in load_finder_rules()}
