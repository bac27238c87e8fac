"""Edges between the things of one paper: what the paper's own method extends, solves, beats, is tested on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.lexicon import word_set
from methodgraph.extract.passages import sentence_passage
from methodgraph.extract.roles import in_scope
from methodgraph.extract.tokens import is_name
from methodgraph.records import Relation, family
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from methodgraph.extract.candidate import Place
    from methodgraph.extract.cues import Cue
    from methodgraph.extract.reading import Reading
    from methodgraph.extract.sections import Section
    from methodgraph.extract.things import Thing
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import Field, Passage, Predicate, Role

_MOST_TASKS = 2
_MOST_STUDIED = 5
_DERIVED = "coined/derived"


def find_relations(
    things: Sequence[Thing], roles: Mapping[str, Role], reading: Reading, parts: Mapping[Field, list[Section]]
) -> list[Relation]:
    """Return the relations among `things`, sorted by head, relation, tail. `roles` are first roles by thing key."""
    main = main_method(things)
    found: dict[tuple[str, Predicate, str], set[Passage]] = {}
    for head, relation, tail, evidence in [
        *_from_cues(things, main, reading, parts),
        *_from_names(things),
        *_solves(things, main, roles),
        *_parts(things, main),
        *_subsets(things),
        *_tested(things, main, roles, parts),
    ]:
        if head.key != tail.key:
            found.setdefault((head.name, relation, tail.name), set()).add(evidence)
    return [Relation(*edge, tuple(sorted(found[edge]))) for edge in sorted(found)]


def main_method(things: Sequence[Thing]) -> Thing | None:
    """Return the method a paper is about: the first named one it introduces (title first), else the first described."""
    own = [t for t in things if t.introduced and family(t.types[0]) == "Method"]
    titled = [t for t in own if t.introduced == "coined/title"]
    named = [t for t in own if t.named]
    return next(iter([*titled, *named, *own]), None)


_Edge = tuple["Thing", "Predicate", "Thing", "Passage"]


def _from_cues(
    things: Sequence[Thing], main: Thing | None, reading: Reading, parts: Mapping[Field, list[Section]]
) -> Iterator[_Edge]:
    """Edges that a cue spells out: the subject is the introduced thing before the cue, else the paper's method."""
    for tokens in reading.fields:
        for cue in reading.cues[tokens.field]:
            relation = cue.rule.relation
            if relation is None:
                continue
            if parts[tokens.field][tokens.sentence_of[cue.start]] == "background" or _describes_noun(tokens, cue):
                continue
            subject = _subject(things, main, cue, tokens.field)
            if subject is None:
                continue
            for thing, place in _objects(things, cue, tokens.field):
                if thing is subject or (thing.introduced and relation in ("outperforms", "extends")):
                    continue
                evidence = sentence_passage(place, cue.rule.id)
                if relation == "partOf":
                    yield thing, relation, subject, evidence
                else:
                    yield subject, relation, thing, evidence


def _describes_noun(tokens: Tokens, cue: Cue) -> bool:
    """True where a participle only describes the noun before it: "models trained on X" are not the paper's own."""
    before = cue.start - 1
    if before < 0 or not tokens.lower[cue.start].endswith("ed"):
        return False
    return tokens.kinds[before] in ("", "generic") and not tokens.is_name(before)


def _subject(things: Sequence[Thing], main: Thing | None, cue: Cue, field: str) -> Thing | None:
    """Return the introduced thing named last before the cue in its sentence, else the paper's own method.

    None where another method is the grammatical subject: "GPT-4 outperforms BERT" says nothing of the paper's own.
    """
    best: tuple[int, Thing] | None = None
    for thing in things:
        if family(thing.types[0]) != "Method" and thing.introduced is None:
            continue
        for place in thing.places:
            same = place.tokens.field == field and place.sentence == place.tokens.sentence_of[cue.start]
            is_before = same and place.candidate.end <= cue.start
            if is_before and (thing.introduced or _is_subject(place, cue)):
                best = max(best or (-1, thing), (place.candidate.start, thing), key=lambda pair: pair[0])
    if best is None:
        return main
    return best[1] if best[1].introduced else None


