"""What a paper does with each thing it names, from the cues around its mentions and where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.extract.candidate import Place
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.means import is_led_to_as_means
from methodgraph.records import Role, family

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from methodgraph.extract.cues import Cue, Rule
    from methodgraph.extract.reading import Reading
    from methodgraph.extract.sections import Section
    from methodgraph.extract.things import Thing
    from methodgraph.records import EntityType, Field

_PRECEDENCE: dict[str, tuple[Role, ...]] = {
    "Method": ("introduces", "uses", "comparesWith", "mentions"),
    "Task": ("introduces", "addresses", "uses", "mentions"),
    "Dataset": ("introduces", "evaluatesOn", "trainsOn", "uses", "mentions"),
    "Metric": ("introduces", "uses", "reports", "mentions"),
}
"""Which role a thing has first when its mentions tell several; roles not listed do not fit the type."""


class Verdict(NamedTuple):
    """The role one mention tells, the rule that says so, and how much it is believed."""

    role: Role
    rule: str
    weight: int
    place: Place


def judge(thing: Thing, reading: Reading, parts: Mapping[Field, list[Section]]) -> list[Verdict]:
    """Return the verdicts on `thing`, one per mention, best first; never empty.

    "Best" is by the order of roles that fits its type, then by the cue's weight, then by place.
    """
    kind = family(thing.types[0])
    verdicts = [_mention(thing, place, reading, parts[place.tokens.field]) for place in thing.places]
    order = _PRECEDENCE[kind]
    if _is_problem(thing, verdicts):
        verdicts = [v._replace(role="addresses", rule="addresses/paradigm") for v in verdicts]
        order = _PRECEDENCE["Task"]
    fitting = [v for v in verdicts if v.role in order] or [_default(thing, thing.places[0], "contribution")]
    if kind == "Method" and thing.introduced is None and _is_titled(thing) and not any(_is_cued(v) for v in fitting):
        return [_by_title(thing), *fitting]
    if len(fitting) == 1:
        return fitting
    cued = [v for v in fitting if _is_cued(v)]
    denied = {v.role for v in fitting if v.rule.startswith("mentions/")}
    ranked = sorted(fitting, key=lambda v: (order.index(v.role), -v.weight))
    if kind == "Method" and not any(v.role == "introduces" for v in fitting):
        ranked = sorted(fitting, key=lambda v: (_method_rank(v, cued, denied), -v.weight))
    return ranked


def _is_problem(thing: Thing, verdicts: list[Verdict]) -> bool:
    """True for a paradigm (continual learning) that the paper takes as its problem: spoken of throughout, not used."""
    if "Task" not in thing.types[1:] or thing.introduced:
        return False
    used = any(v.role in ("uses", "comparesWith") and v.weight >= 60 for v in verdicts)
    if any(place.tokens.field == "title" and not is_led_to_as_means(place) for place in thing.places):
        return True
    return not used and len(thing.places) >= 2 and _opens_abstract(thing)


def _is_cued(verdict: Verdict) -> bool:
    return verdict.weight > 0 and verdict.role != "mentions"


def _is_titled(thing: Thing) -> bool:
    return any(place.tokens.field == "title" for place in thing.places)


def _opens_abstract(thing: Thing) -> bool:
    """True where the abstract's first sentence speaks of the thing."""
    return any(place.tokens.field == "text" and place.sentence == 0 for place in thing.places)


def _by_title(thing: Thing) -> Verdict:
    """Return the role of a method that the title names and the abstract only mentions.

    It is the paper's subject if the abstract opens with it, else a part of what is proposed.
    """
    place = next(place for place in thing.places if place.tokens.field == "title")
    if _opens_abstract(thing) and not is_led_to_as_means(place):
        return Verdict("addresses", "addresses/subject", 0, place)
    return Verdict("uses", "uses/title", 0, place)


def _method_rank(verdict: Verdict, cued: list[Verdict], denied: set[Role]) -> int:
    """A used method is told by a cue; a compared one by a cue; a bare mention in the contribution is weaker."""
    if verdict.role == "uses" and verdict.weight >= 60:
        return 0
    if verdict.role == "comparesWith":
        return 1
    if verdict.role == "mentions" and denied and not cued:
        return 2
    return 3 if verdict.role == "uses" else 4


def _mention(thing: Thing, place: Place, reading: Reading, parts: list[Section]) -> Verdict:
    part = parts[place.sentence]
    if thing.introduced is not None:
        return Verdict("introduces", thing.introduced, 100, place)
    here = _near(reading.cues_in.get((place.tokens.field, place.sentence), ()), place, reading.reach)
    telling = [cue for cue in here if cue.rule.role not in (None, "introduces")] if here else ()
    fitting = [cue for cue in telling if _fits(cue.rule, thing.types, part) and in_scope(cue, place)]
    if fitting and part == "background":
        own = place.tokens.is_own(place.sentence)
        fitting = [cue for cue in fitting if cue.rule.role in ("addresses", "mentions") or own]
    if not fitting:
        return _default(thing, place, part)
    best = max(fitting, key=lambda cue: (cue.rule.weight, -abs(cue.start - place.candidate.start)))
    assert best.rule.role is not None  # noqa: S101 - filtered above
    return Verdict(best.rule.role, best.rule.id, best.rule.weight, place)


def _near(cues: Sequence[Cue], place: Place, reach: int) -> Sequence[Cue]:
    """Return those of a sentence's cues, sorted by place, that begin within `reach` words of `place`."""
    if len(cues) < _MANY:
        return cues
    first = bisect_left(cues, place.candidate.start - reach, key=_START)
    return cues[first : bisect_right(cues, place.candidate.end + reach, key=_START)]


_MANY = 20
"""Cues in a sentence from which on it pays to look up the near ones; abstracts have two or three."""
_START = attrgetter("start")


def _fits(rule: Rule, types: tuple[EntityType, ...], part: Section) -> bool:
    return (not rule.types or types[0] in rule.types) and rule.section in (None, part)


def in_scope(cue: Cue, place: Place) -> bool:
    """True where `place` stands in the same sentence as the cue, on its side, within reach and in the same clause."""
    tokens, start = place.tokens, place.candidate.start
    if tokens.sentence_of[cue.start] != place.sentence:
        return False
    begin, end = (cue.end, start) if cue.rule.side == "right" else (place.candidate.end, cue.start)
    if not 0 <= end - begin < cue.rule.reach:
        return False
    between = tokens.lower[begin:end]
    return word_set("clause_marks").isdisjoint(between) and cue.rule.until.isdisjoint(between)


def _default(thing: Thing, place: Place, part: Section) -> Verdict:
    """Return what a mention without a cue tells: by type and by section."""
    kind = family(thing.types[0])
    role: Role
    if kind == "Task":
        role = "addresses"
    elif kind == "Metric":
        role = "reports"
    elif kind == "Dataset":
        role = "mentions" if part == "background" else "evaluatesOn"
    else:
        role = "mentions" if part == "background" else "uses"
    return Verdict(role, f"{role}/{part}", 0, place)
