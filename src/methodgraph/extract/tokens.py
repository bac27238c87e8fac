"""One field of a paper as parallel lists: what every finder reads. Built once, never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import add, not_
from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.records import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.chunks import Chunks
    from methodgraph.extract.lexicon import Lexicon

_ENDS = frozenset({".", "!", "?", "..", "..."})
_PARAGRAPH = re.compile(r"\n\s*\n")
_OPENS = re.compile(r"[A-Z0-9(\"“'`$\[α-ω]|[a-z]+[A-Z]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one field, white space and marks of emphasis left out.

    `source` is the whole field. `words` are as written, `lower` in lower case, `said` the same, each once: most finders
    find none of their words there, and are done. `starts` and `ends` are character offsets.
    `stream` holds the words with what was left out between them, `norms` their folded forms (`tokenizer.norm_of`),
    `opened` the numbers of their openings (`Phrases.opened_by`); `stream_index` are the tokens' indices there,
    `place_of` is the way back.
    `kinds` holds each word's class ("stop", "verb", "adverb", "inner", "modifier", "generic"), "punct" for
    punctuation, "number" for figures, "" for everything else: the stuff terms are made of. `named` tells which words
    are written like names.
    `sentences` are half-open token ranges that cover all tokens; `sentence_of` the index of each token's.
    """

    field: Field
    source: str
    stream: Sequence[str]
    norms: Sequence[str]
    opened: Sequence[int]
    stream_index: Sequence[int]
    place_of: Mapping[int, int] | range
    words: list[str]
    lower: list[str]
    said: frozenset[str]
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


def read_tokens(chunks: Chunks, text: str, field: Field, lexicon: Lexicon) -> Tokens:
    """Return the tokens of `text`."""
    read, starts = chunks.cut(text)
    stream, lowered, told, written, norms, unseen, opened, lengths, _ = zip(*read, strict=True) if read else ((),) * 9
    words, lower, kinds, named = list(stream), list(lowered), list(told), list(written)
    ends = list(map(add, starts, lengths))
    stream_index: Sequence[int] = range(len(words))
    place_of: Mapping[int, int] | range = range(len(words))
    if "*" in words and "**" in text:  # emphasis; but "A*" keeps its star
        unseen = tuple(mark or word == "*" for mark, word in zip(unseen, words, strict=True))
    if True in unseen:
        seen = list(map(not_, unseen))
        stream_index = list(compress(stream_index, seen))
        place_of = {token: n for n, token in enumerate(stream_index)}
        words, lower, kinds = (list(compress(row, seen)) for row in (words, lower, kinds))
        named, starts, ends = (list(compress(row, seen)) for row in (named, starts, ends))
    said = frozenset(lower)
    _settle_kinds(kinds, lower, said, lexicon)
    breaks: set[int] = set()
    if _PARAGRAPH.search(text):
        breaks = {at for at in range(1, len(words)) if _PARAGRAPH.search(text, ends[at - 1], starts[at])}
    sentences = list(_sentences(words, lower, breaks))
    sentence_of: list[int] = []
    for n, (start, end) in enumerate(sentences):
        sentence_of += [n] * (end - start)
    return Tokens(
        field, text, stream, norms, opened, stream_index, place_of, words, lower, said,
        starts, ends, kinds, named, sentences, sentence_of,
    )  # fmt: skip


def _settle_kinds(kinds: list[str], lower: list[str], said: frozenset[str], lexicon: Lexicon) -> None:
    """Correct the kinds of the words that stand for something else where they stand."""
    if "art" in said:
        for at, word in enumerate(lower):
            if word == "art" and lower[max(0, at - 3) : at] == ["state", "of", "the"]:
                kinds[at] = "stop"  # "state of the art detectors" are no "art detectors"
    gerunds = lexicon.gerunds
    if not gerunds.isdisjoint(said):
        for at in [n for n, word in enumerate(lower) if word in gerunds]:
            if at and _is_noun(kinds, lower, at):
                kinds[at] = ""


def _is_noun(kinds: list[str], lower: list[str], at: int) -> bool:
    """True where a head that may be a verb ends a phrase: "curve fitting", but not "models fitting the data"."""
    before, behind = lower[at - 1], lower[at + 1] if at + 1 < len(lower) else "."
    return kinds[at - 1] in ("", "generic") and not before.endswith("s") and behind not in word_set("articles")


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
