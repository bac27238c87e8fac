"""One field of a paper as parallel lists: what every finder reads. Built once, never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from spacy.attrs import IDX, LENGTH  # type: ignore[import-not-found]  # Cython

from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.records import Field

_PLACE = [IDX, LENGTH]
_ENDS = frozenset({".", "!", "?", "..", "..."})
_NAME = re.compile(r"[A-Z].*[A-Z0-9]|^[a-z]+[A-Z]|[A-Za-z]\d|\d[A-Z]|[A-Za-z][α-ωΑ-Ω]|[α-ωΑ-Ω][A-Z]")
_MACRO = re.compile(r"^[A-Za-z]+-\$\\[a-z]+\$$")
_PARAGRAPH = re.compile(r"\n\s*\n")
_MARKUP = re.compile(
    r"\$?\\(?:text(?:sc|bf|tt|it|sf|rm|sl)|emph|underline|math(?:bf|tt|sf|rm))\{"
    r"|\\(?:sc|bf|tt|it|em|sf|rm)|[{}~`\"“”]|\}\$"
)
"""Tokens that only say how words look: LaTeX's font commands, braces, emphasis, quotation marks."""
_VARIABLE = re.compile(r"\$(?:\w{1,2}|\\[a-z]{2,8})\$-[a-z]{2,}")
"""A word with a variable in front: "$k$-grouping"."""
_LAYOUT = re.compile(r"[{}~`\"“”\\]")
"""What stands in a text that has such tokens."""
_OPENS = re.compile(r"[A-Z0-9(\"“'`$\[α-ω]|[a-z]+[A-Z]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one field, white space and marks of emphasis left out.

    `source` is the whole field (spaCy joins `doc.text` anew at every call), `doc_index` the tokens' indices in `doc`,
    `place_of` the way back, `words` as written, `lower` in lower case, `starts` and `ends` character offsets.
    `kinds` holds each word's class ("stop", "verb", "adverb", "inner", "modifier", "generic"), "punct" for
    punctuation, "number" for figures, "" for everything else: the stuff terms are made of. `named` tells which words
    are written like names.
    `sentences` are half-open token ranges that cover all tokens; `sentence_of` the index of each token's.
    """

    field: Field
    source: str
    doc: Doc
    doc_index: Sequence[int]
    place_of: Mapping[int, int] | range
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[str]
    named: list[bool]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]

    def text(self, start: int, end: int) -> str:
        """Return the text of the token range, as written."""
        return self.source[self.starts[start] : self.ends[end - 1]]

    def is_name(self, index: int) -> bool:
        """True where the token is written like a name: capitals inside, digits with letters, Greek."""
        return self.named[index]

    def is_capitalised(self, index: int) -> bool:
        """True where the token may be part of a name: written like one, or a capitalised word of three letters."""
        word = self.words[index]
        return self.named[index] or (word[0].isupper() and word.replace("-", "").isalpha() and len(word) > 2)

    def is_own(self, sentence: int) -> bool:
        """True where the authors speak of themselves in this sentence: "we", "our", "this paper"."""
        start, end = self.sentences[sentence]
        words = self.lower[start:end]
        return not word_set("own_words").isdisjoint(words) or (
            "this" in words and any(word == "this" and noun in word_set("own_nouns") for word, noun in pairwise(words))
        )

    def opens_sentence(self, index: int) -> bool:
        """True where the token is the first of its sentence."""
        return self.sentences[self.sentence_of[index]][0] == index


@lru_cache(maxsize=65536)
def is_name(word: str) -> bool:
    """True where `word` is written like a name: GRPO, LoRA, SAM2, V-STAR; not "Deep", "I", "3D" or "Low-Power"."""
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


def read_tokens(nlp: Language, text: str, field: Field, lexicon: Lexicon) -> Tokens:
    """Return the tokens of `text`."""
    doc = nlp.make_doc(text)
    starts, lengths = doc.to_array(_PLACE).T.tolist()
    ends = list(map(add, starts, lengths))
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    doc_index: Sequence[int] = range(len(words))
    place_of: Mapping[int, int] | range = range(len(words))
    emphasis = "*" if "**" in text else ""  # "A*" keeps its star
    marked = bool(emphasis) or bool(_LAYOUT.search(text))
    if marked or any(map(str.isspace, words)):
        unseen = _is_layout if marked else str.isspace
        doc_index = [n for n, word in enumerate(words) if not unseen(word) and word != emphasis]
        place_of = {token: n for n, token in enumerate(doc_index)}
        words, starts, ends = ([row[n] for n in doc_index] for row in (words, starts, ends))
    seen = list(map(_SEEN.__getitem__, words))
    words, lower, own, named = map(list, zip(*seen, strict=True)) if seen else ([], [], [], [])
    classes = lexicon.words
    kinds: list[str] = [known or kind for known, kind in zip(map(classes.get, lower), own, strict=True)]
    _settle_kinds(kinds, lower, lexicon)
    breaks: set[int] = set()
    if _PARAGRAPH.search(text):
        breaks = {at for at in range(1, len(words)) if _PARAGRAPH.search(text, ends[at - 1], starts[at])}
    sentences = list(_sentences(words, lower, breaks))
    sentence_of: list[int] = []
    for n, (start, end) in enumerate(sentences):
        sentence_of += [n] * (end - start)
    return Tokens(
        field, text, doc, doc_index, place_of, words, lower, starts, ends, kinds, named, sentences, sentence_of
    )


class _Seen(dict[str, tuple[str, str, str, bool]]):
    """What each word tells by itself: as written, in lower case, its kind, whether it is written like a name.

    The strings are kept, and with them their hashes, for which every look-up in a set of words asks. A dictionary that
    begins anew when it is full: an LRU cache would rewrite its order at every word.
    """

    def __missing__(self, word: str) -> tuple[str, str, str, bool]:
        if len(self) >= _MOST_SEEN:
            self.clear()
        told = self[word] = (word, word.lower(), _kind(word), is_name(word))
        return told


_MOST_SEEN = 100_000
_SEEN = _Seen()


def _settle_kinds(kinds: list[str], lower: list[str], lexicon: Lexicon) -> None:
    """Correct the kinds of the words that stand for something else where they stand."""
    if "art" in lower:
        for at, word in enumerate(lower):
            if word == "art" and lower[max(0, at - 3) : at] == ["state", "of", "the"]:
                kinds[at] = "stop"  # "state of the art detectors" are no "art detectors"
    if not lexicon.gerunds.isdisjoint(lower):
        for at in range(1, len(lower)):
            if lower[at] in lexicon.gerunds and _is_noun(kinds, lower, at):
                kinds[at] = ""


@lru_cache(maxsize=65536)
def _is_layout(word: str) -> bool:
    """True for white space and for what only says how words look."""
    return word.isspace() or bool(_MARKUP.fullmatch(word))


def _is_noun(kinds: list[str], lower: list[str], at: int) -> bool:
    """True where a head that may be a verb ends a phrase: "curve fitting", but not "models fitting the data"."""
    before, behind = lower[at - 1], lower[at + 1] if at + 1 < len(lower) else "."
    return kinds[at - 1] in ("", "generic") and not before.endswith("s") and behind not in word_set("articles")


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


def _sentences(words: list[str], lower: list[str], breaks: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences; a new paragraph, which begins at each of `breaks`, is a new sentence."""
    begin, last = 0, len(words)
    for at in [n for n, word in enumerate(words) if word in _ENDS or n in breaks]:
        if at in breaks and begin < at:
            yield begin, at
            begin = at
        if words[at] not in _ENDS or at + 1 == last:
            continue
        if lower[at - 1].rstrip(".") in word_set("no_sentence_ends") or not _OPENS.match(words[at + 1]):
            continue
        yield begin, at + 1
        begin = at + 1
    if begin < last:
        yield begin, last