def _is_subject(place: Place, cue: Cue) -> bool:
    """True where only auxiliaries and adverbs stand between a name and the cue, and no preposition before the name."""
    tokens, start, end = place.tokens, place.candidate.start, place.candidate.end
    between = all(
        tokens.kinds[n] == "adverb" or tokens.lower[n] in word_set("auxiliaries") for n in range(end, cue.start)
    )
    return between and (start == 0 or tokens.lower[start - 1] not in word_set("oblique"))


def _objects(things: Sequence[Thing], cue: Cue, field: str) -> Iterator[tuple[Thing, Place]]:
    for thing in things:
        if cue.rule.types and thing.types[0] not in cue.rule.types:
            continue
        for place in thing.places:
            if place.tokens.field == field and in_scope(cue, place) and not _verb_between(cue, place):
                yield thing, place
                break


def _verb_between(cue: Cue, place: Place) -> bool:
    """True where another verb stands between: in "builds on A and replaces B" nothing is built on B."""
    if cue.rule.relation == "partOf":
        return False
    return "verb" in place.tokens.kinds[cue.end : place.candidate.start]


def _from_names(things: Sequence[Thing]) -> Iterator[_Edge]:
    """A name made of another name extends it: MTL-LoRA extends LoRA, LightSAM extends SAM."""
    for thing in things:
        if thing.introduced is None or family(thing.types[0]) != "Method":
            continue
        for other in things:
            if other is thing or other.introduced or family(other.types[0]) != "Method":
                continue
            if _is_named_after(thing, other):
                yield from _shown((thing, "extends", other), "extends/name")


def _is_named_after(thing: Thing, other: Thing) -> bool:
    """True where a name of `thing` is made of a name of `other`: SAKD is a "... Knowledge Distillation"."""
    if "Task" not in other.types and _is_made_of(thing.name, other.name):
        return True
    if thing.sense is None or thing.sense == other.sense:
        return False
    if other.short and other.short in thing.sense.split():
        return True
    long = fold(thing.sense)
    return any(
        " " in name.strip() and long != fold(name) and long.endswith(fold(name))
        for name in (other.name, other.sense or "", *other.aliases)
    )


def _is_made_of(name: str, base: str) -> bool:
    if len(base) < 3 or len(base) >= len(name) or not any(char.isupper() for char in base):
        return False
    if base in name.replace(" ", "-").split("-"):
        return True
    if " " in base or not is_name(base):
        return False
    return name.endswith(base) or (name.startswith(base) and name[len(base)].isupper())


def _solves(things: Sequence[Thing], main: Thing | None, roles: Mapping[str, Role]) -> Iterator[_Edge]:
    """The main method solves the task that its introducing sentence or the title names, else the most mentioned one."""
    if main is None:
        return
    tasks = [t for t in things if _is_aim(t, roles[t.key]) and t is not main]
    if not tasks:
        return
    home = {(p.tokens.field, p.sentence) for p in main.places[:1]}
    scored = sorted(
        ((_aptness(task, home), -n, task) for n, task in enumerate(tasks)), key=lambda s: s[:2], reverse=True
    )
    best = scored[0][0]
    for score, _, thing in scored[:_MOST_TASKS]:
        if score >= _LIKELY and (score == best or score >= _CERTAIN):
            place = next((p for p in thing.places if (p.tokens.field, p.sentence) in home), thing.places[0])
            yield main, "solves", thing, sentence_passage(place, "solves/main-task")


_CERTAIN, _LIKELY = 7, 5
"""Aptness from which a second task is told too, and below which none is: a task named in passing is not the aim."""


