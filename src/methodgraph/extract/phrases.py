"""Vocabulary phrases in the text, found by their first words.

Each phrase is compared in one of two ways: what is written in ordinary words by its folded form (any case, hyphenation,
plural), names as written, for their capitals carry meaning (SAM, MATH, DINO are no "sam", "math", "dino"). What is
found is what spaCy's PhraseMatcher over NORM and over ORTH would find; but a tree of words in dictionaries needs no
Doc, and nearly all words are done with at the first look-up. Known miss: a phrase whose words are separated ("image-
and text-based retrieval").
"""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING, Any

from spacy.vocab import Vocab

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.kinds import PROPER
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.tokenizer import field_tokenizer, norm_of
from methodgraph.extract.words import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.extract.tokens import Tokens
    from methodgraph.extract.words import Word
    from methodgraph.records import EntityType
    from methodgraph.vocabulary import Term, Vocabulary

_PLAIN = re.compile(r"^(?:[A-Za-z0-9]+|[a-z]+(?:-[a-z]+)*)(?: (?:[A-Za-z0-9]+|[a-z]+(?:-[a-z]+)*))*$")
_END = ""
"""The key of a branch under which the concepts of the phrase stand that ends there; no word is empty."""

_Tree = dict[str, Any]
"""By a word what may follow it: a tree again, or where nothing may, the list of the phrase's concepts."""


class Phrases:
    """The compiled phrases of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._terms = vocabulary.terms
        self._written: _Tree = {}
        self._folded: _Tree = {}
        self._numbers: dict[tuple[str | None, str | None], int] = {}
        self._openings: list[tuple[Any, Any]] = [(None, None)]
        """What may follow a word, as written and in folded form, by the number that `opened_by` gives it."""
        self._compile(vocabulary)

    def opened_by(self, word: str, norm: str) -> int:
        """Return the number of what may follow a word in the phrases that begin with it; 0 where none does."""
        written, folded = self._written.get(word), self._folded.get(norm)
        if written is None and folded is None:
            return 0
        key = (None if written is None else word, None if folded is None else norm)
        number = self._numbers.setdefault(key, len(self._openings))
        if number == len(self._openings):
            self._openings.append((written, folded))
        return number

    def find(self, tokens: Tokens, opened: Sequence[int] | None = None) -> list[Candidate]:
        """Return every phrase of the vocabulary in `tokens`, overlaps included, sorted by place.

        `opened` is what `opened_by` says of each word of the stream, where that is known.
        """
        if opened is None:
            opened = list(map(self.opened_by, tokens.stream, tokens.norms))
        found: dict[tuple[int, int], list[str]] = {}
        for start, end, concepts in self._standing(opened, tokens.stream, tokens.norms):
            if start in tokens.place_of and end - 1 in tokens.place_of:  # else it begins or ends in a mark of emphasis
                place = (tokens.place_of[start], tokens.place_of[end - 1] + 1)
                known = found.setdefault(place, concepts)
                if known is not concepts:
                    found[place] = [*known, *(concept for concept in concepts if concept not in known)]
        return [
            Candidate(start, end, "vocabulary/phrase", self._types(concepts), tuple(concepts))
            for (start, end), concepts in sorted(found.items())
        ]

    def stand_in(self, words: Sequence[Word]) -> bool:
        """Return True where any phrase stands in `words`."""
        written, norms = [word[0] for word in words], [word[4] for word in words]
        return any(True for _ in self._standing(list(map(self.opened_by, written, norms)), written, norms))

    def _standing(
        self, opened: Sequence[int], written: Sequence[str], norms: Sequence[str]
    ) -> Iterator[tuple[int, int, list[str]]]:
        """Yield the phrases among the words, overlaps included: start, end (half-open) and concepts.

        Of the phrases that stand in one place, the one found as written comes first.
        """
        openings = self._openings
        behind = [*norms[1:], _END]
        for start in compress(range(len(written)), opened):
            as_written, folded = openings[opened[start]]
            if as_written is not None:
                yield from _followed(as_written, written, start)
            # most words open longer phrases alone, and the next word ends all hope: they are not followed
            if folded is not None and (type(folded) is list or behind[start] in folded or _END in folded):
                yield from _followed(folded, norms, start)

    def _types(self, concepts: list[str]) -> tuple[EntityType, ...]:
        """Return the types of the one concept; of several the first type of each, a task before all else."""
        if len(concepts) == 1:
            return self._terms[concepts[0]].types
        firsts = dict.fromkeys(self._terms[concept].types[0] for concept in concepts)
        return tuple(sorted(firsts, key=lambda kind: kind != "Task"))

    def _compile(self, vocabulary: Vocabulary) -> None:
        """Add every form of every term, cut into words as a text would be."""
        tokenizer = field_tokenizer(Vocab())
        folded = _Folded()
        for term in vocabulary.terms.values():
            for is_folded, form in _patterns(term):
                words = form.split(" ") if _PLAIN.match(form) else [token.text for token in tokenizer(form)]
                if is_folded:
                    _add(self._folded, [folded[word] for word in words], term.id)
                else:
                    _add(self._written, words, term.id)


class _Folded(dict[str, str]):
    """The folded forms of the words met."""

    def __missing__(self, word: str) -> str:
        told = self[word] = norm_of(word)
        return told


def _followed(opening: Any, words: Sequence[str], start: int) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the phrases that begin with the word at `start`, behind which a tree goes on with `opening`."""
    below, end, last = opening, start + 1, len(words)
    while type(below) is dict:
        if _END in below:
            yield start, end, below[_END]
        below = below.get(words[end]) if end < last else None
        end += 1
    if below is not None:
        yield start, end, below


