"""What all papers say together, by entity and by paper."""

from __future__ import annotations

from dataclasses import replace

from methodgraph.grouped import code_of_papers, papers_of_entities
from methodgraph.records import Linked


def test_a_paper_counts_once_for_each_thing_it_has_a_role_for(linked: Linked) -> None:
    role = next(claim for claim in linked.claims if claim.is_role and claim.object == "lora")
    twice = replace(linked, claims=(*linked.claims, replace(role, id="other", predicate="mentions")))
    assert papers_of_entities(twice) == papers_of_entities(linked)
    told = papers_of_entities(linked)
    assert told["lora"] == {claim.paper for claim in linked.claims if claim.is_role and claim.object == "lora"}
    assert len(told["lora"]) == 2
    assert told["nothing"] == set()


def test_a_relation_alone_does_not_count(linked: Linked) -> None:
    relations = tuple(claim for claim in linked.claims if not claim.is_role)
    assert relations
    assert papers_of_entities(replace(linked, claims=relations)) == {}


def test_code_is_sorted_and_told_once(linked: Linked) -> None:
    code = (("a", "https://z"), ("b", "https://m"), ("a", "https://b"), ("a", "https://z"))
    assert code_of_papers(replace(linked, code=code)) == {"a": ["https://b", "https://z"], "b": ["https://m"]}
    assert code_of_papers(linked)["nothing"] == []
