from __future__ import annotations

from methodgraph.publish.facts import facts
from methodgraph.publish.html.numbering import Numbered
from methodgraph.publish.html.topics import topics
from methodgraph.publish.said import by_paper
from methodgraph.records import Claim, Entity, EntityType, Linked, Paper, Passage

WHOLE = (Passage("text", 0, 1, "x", ("test/x",)),)


def graph(*named: str, kinds: dict[str, EntityType] | None = None) -> Linked:
    """Return a graph of papers that each use the entities whose letters they are given."""
    papers = tuple(Paper(f"p{number:03}", None, "x") for number in range(len(named)))
    letters = sorted(set("".join(named)))
    entities = tuple(Entity(letter, letter.upper(), (kinds or {}).get(letter, "Method")) for letter in letters)
    claims = [
        Claim(f"{paper.id}{letter}", paper.id, "uses", letter, paper.id, WHOLE)
        for paper, some in zip(papers, named, strict=True)
        for letter in some
    ]
    return Linked(papers, entities, (), tuple(claims), ())


def numbered(linked: Linked) -> Numbered:
    return Numbered([facts(one) for one in by_paper(linked)], linked.entities)


def names(linked: Linked) -> list[tuple[str, set[str]]]:
    told = numbered(linked)
    letters = {number: entity for entity, number in told.numbers.items()}
    return [(topic.name, {letters[member] for member in topic.members}) for topic in topics(told)]


def test_what_papers_name_together_is_a_topic_named_by_its_largest() -> None:
    linked = graph("abc", "abc", "ab", "a", "xyz", "xyz", "xy", "ax")
    assert names(linked) == [("A, B, C", {"a", "b", "c"}), ("X, Y, Z", {"x", "y", "z"})]


def test_what_only_one_paper_names_and_metrics_are_in_no_topic() -> None:
    linked = graph("abm", "abm", "abq", kinds={"m": "Metric"})
    assert names(linked) == [("A, B", {"a", "b"})]


def test_what_goes_with_nothing_is_in_no_topic() -> None:
    assert names(graph("a", "a", "b", "b")) == []
    assert names(graph()) == []


def test_a_survey_that_names_everything_joins_nothing() -> None:
    many = "abcdefghijklmnopqrstuvwxyz"
    assert names(graph(many, many)) == []


def test_the_order_of_claims_does_not_matter() -> None:
    linked = graph("abc", "abd", "ab", "cd", "xyz", "xyz", "xy", "ax", "cx")
    other = Linked(linked.papers, linked.entities, (), linked.claims[::-1], ())
    assert topics(numbered(linked)) == topics(numbered(other))
