"""What a paper's own method is for: the tasks it solves.

Signs speak for a task, each with its weight: the title names it, or says "for T"; the sentence that introduces the
method says "for T", "to tackle T" or calls it "a T method"; the abstract opens with T; a sentence of the contribution
tackles it; several sentences name it. The task for which most speaks is told, with those listed beside it ("for
detection and tracking"). Known misses: aims told by a clause ("to keep facts apart"), tasks named only in passing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate, Place
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.lists import is_listed
from methodgraph.extract.means import is_led_to_as_means
from methodgraph.extract.passages import sentence_passage
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from methodgraph.extract.reading import Reading
    from methodgraph.extract.sections import Section
    from methodgraph.extract.things import Thing
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import Field, Passage, Role

_LIKELY = 5
"""Score from which a task is told."""

_OPENING = 2
"""Tokens that may stand before the task with which an abstract opens: "The recent X ..."."""

_LONGEST_NAME = 8
"""Tokens of the longest task name looked for in a title."""

_STRONG = 3
"""Weight of a sign that shows even what is typed a method before all to be the paper's aim."""

_AIM_REACH = 6
"""Tokens between "for" and the task it leads to."""


_Sign = tuple[str, int, Place]


class Aims:
    """The tasks of one paper and the signs by which its main method is for them."""

    def __init__(
        self, main: Thing, reading: Reading, parts: Mapping[Field, list[Section]], roles: Mapping[str, Role]
    ) -> None:
        self._main = main
        self._parts = parts
        self._roles = roles
        self._home = _home(main, reading, parts)
        self._title = next((tokens for tokens in reading.fields if tokens.field == "title"), None)
        self._signs: tuple[tuple[str, int, Callable[[Place], bool]], ...] = (
            ("solves/title-for", 3, lambda p: p.tokens.field == "title" and _led_to(p)),
            ("solves/title", 4, lambda p: p.tokens.field == "title" and not is_led_to_as_means(p)),
            ("solves/proposed-for", 4, lambda p: self._at_home(p) and (_led_to(p) or _is_kind(p))),
            ("solves/opens", 2, _opens),
            ("solves/tackled", 2, lambda p: self._is_contribution(p) and _is_tackled(p)),
            ("solves/proposed", 1, lambda p: self._at_home(p) and not is_led_to_as_means(p)),
        )

    def find(self, things: Sequence[Thing]) -> Iterator[tuple[Thing, Passage]]:
        """Yield the tasks for which most speaks, with the sentences that say so; none where too little does."""
        read = {thing.key: self._read(thing) for thing in things if thing is not self._main and "Task" in thing.types}
        tasks = [thing for thing in things if thing.key in read and self._is_aim(thing, read[thing.key])]
        scored = [(self._score(task, read[task.key]), -n, task) for n, task in enumerate(tasks)]
        score, _, best = max(scored, key=lambda s: s[:2], default=(0, 0, None))
        if best is None or score < _LIKELY or not read[best.key]:
            return
        told = read[best.key]
        for rule, _, place in told:
            yield best, sentence_passage(place, rule)
        for thing, beside in _listed_with(told[0][2], tasks):
            yield thing, sentence_passage(beside, told[0][0])

    def _read(self, task: Thing) -> list[_Sign]:
        """Return the signs that speak for `task`, strongest first, each with the place that shows it."""
        places = self._places(task)
        shown = ((rule, weight, next((p for p in places if holds(p)), None)) for rule, weight, holds in self._signs)
        return [(rule, weight, place) for rule, weight, place in shown if place is not None]

    def _is_aim(self, task: Thing, signs: Sequence[_Sign]) -> bool:
        """True for a task the paper works on; fields ("computer vision") are too broad to be solved."""
        if task.introduced:
            return task.types[0] == "Task"
        told = self._roles[task.key] == "addresses" or any(weight >= _STRONG for _, weight, _ in signs)
        return told and not any(fold(name) in _broad() for name in _names(task))

    def _score(self, task: Thing, signs: Sequence[_Sign]) -> int:
        sentences = {(p.tokens.field, p.sentence) for p in [*task.places, *(place for _, _, place in signs)]}
        return sum(weight for _, weight, _ in signs) + min(len(sentences), 3) + (task.types[0] == "Task")

    def _at_home(self, place: Place) -> bool:
        return (place.tokens.field, place.sentence) in self._home

    def _is_contribution(self, place: Place) -> bool:
        return place.tokens.field == "text" and self._parts["text"][place.sentence] == "contribution"

    def _places(self, task: Thing) -> list[Place]:
        """Return where the paper names `task`, longer phrases of the title included: "Robust Hashing" names hashing."""
        if any(place.tokens.field == "title" for place in task.places):
            return task.places
        said = _said(self._title, _names(task)) if self._title is not None else None
        return task.places if said is None else [*task.places, said]


