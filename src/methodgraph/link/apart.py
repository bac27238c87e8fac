"""What `different.tsv` takes apart, over what `identity` decided.

It is the second name of a line that leaves the thing both bear, unless the thing is called after it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.errors import Problem
from methodgraph.link.names import meeting_form
from methodgraph.link.parting import Pair
from methodgraph.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from methodgraph.link.names import Key
    from methodgraph.records import Different, Entity, PaperEntity, PaperGraph
    from methodgraph.vocabulary import Vocabulary


class Decision(NamedTuple):
    """That the entity of a paper is the thing with this key, and why. `own` is the key it has by its name alone."""

    graph: PaperGraph
    entity: PaperEntity
    key: Key
    reason: str
    own: Key


@dataclass(frozen=True, slots=True)
class Sides:
    """A line, and the decisions, by their place, that bear its first name and those that bear its second.

    Where the line names a paper, `second` is what bears the name there and `first` what bears it elsewhere.
    """

    line: Different
    pair: Pair | None
    first: tuple[int, ...]
    second: tuple[int, ...]


def find_sides(decisions: Sequence[Decision], lines: Sequence[Different]) -> list[Sides]:
    """Return the two sides of each line."""
    wanted = {meeting_form(name) for line in lines for name in (line.name, line.other) if name}
    bearing: dict[str, list[int]] = defaultdict(list)
    for at, decision in enumerate(decisions if wanted else ()):
        for form in {meeting_form(name) for name in forms(decision)} & wanted:
            bearing[form].append(at)

    def bear(name: str, is_it: Callable[[str], bool]) -> tuple[int, ...]:
        return tuple(at for at in bearing[meeting_form(name)] if any(map(is_it, forms(decisions[at]))))

    told: list[Sides] = []
    for line in lines:
        if line.other is not None:
            pair = Pair(line.name, line.other)
            told.append(Sides(line, pair, bear(line.name, pair.is_name), bear(line.other, pair.is_other)))
        else:
            found = bearing[meeting_form(line.name)]
            here = tuple(at for at in found if decisions[at].graph.paper.id == line.paper)
            told.append(Sides(line, None, tuple(at for at in found if at not in here), here))
    return told


def find_unknown(decisions: Sequence[Decision], told: Iterable[Sides]) -> Iterator[Problem]:
    """Yield a problem for each name that no paper writes, and for each paper that is not there or does not write it."""
    for sides in told:
        line = sides.line
        if line.paper is not None:
            papers = {decision.graph.paper.id for decision in decisions}
            if line.paper not in papers:
                yield Problem(*line.place, f"no paper is called {line.paper!r}", instead(line.paper, papers))
            elif not sides.second:
                here = [name for d in decisions if d.graph.paper.id == line.paper for name in forms(d)]
                yield Problem(*line.place, f"{line.paper} does not name {line.name!r}", instead(line.name, here))
            continue
        for name, found in ((line.name, sides.first), (line.other or "", sides.second)):
            if not found:
                known = (name for decision in decisions for name in forms(decision))
                yield Problem(*line.place, f"nothing is called {name!r}", instead(name, known))


def set_apart(decisions: Sequence[Decision], told: Sequence[Sides], vocabulary: Vocabulary) -> list[Decision]:
    """Return the decisions with what must not be one under keys of its own.

    What leaves a thing goes by its own name first, and so meets others of that name. Where that does not part it (MINT
    and Mint, one paper's SAM) it gets a key that only splits what was one: so no line undoes what another did.
    """
    parted = list(decisions)
    for is_last in (False, True):
        for sides in told:
            for key in sorted({parted[at].key for at in sides.first} & {parted[at].key for at in sides.second}):
                is_first = sides.pair is not None and _is_called_after_other(key, sides.pair, vocabulary)
                mark = (sides.line.name, sides.line.other or sides.line.paper or "", str(is_first))
                for at in sides.first if is_first else sides.second:
                    if parted[at].key == key:
                        own = ("apart", *key, *mark) if is_last or sides.pair is None else parted[at].own
                        parted[at] = parted[at]._replace(key=own, reason=f"set apart by {place(sides.line.place)}")
    return parted


def _is_called_after_other(key: Key, pair: Pair, vocabulary: Vocabulary) -> bool:
    """Return True where the thing itself bears the second name of a pair, and not the first."""
    if key[0] == "term":
        term = vocabulary.terms[key[1]]
        called = [name for name in (term.label, term.sense) if name]
        return any(map(pair.is_other, called)) and not any(map(pair.is_name, called))
    return key[0] == "sense" and meeting_form(pair.other) == key[1] != meeting_form(pair.name)


def unmixed(
    entities: Mapping[Key, Entity], decisions: Sequence[Decision], lines: Sequence[Different]
) -> dict[Key, Entity]:
    """Return the entities without the aliases, and without the sense, that are another thing's by these lines."""
    told = dict(entities)
    for sides in find_sides(decisions, lines):
        if sides.pair is not None:
            for found, is_foreign in ((sides.first, sides.pair.is_other), (sides.second, sides.pair.is_name)):
                for key in {decisions[at].key for at in found}:
                    told[key] = _without(told[key], is_foreign)
    return told


def _without(entity: Entity, is_foreign: Callable[[str], bool]) -> Entity:
    aliases = tuple(alias for alias in entity.aliases if not is_foreign(alias))
    sense = None if entity.sense is not None and is_foreign(entity.sense) else entity.sense
    return replace(entity, aliases=aliases, sense=sense)


def forms(decision: Decision) -> tuple[str, ...]:
    """Return all that the paper calls the entity."""
    return (decision.entity.name, *decision.entity.aliases)


def place(told: tuple[str, int]) -> str:
    """Return a line's place by the name of its file: reasons are published, and tell no folder of whoever built."""
    return f"{PurePath(told[0]).name}:{told[1]}"


def instead(name: str, known: Iterable[str]) -> str:
    """Return the remedy for a name that nothing bears: the names nearest to it."""
    found = nearest(name, known)
    return f"use a name of the graph ({', '.join(found)})" if found else "use a name of the graph"
