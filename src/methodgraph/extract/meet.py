"""Things of one paper that are one thing said in two ways: "BEV perception" and "bird's-eye-view (BEV) perception",
the metaphor detection task (MD) and "metaphor detection", "model poisoning attacks" and "poisoning attacks".

A narrower phrase that is said once is read as naming the wider thing by its last words, not as a thing of its own. What
has a name of its own, a definition or a row in the vocabulary stays itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Place
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.things import NARROWER
from methodgraph.records import family
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from methodgraph.extract.things import Thing
_MOST_WORDS = 2
"""Words by which a phrase may be narrower than the thing whose name it ends with."""


def join_variants(things: Sequence[Thing]) -> list[Thing]:
    """Return the things, each said in all its ways; the order of first appearance is kept."""
    into: dict[str, tuple[Thing, list[Place]]] = {}
    expanded, known, forms = _expanded(things), _known(things), _typed_forms(things)
    for thing in things:
        other = None if thing.short is not None else expanded.get(fold(thing.name))
        if other is None and thing.key.startswith("form:") and thing.short is None:
            other = known.get(thing.key.removeprefix("form:"))
        places: list[Place] = thing.places
        if other is None or other is thing or not _akin(thing, other):
            other, places = _wider(thing, forms)
        if other is not None and other.key not in into and thing.key not in {o.key for o, _ in into.values()}:
            into[thing.key] = other, places
    for thing in things:
        if thing.key in into:
            whole, places = into[thing.key]
            whole.places.extend(places)
            if whole.short is not None:  # the paper's definition of what the vocabulary knows
                whole.concept = whole.concept or thing.concept
    return [thing for thing in things if thing.key not in into]


def _expanded(things: Sequence[Thing]) -> Mapping[str, Thing]:
    """Map each expansion without its generic end to what is defined so: the metaphor detection task (MD)."""
    told: dict[str, Thing] = {}
    for thing in things:
        if thing.short is not None and thing.sense is not None:
            words = thing.sense.split()
            while len(words) > 2 and words[-1].lower() in word_set("kind_ends"):
                words.pop()
            told.setdefault(fold(" ".join(words)), thing)
    return told


def _known(things: Sequence[Thing]) -> Mapping[str, Thing]:
    """Map each written form of what is defined or in the vocabulary to it."""
    known = [thing for thing in things if thing.concept is not None or thing.short is not None]
    return {fold(place.text): thing for thing in reversed(known) for place in reversed(thing.places)}


def _akin(thing: Thing, other: Thing) -> bool:
    return not thing.types or not other.types or family(thing.types[0]) == family(other.types[0])


def _typed_forms(things: Sequence[Thing]) -> Mapping[tuple[str, str], Thing]:
    """Map each broad type and folded form to the first thing of that type which is written so."""
    typed = [thing for thing in things if thing.types]
    return {(family(t.types[0]), place.form): t for t in reversed(typed) for place in t.places}


def _wider(thing: Thing, forms: Mapping[tuple[str, str], Thing]) -> tuple[Thing | None, list[Place]]:
    """Return the thing that the end of a mere phrase names ("attacks" of "model attacks"), and the phrase's place."""
    (place, *more) = thing.places
    if more or not thing.types or place.candidate.family != "term" or place.tokens.field == "title":
        return None, []  # what is said twice, or in the title, is what the paper is about
    kind, (start, end) = family(thing.types[0]), (place.candidate.start, place.candidate.end)
    for begin in range(start + 1, min(start + _MOST_WORDS, end - 1) + 1):
        other = forms.get((kind, fold(place.tokens.text(begin, end))))
        if other is not None and other is not thing:
            return other, [Place(place.tokens, place.candidate._replace(rule=NARROWER))]
    return None, []
