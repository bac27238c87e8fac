"""Vocabulary phrases in the text, through spaCy's PhraseMatcher.

Two matchers: one over NORM for what is written in ordinary words (any case, hyphenation, plural), one over ORTH for
names, whose capitals carry meaning (SAM, MATH, DINO are no "sam", "math", "dino"). Known miss: a phrase whose words
are separated ("image- and text-based retrieval").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.matcher import PhraseMatcher

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.tokens import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from methodgraph.extract.tokens import Tokens
    from methodgraph.vocabulary import Term, Vocabulary

_PROPER = frozenset({"Model", "Dataset", "Benchmark"})


class Phrases:
    """The compiled phrase matchers of one vocabulary."""

    def __init__(self, nlp: Language, vocabulary: Vocabulary) -> None:
        self._terms = vocabulary.terms
        self._folded = PhraseMatcher(nlp.vocab, attr="NORM")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._concepts: dict[str, tuple[str, ...]] = {}
        self._compile(nlp, vocabulary)

    def find(self, tokens: Tokens) -> list[Candidate]:
        """Return every phrase of the vocabulary in `tokens`, overlaps included, in no particular order."""
        if len(tokens.words) != len(tokens.doc):
            index = {start: n for n, start in enumerate(tokens.starts)}
            doc_index = [index.get(token.idx, -1) for token in tokens.doc]
        else:
            doc_index = list(range(len(tokens.words)))
        found: dict[tuple[int, int], list[str]] = {}
        for matcher in (self._exact, self._folded):
            for key, start, end in matcher(tokens.doc):
                place = (doc_index[start], doc_index[end - 1] + 1)
                concepts = self._concepts[tokens.doc.vocab.strings[key]]
                found.setdefault(place, []).extend(c for c in concepts if c not in found.get(place, ()))
        return [
            Candidate(start, end, "vocabulary/phrase", self._terms[concepts[0]].types, tuple(concepts))
            for (start, end), concepts in found.items()
        ]

    def _compile(self, nlp: Language, vocabulary: Vocabulary) -> None:
        patterns: dict[tuple[str, str], list[str]] = {}
        docs: dict[tuple[str, str], Doc] = {}
        for term in vocabulary.terms.values():
            for attr, form in _patterns(term):
                doc = nlp.make_doc(form)
                key = " ".join(token.norm_ if attr == "NORM" else token.text for token in doc)
                patterns.setdefault((attr, key), []).append(term.id)
                docs[attr, key] = doc
        for (attr, key), concepts in patterns.items():
            name = f"{attr}:{key}"
            self._concepts[name] = tuple(dict.fromkeys(concepts))
            (self._folded if attr == "NORM" else self._exact).add(name, [docs[attr, key]])


def _patterns(term: Term) -> Iterator[tuple[str, str]]:
    for name in term.names:
        if is_exact(name, term):
            yield "ORTH", name
            if " " not in name and "-" in name:
                yield "ORTH", name.replace("-", " ")
            elif name.count(" ") == 1:
                yield "ORTH", name.replace(" ", "-")
            if name[-1].isupper() or name[-1].isdigit():
                yield "ORTH", name + "s"
        else:
            for form in _joints(name):
                yield "NORM", form


def is_exact(name: str, term: Term) -> bool:
    """True where the capitals of `name` must stand as written: acronyms, mixed case, and proper names of things."""
    words = name.replace("-", " ").split()
    if any(is_name(word) for word in words):
        return True
    if not any(word[0].isupper() for word in words):
        return False
    return len(words) == 1 or term.types[0] in _PROPER


def _joints(name: str) -> Iterator[str]:
    """Yield `name` and its hyphenations: "fine-tuning" also "fine tuning", "question answering" also "question-answering"."""
    yield name
    if "-" in name:
        yield name.replace("-", " ")
    words = name.split()
    for at in range(len(words) - 1):
        yield " ".join([*words[:at], f"{words[at]}-{words[at + 1]}", *words[at + 2 :]])
