"""Which things stand where: the places of a paper's things by sentence, so that only the near ones are read."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.extract.candidate import Place
from methodgraph.extract.things import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.extract.cues import Cue
    from methodgraph.extract.tokens import Tokens


class Standing(NamedTuple):
    """A thing in a place, the first token of it, and the thing's and the place's number, for their order."""

    start: int
    thing_number: int
    place_number: int
    thing: Thing
    place: Place


_START = attrgetter("start")


class Standings:
    """The places of things by field and sentence. Built once for a paper; never changed."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._longest = 0
        self._in: dict[tuple[str, int], list[Standing]] = {}
        for n, thing in enumerate(things):
            for m, place in enumerate(thing.places):
                start, end, *_ = place.candidate
                self._longest = max(self._longest, end - start)
                key = place.tokens.field, place.sentence
                self._in.setdefault(key, []).append(Standing(start, n, m, thing, place))
        for here in self._in.values():
            here.sort(key=lambda told: (told.start, -told.thing_number, -told.place_number))

    def within(self, tokens: Tokens, sentence: int) -> Sequence[Standing]:
        """Return what stands in a sentence, by place; of what begins at one token, the later thing first."""
        return self._in.get((tokens.field, sentence), ())

    def before(self, tokens: Tokens, cue: Cue) -> Iterable[Standing]:
        """Return what begins before a cue in its sentence, the nearest first, then the earlier thing."""
        here = self.within(tokens, tokens.sentence_of[cue.start])
        return (here[n] for n in range(bisect_left(here, cue.start, key=_START) - 1, -1, -1))

    def near(self, tokens: Tokens, cue: Cue) -> list[Standing]:
        """Return what may stand in reach of a cue, in the order of the things."""
        here = self.within(tokens, tokens.sentence_of[cue.start])
        first = bisect_left(here, cue.start - cue.rule.reach - self._longest, key=_START)
        last = bisect_left(here, cue.end + cue.rule.reach, key=_START)
        return sorted(here[first:last], key=lambda told: (told.thing_number, told.place_number))
