"""What a coined name says of its parentage: MTL-LoRA comes of LoRA, LightSAM of SAM, "Contrastive LoRA Decoding" of
contrastive decoding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.extract.words import is_name
from methodgraph.text.folding import fold, singular_name

if TYPE_CHECKING:
    from methodgraph.extract.things import Thing

_NEXT = re.compile(r"\+{1,2}|v?\d(?:\.\d)?")
"""What the next of a line adds to its name: FEJ2, MMRL++."""


def is_named_after(thing: Thing, other: Thing) -> bool:
    """True where a name of `thing` is made of a name of `other`: SAKD is a "... Knowledge Distillation"."""
    if "Task" not in other.types and _is_made_of(thing.name, other.name):
        return True
    if thing.sense is None or thing.sense == other.sense:
        return False
    if other.short and other.short in thing.sense.split():
        return True
    return any(_is_widened(name, thing.sense) for name in (other.name, other.sense or "", *other.aliases))


def _is_widened(name: str, long: str) -> bool:
    """True where `long` is `name` with words put before or into it: Contrastive LoRA Decoding, contrastive decoding."""
    words, wider = _content(name), _content(long)
    if len(words) < 2 or words == wider:
        return False
    if fold(long).endswith(fold(name)):
        return True
    rest = iter(wider)
    return words[0] == wider[0] and words[-1] == wider[-1] and all(word in rest for word in words)


def _content(name: str) -> list[str]:
    return [fold(word) for word in name.replace("-", " ").split() if word.lower() not in word_set("title_prepositions")]


def _is_made_of(name: str, base: str) -> bool:
    if len(base) < 3 or len(base) >= len(name) or not any(char.isupper() for char in base):
        return False
    if singular_name(base) in map(singular_name, name.replace(" ", "-").split("-")):
        return True
    if " " in base or not is_name(base):
        return False
    if name.endswith(base):
        return True
    return name.startswith(base) and (name[len(base)].isupper() or bool(_NEXT.fullmatch(name[len(base) :])))
