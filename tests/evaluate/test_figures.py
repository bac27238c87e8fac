"""What is right, wrong, missed or left open, counted by hand on small papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.judged import graph, relation, result, told, true

from methodgraph.evaluate import Tally, judge, judge_all, tally, tell_faults
from methodgraph.evaluate.gold import GoldEntity, GoldPaper, GoldRelation, GoldResult
from methodgraph.evaluate.names import address, align, amount, key
from methodgraph.records import PaperEntity, PaperGraph, Role


def counts(gold: GoldPaper, said: PaperGraph, figure: str) -> tuple[int, int, int]:
    one = tally([judge(gold, said)])[figure]
    return one.hit, one.extra, one.missed


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vision-Language Models", "vision language model"), ("R@10", "r@10"), ("naïve Bayes", "naïve bayes")],
)
def test_written_forms_of_a_name_meet(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_names_that_are_two_do_not_meet() -> None:
    assert len({key(name) for name in ("loss", "los", "GPT-4", "GPT-40", "C++", "C")}) == 6


def test_figures_and_addresses_meet() -> None:
    assert amount("+1,297 %") == amount("1297%")
    assert amount("−3.2") == amount("-3.2") != amount("3.2")
    assert address("https://www.github.com/a/b.git") == address("http://github.com/A/b/.") == "github.com/a/b"


def test_the_main_name_is_matched_before_an_alias() -> None:
    gold = (true("GNN", aliases=("graph network",)), true("GCN"))
    said = [told("graph networks", aliases=("GCN",)), told("GCN")]
    assert align(said, gold) == {0: 0, 1: 1}


def test_a_second_name_for_a_thing_is_a_thing_too_many() -> None:
    gold = GoldPaper("p", (true("LoRA", aliases=("low-rank adaptation",)),))
    said = graph(told("LoRA"), told("low-rank adaptation"))
    assert counts(gold, said, "entities") == (1, 1, 0)


@pytest.mark.parametrize(
    ("said", "typed", "roles"),
    [
        (told("X", "Model", "introduces"), (1, 0, 0), (1, 0, 0)),
        (told("X", "Method", "uses"), (1, 0, 0), (0, 1, 1)),
        (told("X", "Task", "introduces"), (0, 1, 1), (0, 1, 1)),
        (told("Y", "Method", "introduces"), (0, 1, 1), (0, 1, 1)),
    ],
)
def test_types_and_roles(said: PaperEntity, typed: tuple[int, int, int], roles: tuple[int, int, int]) -> None:
    gold = GoldPaper("p", (true("X", "Method", "introduces"),))
    assert counts(gold, graph(said), "typed") == typed
    assert counts(gold, graph(said), "roles") == roles


def test_what_is_optional_counts_for_nothing_but_a_false_introduction() -> None:
    gold = GoldPaper("p", (true("X", optional=True),))
    roles: tuple[tuple[Role, int], ...] = (("uses", 0), ("mentions", 0), ("introduces", 1))
    for role, extra in roles:
        said = graph(told("X", "Task", role))
        assert counts(gold, said, "entities") == counts(gold, said, "roles") == (0, 0, 0)
        assert counts(gold, said, "introduced") == (0, extra, 0)
    assert counts(gold, graph(), "entities") == (0, 0, 0)


def test_an_introduction_that_is_acceptable_but_not_first() -> None:
    gold = GoldPaper("p", (GoldEntity("X", ("Method",), ("uses", "introduces")),))
    assert counts(gold, graph(told("X", role="introduces")), "introduced") == (1, 0, 0)
    assert counts(gold, graph(told("X", role="uses")), "introduced") == (0, 0, 0)


def test_relations_are_told_by_any_name_of_their_ends() -> None:
    gold = GoldPaper(
        "p",
        (true("X"), true("LoRA", aliases=("low-rank adaptation",)), true("Z", optional=True)),
        (GoldRelation("X", "extends", "LoRA"), GoldRelation("X", "extends", "Z"), GoldRelation("LoRA", "extends", "X")),
    )
    entities = (told("X"), told("low-rank adaptation", aliases=("LoRA",)), told("Z"), told("W"))
    said = graph(
        *entities,
        relations=[
            relation("X", "extends", "LoRA"),
            relation("X", "extends", "low-rank adaptation"),  # the same once more
            relation("X", "extends", "Z"),  # an end is optional
            relation("X", "outperforms", "LoRA"),
            relation("X", "extends", "W"),  # no such thing
        ],
    )
    assert counts(gold, said, "relations") == (1, 2, 1)


def test_a_variant_counts_as_an_extension_where_the_gold_has_one() -> None:
    gold = GoldPaper("p", (true("X-2"), true("X"), true("Y")), (GoldRelation("X-2", "extends", "X"),))
    said = graph(
        told("X-2"),
        told("X"),
        told("Y"),
        relations=[relation("X-2", "variantOf", "X"), relation("Y", "variantOf", "X")],
    )
    assert counts(gold, said, "relations") == (1, 0, 0)


def test_results_need_what_the_gold_names() -> None:
    gold = GoldPaper(
        "p",
        results=(
            GoldResult("+2.0%", "accuracy", "CIFAR-10"),
            GoldResult("81.5", "BLEU"),
            GoldResult("3x", optional=True),
        ),
    )
    right = [result("+2.0 %", "Accuracy", "CIFAR10"), result("81.5", "BLEU", "WMT"), result("3x")]
    assert counts(gold, graph(results=right), "results") == (2, 0, 0)
    assert counts(gold, graph(results=[result("+2.0%", "accuracy")]), "results") == (0, 1, 2)
    assert counts(gold, graph(results=[right[1], right[1]]), "results") == (1, 1, 1)


def test_code() -> None:
    gold = GoldPaper("p", code=("https://github.com/a/b", "https://a.org"))
    assert counts(gold, graph(code=["github.com/a/b.git", "https://c.org"]), "code") == (1, 1, 1)


def test_a_paper_without_a_graph_is_missed() -> None:
    gold = [GoldPaper("p", (true("X"),)), GoldPaper("q", (true("Y"),))]
    both = tally(judge_all(gold, {"q": graph(told("Y"), identity="q")}))["entities"]
    assert (both.hit, both.extra, both.missed) == (1, 0, 1)


def test_shares() -> None:
    assert (Tally(3, 1, 2).precision, Tally(3, 1, 2).recall) == (0.75, 0.6)
    assert Tally(3, 1, 2).f1 == pytest.approx(2 / 3)
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_faults_name_what_is_wrong_and_the_rule() -> None:
    gold = GoldPaper(
        "p", (true("X"), true("Y", "Task"), true("Z")), (GoldRelation("X", "extends", "Z"),), (GoldResult("7"),)
    )
    said = graph(
        told("X", role="mentions", cued=("mentions/a",)),
        told("Y", found=("name/b",)),
        told("W", found=("name/c",)),
        relations=[relation("X", "extends", "W", "extends/d")],
        results=[result("8")],
    )
    assert list(tell_faults([judge(gold, said)])) == [
        "p: 'X' has mentions, gold uses; mentions/a",
        "p: 'Y' is Method, gold Task; name/b",
        "p: extra entity 'W', Method, uses; name/c",
        "p: missed entity 'Z', Method, uses",
        "p: extra relation X extends ?W; extends/d",
        "p: missed relation X extends Z",
        "p: extra result 8, metric -, dataset -",
        "p: missed result 7, metric -, dataset -",
    ]


NAMES = st.lists(st.sampled_from("abcde"), unique=True, max_size=5)


@given(NAMES, NAMES)
def test_hits_are_what_both_have_whatever_the_order(gold: list[str], said: list[str]) -> None:
    one = tally([judge(GoldPaper("p", tuple(map(true, gold))), graph(*map(told, said)))])["entities"]
    both = set(gold) & set(said)
    assert (one.hit, one.extra, one.missed) == (len(both), len(said) - len(both), len(gold) - len(both))
