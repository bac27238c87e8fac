"""The merge log: which written forms became one entity, and why, for a person to review."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.link.names import meeting_form
from methodgraph.records import Merge
from methodgraph.text.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from methodgraph.link.identity import Decision, Key
    from methodgraph.records import Entity, PaperEntity
    from methodgraph.vocabulary import Term, Vocabulary

CAPITALS = "the label in other capitals"
HYPHENS = "the label with other hyphens or spaces"
PLURAL = "plural or singular of the label"
SPELLING = "another spelling of the label"
BY_EVIDENCE = ("every paper", "joined by", "named by the expansion")
"""How the reasons begin that join papers which write the very same form: a person may doubt them all the same."""

_APART = re.compile(r"[\W_]+")


def find_merges(
    decisions: Iterable[Decision], entities: Mapping[Key, Entity], vocabulary: Vocabulary
) -> tuple[Merge, ...]:
    """Return one merge for each entity, form and reason, sorted.

    There is none for the label itself where its spelling decides, nor for an ordinary word that only begins a sentence
    ("Fine-tuning" beside "fine-tuning"): there is nothing to review.
    """
    papers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for decision in decisions:
        entity = entities[decision.key]
        term = vocabulary.terms.get(decision.key[1]) if decision.key[0] == "term" else None
        for form, reason in _forms(decision, entity, term):
            papers[entity.id, form, reason].add(decision.graph.paper.id)
    return tuple(Merge(*told, tuple(sorted(found))) for told, found in sorted(papers.items()))


def _forms(decision: Decision, entity: Entity, term: Term | None) -> Iterator[tuple[str, str]]:
    """Yield the forms of a paper's entity that became `entity` by more than being its label, each with the reason."""
    seen = decision.entity
    for form in dict.fromkeys(plain(written) for written in (seen.name, *seen.aliases)):
        if form == entity.label:
            if decision.reason.startswith(BY_EVIDENCE):
                yield form, decision.reason
        elif form.lower() != entity.label:
            yield form, _reason(form, decision, entity, term)


def _reason(form: str, decision: Decision, entity: Entity, term: Term | None) -> str:
    """Return why `form` stands for `entity`: a curated line, the spelling, the paper's definition, the vocabulary."""
    seen = decision.entity
    if decision.reason.startswith("joined by"):
        return decision.reason
    if meeting_form(form) == meeting_form(entity.label):
        return _difference(form, entity.label)
    if _defines(seen):
        return f"defined in the paper: {plain(seen.name)} is {plain(seen.sense or '')!r}"
    if term is not None and meeting_form(form) in {meeting_form(name) for name in term.names}:
        return "a name that the vocabulary has for it"
    return decision.reason


def _defines(seen: PaperEntity) -> bool:
    forms = {meeting_form(name) for name in seen.aliases}
    return seen.sense is not None and meeting_form(seen.sense) in forms


def _difference(form: str, label: str) -> str:
    """Return in what two spellings of one folded name differ, the slightest difference first."""
    if form.casefold() == label.casefold():
        return CAPITALS
    one, other = (_APART.sub("", name.casefold()) for name in (form, label))
    if one == other:
        return HYPHENS
    return PLURAL if one.endswith("s") != other.endswith("s") else SPELLING
