"""What a person decided, over what `identity` decided: first what is apart, then what is one.

`different.tsv` takes a name out of a thing that it shares with the other name. It is the second name of the line that
goes, unless the thing is called after it. `same.tsv` joins the things that bear two names; three names are one thing
where lines say so (A is B, B is C), never by an alias that they share. What two lines say against each other, be it
through a chain of lines, is an error, and so is a name that nothing bears.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, Problem
from methodgraph.link.identity import named_key
from methodgraph.link.names import meeting_form
from methodgraph.link.parting import pairs
from methodgraph.link.uniting import Unions
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from methodgraph.link.identity import Decision, Key
    from methodgraph.link.parting import Pair
    from methodgraph.records import Curation, Entity, EntityType
    from methodgraph.vocabulary import Vocabulary

    Make = Callable[[Sequence[Decision]], Mapping[Key, Entity]]
    Sides = tuple[list[int], list[int]]
    """The decisions of one name of a line and those of the other, by their place."""

_CLOSE = 3
_REMEDY = "take one of these lines out"


def curate(decisions: Sequence[Decision], curation: Curation, vocabulary: Vocabulary, make: Make) -> list[Decision]:
    """Return the decisions as `curation` changes them; `make` gives the entities of decisions, for their names.

    Raises InputError, with all faulty lines, for names and papers that nothing bears, for names that several things
    bear, and for lines that contradict each other.
    """
    problems: list[Problem] = []
    sides = _sides(decisions, curation, problems)
    told = _apart(decisions, curation, sides, vocabulary)
    unions = _unite(make(told), curation, problems)
    _contradictions(told, sides, unions, curation, problems)
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.path, problem.line or 0)))
    return [_joined(decision, unions) for decision in told]


def _sides(decisions: Sequence[Decision], curation: Curation, problems: list[Problem]) -> list[Sides]:
    """Return what bears the first and the second name of each line of `different.tsv`."""
    wanted = {meeting_form(name) for line in curation.different for name in (line.name, line.other) if name}
    bearing: dict[str, list[int]] = defaultdict(list)
    for at, decision in enumerate(decisions if wanted else ()):
        for form in {meeting_form(name) for name in _forms(decision)} & wanted:
            bearing[form].append(at)
    told: list[Sides] = []
    by_line = {pair.line: pair for pair in pairs(curation.different)}
    for line in curation.different:
        pair = by_line.get(line)
        first = bearing[meeting_form(line.name)]
        if pair is not None:
            second = bearing[meeting_form(pair.other)]
            sides = _with(decisions, first, pair.is_name), _with(decisions, second, pair.is_other)
        else:
            here = {at for at in first if decisions[at].graph.paper.id == line.paper}
            sides = [at for at in first if at not in here], sorted(here)
        _told(decisions, line.name, line.other, line.paper, line.place, sides, problems)
        told.append(sides)
    return told


def _told(
    decisions: Sequence[Decision], name: str, other: str | None, paper: str | None,
    place: tuple[str, int], sides: Sides, problems: list[Problem],
) -> None:  # fmt: skip
    """Add a problem for each name that no paper writes, and for a paper that does not write it."""
    names = [name for decision in decisions for name in _forms(decision)] if not all(sides) else []
    if paper is not None:
        if not sides[1]:
            papers = {decision.graph.paper.id for decision in decisions}
            if paper not in papers:
                problems.append(Problem(*place, f"no paper is called {paper!r}", _close(paper, papers)))
            else:
                here = [n for d in decisions if d.graph.paper.id == paper for n in _forms(d)]
                problems.append(Problem(*place, f"{paper!r} names no {name!r}", _close(name, here)))
        return
    for told, found in zip((name, other), sides, strict=True):
        if told is not None and not found:
            problems.append(Problem(*place, f"nothing is called {told!r}", _close(told, names)))


def _with(decisions: Sequence[Decision], found: Iterable[int], bears: Callable[[str], bool]) -> list[int]:
    return [at for at in found if any(map(bears, _forms(decisions[at])))]


def _forms(decision: Decision) -> tuple[str, ...]:
    return (decision.entity.name, *decision.entity.aliases)


def _apart(
    decisions: Sequence[Decision], curation: Curation, sides: Sequence[Sides], vocabulary: Vocabulary
) -> list[Decision]:
    """Return the decisions with what must not be one under keys of its own.

    What leaves a thing goes by its own name, and so meets others of that name. Where that is not enough (MINT and
    Mint, one paper's SAM) it gets a key that only splits what was one, so that no line undoes what another did.
    """
    told = list(decisions)
    lines = list(zip(curation.different, sides, strict=True))
    by_line = {pair.line: pair for pair in pairs(curation.different)}
    for is_last in (False, True):
        for line, (first, second) in lines:
            shared = {told[at].key for at in first} & {told[at].key for at in second}
            for key in sorted(shared):
                pair = by_line.get(line)
                leaving = first if pair is not None and _is_called_after_other(key, pair, vocabulary) else second
                mark = (line.other or line.paper or "", str(leaving is first))
                for at in (at for at in leaving if told[at].key == key):
                    own = named_key(told[at].graph, told[at].entity)
                    new = ("apart", *key, line.name, *mark) if is_last or line.paper is not None else own
                    told[at] = told[at]._replace(key=new, reason=f"set apart by {_at(line.place)}")
    return told


def _is_called_after_other(key: Key, pair: Pair, vocabulary: Vocabulary) -> bool:
    """Return True where the thing itself bears the second name of a pair, and not the first."""
    if key[0] == "term":
        term = vocabulary.terms[key[1]]
        called = [name for name in (term.label, term.sense) if name]
        return any(map(pair.is_other, called)) and not any(map(pair.is_name, called))
    return key[0] == "sense" and meeting_form(pair.other) == key[1] != meeting_form(pair.name)


def _unite(entities: Mapping[Key, Entity], curation: Curation, problems: list[Problem]) -> Unions:
    """Return the things that `same.tsv` joins."""
    unions = Unions()
    names = _Names(entities)
    for line in curation.same:
        one, other = (names.find(name, line.type, line.place, problems) for name in (line.name, line.other))
        if one is not None and other is not None:
            unions.add(one, other, _at(line.place))
    return unions


class _Names:
    """The things of a graph by what they are called, the surest way first: id, label, other name, any spelling."""

    def __init__(self, entities: Mapping[Key, Entity]) -> None:
        self._entities = entities
        self._tiers: tuple[dict[str, set[Key]], ...] = tuple(defaultdict(set) for _ in range(4))
        for key, entity in entities.items():
            others = [*entity.aliases, *([entity.sense] if entity.sense else ())]
            for tier, names in zip(
                self._tiers,
                ([entity.id], [entity.label], others, map(meeting_form, [entity.label, *others])),
                strict=True,
            ):
                for name in names:
                    tier[name].add(key)

    def find(
        self, name: str, kind: EntityType | None, place: tuple[str, int], problems: list[Problem]
    ) -> Key | None:
        """Return the key of the one thing called `name`; None, and a problem, where none or several are."""
        for tier in self._tiers:
            called = tier.get(meeting_form(name) if tier is self._tiers[-1] else name, set())
            found = {key for key in called if kind is None or family(self._entities[key].type) == family(kind)}
            if len(found) == 1:
                return found.pop()
            if found:
                ids = ", ".join(sorted(self._entities[key].id for key in found))
                problems.append(Problem(*place, f"{name!r} names several things", f"give the id of one: {ids}"))
                return None
        known = [told for key, one in self._entities.items() for told in (one.label, *one.aliases)]
        what = f"nothing is called {name!r}" if kind is None else f"no {kind} is called {name!r}"
        problems.append(Problem(*place, what, _close(name, known)))
        return None


def _contradictions(
    told: Sequence[Decision], sides: Sequence[Sides], unions: Unions, curation: Curation, problems: list[Problem]
) -> None:
    """Add a problem for each line of `different.tsv` that lines of `same.tsv` speak against."""
    for line, (first, second) in zip(curation.different, sides, strict=True):
        for one in sorted({told[at].key for at in first}):
            against = [unions.path(one, key) for key in sorted({told[at].key for at in second})]
            if chain := next((path for path in against if path), None):
                what = f"{line.name!r} and {line.other or line.paper!r} are told apart here"
                problems.append(Problem(*line.place, f"{what} and made one by {', '.join(chain)}", _REMEDY))
                break


def _joined(decision: Decision, unions: Unions) -> Decision:
    root = unions.root(decision.key)
    if root == decision.key:
        return decision
    return decision._replace(key=root, reason=f"joined by {', '.join(unions.path(decision.key, root))}")


def unmixed(
    entities: Mapping[Key, Entity], decisions: Sequence[Decision], curation: Curation
) -> dict[Key, Entity]:
    """Return the entities without the aliases, and without the sense, that a person says are another thing's."""
    told = dict(entities)
    sides = iter(_sides(decisions, curation, []))
    by_line = {pair.line: pair for pair in pairs(curation.different)}
    for line, (first, second) in zip(curation.different, sides, strict=True):
        if (pair := by_line.get(line)) is None:
            continue
        for found, is_foreign in ((first, pair.is_other), (second, pair.is_name)):
            for key in {decisions[at].key for at in found}:
                told[key] = _without(told[key], is_foreign)
    return told


def _without(entity: Entity, is_foreign: Callable[[str], bool]) -> Entity:
    aliases = tuple(alias for alias in entity.aliases if not is_foreign(alias))
    sense = None if entity.sense is not None and is_foreign(entity.sense) else entity.sense
    return replace(entity, aliases=aliases, sense=sense)


def _at(place: tuple[str, int]) -> str:
    return f"{place[0]}:{place[1]}"


def _close(name: str, known: Iterable[str]) -> str:
    """Return the remedy for a name that nothing bears: the names nearest to it."""
    by_lower = {told.lower(): told for told in sorted(set(known))}
    found = [by_lower[told] for told in get_close_matches(name.lower(), by_lower, n=_CLOSE, cutoff=0.6)]
    return f"use a name of the graph ({', '.join(found)})" if found else "use a name of the graph"
