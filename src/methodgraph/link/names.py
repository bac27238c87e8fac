"""What the written form of a name tells: is it a name or plain words, and which types may be one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from methodgraph.records import PARENT_TYPE, EntityType, PaperEntity, PaperGraph
from methodgraph.text.folding import fold

Written = Literal["name", "words"]

_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+[\"'“‘(]*)$")


def family(kind: EntityType) -> EntityType:
    """Return the broad type: Method for Model, Dataset for Benchmark, else the type itself."""
    return PARENT_TYPE.get(kind, kind)


def families(kinds: Iterable[EntityType]) -> frozenset[EntityType]:
    """Return the broad types of `kinds`."""
    return frozenset(family(kind) for kind in kinds)


def meeting_form(name: str) -> str:
    """Return the form in which spellings of one name meet: folded, or as written where folding leaves nothing."""
    return fold(name) or name


def written(name: str) -> Written | None:
    """Return whether a form is a name ("MINT", "SAM2", "RecTok") or plain words ("mint", "Domain Adaptation").

    None for one capitalised word ("Mint", "Adam", "Cold-Start"), which may be either.

    >>> written("MINT"), written("mint"), written("domain adaptation"), written("Mint")
    ('name', 'words', 'words', None)
    """
    if any(char.isdigit() for char in name) or any(char.isupper() for word in name.split() for char in _inner(word)):
        return "name"
    return None if name[:1].isupper() and " " not in name else "words"


def _inner(word: str) -> str:
    """Return a word without the first letter of each of its parts: capitals there are title case, not a name."""
    return "".join(part[1:] for part in re.split(r"[-–/']", word))


def written_in(graph: PaperGraph, entity: PaperEntity) -> Written:
    """Return whether `entity` is a name or plain words in this paper.

    A single capitalised word is a name where the text capitalises it within a sentence; titles tell nothing.
    """
    told = written(entity.name)
    if told is not None:
        return told
    text = graph.paper.text
    within = any(
        mention.field == "text" and mention.text[:1].isupper() and not _SENTENCE_START.search(text[: mention.start])
        for mention in entity.mentions
    )
    return "name" if within and not any(alias == entity.name.lower() for alias in entity.aliases) else "words"
