"""Kinds called by ordinary words are broader and narrower, not versions of one another."""

from __future__ import annotations

from collections.abc import Callable

from methodgraph.link import link
from methodgraph.publish.rdf import turtle
from methodgraph.records import Linked, PaperGraph
from methodgraph.vocabulary import load_vocabulary

TEXT = "Graph neural networks and neural networks are popular. We fine-tune Flan-T5 and T5."


def linked(extract: Callable[..., PaperGraph], text: str) -> Linked:
    return link([extract(text)], load_vocabulary())


def test_a_kind_knows_the_broader_kind_of_the_graph(extract: Callable[..., PaperGraph]) -> None:
    told = {entity.id: entity.broader for entity in linked(extract, TEXT).entities}
    assert told["graph-neural-network"] == "neural-network"
    assert told["neural-network"] is None


def test_only_what_bears_a_name_is_a_variant(extract: Callable[..., PaperGraph]) -> None:
    claims = linked(extract, TEXT).claims
    told = [(claim.subject, claim.object) for claim in claims if claim.predicate == "variantOf"]
    assert told == [("flan-t5", "text-to-text-transfer-transformer")]


def test_without_the_broader_kind_in_the_graph_there_is_none(extract: Callable[..., PaperGraph]) -> None:
    told = linked(extract, "Graph neural networks are popular.").entities
    assert [entity.broader for entity in told] == [None]


def test_rdf_says_so_in_skos(extract: Callable[..., PaperGraph]) -> None:
    assert b"skos:broader entity:neural-network" in turtle(linked(extract, TEXT))
