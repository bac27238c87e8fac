"""When two written forms are the same name: case, hyphens, spaces, accents, spelling and plural.

Generic singularising is unsafe here (NAS, HANS, ATIS, BIOSSES are no plurals), so names keep their s unless
it is a lower-case s behind capitals (LLMs), and words follow their own short list of rules and exceptions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources

_DASHES = re.compile(r"[\s\-_‐‑‒–—―−/'’`\"“”]+")
_LATEX = re.compile(r"\$|\\(?=[a-zA-Z%])|[{}]")
_SPELLING = (
    (re.compile(r"isation(?=s?$)"), "ization"),
    (re.compile(r"ising$"), "izing"),
    (re.compile(r"elling$"), "eling"),
    (re.compile(r"efence"), "efense"),
    (re.compile(r"viour"), "vior"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"neighbour"), "neighbor"),
)
_BRITISH = re.compile(r"is(?:ation|ing)|elling|efence|viour|lour|bour")
"""What no form that needs respelling lacks."""
_LONGEST_NAME = 100
"""Characters beyond which nothing is a name; the pattern below is quadratic."""
_PLURAL_NAME = re.compile(r"^(.*[A-Z0-9].*[A-Z0-9]|[A-Z]{2,})s$")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Return the words whose singular no rule finds: irregular plurals, and singulars that end in s."""
    text = resources.files("methodgraph.text").joinpath("plurals.tsv").read_text(encoding="utf-8")
    told: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        word, _, one = line.partition("\t")
        told[word] = one
    return told


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular of a lower-case English word of our field; what is no plural comes back unchanged.

    >>> [singular(w) for w in ("networks", "analyses", "biases", "loss", "strategies", "nas")]
    ['network', 'analysis', 'bias', 'loss', 'strategy', 'nas']
    """
    if word in _irregular():
        return _irregular()[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def singular_name(name: str) -> str:
    """Return a capitalised name without its plural s: LLMs -> LLM, GNNs -> GNN; but NAS, HANS, ATIS stay.

    >>> [singular_name(n) for n in ("LLMs", "CoTs", "NAS", "VAEs", "GPT-4s", "DINOs")]
    ['LLM', 'CoT', 'NAS', 'VAE', 'GPT-4', 'DINO']
    """
    is_plural = name.endswith("s") and len(name) <= _LONGEST_NAME and _PLURAL_NAME.match(name)
    return name[:-1] if is_plural else name


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return the form in which spelling variants of one token meet: no case, accent, hyphen or plural.

    >>> fold_word("Multi-Task"), fold_word("multitask"), fold_word("Models"), fold_word("optimisation")
    ('multitask', 'multitask', 'model', 'optimization')
    """
    return _fold(word, is_last=True)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key under which written forms of one name meet within a paper and across papers.

    Only the last word loses its plural: "models-based" and "models based" are one, and so are "graph networks" and
    "graph network".

    >>> fold("Visual Question-Answering") == fold("visual question answering"), fold("MOCO v3") == fold("MoCo-v3")
    (True, True)
    """
    if name.isalpha():
        return _fold(name, is_last=True)
    words = _LATEX.sub("", name).split()
    return "".join(_fold(word, is_last=at == len(words)) for at, word in enumerate(words, 1))


@lru_cache(maxsize=65536)
def _fold(word: str, *, is_last: bool) -> str:
    if word.isascii() and word.isalpha() and word.islower():  # what most words are; the way below says the same
        return _respelled(singular(word) if is_last else word)
    plain = singular_name(word)
    is_name = any(char.isupper() for char in plain[1:])
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char) and not char.isspace())
    plain = plain.casefold().removesuffix("'s").removesuffix("’s")
    *front, last = [part for part in _DASHES.split(plain) if part] or [plain]
    if is_last and (front or not is_name):
        last = singular(last)
    return _respelled("".join(front) + last)


def _respelled(folded: str) -> str:
    """Return a folded form in American spelling."""
    if _BRITISH.search(folded):
        for pattern, told in _SPELLING:
            folded = pattern.sub(told, folded)
    return folded
