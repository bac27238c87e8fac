"""What papers expand: which short form stands for which thing, in how many papers, and in which words.

Of the short forms that a paper leaves unexpanded and one other paper expands, half mean something else. So a single
expansion speaks for a paper only that uses its words; three papers that agree speak for all, but for forms of three
letters and fewer, which everything may be called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.link.names import families, meeting_form
from methodgraph.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.link.names import Key, Written
    from methodgraph.link.rows import Row
    from methodgraph.records import EntityType, Paper, PaperEntity

_AGREEING = 3
_LONG_ENOUGH = 4
_WORD = re.compile(r"[A-Za-z]{3,}")
_SMALL_WORDS = frozenset({"and", "for", "from", "the", "with", "via", "based"})


class Definition(NamedTuple):
    """One thing that a short form stands for: in how many papers, of which types, in which words."""

    papers: int
    families: frozenset[EntityType]
    wordings: frozenset[tuple[str, ...]]

    def speaks_for_all(self, form: str) -> bool:
        """Return True where `form` means this in every paper that does not expand it."""
        return self.papers >= _AGREEING and len(form) >= _LONG_ENOUGH

    def speaks_for(self, words: frozenset[str]) -> bool:
        """Return True where a paper of these words, which does not expand the form, can be taken to mean this."""
        needed = 0.5 if self.papers > 1 else 1.0
        return any(len(words.intersection(told)) >= needed * len(told) for told in self.wordings if told)


def definitions_of(rows: Iterable[Row]) -> dict[Written, dict[Key, Definition]]:
    """Return what the rows of one folded name define, by the way it is written and by the thing."""
    papers: defaultdict[tuple[Written, Key], set[str]] = defaultdict(set)
    kinds: defaultdict[tuple[Written, Key], set[EntityType]] = defaultdict(set)
    wordings: defaultdict[tuple[Written, Key], set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        if row.wording is not None and row.known is not None:
            papers[row.form, row.known].add(row.paper)
            kinds[row.form, row.known] |= families(row.types)
            wordings[row.form, row.known].add(row.wording)
    told: dict[Written, dict[Key, Definition]] = {}
    for (form, key), found in papers.items():
        definition = Definition(len(found), frozenset(kinds[form, key]), frozenset(wordings[form, key]))
        told.setdefault(form, {})[key] = definition
    return told


def fitting(row: Row, told: Mapping[Key, Definition]) -> dict[Key, Definition]:
    """Return the definitions of the row's name whose types it may have."""
    mine = families(row.types)
    return {key: definition for key, definition in told.items() if definition.families & mine}


def needs_words(row: Row, told: Mapping[Key, Definition]) -> bool:
    """Return True where it may depend on the words of the row's paper what its name means there."""
    found = fitting(row, told) if row.known is None and not row.introduces else {}
    return len(found) == 1 and not any(definition.speaks_for_all(row.folded) for definition in found.values())


def is_defined(entity: PaperEntity) -> bool:
    """Return True where the paper itself spells out the sense, rather than the vocabulary alone."""
    forms = {meeting_form(form) for form in (entity.name, *entity.aliases)}
    return entity.sense is not None and meeting_form(entity.sense) in forms


def content_words(text: str) -> frozenset[str]:
    """Return the folded words of `text` that tell what it speaks of."""
    return frozenset(map(fold_word, set(_WORD.findall(text.lower())) - _SMALL_WORDS))


def words_of(paper: Paper) -> frozenset[str]:
    """Return the folded words that tell what a paper speaks of."""
    return content_words(f"{paper.title or ''} {paper.text}")
