"""What a person decided, over what `identity` decided: first what is apart, then what is one.

`same.tsv` joins the things that bear two names; three names are one thing where lines say so (A is B, B is C), never by
an alias that they share. What two lines say against each other, be it through a chain of lines, is an error, and so is
a name that nothing bears.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, Problem
from methodgraph.link.apart import Decision, find_sides, find_unknown, instead, place, set_apart
from methodgraph.link.names import meeting_form
from methodgraph.link.uniting import Unions
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from methodgraph.link.apart import Sides
    from methodgraph.link.names import Key
    from methodgraph.records import Curation, Entity, Same
    from methodgraph.vocabulary import Vocabulary

    MakeEntities = Callable[[Sequence[Decision]], Mapping[Key, Entity]]


def curate(
    decisions: Sequence[Decision], curation: Curation, vocabulary: Vocabulary, make: MakeEntities
) -> list[Decision]:
    """Return the decisions as `curation` changes them; `make` gives the entities of decisions, for their names.

    Raises InputError, with all faulty lines, for names and papers that nothing bears, for names that several things
    bear, and for lines that contradict each other.
    """
    sides = find_sides(decisions, curation.different)
    problems = list(find_unknown(decisions, sides))
    told = set_apart(decisions, sides, vocabulary)
    unions = _unite(make(told) if curation.same else {}, curation.same, problems)
    problems += _contradictions(told, sides, unions)
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.path, problem.line or 0)))
    return [_joined(decision, unions) for decision in told]


def _unite(entities: Mapping[Key, Entity], lines: Sequence[Same], problems: list[Problem]) -> Unions:
    """Return the things that `lines` join; adds a problem for each name that does not name one thing."""
    unions = Unions()
    names = _Names(entities)
    for line in lines:
        one, other = (names.find(name, line, problems) for name in (line.name, line.other))
        if one is not None and other is not None:
            unions.add(one, other, place(line.place))
    return unions


class _Names:
    """The things of a graph by what they are called, the surest way first: id, label, other name, any spelling."""

    def __init__(self, entities: Mapping[Key, Entity]) -> None:
        self._entities = entities
        self._ways: tuple[dict[str, set[Key]], ...] = tuple(defaultdict(set) for _ in range(4))
        for key, entity in entities.items():
            others = (*entity.aliases, *((entity.sense,) if entity.sense else ()))
            spelled = tuple(map(meeting_form, (entity.label, *others)))
            for way, names in zip(self._ways, ((entity.id,), (entity.label,), others, spelled), strict=True):
                for name in names:
                    way[name].add(key)

    def find(self, name: str, line: Same, problems: list[Problem]) -> Key | None:
        """Return the key of the one thing called `name`; None, and a problem, where none or several are."""
        for way in self._ways:
            called = way.get(meeting_form(name) if way is self._ways[-1] else name, set())
            found = sorted(key for key in called if self._fits(key, line))
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(sorted(self._entities[key].id for key in found))
                problems.append(Problem(*line.place, f"{name!r} names several things", f"give the id of one: {ids}"))
                return None
        what = f"nothing is called {name!r}" if line.type is None else f"no {line.type} is called {name!r}"
        known = (told for one in self._entities.values() for told in (one.label, *one.aliases))
        problems.append(Problem(*line.place, what, instead(name, known)))
        return None

    def _fits(self, key: Key, line: Same) -> bool:
        return line.type is None or family(self._entities[key].type) == family(line.type)


def _contradictions(told: Sequence[Decision], lines: Sequence[Sides], unions: Unions) -> Iterator[Problem]:
    """Yield a problem for each line of `different.tsv` that lines of `same.tsv` speak against."""
    for sides in lines:
        first, second = (sorted({told[at].key for at in side}) for side in (sides.first, sides.second))
        chains = (unions.path(one, other) for one in first for other in second)
        chain = next((chain for chain in chains if chain), None)
        if chain is not None:
            line, by = sides.line, ", ".join(chain)
            what = f"{line.name!r} and {line.other or line.paper!r} are told apart here but made one by {by}"
            yield Problem(*line.place, what, "take one of these lines out")


def _joined(decision: Decision, unions: Unions) -> Decision:
    root = unions.root(decision.key)
    if root == decision.key:
        return decision
    return decision._replace(key=root, reason=f"joined by {', '.join(unions.path(decision.key, root))}")
