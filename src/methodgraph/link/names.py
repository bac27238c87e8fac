"""What the written form of a name tells: is it a name or a word, and which types may be one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from methodgraph.records import EntityType, PaperEntity, PaperGraph, family
from methodgraph.text.folding import fold

Written = Literal["name", "word"]

_SENTENCE_START = re.compile(r"(?:\A|[.!?:]\s+)[\"'“‘(]*\Z")
_CAMEL = re.compile(r"[a-z][A-Z]")
_LOOK_BACK = 8
_SHORT = 5


def families(kinds: Iterable[EntityType]) -> frozenset[EntityType]:
    """Return the broad types of `kinds`."""
    return frozenset(family(kind) for kind in kinds)


def meeting_form(name: str) -> str:
    """Return the form in which spellings of one name meet: folded, or as written where folding leaves nothing."""
    return fold(name) or name


def is_short(folded: str) -> bool:
    """Return True for a folded name so short that unrelated things often share it: SAM, VQA, DREAM."""
    return len(folded) <= _SHORT


def is_camel(name: str) -> bool:
    """Return True for one word of small letters and capitals, as names are coined: WhiteMatter."""
    return name.isalnum() and _CAMEL.search(name) is not None


def written(name: str) -> Written | None:
    """Return whether a form is a bare lower-case word ("mint") or a name, which is anything else ("MINT", "gpt-4").

    None for one capitalised word ("Mint", "Adam"), which may be either.

    >>> written("MINT"), written("mint"), written("domain adaptation"), written("Mint")
    ('name', 'word', 'name', None)
    """
    if not name.isalpha() or name[1:] != name[1:].lower():
        return "name"
    return "word" if name == name.lower() else None


def written_in(graph: PaperGraph, entity: PaperEntity) -> Written:
    """Return whether `entity` is a name or a bare word in this paper.

    A capitalised word is a name where the text capitalises it within a sentence; titles tell nothing.
    """
    told = written(entity.name)
    if told is not None:
        return told
    text = graph.paper.text
    within = any(
        mention.field == "text" and mention.text[:1].isupper() and not _starts_sentence(text, mention.start)
        for mention in entity.mentions
    )
    return "name" if within and entity.name.lower() not in entity.aliases else "word"


def _starts_sentence(text: str, at: int) -> bool:
    return _SENTENCE_START.search(text, max(0, at - _LOOK_BACK), at) is not None
