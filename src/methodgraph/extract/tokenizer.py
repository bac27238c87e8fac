"""spaCy's blank English pipeline with a tokenizer that keeps the field's names whole.

A hyphenated word is one token ("Qwen2.5-VL-7B", "multi-task", "bert-base"), so that a phrase "BERT" does not fire
inside "bert-base"; but a tail that only says how a name is used is cut off ("LLM-based" is "LLM" and "-based").
What PDF extraction glued is cut ("Model(LLM)-based", "threads:(1)", "reconstruction--alignment").

Each token's NORM is its folded form (case, hyphens, plural: `text.folding.fold_word`), so that phrases compared by NORM
meet in all their written variants. The idea of a normalising attribute is spaCy's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import spacy
from spacy.attrs import IS_ALPHA, IS_PUNCT, IS_SPACE, LOWER, NORM  # type: ignore[import-not-found]  # Cython
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # Cython

from methodgraph.extract.lexicon import word_set
from methodgraph.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST_NAME = 80
"""Characters beyond which no chunk is searched for a tail: nothing that long is a name, and the search is quadratic."""

USUAL_CHUNKS = 10_000
"""Chunks that spaCy's tokenizer remembers, unless told otherwise."""

_LONGEST_CHUNK = 400
"""Characters without a blank beyond which a chunk is left whole."""

_ANYTHING = re.compile(r".+", re.DOTALL)
_ATTRIBUTES = (IS_ALPHA, IS_PUNCT, IS_SPACE, LOWER)
"""The lexical attributes that our patterns read. spaCy computes a dozen more for every new word; we never ask them."""

_NAME_LIKE = r"[A-Z][\w.\-]*[A-Z0-9][\w.]*s?"
_URL = re.compile(r"^(?:https?://|www\.)\S+$")
_MARKUP = r"\$?\\(?:text(?:sc|bf|tt|it|sf|rm|sl)|emph|underline|math(?:bf|tt|sf|rm))\{"
_PREFIX = re.compile(
    rf"^{_MARKUP}(?=[^{{}}]+(?:\}}(?!\w)|$))"
    r"""|^(?:[(\[{<"'“”‘’`«*•]|\$(?=[A-Za-z\\]{2,})|~|-{2,}|[–—]|[+±≈](?=\d))"""
)
_SUFFIX = re.compile(r"""(?:\}\$|(?<=\w)['’]s|[)\]}>"'“”’`»*,;:!?]|(?<=[\w)%\]"”'’$])\.+|-{1,}|[–—]|…)$""")
_GLUE = (
    r"-{2,}|[–—…=<>]|(?<=\w)[(\[](?=\w)|(?<=\w)[)\]](?=[\w.-])|(?<=[a-z)])[,;:](?=[A-Za-z(])|(?<=[A-Za-z)])[,:](?=[A-Za-z(])|(?<=:)\("
    r"|(?<=-[A-Z]),(?=[A-Z](?:,|$))|(?<=,[A-Z]),(?=[A-Z](?:,|$))|(?<=\w)~(?=[\w(\\$])|(?<=~)\((?=\w)|(?<=\w)\}(?=-)|(?<=[a-z]{3})/(?=[a-z]{3})|(?<=[A-Z]{2})/(?=[A-Z][A-Za-z])|(?<=[a-z)])\.(?=[A-Z][a-z])"
)
_WHOLE = re.compile(
    r"^(?:[A-Za-z]+-\$\\[a-zA-Z]+\$|[A-Za-z]+[@/](?:\d+|k)|i\.e\.|e\.g\.|w\.r\.t\.|et|al\.|vs\.|cf\.|[A-Z]\.)$"
)


def blank_pipeline(chunks: int = USUAL_CHUNKS) -> Language:
    """Return a blank English pipeline with the field's tokenizer and folded NORMs. No trained component in it.

    `chunks` is how many different stretches between blanks the tokenizer remembers; spaCy's own default.
    """
    nlp = spacy.blank("en")
    vocab: Any = nlp.vocab  # its stub does not know the getters
    getters = vocab.lex_attr_getters
    vocab.lex_attr_getters = {attribute: getters[attribute] for attribute in _ATTRIBUTES} | {NORM: norm}
    nlp.tokenizer = field_tokenizer(vocab, chunks)
    return nlp


def field_tokenizer(vocab: Any, chunks: int = USUAL_CHUNKS) -> Any:
    """Return the field's tokenizer over `vocab`, with a cache of its own."""
    return Tokenizer(
        vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_SUFFIX.search,
        infix_finditer=_infix_finder(),
        token_match=_whole,
        url_match=_URL.match,
        max_cache_size=chunks,
    )


def _whole(chunk: str) -> re.Match[str] | None:
    """Match what stays one token: some names and abbreviations, and any chunk too long to be language.

    spaCy strips affixes one by one and copies the rest each time, which takes minutes for 100,000 brackets in a row.
    """
    return (_ANYTHING if len(chunk) > _LONGEST_CHUNK else _WHOLE).match(chunk)


def norm(word: str) -> str:
    """Return a token's folded form; a tail keeps its hyphen, so that "PDE-constrained" is no "constrained"."""
    return word.lower() if word.startswith("-") else fold_word(word)


def norm_of(word: str) -> str:
    """Return the NORM that a token of a blank pipeline has: what spaCy's exceptions say, else `norm`.

    >>> norm_of("’s"), norm_of("Multi-Task"), norm_of("networks")
    ("'s", 'multitask', 'network')
    """
    told = _exceptions().get(word)
    return norm(word) if told is None else told


@lru_cache(maxsize=1)
def _exceptions() -> Mapping[str, str]:
    """Return the NORMs of the words that spaCy brings along ("’s", "does", "o'clock")."""
    return {lexeme.orth_: lexeme.norm_ for lexeme in spacy.blank("en").vocab}


def _infix_finder() -> Callable[[str], list[re.Match[str]]]:
    """Return the function that finds where a chunk is cut inside; tails are cut only from what looks like a name."""
    tails = "|".join(sorted(word_set("name_tails")))
    tail = re.compile(rf"(?:^|/)(?:{_NAME_LIKE}|[A-Z][a-z]+[A-Z]\w*)(-(?:{tails}|[a-z]{{3,}}(?:ed|ing|able)))$")
    infix = re.compile(rf"{_GLUE}|(?<=[A-Za-z0-9])(?=-(?:{tails}|[a-z]{{3,}}(?:ed|ing|able))$)")

    def find(text: str) -> list[re.Match[str]]:
        cuts = list(infix.finditer(text))
        if cuts and not cuts[-1].group():
            found = tail.search(text) if len(text) <= _LONGEST_NAME else None
            if found is None or found.start(1) != cuts[-1].start():
                cuts.pop()
        return cuts

    return find
