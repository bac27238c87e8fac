"""spaCy's blank English pipeline with a tokenizer that keeps the field's names whole.

A hyphenated word is one token ("Qwen2.5-VL-7B", "multi-task", "bert-base"), so that a phrase "BERT" does not fire
inside "bert-base"; but a tail that only says how a name is used is cut off ("LLM-based" is "LLM" and "-based").
What PDF extraction glued is cut ("Model(LLM)-based", "threads:(1)", "reconstruction--alignment").

Each token's NORM is its folded form (case, hyphens, plural: `text.folding.fold_word`), so a PhraseMatcher over NORM
unifies written variants at the price of a cached attribute. The idea of a normalising attribute is spaCy's own.
"""

from __future__ import annotations

import re
from functools import lru_cache

import spacy
from spacy.attrs import IS_ALPHA, IS_PUNCT, IS_SPACE, LOWER, NORM
from spacy.language import Language
from spacy.tokenizer import Tokenizer

from methodgraph.text.folding import fold_word

TAILS = (
    "based", "driven", "powered", "guided", "formatted", "regularized", "style", "like", "enhanced", "augmented",
    "assisted", "aided", "generated", "inspired", "internal", "related", "specific", "compatible", "free", "oriented",
    "centric", "enabled", "derived", "trained", "style", "type", "only", "level", "aware", "induced", "as", "agnostic",
    "equipped", "finetuned", "tuned", "initialized", "mediated", "integrated", "optimized", "native", "backed", "focused",
    "producing", "to", "family", "series", "annotated", "labeled", "conditioned", "infused",
)  # fmt: skip
_ATTRIBUTES = (IS_ALPHA, IS_PUNCT, IS_SPACE, LOWER)
"""The lexical attributes that our patterns read. spaCy computes a dozen more for every new word; we never ask them."""

_NAME_LIKE = r"[A-Z][\w.\-]*[A-Z0-9][\w.]*s?"
_URL = re.compile(r"^(?:https?://|www\.)\S+$")
_PREFIX = re.compile(r"""^(?:[(\[{<"'“”‘’`«*•]|\$(?=[A-Za-z\\]{2,})|~|-{2,}|[–—]|[+±≈](?=\d))""")
_SUFFIX = re.compile(
    r"""(?:(?<=\w)['’]s|[)\]}>"'“”’`»*,;:!?]|(?<=[\w)%\]"”'’$])\.+|-{1,}|[–—]|…)$"""
)
_INFIX = re.compile(
    rf"""(?:-{{2,}}|[–—…=<>]|(?<=\w)[(\[](?=\w)|(?<=\w)[)\]](?=[\w-])|(?<=[A-Za-z)])[,;:](?=[A-Za-z(])|(?<=:)\(|
        (?<=[a-z]{{3}})/(?=[a-z]{{3}})|(?<=[A-Z]{{2}})/(?=[A-Z][A-Za-z])|(?<=[a-z)])\.(?=[A-Z][a-z])|
        (?<=[A-Z0-9a-z])(?=-(?:{"|".join(TAILS)}|[a-z]{{3,}}(?:ed|ing|able))$))""",
    re.VERBOSE,
)
_TAIL_CUT = re.compile(rf"(?:^|/)({_NAME_LIKE}|[A-Z][a-z]+[A-Z]\w*)(-(?:{'|'.join(TAILS)}|[a-z]{{3,}}(?:ed|ing|able)))$")
_WHOLE = re.compile(
    r"^(?:[A-Za-z]+-\$\\[a-zA-Z]+\$|[A-Za-z]+[@/](?:\d+|k)|i\.e\.|e\.g\.|w\.r\.t\.|et|al\.|vs\.|cf\.|[A-Z]\.)$"
)


def blank_pipeline() -> Language:
    """Return a blank English pipeline with the field's tokenizer and folded NORMs. No trained component in it."""
    nlp = spacy.blank("en")
    getters = nlp.vocab.lex_attr_getters
    nlp.vocab.lex_attr_getters = {attribute: getters[attribute] for attribute in _ATTRIBUTES} | {NORM: fold_word}
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=_PREFIX.search,
        suffix_search=_suffix,
        infix_finditer=_infixes,
        token_match=_WHOLE.match,
        url_match=_URL.match,
    )
    return nlp


def _suffix(text: str) -> re.Match[str] | None:
    return _SUFFIX.search(text)


@lru_cache(maxsize=4096)
def _tail(text: str) -> int | None:
    found = _TAIL_CUT.search(text)
    return found.start(2) if found else None


def _infixes(text: str) -> list[re.Match[str]]:
    return [found for found in _INFIX.finditer(text) if found.group() or _tail(text) == found.start()]
