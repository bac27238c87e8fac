"""What papers expand: which short form stands for which thing, in how many papers, and in which words.

Of the short forms that a paper leaves unexpanded and one other paper expands, half mean something else. So a single
expansion speaks for a paper only that uses its words; three papers that agree speak for all, but for forms of three
letters and fewer, which everything may be called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from methodgraph.link.names import families, meeting_form
from methodgraph.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.link.identity import Key
    from methodgraph.link.names import Written
    from methodgraph.records import EntityType, Paper, PaperEntity

_AGREEING = 3
_LONG_ENOUGH = 4
_WORD = re.compile(r"[A-Za-z]{3,}")
_SMALL_WORDS = frozenset({"and", "for", "from", "the", "with", "via", "based"})


@dataclass(slots=True)
class Definition:
    """One thing that a short form stands for: in which papers, of which types, in which words."""

    papers: set[str] = field(default_factory=set)
    families: set[EntityType] = field(default_factory=set)
    wordings: set[frozenset[str]] = field(default_factory=set)

    def speaks_for(self, paper: Paper, form: str) -> bool:
        """Return True where `form`, which `paper` does not expand, can be taken to mean this there."""
        if len(self.papers) >= _AGREEING and len(form) >= _LONG_ENOUGH:
            return True
        told = content_words(f"{paper.title or ''} {paper.text}")
        needed = 0.5 if len(self.papers) > 1 else 1.0
        return any(len(words & told) >= needed * len(words) for words in self.wordings if words)


@dataclass(frozen=True, slots=True)
class Definitions:
    """What all papers together expand: expansion -> families, and short form -> thing -> definition."""

    senses: dict[Key, set[EntityType]]
    shorts: dict[tuple[str, Written], dict[Key, Definition]]


def collect(told: Iterable[tuple[str, PaperEntity, Written, Key]]) -> Definitions:
    """Return what papers expand, from (paper id, entity, writing, key) of all that is decided by more than a name."""
    senses: dict[Key, set[EntityType]] = defaultdict(set)
    shorts: dict[tuple[str, Written], dict[Key, Definition]] = defaultdict(lambda: defaultdict(Definition))
    for paper, entity, form, key in told:
        kinds = families(entity.types)
        if key[0] == "sense":
            senses[key] |= kinds
        sense = entity.sense or ""
        if is_defined(entity) and meeting_form(entity.name) != meeting_form(sense):
            definition = shorts[meeting_form(entity.name), form][key]
            definition.papers.add(paper)
            definition.families |= kinds
            definition.wordings.add(content_words(sense))
    return Definitions(senses, shorts)


def is_defined(entity: PaperEntity) -> bool:
    """Return True where the paper itself spells out the sense, rather than the vocabulary alone."""
    forms = {meeting_form(form) for form in (entity.name, *entity.aliases)}
    return entity.sense is not None and meeting_form(entity.sense) in forms


def content_words(text: str) -> frozenset[str]:
    """Return the folded words of `text` that tell what it speaks of."""
    return frozenset(fold_word(word) for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS)
