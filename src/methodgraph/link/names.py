"""What the written form of a name tells: is it a name or a word, and which types may be one thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, TypeVar

from methodgraph.records import EntityType, PaperEntity, PaperGraph, family
from methodgraph.text.folding import fold, singular_name
from methodgraph.text.latex import plain

Written = Literal["name", "word"]
Key = tuple[str, ...]
"""("term", id), ("sense", folded expansion) or ("name", folded name, name or word, type family); ("coined", ..., title)
where several papers introduce the name, ("apart", ...) where a person took a name out of such a thing."""

_SENTENCE_START = re.compile(r"(?:\A|[.!?:]\s+)[\"'“‘(]*\Z")
_CAMEL = re.compile(r"[a-z][A-Z]")
_LATEX = re.compile(r"[\\$~]|``|--")
"""What every name has that shows otherwise than it is written."""
_LOOK_BACK = 8
_SHORT = 5

_Told = TypeVar("_Told")


class Remembered(dict[str, _Told]):
    """A pure function of strings that is called once for each: `folded = Remembered(fold)`, `folded["LoRA"]`.

    It lives as long as one run, for it forgets nothing.
    """

    def __init__(self, function: Callable[[str], _Told]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, name: str) -> _Told:
        told = self[name] = self._function(name)
        return told


@lru_cache(maxsize=1024)
def families(kinds: tuple[EntityType, ...]) -> frozenset[EntityType]:
    """Return the broad types of `kinds`."""
    return frozenset(family(kind) for kind in kinds)


def shown(name: str) -> str:
    """Return a name as people read it: `plain`, which is not asked where there is nothing to do."""
    return plain(name) if _LATEX.search(name) else name


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
    return written(entity.name) or written_within(graph, entity)


def written_within(graph: PaperGraph, entity: PaperEntity) -> Written:
    """Return whether one capitalised word is a name or a bare word in this paper."""
    text = graph.paper.text
    for mention in entity.mentions:
        if mention.field == "text" and mention.text[:1].isupper() and not _starts_sentence(text, mention.start):
            return "word" if entity.name.lower() in entity.aliases else "name"
    return "word"


def _starts_sentence(text: str, at: int) -> bool:
    return _SENTENCE_START.search(text, max(0, at - _LOOK_BACK), at) is not None


def is_coinable(name: str) -> bool:
    """Return True for a single word with capitals of its own, as papers coin them."""
    return " " not in name and any(char.isupper() for char in name[1:])


def letters_of(name: str) -> str:
    """Return the letters and digits of a name."""
    return "".join(filter(str.isalnum, name))


def coined_letters(name: str) -> str:
    """Return the letters and digits of a name in the singular, capitals as they are written."""
    return letters_of(singular_name(name))
