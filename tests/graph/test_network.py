"""The networkx graph and what its attributes hold."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from methodgraph.graph import entity_node, network, paper_node, to_networkx
from methodgraph.records import Confidence, Linked

PAPER = {
    *("kind", "label", "title", "text", "year", "url", "urls", "authors", "venue", "identifiers", "categories"),
    *("code", "sources"),
}
ENTITY = {"kind", "label", "type", "aliases", "sense", "broader", "papers"}
EDGE = {"kind", "predicate", "paper", "evidence", "places", "rules", "confidence"}


def test_every_record_is_in_the_graph_in_order(linked: Linked) -> None:
    graph = to_networkx(linked)
    papers = [paper_node(paper.id) for paper in linked.papers]
    assert list(graph.nodes) == papers + [entity_node(entity.id) for entity in linked.entities]
    assert sorted(key for _, _, key in graph.edges(keys=True)) == [claim.id for claim in linked.claims]


def test_attributes_are_those_documented(linked: Linked) -> None:
    graph = to_networkx(linked)
    documented = set(
        re.findall(r"^    (\w+)  +(?:str|int|float|list)", network.to_networkx.__doc__ or "", re.MULTILINE)
    )
    assert documented == PAPER | ENTITY | EDGE
    for node, told in graph.nodes(data=True):
        assert set(told) == (PAPER if node.startswith("paper:") else ENTITY)
    assert all(set(told) == EDGE for _, _, told in graph.edges(data=True))


def test_a_role_leads_from_paper_to_entity_and_a_relation_between_entities(linked: Linked) -> None:
    graph = to_networkx(linked)
    for claim in linked.claims:
        head = paper_node(claim.subject) if claim.is_role else entity_node(claim.subject)
        told = graph.edges[head, entity_node(claim.object), claim.id]
        assert (told["predicate"], told["paper"]) == (claim.predicate, claim.paper)
        assert told["kind"] == ("role" if claim.is_role else "relation")
        assert told["evidence"] == [passage.text for passage in claim.evidence]
        assert told["rules"] == sorted({rule for passage in claim.evidence for rule in passage.rules})


def test_places_point_to_the_evidence(linked: Linked) -> None:
    graph = to_networkx(linked)
    for _, _, told in graph.edges(data=True):
        source = graph.nodes[paper_node(told["paper"])]
        for place, text in zip(told["places"], told["evidence"], strict=True):
            field, _, offsets = place.partition(":")
            start, _, end = offsets.partition("-")
            assert source[field][int(start) : int(end)] == text


def test_parallel_edges_are_kept(linked: Linked) -> None:
    graph = to_networkx(linked)
    assert graph.number_of_edges() == len(linked.claims)
    pairs = {(claim.subject, claim.object) for claim in linked.claims}
    assert len(pairs) < len(linked.claims), "the sample has to hold a parallel edge for this test to show anything"


def test_a_paper_without_title_is_labelled_by_its_id(linked: Linked) -> None:
    graph = to_networkx(linked)
    (untitled,) = [paper for paper in linked.papers if paper.title is None]
    assert graph.nodes[paper_node(untitled.id)]["label"] == untitled.id


def test_an_entity_counts_its_papers(linked: Linked) -> None:
    graph = to_networkx(linked)
    papers = {claim.paper for claim in linked.claims if claim.is_role and claim.object == "grpo"}
    assert graph.nodes["entity:grpo"]["papers"] == len(papers) > 1


def test_an_edge_knows_its_confidence(linked: Linked) -> None:
    sure = replace(linked.claims[0], confidence=Confidence(Decimal("0.93"), ()))
    graph = to_networkx(replace(linked, claims=(sure, *linked.claims[1:])))
    told = {key: confidence for _, _, key, confidence in graph.edges(keys=True, data="confidence")}
    assert told.pop(sure.id) == 0.93
    assert set(told.values()) == {None}


def test_a_graph_is_its_callers_own(linked: Linked) -> None:
    graph = to_networkx(linked)
    graph.nodes["entity:grpo"]["aliases"].append("changed")
    graph.remove_node("entity:imagenet")
    fresh = to_networkx(linked)
    assert "changed" not in fresh.nodes["entity:grpo"]["aliases"]
    assert "entity:imagenet" in fresh
