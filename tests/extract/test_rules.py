"""The rules are data with examples: every example holds, and no rule works without one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from methodgraph import extract
from methodgraph.extract import Extractor
from methodgraph.extract.cues import load_rules
from methodgraph.extract.names import _SIGNS
from methodgraph.extract.selfcheck import ClaimRule, check_rules, load_claim_rules, load_finder_rules, marked
from methodgraph.read import read_papers
from methodgraph.records import PaperGraph

SEEDS = Path(__file__).parents[2] / "seeds"
UNSEEN = {"term/weak-head", "title/said"}
"""Rules of places that no graph shows: a weak head waits for a reason, a title's place only tells an aim."""


def test_every_rule_fires_and_is_silent_where_its_examples_say() -> None:
    assert not [str(problem) for problem in check_rules()]


@pytest.mark.parametrize("rule", [*load_rules(), *load_finder_rules()], ids=lambda rule: rule.id)
def test_every_rule_has_examples_of_both_kinds(rule: object) -> None:
    fires, silent = getattr(rule, "fires"), getattr(rule, "silent")  # noqa: B009 - two kinds of rule, one duty
    assert fires
    assert silent
    assert all(marked(example).marks for example in fires)
    assert not any(marked(example).marks for example in silent)


def test_every_rule_that_finds_a_mention_in_the_seeds_is_documented(extractor: Extractor) -> None:
    known = {rule.id for rule in load_finder_rules()}
    graphs: list[PaperGraph] = [extractor(paper) for paper in read_papers([SEEDS]).papers]
    used = {rule for graph in graphs for entity in graph.entities for m in entity.mentions for rule in m.rules}
    assert used
    assert used <= known


def test_every_rule_behind_a_claim_of_the_seeds_is_documented(extractor: Extractor) -> None:
    known = {rule.id for rule in load_rules()} | {rule.id for rule in load_claim_rules()}
    graphs = [extractor(paper) for paper in read_papers([SEEDS]).papers]
    passages = [p for graph in graphs for entity in graph.entities for p in entity.evidence]
    passages += [p for graph in graphs for relation in graph.relations for p in relation.evidence]
    passages += [p for graph in graphs for result in graph.results for p in result.evidence]
    used = {rule for passage in passages for rule in passage.rules}
    assert used
    assert used <= known | {rule.id for rule in load_finder_rules()}


def test_every_rule_that_the_code_names_is_documented() -> None:
    known = {rule.id for rule in load_rules()} | {rule.id for rule in load_claim_rules()}
    known |= {rule.id for rule in load_finder_rules()}
    named = {f"name/{rule}" for rule, _ in _SIGNS} | set().union(
        *map(_rules_named, Path(extract.__file__).parent.glob("*.py"))
    )
    assert len(named) > 60
    assert named - known == UNSEEN


def _rules_named(module: Path) -> set[str]:
    """Return the strings of a module that are written like a rule's id."""
    strings = {node.value for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Constant)}
    return {told for told in strings if isinstance(told, str) and re.fullmatch(r"[a-z]+[A-Za-z]*/[a-z-]+", told)}


@pytest.mark.parametrize("rule", load_claim_rules(), ids=lambda rule: rule.id)
def test_every_claim_rule_tells_and_denies(rule: ClaimRule) -> None:
    assert rule.tells
    assert rule.denies


def test_marked_examples_are_read() -> None:
    told = marked("We use [[PPO|Method]] and [[here]].")
    assert told.text == "We use PPO and here."
    assert told.marks == ((7, 10, "Method"), (15, 19, None))
