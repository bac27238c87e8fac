"""Things of one paper that are one thing said in two ways: "BEV perception" and "bird's-eye-view (BEV) perception",
the metaphor detection task (MD) and "metaphor detection", "model poisoning attacks" and "poisoning attacks".

Within one paper the narrower phrase mostly means the wider one; across papers it does not, and nothing is joined there.
What has a name of its own, a definition or a row in the vocabulary stays itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.records import family
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from methodgraph.extract.things import Thing


def join_variants(things: Sequence[Thing]) -> list[Thing]:
    """Return the things, each said in all its ways; the order of first appearance is kept."""
    into: dict[str, Thing] = {}
    forms = _forms(things)
    said = {_words(place.text) for thing in things for place in thing.places}
    for thing in things:
        other = forms.get(_own_form(thing))
        if other is None or other is thing or not _akin(thing, other):
            other = _wider(thing, things, said)
        if other is not None and other.key not in into and thing.key not in (o.key for o in into.values()):
            into[thing.key] = other
    for thing in things:
        if thing.key in into:
            into[thing.key].places.extend(thing.places)
    return [thing for thing in things if thing.key not in into]


def _own_form(thing: Thing) -> str:
    """Return the one form of a thing that nothing but its form tells apart; "" for any other."""
    return thing.key.removeprefix("form:") if thing.key.startswith("form:") and thing.short is None else ""


def _forms(things: Sequence[Thing]) -> Mapping[str, Thing]:
    """Map each written form, and each expansion without its generic end, to the thing that is defined or known so."""
    told: dict[str, Thing] = {}
    for thing in things:
        if thing.concept is None and thing.short is None:
            continue
        for place in thing.places:
            told.setdefault(place.form, thing)
        if thing.short is not None and thing.sense is not None:
            words = thing.sense.split()
            while len(words) > 2 and words[-1].lower() in word_set("kind_ends"):
                words.pop()
            told.setdefault(fold(" ".join(words)), thing)
    return told


def _akin(thing: Thing, other: Thing) -> bool:
    return not thing.types or not other.types or family(thing.types[0]) == family(other.types[0])


def _wider(thing: Thing, things: Sequence[Thing], said: Collection[tuple[str, ...]]) -> Thing | None:
    """Return the longest other thing that a mere phrase ends with: "poisoning attacks" of "model poisoning attacks".

    `said` are the words of every place.
    """
    (place, *more) = thing.places
    if more or not thing.types or place.candidate.family != "term" or place.tokens.field == "title":
        return None  # what is said twice, or in the title, is what the paper is about
    words = _words(place.text)
    if not any(words[cut:] in said for cut in range(1, _MOST_WORDS + 1)):
        return None
    best: Thing | None = None
    for other in things:
        if other is thing or not other.types or family(other.types[0]) != family(thing.types[0]):
            continue
        ends = {_words(text) for text in {place.text for place in other.places}}
        fitting = [end for end in ends if 0 < len(words) - len(end) <= _MOST_WORDS and words[-len(end) :] == end]
        if fitting and (best is None or len(fitting[0]) > len(_words(best.places[0].text))):
            best = other
    return best


_MOST_WORDS = 2
"""Words by which a phrase may be narrower than what it means."""


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in text.replace("-", " ").split())
