"""The words of a text, chunk by chunk: what stands between blanks is cut once, and remembered with all it tells.

spaCy's tokenizer cuts every chunk by itself, whatever stands beside it. So what it makes of a chunk holds wherever the
chunk stands; and abstracts repeat theirs: of a paper, nine in ten chunks were met before. Looking these up costs a
third of what a spaCy Doc of the text does, and spares reading the words out of it. The words are those of the Doc.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING

from spacy.vocab import Vocab

from methodgraph.extract.tokenizer import field_tokenizer
from methodgraph.extract.words import Word, read_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.phrases import Phrases

MOST_CHUNKS = 100_000
"""Chunks remembered: what ten thousand abstracts hold."""
_LONGEST = 200
"""Characters of the longest chunk that is remembered; a longer one is seldom met again."""

_RUNS = re.compile(r"\S+|\s+")
_PLAIN = re.compile(
    r"(\(?)("
    r"[A-Za-z]{3,}|[A-Za-z]{2}(?!\.)|[a-z]+(?:-[a-z]+)+|(?:[A-Za-z]{1,40}-){1,4}[A-Z][A-Za-z]{0,40}"
    r"|[0-9]{1,40}(?:\.[0-9]{1,40})?%?"
    r")(\)?)([.,;:]?)"
)
"""What is cut at sight, for no rule of the tokenizer speaks of it but of its marks: "(deep", "Multi-Task),", "4.2%"."""


class Chunks:
    """What each chunk is cut into. It remembers at least the last `most` it met, and at most twice as many.

    Whenever so many are new it forgets those not met since it did so last, and spaCy's strings too, which spaCy itself
    never forgets: a process stays as small over any number of papers.
    """

    def __init__(self, lexicon: Lexicon, phrases: Phrases, most: int = MOST_CHUNKS) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._most = most
        self._known: dict[str, tuple[Word, ...]] = {}
        self._single: dict[str, Word] = {}
        self._forget()

    def cut(self, text: str) -> tuple[Sequence[Word], list[int]]:
        """Return the words of `text`, white space among them where it is more than one blank, and where each starts."""
        chunks = text.split()
        start = 0
        if " ".join(chunks) != text:
            chunks = [run for run in _RUNS.findall(text) if run != " "]
            start = int(text[:1].isspace())  # the step of white space leaves out a blank that the chunk before counted
        words = self._words(chunks)
        starts = list(accumulate([word[-1] for word in words], initial=start))
        starts.pop()
        return words, starts

    def _words(self, chunks: Sequence[str]) -> list[Word]:
        found = list(map(self._known.get, chunks, repeat(())))
        if () in found:
            missing = [n for n, words in enumerate(found) if not words]
            told = self._learn({chunks[n] for n in missing})
            for n in missing:
                found[n] = told[chunks[n]]
        return list(chain.from_iterable(found))

    def _learn(self, new: Collection[str]) -> Mapping[str, tuple[Word, ...]]:
        """Return the words of each chunk that is not known by now, and remember them."""
        told = {chunk: self._before[chunk] for chunk in new if chunk in self._before}
        mixed = []
        for chunk in new:
            if chunk in told:
                continue
            if chunk.isalpha() or chunk.isspace():
                told[chunk] = (self._last_word(chunk),)
            elif plain := _PLAIN.fullmatch(chunk):
                told[chunk] = self._placed([word for word in plain.groups() if word])
            else:
                mixed.append(chunk)
        told.update((chunk, self._placed(words)) for chunk, words in self._cut(mixed))
        if len(self._known) + len(told) > self._most:
            self._forget()
        self._known.update((chunk, words) for chunk, words in told.items() if len(chunk) <= _LONGEST)
        return told

    def _forget(self) -> None:
        self._before, self._known = self._known, {}
        self._single = {}
        self._tokenizer = field_tokenizer(Vocab(), chunks=0)

    def _cut(self, chunks: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield each chunk with the tokens that spaCy makes of it, which reads them all at once."""
        tokens = [token.text for token in self._tokenizer(" ".join(chunks))] if chunks else []
        at = 0
        for chunk in chunks:
            begin, left = at, len(chunk)
            while left:
                left -= len(tokens[at])
                at += 1
            yield chunk, tokens[begin:at]

    def _placed(self, written: Sequence[str]) -> tuple[Word, ...]:
        """Return the words of one chunk."""
        return (*map(self._word, written[:-1]), self._last_word(written[-1]))

    def _last_word(self, word: str) -> Word:
        """Return a word behind which a blank follows before the next one starts; white space has been counted so."""
        told = self._word(word)
        return (*told[:-1], told[-1] - 1 if word.isspace() else told[-1] + 1)

    def _word(self, word: str) -> Word:
        told = self._single.get(word)
        if told is None:
            told = read_word(word, self._lexicon, self._phrases)
            if len(word) <= _LONGEST:
                self._single[word] = told
        return told
