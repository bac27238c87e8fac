"""When two written forms are the same name: case, hyphens, spaces, accents, spelling and plural.

Generic singularising is unsafe here (NAS, HANS, ATIS, BIOSSES are no plurals), so names keep their s unless
it is a lower-case s behind capitals (LLMs) or ends a word that names are built with (ResNets), and words follow their
own short list of rules and exceptions. A campaign's year may be written short: WMT14 is WMT 2014.
Knowingly one: what capitals alone tell apart (mAP and MAP, DEtR and DETR); whoever folds has to look at the sense.
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
_LAST_WORD = re.compile(r"[A-Z][a-z]+s$")
_YEAR = re.compile(r"^([a-z]+)20([0-3]\d)$")


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Return the words whose singular no rule finds: irregular plurals, and singulars that end in s."""
    return {word: one for word, _, one in (line.partition("\t") for line in _rows("plurals.tsv"))}


@lru_cache(maxsize=1)
def _name_parts() -> frozenset[str]:
    """Return the words that names end in and whose s is a plural there: ResNets, AutoEncoders."""
    return frozenset(line.partition("\t")[0] for line in _rows("name_parts.tsv"))


@lru_cache(maxsize=1)
def _campaigns() -> frozenset[str]:
    """Return the names that a year follows, in full or by its last two digits."""
    return frozenset(line.partition("\t")[0] for line in _rows("campaigns.tsv"))


def _rows(name: str) -> list[str]:
    """Return the lines of a data file beside this module, without its heading."""
    return resources.files("methodgraph.text").joinpath(name).read_text(encoding="utf-8").splitlines()[1:]


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular of a lower-case English word of our field; what is no plural comes back unchanged.

    >>> [singular(w) for w in ("networks", "analyses", "biases", "loss", "strategies", "nas")]
    ['network', 'analysis', 'bias', 'loss', 'strategy', 'nas']
    """
    told = _irregular().get(word)
    if told is not None:
        return told
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def singular_name(name: str) -> str:
    """Return a capitalised name without its plural s: LLMs -> LLM, ResNets -> ResNet; but NAS, HANS, ATIS stay.

    >>> [singular_name(n) for n in ("LLMs", "CoTs", "NAS", "VAEs", "GPT-4s", "DINOs", "ResNets", "OpenSubtitles")]
    ['LLM', 'CoT', 'NAS', 'VAE', 'GPT-4', 'DINO', 'ResNet', 'OpenSubtitles']
    """
    if not name.endswith("s") or len(name) > _LONGEST_NAME:
        return name
    if _PLURAL_NAME.match(name):
        return name[:-1]
    last = _LAST_WORD.search(name)
    is_built = last is not None and last.start() > 0 and last[0].lower() in _name_parts()
    return name[:-1] if is_built else name


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return the form in which spelling variants of one token meet: no case, accent, hyphen or plural.

    >>> fold_word("Multi-Task"), fold_word("multitask"), fold_word("Models"), fold_word("optimisation")
    ('multitask', 'multitask', 'model', 'optimization')
    """
    return _fold(word, is_last=True)


@lru_cache(maxsize=65536)
def _fold_front(word: str) -> str:
    """Return the folded form of a word that another follows."""
    return _fold(word, is_last=False)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key under which written forms of one name meet within a paper and across papers.

    Only the last word loses its plural: "models-based" and "models based" are one, and so are "graph networks" and
    "graph network".

    >>> fold("Visual Question-Answering") == fold("visual question answering"), fold("MOCO v3") == fold("MoCo-v3")
    (True, True)
    >>> fold("WMT 2014") == fold("WMT'14"), fold("CIFAR-10") == fold("CIFAR-100")
    (True, False)
    """
    if name.isalpha():
        return fold_word(name)
    plain = name if name.replace(" ", "").isalnum() else _LATEX.sub("", name)
    *front, last = plain.split() or [""]
    folded = "".join(map(_fold_front, front)) + fold_word(last)
    dated = _YEAR.match(folded) if folded[-2:].isdigit() else None
    return dated[1] + dated[2] if dated and dated[1] in _campaigns() else folded


def _fold(word: str, *, is_last: bool) -> str:
    if word.isascii() and word.isalpha() and word[1:].islower():  # what most words are; the way below says the same
        return _respelled(singular(word.lower()) if is_last else word.lower())
    plain = singular_name(word)
    last_part = next((part for part in reversed(_DASHES.split(plain)) if part), plain)
    inner = last_part[1:]
    is_name = inner != inner.lower() if inner.isascii() else any(char.isupper() for char in inner)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char) and not char.isspace())
    plain = plain.casefold().removesuffix("'s").removesuffix("’s")
    *front, last = [part for part in _DASHES.split(plain) if part] or [plain]
    if is_last and not is_name:
        last = singular(last)
    return _respelled("".join(front) + last)


def _respelled(folded: str) -> str:
    """Return a folded form in American spelling."""
    if _BRITISH.search(folded):
        for pattern, told in _SPELLING:
            folded = pattern.sub(told, folded)
    return folded
