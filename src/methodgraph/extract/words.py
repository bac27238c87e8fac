"""What a word tells by itself, wherever it stands: its kind, its folded form, whether it is written like a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.extract.tokenizer import norm_of

if TYPE_CHECKING:
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.phrases import Phrases

_NAME = re.compile(r"[A-Z].*[A-Z0-9]|^[a-z]+[A-Z]|[A-Za-z]\d|\d[A-Z]|[A-Za-z][α-ωΑ-Ω]|[α-ωΑ-Ω][A-Z]")
_MACRO = re.compile(r"^[A-Za-z]+-\$\\[a-z]+\$$")
_MARKUP = re.compile(
    r"\$?\\(?:text(?:sc|bf|tt|it|sf|rm|sl)|emph|underline|math(?:bf|tt|sf|rm))\{"
    r"|\\(?:sc|bf|tt|it|em|sf|rm)|[{}~`\"“”]|\}\$"
)
"""Tokens that only say how words look: LaTeX's font commands, braces, emphasis, quotation marks."""
_VARIABLE = re.compile(r"\$(?:\w{1,2}|\\[a-z]{2,8})\$-[a-z]{2,}")
"""A word with a variable in front: "$k$-grouping"."""


Word = tuple[str, str, str, bool, str, bool, int, int, int]
"""What a word tells by itself, and how far it reaches: as written, in lower case, its kind (as in `Tokens.kinds`),
whether it is written like a name, its NORM (in which the vocabulary's phrases meet it), whether it is left out (white
space, and what only says how words look), the number of its opening (`Phrases.opened_by`), its length, and the
characters to where the next word starts. A plain tuple of plain values, for hundreds of thousands are kept: those the
garbage collector need not look into."""


def read_word(word: str, lexicon: Lexicon, phrases: Phrases) -> Word:
    """Return what `word` tells by itself, with another word right behind it."""
    lower, norm = word.lower(), norm_of(word)
    lower = word if lower == word else lower  # one string for all: what is small stays in the processor's cache
    norm = lower if norm == lower else norm
    length, opened = len(word), phrases.opened_by(word, norm)
    if word is lower and word.isascii() and word.isalpha():  # what most words are: no name, no mark, of no other kind
        return word, lower, lexicon.words.get(lower, ""), False, norm, False, opened, length, length
    kind = lexicon.words.get(lower) or _kind(word)
    return word, lower, kind, is_name(word), norm, _is_layout(word), opened, length, length


@lru_cache(maxsize=65536)
def is_name(word: str) -> bool:
    """True where `word` is written like a name: GRPO, LoRA, SAM2, V-STAR; not "Deep", "I", "3D" or "Low-Power"."""
    if word.islower() and word.isascii() and word.isalpha():
        return False  # what most words are; the patterns say the same
    if len(word) < 2 or word[0].isdigit() or not word[-1].isalnum() or "^" in word:
        return word.endswith("$") and bool(_MACRO.search(word))
    if "-" not in word:
        return bool(_NAME.search(word))
    parts = [part for part in word.split("-") if part]
    if _is_numbered(parts):
        return True
    return any(len(part) > 1 and bool(_NAME.search(part)) for part in parts) or (
        len(parts) == 2 and len(parts[0]) == 1 and parts[0].isupper() and parts[1][0].isupper()
    )


def _is_numbered(parts: list[str]) -> bool:
    """True for "Llama-2" and "Claude-3.5", but not for "Rank-1": a name and its version."""
    first, last = parts[0], parts[-1]
    return (
        len(parts) == 2
        and last[0].isdigit()
        and len(first) > 3
        and first.istitle()
        and first.lower() not in word_set("numbered_words")
    )


def _is_layout(word: str) -> bool:
    """True for white space and for what only says how words look."""
    return not word.isalpha() and (word.isspace() or bool(_MARKUP.fullmatch(word)))


def _kind(word: str) -> str:
    if word.isalpha():
        return ""
    if word in ("'s", "’s"):
        return "punct"
    if not any(char.isalpha() for char in word):
        return "number" if any(char.isdigit() for char in word) else "punct"
    if _VARIABLE.match(word):
        return ""
    if word.startswith(("http://", "https://", "www.", "\\", "$", "<")):
        return "punct"
    return ""
