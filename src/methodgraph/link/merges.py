"""The merge log: which written forms became one entity, and why, for a person to review."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.link.names import shown
from methodgraph.records import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from methodgraph.records import Entity, PaperEntity
    from methodgraph.vocabulary import Term

CAPITALS = "the label in other capitals"
HYPHENS = "the label with other hyphens or spaces"
PLURAL = "plural or singular of the label"
SPELLING = "another spelling of the label"
BY_EVIDENCE = ("every paper", "joined by", "named by the expansion")
"""How the reasons begin that join papers which write the very same form: a person may doubt them all the same."""

_APART = re.compile(r"[\W_]+")


class Forms:
    """Tells which forms of a paper's entity are no label of the thing it became.

    `folded` are names as they meet, by name.
    """

    def __init__(self, folded: Mapping[str, str]) -> None:
        self._folded = folded

    def told(self, seen: PaperEntity, entity: Entity, reason: str, term: Term | None) -> Iterator[tuple[str, str]]:
        """Yield the forms of a paper's entity that became `entity` by more than being its label, each with why.

        `reason` is that of the link, `term` the vocabulary's where it is one. There is none for the label itself where
        its spelling decides, nor for an ordinary word that only begins a sentence ("Fine-tuning" beside "fine-tuning"):
        there is nothing to review.
        """
        label = entity.label
        for form in dict.fromkeys(map(shown, (seen.name, *seen.aliases))):
            if form == label:
                if reason.startswith(BY_EVIDENCE):
                    yield form, reason
            elif form.lower() != label:
                yield form, self._reason(form, seen, label, reason, term)

    def _reason(self, form: str, seen: PaperEntity, label: str, reason: str, term: Term | None) -> str:
        """Return why a form stands for a thing: a curated line, spelling, the paper's definition, the vocabulary."""
        if reason.startswith("joined by"):
            return reason
        if self._folded[form] == self._folded[label]:
            return _difference(form, label)
        if self._defines(seen):
            return f"defined in the paper: {shown(seen.name)} is {shown(seen.sense or '')!r}"
        if term is not None and any(self._folded[form] == self._folded[name] for name in term.names):
            return "a name that the vocabulary has for it"
        return reason

    def _defines(self, seen: PaperEntity) -> bool:
        if seen.sense is None:
            return False
        sense = self._folded[seen.sense]
        return any(self._folded[name] == sense for name in seen.aliases)


def gather_merges(told: Iterable[tuple[str, Iterable[tuple[str, str, str]]]]) -> tuple[Merge, ...]:
    """Return one merge for each entity, form and reason, sorted, from each paper's id and what it writes so."""
    papers: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for paper, written in told:
        for one in written:
            papers[one].add(paper)
    return tuple(Merge(*one, tuple(sorted(found))) for one, found in sorted(papers.items()))


def _difference(form: str, label: str) -> str:
    """Return in what two spellings of one folded name differ, the slightest difference first."""
    if form.casefold() == label.casefold():
        return CAPITALS
    one, other = (_APART.sub("", name.casefold()) for name in (form, label))
    if one == other:
        return HYPHENS
    return PLURAL if one.endswith("s") != other.endswith("s") else SPELLING
