"""Vocabulary phrases in the text, through spaCy's PhraseMatcher.

Two matchers: one over NORM for what is written in ordinary words (any case, hyphenation, plural), one over ORTH for
names, whose capitals carry meaning (SAM, MATH, DINO are no "sam", "math", "dino"). Known miss: a phrase whose words
are separated ("image- and text-based retrieval").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from spacy.matcher import PhraseMatcher

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.kinds import PROPER
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.tokenizer import field_tokenizer, norm
from methodgraph.extract.tokens import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType
    from methodgraph.vocabulary import Term, Vocabulary

_PLAIN = re.compile(r"^(?:[A-Za-z0-9]+|[a-z]+(?:-[a-z]+)*)(?: (?:[A-Za-z0-9]+|[a-z]+(?:-[a-z]+)*))*$")


class Phrases:
    """The compiled phrase matchers of one vocabulary."""

    def __init__(self, nlp: Language, vocabulary: Vocabulary) -> None:
        self._terms = vocabulary.terms
        self._matchers = {attr: PhraseMatcher(nlp.vocab, attr=attr) for attr in ("ORTH", "NORM")}
        self._concepts: dict[str, dict[tuple[int, ...], list[str]]] = {"ORTH": {}, "NORM": {}}
        """The concepts by the hashes of the words, as they are matched."""
        self._compile(nlp, vocabulary)

    def find(self, tokens: Tokens) -> list[Candidate]:
        """Return every phrase of the vocabulary in `tokens`, overlaps included, sorted by place."""
        found: dict[tuple[int, int], list[str]] = {}
        for attr, matcher in self._matchers.items():
            matches = matcher(tokens.doc)
            hashes = tokens.doc.to_array(attr).tolist() if matches else []
            for _, start, end in matches:
                if start not in tokens.place_of or end - 1 not in tokens.place_of:
                    continue  # it begins or ends in a mark of emphasis
                place = (tokens.place_of[start], tokens.place_of[end - 1] + 1)
                concepts = self._concepts[attr][tuple(hashes[start:end])]
                known = found.setdefault(place, [])
                known += [concept for concept in concepts if concept not in known]
        return [
            Candidate(start, end, "vocabulary/phrase", self._types(concepts), tuple(concepts))
            for (start, end), concepts in sorted(found.items())
        ]

    def stands_in(self, doc: Doc) -> bool:
        """Return True where any phrase is in `doc`."""
        return any(matcher(doc) for matcher in self._matchers.values())

    def _types(self, concepts: list[str]) -> tuple[EntityType, ...]:
        """Return the types of the one concept; of several the first type of each, a task before all else."""
        if len(concepts) == 1:
            return self._terms[concepts[0]].types
        firsts = dict.fromkeys(self._terms[concept].types[0] for concept in concepts)
        return tuple(sorted(firsts, key=lambda kind: kind != "Task"))

    def _compile(self, nlp: Language, vocabulary: Vocabulary) -> None:
        """Add every form of every term. All share one match key: the concepts are looked up by the matched words.

        A pattern is given as the hashes of its words, which PhraseMatcher takes as well as a Doc (its own unpickling
        does so): building 50,000 Docs would take most of the time in which a program starts.
        """
        tokenizer = field_tokenizer(nlp.vocab)  # spaCy caches the first 10,000 chunks: papers shall find theirs
        add = nlp.vocab.strings.add
        for term in vocabulary.terms.values():
            for attr, form in _patterns(term):
                words = form.split(" ") if _PLAIN.match(form) else [token.text for token in tokenizer(form)]
                told = _norms(words, nlp.vocab) if attr == "NORM" else words
                concepts = self._concepts[attr].setdefault(tuple(map(add, told)), [])
                if term.id not in concepts:
                    concepts.append(term.id)
        for attr, matcher in self._matchers.items():
            matcher.add("term", cast("list[Doc]", list(self._concepts[attr])))


def _norms(words: list[str], vocab: Vocab) -> list[str]:
    """Return each word's NORM: what spaCy's exceptions say ("'s" for "’s"), else what the word's lexeme would get."""
    return [vocab[word].norm_ if word in vocab else norm(word) for word in words]


def _patterns(term: Term) -> Iterator[tuple[str, str]]:
    for name in term.names:
        if is_exact(name, term):
            yield "ORTH", name
            if " " not in name and "-" in name:
                yield "ORTH", name.replace("-", " ")
            elif name.count(" ") == 1:
                yield "ORTH", name.replace(" ", "-")
            if name[-1].isupper() or name[-1].isdigit() or _ends_in_measure(name):
                yield "ORTH", name + "s"
        else:
            for form in _joints(name):
                yield "NORM", form


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
