"""How a sense was decided: kept in the interchange form, told by the link."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.interchange import from_json, to_json
from methodgraph.link import link
from methodgraph.link.sensed import how_sensed
from methodgraph.records import PaperEntity, Rival, Sensed

QZ = replace(
    seen("QZ", sense="quiet zoning"),
    sensed=Sensed("context", 0.93, ("noise", "… towns"), (Rival("quartz zapping", 0.05),)),
)
OPEN = replace(seen("QZ"), sensed=Sensed("undecided", 0.4, (), (Rival("quiet zoning", 0.4), Rival("quartz", 0.3))))


@pytest.mark.parametrize("entity", [QZ, OPEN, replace(QZ, sensed=Sensed("definition")), replace(QZ, sensed=None)])
def test_the_interchange_form_keeps_it(entity: PaperEntity) -> None:
    graph = paper_graph("p", entity)
    assert from_json(to_json(graph)) == graph


def test_the_link_tells_reason_score_words_and_rivals() -> None:
    linked = link([paper_graph("p", QZ)], vocabulary())
    told = "'QZ' is 'quiet zoning' by its context (0.93: noise, … towns), not 'quartz zapping' (0.05)"
    assert linked.links[0].reason.endswith(told)


def test_what_is_undecided_names_its_rivals() -> None:
    assert how_sensed(OPEN) == "the sense of 'QZ' is undecided between 'quiet zoning' (0.40), 'quartz' (0.30)"


def test_a_definition_and_no_sense_need_no_words() -> None:
    assert how_sensed(seen("QZ")) == how_sensed(replace(QZ, sensed=Sensed("definition"))) == ""


def test_a_decided_short_form_meets_the_expansion_of_other_papers() -> None:
    written = replace(seen("QZ", sense="Quiet Zonings", aliases=["Quiet Zonings"]), sensed=Sensed("definition"))
    linked = link([paper_graph("p", QZ), paper_graph("q", written), paper_graph("r", OPEN)], vocabulary())
    by_paper = {told.paper: told.entity for told in linked.links}
    assert by_paper["p"] == by_paper["q"]
