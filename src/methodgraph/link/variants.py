"""Versions, sizes and variants: different things, tied to what they vary by a `variantOf` claim.

The vocabulary's parent decides where it has one. Otherwise the name does: "Qwen2.5-VL-7B" is "Qwen2.5-VL" and a size.
A parent has to be in the graph, of the same type family, and the only thing known by its name, unless the senses
agree: SAM2 is a Segment Anything Model whatever else SAM may stand for.
Knowingly missed: beginnings ("Flan-T5" of "T5"), unless the vocabulary has the row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, cast

from methodgraph.link.claims import Statement
from methodgraph.link.names import meeting_form, written
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from methodgraph.link.identity import Decision, Key
    from methodgraph.records import Entity, EntityType, Passage
    from methodgraph.vocabulary import Term, Vocabulary

BY_NAME = "variantOf/name"
BY_VOCABULARY = "variantOf/vocabulary"
_FAMILIES = ("Method", "Dataset")


@dataclass(frozen=True, slots=True)
class Ending:
    """What may be added to a name to name a variant, with a child that has it, its parent, and a name without it.

    `type` is the only family of types it counts for, and "Model" for models alone; None where it counts for all.
    """

    rule: str
    type: EntityType | None
    pattern: re.Pattern[str]
    child: str
    parent: str
    counterexample: str

    def counts_for(self, kind: EntityType) -> bool:
        """Return True where a thing of this type may be named so."""
        return self.type is None or self.type in (kind, family(kind))


@lru_cache(maxsize=1)
def endings() -> tuple[Ending, ...]:
    """Return the endings, in the order of their file."""
    lines = resources.files("methodgraph.link").joinpath("rules/variants.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return tuple(
        Ending(rule, cast("EntityType", kind) if kind else None, re.compile(rf"(?:{pattern})$"), *rest)
        for rule, kind, pattern, *rest in rows
    )


def parents_by_name(name: str, kind: EntityType = "Model") -> tuple[str, ...]:
    """Return the names of which `name`, of a thing of this type, names a variant, nearest first.

    A parent has at least two characters; one in small letters alone is an ordinary word (knowledge base), unless the
    ending has a digit.

    >>> parents_by_name("LLaMA-3.1-8B-Instruct"), parents_by_name("T5")
    (('LLaMA-3.1-8B', 'LLaMA-3.1', 'LLaMA'), ())
    """
    found: list[str] = []
    while (shorter := _shorter(name, kind)) is not None:
        found.append(shorter)
        name = shorter
    return tuple(found)


def _shorter(name: str, kind: EntityType) -> str | None:
    if written(name) == "word":
        return None
    for ending in endings():
        match = ending.pattern.search(name) if ending.counts_for(kind) else None
        if match is not None:
            shorter = name[: match.start()].rstrip("- ")
            is_word = shorter == shorter.lower() and not any(char.isdigit() for char in name)
            return None if len(shorter) < 2 or is_word else shorter
    return None


def variant_statements(
    decisions: Sequence[Decision], entities: Mapping[Key, Entity], vocabulary: Vocabulary
) -> Iterator[Statement]:
    """Yield that a thing is a variant of another, with the sentences of the papers that speak of the variant."""
    finder = _Parents(entities, vocabulary)
    parents = {key: finder.parent(key, entity) for key, entity in entities.items()}
    for graph, seen, key, _ in decisions:
        told = parents[key]
        if told is not None:
            parent, rule = told
            evidence = _under(rule, seen.evidence or seen.mentions)
            yield Statement(entities[key].id, "variantOf", parent.id, graph.paper.id, evidence)


def with_broader(entities: Mapping[Key, Entity], vocabulary: Vocabulary) -> dict[Key, Entity]:
    """Return the entities, each knowing the broader thing of the graph that it belongs under."""
    finder = _Parents(entities, vocabulary)
    told = {key: finder.broader(key, entity) for key, entity in entities.items()}
    return {
        key: replace(entity, broader=above.id) if (above := told[key]) else entity for key, entity in entities.items()
    }


def _under(rule: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(replace(passage, rules=(rule,)) for passage in passages)


class _Parents:
    """The things of a graph by name, to find what varies what."""

    def __init__(self, entities: Mapping[Key, Entity], vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._vocabulary = vocabulary
        self._by_name: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for key, entity in entities.items():
            for name in (entity.label, *entity.aliases):
                self._by_name[name.casefold(), family(entity.type)].add(key)

    def parent(self, key: Key, entity: Entity) -> tuple[Entity, str] | None:
        """Return the thing of which `entity` is a variant, and by which rule; None for what varies nothing."""
        if family(entity.type) not in _FAMILIES:
            return None
        term = self._vocabulary.terms.get(key[1]) if key[0] == "term" else None
        if term is not None and term.parent is not None:
            found = self._by_vocabulary(entity, term.parent)
            return (found, BY_VOCABULARY) if found is not None and _varies(entity, found) else None
        for name in parents_by_name(entity.label, entity.type):
            named = self._by_parent_name(name, entity)
            if named is not None and named.id != entity.id:
                return named, BY_NAME
        return None

    def broader(self, key: Key, entity: Entity) -> Entity | None:
        """Return the nearest thing of the graph that the vocabulary puts above `entity`; None where there is none."""
        term = self._vocabulary.terms.get(key[1]) if key[0] == "term" else None
        found = self._by_vocabulary(entity, term.parent) if term is not None else None
        return found if found is not None and found.id != entity.id else None

    def _by_vocabulary(self, child: Entity, parent: str | None) -> Entity | None:
        """Return the nearest ancestor of `child` that is in the graph."""
        passed: set[str] = set()
        while parent is not None and parent not in passed:
            passed.add(parent)
            term = self._meant(child, parent)
            found = self._entities.get(("term", term.id)) if term is not None else None
            if found is not None:
                return found
            parent = term.parent if term is not None else None
        return None

    def _meant(self, child: Entity, parent: str) -> Term | None:
        """Return the parent's term; of several with its label, which a row cannot tell apart, the agreeing one."""
        term = self._vocabulary.terms.get(parent)
        if term is None:
            return None
        alike = [told for told in self._vocabulary.named(term.label) if told.label == term.label]
        agreeing = [told for told in alike if told.sense and _continues(child, told.sense)]
        return agreeing[0] if len(agreeing) == 1 else term if len(alike) == 1 else None

    def _by_parent_name(self, name: str, child: Entity) -> Entity | None:
        kind = family(child.type)
        here = self._by_name.get((name.casefold(), kind), set())
        known = {("term", t.id) for t in self._vocabulary.named(name) if family(t.types[0]) == kind}
        agreeing = {key for key in here if (sense := self._entities[key].sense) and _continues(child, sense)}
        if len(agreeing) == 1:
            return self._entities[agreeing.pop()]
        only = here | known
        return self._entities[here.pop()] if len(only) == 1 and len(here) == 1 else None


def _varies(child: Entity, parent: Entity) -> bool:
    """Return True where a broader term is what `child` varies: of the same narrow kind, or part of its name.

    Kinds called by ordinary words (graph neural network, neural network) are broader and narrower, not versions.
    """
    if child.label == child.label.lower():
        return False
    kinds = {child.type, parent.type}
    if kinds == {"Model"} or kinds <= {"Dataset", "Benchmark"}:
        return True
    if not kinds <= {"Model", "Method"}:
        return False
    names = [_spaced(name) for name in (parent.label, parent.sense) if name]
    own = [_spaced(name) for name in (child.label, *child.aliases)]
    return any(name in words and name != words for name in names for words in own)


def _spaced(name: str) -> str:
    """Return a name as its folded words between spaces, so that one name within another is found by whole words."""
    return "".join(f" {meeting_form(part)}" for part in name.replace("-", " ").split()) + " "


def _continues(child: Entity, sense: str) -> bool:
    """Return True where the child's expansion, or a name of it where it has none, continues `sense`."""
    forms = [child.sense] if child.sense is not None else list(child.aliases)
    return any(meeting_form(form).startswith(meeting_form(sense)) for form in forms)
