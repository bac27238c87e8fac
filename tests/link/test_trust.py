"""Claims and figures after LINK know how far they can be trusted, and why."""

from __future__ import annotations

from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.confidence import load_scorer
from methodgraph.link import link
from methodgraph.records import Claim, Figure, Linked, Result

FIGURE = Result("X", None, "accuracy", "+2.0%", None, None, ())


def papers(*identities: str) -> Linked:
    return link(
        [
            paper_graph(
                identity, seen("X", role="introduces"), seen("Y", aliases=("Ys",)), seen("accuracy", "Metric"),
                relations=[("X", "extends", "Y")], results=[FIGURE],
            )
            for identity in identities
        ],
        vocabulary(),
    )  # fmt: skip


def test_every_claim_and_figure_has_a_confidence_with_its_reason() -> None:
    linked = papers("p", "q")
    supported: tuple[Claim | Figure, ...] = (*linked.claims, *linked.figures)
    for told in supported:
        assert told.confidence is not None
        rules = {rule for passage in told.evidence for rule in passage.rules}
        assert rules <= {ground.rule for factor in told.confidence.factors for ground in factor.grounds}


def test_a_role_rests_on_the_mentions_of_its_own_paper() -> None:
    linked = papers("p")
    (claim,) = [claim for claim in linked.claims if claim.predicate == "uses" and claim.object == "y"]
    (told,) = [told for told in linked.links if told.entity == "y"]
    assert claim.confidence == load_scorer().role(told.mentions, claim.evidence)
    assert claim.confidence.factors[0].witnesses == 2


def test_papers_that_claim_the_same_relation_agree() -> None:
    def witnesses(*identities: str) -> list[int]:
        claims = papers(*identities).claims
        return [c.confidence.factors[-1].witnesses for c in claims if c.predicate == "extends" and c.confidence]

    assert witnesses("p") == [1]
    assert witnesses("p", "q", "r") == [3, 3, 3]


def test_a_thing_that_the_paper_does_not_name_stands_on_its_mentions_elsewhere() -> None:
    sam, sam2 = seen("SAM", "Model", concept="segment-anything-model"), seen("SAM2", "Model", concept="sam2")
    linked = link([paper_graph("p", sam), paper_graph("q", sam2)], vocabulary())
    (claim,) = [claim for claim in linked.claims if claim.predicate == "variantOf"]
    assert claim.confidence is not None
    head, tail, variant = claim.confidence.factors
    assert [ground.rule for ground in (*head.grounds, *tail.grounds)] == ["name/test", "name/test"]
    assert [ground.rule for ground in variant.grounds] == ["variantOf/vocabulary"]


def test_the_order_of_papers_does_not_matter() -> None:
    assert papers("p", "q").claims == papers("q", "p").claims
