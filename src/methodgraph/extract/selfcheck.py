"""The rules' own examples, run: each rule must fire where it says it fires and be silent where it says it is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, cast

from methodgraph.errors import Problem
from methodgraph.extract.chunks import Chunks
from methodgraph.extract.cues import Cues, load_rules
from methodgraph.extract.extractor import load_extractor
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.tokens import read_tokens
from methodgraph.records import Paper
from methodgraph.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.extractor import Extractor
    from methodgraph.records import EntityType, PaperGraph

_MARK = re.compile(r"\[\[(.+?)(?:\|(\w+))?\]\]")


@dataclass(frozen=True, slots=True)
class FinderRule:
    """A rule written in Python, as `rules/finders.toml` describes it."""

    id: str
    says: str
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    in_title: bool
    given: tuple[Term, ...] = ()
    learned: tuple[Term, ...] = ()

    def extractor(self) -> Extractor:
        """Return the extractor that the examples are for: it knows the terms that they are about."""
        plain = load_extractor()
        if self.given:
            return plain.with_terms(self.given)
        return plain.with_learned(self.learned) if self.learned else plain


@dataclass(frozen=True, slots=True)
class Marked:
    """An example: plain text and the marked stretches (start, end, type or None)."""

    text: str
    marks: tuple[tuple[int, int, str | None], ...]


def load_finder_rules() -> tuple[FinderRule, ...]:
    """Return the documented finder rules, in the order of their file."""
    return tuple(
        FinderRule(
            id=row["id"],
            says=row["says"],
            fires=tuple(row["fires"]),
            silent=tuple(row["silent"]),
            in_title=row.get("title", False),
            given=tuple(map(_example_term, row.get("given", ()))),
            learned=tuple(map(_example_term, row.get("learned", ()))),
        )
        for row in tomllib.loads(_text("finders.toml"))["rule"]
    )


def _example_term(told: str) -> Term:
    """Return the term that an example is about: "label|Type|alias"."""
    label, kind, *aliases = told.split("|")
    return Term(label.lower(), label, (cast("EntityType", kind),), tuple(aliases))


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """A rule that makes claims of whole texts, as `rules/claims.toml` describes it; (text, claim) pairs."""

    id: str
    says: str
    tells: tuple[tuple[str, str], ...]
    denies: tuple[tuple[str, str], ...]


def load_claim_rules() -> tuple[ClaimRule, ...]:
    """Return the documented claim rules; the comparisons, which hold for cue rules, come last under one id."""
    data = tomllib.loads(_text("claims.toml"))
    rules = [ClaimRule(r["id"], r["says"], _pairs(r["tells"]), _pairs(r["denies"])) for r in data["rule"]]
    told = tuple((row["text"], claim) for row in data["comparison"] for claim in row.get("tells", ()))
    denied = tuple((row["text"], claim) for row in data["comparison"] for claim in row["denies"])
    return (*rules, ClaimRule("comparison", "what cue rules make of a sentence, and what not", told, denied))


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((text, claim) for text, claim in rows)


def _text(name: str) -> str:
    return resources.files("methodgraph.extract").joinpath("rules", name).read_text(encoding="utf-8")


def check_rules() -> tuple[Problem, ...]:
    """Run every rule's examples; return a Problem for each that fails, empty when all hold."""
    return (*_check_cues(), *_check_finders(), *_check_claims())


def marked(example: str) -> Marked:
    """Return the example without its marks, and where they stood.

    >>> marked("We use [[PPO|Method]].").marks
    ((7, 10, 'Method'),)
    """
    marks: list[tuple[int, int, str | None]] = []
    text, last = "", 0
    for found in _MARK.finditer(example):
        text += example[last : found.start()]
        marks.append((len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        last = found.end()
    return Marked(text + example[last:], tuple(marks))


def _check_cues() -> Iterator[Problem]:
    lexicon, rules = load_lexicon(), load_rules()
    chunks, cues = Chunks(lexicon, Phrases(Vocabulary({}, {}))), Cues(rules)
    for rule in rules:
        for example in (*rule.fires, *rule.silent):
            told = marked(example)
            tokens = read_tokens(chunks, told.text, "text", lexicon)
            found = {
                (tokens.starts[cue.start], tokens.ends[cue.end - 1]) for cue in cues.find(tokens) if cue.rule == rule
            }
            wanted = {mark[:2] for mark in told.marks}
            if not wanted <= found or (not wanted and found):
                yield Problem("rules/cues.toml", None, f"{rule.id}: wrong on {example!r}", "mend rule or example")


def _check_finders() -> Iterator[Problem]:
    for rule in load_finder_rules():
        extract = rule.extractor()
        for example in (*rule.fires, *rule.silent):
            told = marked(example)
            title, text = (told.text, "") if rule.in_title else (None, told.text)
            found = dict(_found(extract(Paper("example", title, text)), rule.id))
            right = all(found.get((start, end)) == kind for start, end, kind in told.marks)
            if not right or (not told.marks and found):
                yield Problem("rules/finders.toml", None, f"{rule.id}: wrong on {example!r}", "mend rule or example")


def _found(graph: PaperGraph, rule: str) -> Iterator[tuple[tuple[int, int], str]]:
    for entity in graph.entities:
        for mention in entity.mentions:
            if rule in mention.rules:
                yield (mention.start, mention.end), entity.types[0]


def _check_claims() -> Iterator[Problem]:
    extract = load_extractor()
    for rule in load_claim_rules():
        for examples, wanted in ((rule.tells, True), (rule.denies, False)):
            for text, claim in examples:
                title, _, abstract = text.rpartition(" || ")
                if (claim in _claims(extract(Paper("example", title or None, abstract)))) != wanted:
                    verdict = "does not tell" if wanted else "tells"
                    what = f"{rule.id}: {text!r} {verdict} {claim!r}"
                    yield Problem("rules/claims.toml", None, what, "mend rule or example")


def _claims(graph: PaperGraph) -> set[str]:
    """Return all that a graph claims, in the words of `rules/claims.toml`."""
    relations = {f"{r.head} {r.relation} {r.tail}" for r in graph.relations}
    roles = {f"{entity.name} has {entity.roles[0]}" for entity in graph.entities}
    results = {f"result {r.value} metric {r.metric or '-'} dataset {r.dataset or '-'}" for r in graph.results}
    return relations | roles | results