def _add(tree: _Tree, words: Sequence[str], concept: str) -> None:
    """Put a phrase into the tree; a concept stands there once."""
    *front, last = words
    for word in front:
        below = tree.get(word)
        if not isinstance(below, dict):
            tree[word] = below = {} if below is None else {_END: below}
        tree = below
    end = tree.get(last)
    if isinstance(end, dict):
        tree, last = end, _END
        end = tree.get(last)
    if end is None:
        tree[last] = [concept]
    elif concept not in end:
        end.append(concept)


def _patterns(term: Term) -> Iterator[tuple[bool, str]]:
    """Yield the forms in which a term is looked for, and whether in folded form."""
    for name in term.names:
        if is_exact(name, term):
            yield False, name
            if " " not in name and "-" in name:
                yield False, name.replace("-", " ")
            elif name.count(" ") == 1:
                yield False, name.replace(" ", "-")
            if name[-1].isupper() or name[-1].isdigit() or _ends_in_measure(name):
                yield False, name + "s"
        else:
            for form in _joints(name):
                yield True, form


def _ends_in_measure(name: str) -> bool:
    """True for "BLEU score" and "F1-measure", whose plural is written as of any noun."""
    last = name.replace("-", " ").split()[-1].lower()
    return last in word_set("computed_measures") or last in word_set("measure_ends")


def is_exact(name: str, term: Term) -> bool:
    """True where the capitals of `name` must stand as written: acronyms, mixed case, and proper names of things."""
    words = name.replace("-", " ").split()
    if any(is_name(word) for word in words):
        return True
    if not any(word[0].isupper() for word in words):
        return False
    return len(words) == 1 or term.types[0] in PROPER


def _joints(name: str) -> Iterator[str]:
    """Yield `name` and its hyphenations: "fine-tuning" as "fine tuning", "image editing" as "image-editing"."""
    yield name
    if "-" in name:
        yield name.replace("-", " ")
    words = name.split()
    for at in range(len(words) - 1):
        yield " ".join([*words[:at], f"{words[at]}-{words[at + 1]}", *words[at + 2 :]])