def _is_aim(thing: Thing, role: Role) -> bool:
    """True for a task the paper works on, introduced or not; fields ("computer vision") are too broad to be solved."""
    if thing.introduced:
        return thing.types[0] == "Task"
    opens = any(place.tokens.field == "text" and place.sentence == 0 for place in thing.places)
    worked_on = role == "addresses" or (role == "mentions" and opens)
    names = (thing.name, *thing.aliases, *((thing.sense,) if thing.sense else ()))
    return "Task" in thing.types and worked_on and not any(fold(name) in _broad() for name in names)


@lru_cache(maxsize=1)
def _broad() -> frozenset[str]:
    return frozenset(fold(name) for name in word_set("broad_tasks"))


def _aptness(task: Thing, home: set[tuple[Field, int]]) -> int:
    """Return how much speaks for `task` being what the paper is about.

    4: it stands in the sentence that introduces the method; 3: in the title; 2 more in either where "for" leads to it;
    2: it is a task before all else; 1 for each mention, at most 3.
    """
    score = min(3, len(task.places)) + 2 * (task.types[0] == "Task")
    titled = [p for p in task.places if p.tokens.field == "title"]
    if titled:
        score += 5 if any(_led_to(p) for p in titled) else 3
    at_home = [p for p in task.places if (p.tokens.field, p.sentence) in home]
    if at_home:
        score += 4
    if any(_led_to(p) for p in at_home):
        score += 2
    return score


def _led_to(place: Place) -> bool:
    before = place.tokens.lower[max(0, place.candidate.start - 4) : place.candidate.start]
    return "for" in before


def _parts(things: Sequence[Thing], main: Thing | None) -> Iterator[_Edge]:
    """Methods that the paper introduces beside its main one are parts of it."""
    if main is None or not main.named:
        return
    for thing in things:
        own = thing.introduced and family(thing.types[0]) == "Method"
        if own and thing is not main and thing.named and thing.introduced != _DERIVED:
            yield from _shown((thing, "partOf", main), "partOf/introduced-too")


def _subsets(things: Sequence[Thing]) -> Iterator[_Edge]:
    """Data that carry the name of introduced data are a part of them: PeopleJoin-QA of PeopleJoin."""
    data = [t for t in things if t.introduced and t.types[0] in ("Dataset", "Benchmark")]
    for thing in data:
        for whole in data:
            if thing.introduced == _DERIVED and whole.name in thing.name.split("-") and whole is not thing:
                yield from _shown((thing, "partOf", whole), "partOf/derived-name")


def _shown(edge: tuple[Thing, Predicate, Thing], rule: str) -> Iterator[_Edge]:
    """Yield an edge that two places tell together with both as evidence: where head and tail first stand."""
    head, relation, tail = edge
    for place in (head.places[0], tail.places[0]):
        yield head, relation, tail, sentence_passage(place, rule)


def _tested(
    things: Sequence[Thing], main: Thing | None, roles: Mapping[str, Role], parts: Mapping[Field, list[Section]]
) -> Iterator[_Edge]:
    heads = [main] if main else _studied(things, roles)
    own_test = next((t for t in things if t.introduced and t.types[0] == "Benchmark"), None) if main is None else None
    for thing in things:
        if roles[thing.key] == "evaluatesOn" or thing is own_test:
            told = [p for p in thing.places if parts[p.tokens.field][p.sentence] == "evaluation"] or thing.places[-1:]
            for head in heads:
                yield head, "evaluatedOn", thing, sentence_passage(told[0], "evaluatedOn/tested")


def _studied(things: Sequence[Thing], roles: Mapping[str, Role]) -> list[Thing]:
    """Return the models that a paper without a method of its own puts to the test; none where they are too many."""
    models = [t for t in things if t.types[0] == "Model" and roles[t.key] in ("uses", "evaluatesOn")]
    return models if len(models) <= _MOST_STUDIED else []
