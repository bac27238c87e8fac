"""Senses of short forms: what the paper says, what its words say, and what stays open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.extract import load_extractor
from methodgraph.extract.senses import DECIDED, Context, decide
from methodgraph.records import Paper, PaperEntity
from methodgraph.vocabulary.senses import Acronym, Sense, load_senses

QZ = Acronym(
    "QZ",
    20,
    (Sense("quiet zoning", 10, 30), Sense("quartz zapping", 10, 30)),
    "nois=z0|residenti=w2|mineral=0z|crystal=2w",
)


def told(acronym: Acronym, text: str) -> tuple[str | None, str]:
    decision = decide(acronym, Context(text))
    return decision.sense.expansion if decision.sense else None, decision.sensed.reason


def entity(text: str, name: str) -> PaperEntity | None:
    found = load_extractor()(Paper("p", None, text)).entities
    return next((one for one in found if name in (one.name, *one.aliases)), None)


@pytest.mark.parametrize(
    ("text", "sense", "reason"),
    [
        ("QZ lowers noise in residential areas.", "quiet zoning", "context"),
        ("We study QZ of crystals and minerals.", "quartz zapping", "context"),
        ("Quiet zoning is old; QZ has many friends.", "quiet zoning", "spelled"),
        ("QZ is studied.", None, "undecided"),
        ("QZ of noise and minerals.", None, "undecided"),
    ],
)
def test_the_words_of_the_paper_decide(text: str, sense: str | None, reason: str) -> None:
    assert told(QZ, text) == (sense, reason)


def test_what_papers_always_mean_needs_no_context() -> None:
    assert told(Acronym("QX", 40, (Sense("quick xylography", 39, 80),)), "QX helps.") == ("quick xylography", "only")
    usual = Acronym("QX", 400, (Sense("quick xylography", 398, 80), Sense("queer xylem", 2, 9)), "plant=09")
    assert told(usual, "QX helps.") == ("quick xylography", "usual")


def test_a_decision_tells_its_words_and_its_rivals() -> None:
    text = "QZ lowers the noise of residential areas near minerals."
    sensed = decide(QZ, Context(text)).sensed
    assert sensed.because == ("noise", "residential")
    assert sensed.score >= DECIDED
    assert [rival.sense for rival in sensed.rivals] == ["quartz zapping"]


def test_the_definition_of_the_paper_goes_before_all_context() -> None:
    found = entity("Motion imprinting (MI) is new. MI between variables, entropy and information are estimated.", "MI")
    assert found is not None
    assert found.sense == "Motion imprinting"
    assert found.sensed is not None
    assert found.sensed.reason == "definition"


def test_a_short_form_and_its_expansion_elsewhere_are_one_thing() -> None:
    text = "We maximize MI between views. Bounds on mutual information have high variance, so MI is hard to estimate."
    found = entity(text, "MI")
    assert found is not None
    assert found.sense is not None
    assert found.sense.lower() == "mutual information"
    assert {"MI", "mutual information"} <= {found.name, *found.aliases}


@given(st.lists(st.sampled_from(["noise", "residential", "mineral", "crystal", "QZ", "quiet", "zoning"]), max_size=12))
def test_a_decision_depends_on_the_text_alone(told_words: list[str]) -> None:
    text = " ".join(told_words)
    assert told(QZ, text) == told(QZ, text)


def test_scores_of_rivals_are_shares_of_one() -> None:
    for acronym in list(load_senses().acronyms.values())[:200]:
        sensed = decide(acronym, Context(f"We use {acronym.short}")).sensed
        total = sum(rival.score for rival in sensed.rivals) + (sensed.score if sensed.reason != "undecided" else 0)
        assert 0.0 <= total <= 1.02 + 0.01 * len(sensed.rivals), acronym.short