def _names(task: Thing) -> tuple[str, ...]:
    return (task.name, *task.aliases, *((task.sense,) if task.sense else ()))


def _said(title: Tokens, names: Iterable[str]) -> Place | None:
    """Return the first stretch of the title that reads like one of `names`, which are tried in order."""
    folded = [fold(word) for word in title.words]
    row = "".join(folded)
    for key in map(fold, names):
        if key not in row:
            continue
        for start in range(len(folded)):
            for end in range(start + 1, min(len(folded), start + _LONGEST_NAME) + 1):
                if "".join(folded[start:end]) == key:
                    return Place(title, Candidate(start, end, "title/said"))
    return None


def _home(main: Thing, reading: Reading, parts: Mapping[Field, list[Section]]) -> set[tuple[Field, int]]:
    """Return the sentence of the text that introduces `main`; empty where only the title names it."""
    own = [p for p in main.places if p.tokens.field == "text" and parts["text"][p.sentence] != "background"]
    cued = [cue.start for cue in reading.cues.get("text", ()) if cue.rule.role == "introduces"] if own else ()
    sentences = {own[0].tokens.sentence_of[at] for at in cued}
    told = [p for p in own if p.sentence in sentences]
    return {(p.tokens.field, p.sentence) for p in (told or own)[:1]}


@lru_cache(maxsize=1)
def _broad() -> frozenset[str]:
    return frozenset(fold(name) for name in word_set("broad_tasks"))


def _led_to(place: Place) -> bool:
    """True where "for" or "to tackle" leads to the task, with no clause's end and no means between."""
    tokens, start = place.tokens, place.candidate.start
    for at in range(start - 1, max(-1, start - 1 - _AIM_REACH), -1):
        if tokens.lower[at] in word_set("aim_words"):
            return True
        if tokens.lower[at] in word_set("means_words") or tokens.words[at] in ".;:(":
            return False
    return False


def _opens(place: Place) -> bool:
    """True where the abstract opens with the task: "Image captioning is ..."."""
    return place.tokens.field == "text" and place.candidate.start <= _OPENING


def _is_tackled(place: Place) -> bool:
    tokens, start = place.tokens, place.candidate.start
    return not word_set("tackling").isdisjoint(tokens.lower[max(0, start - _AIM_REACH) : start])


def _is_kind(place: Place) -> bool:
    """True where the task says what kind of method it is: "a novel T method", "a T framework"."""
    end = place.candidate.end
    return end < len(place.tokens.words) and place.tokens.lower[end] in word_set("kind_nouns")


def _listed_with(place: Place, tasks: Sequence[Thing]) -> Iterator[tuple[Thing, Place]]:
    """Yield the tasks of the list that `place` stands in: only commas, "and" or a definition's bracket between."""
    others = sorted(
        ((other.candidate.start, n, other) for n, task in enumerate(tasks) for other in task.places
         if other.tokens is place.tokens and other.sentence == place.sentence),
        key=lambda o: o[:2],
    )  # fmt: skip
    for step in (1, -1):
        last = place
        for _, n, other in others[::step]:
            left, right = (last, other) if step == 1 else (other, last)
            if is_listed(left, right):
                yield tasks[n], other
                last = other
