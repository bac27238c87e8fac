"""Edges between the things of one paper: what the paper's own method extends, solves, beats, is tested on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from methodgraph.extract.aims import Aims
from methodgraph.extract.descent import is_named_after
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.lists import is_listed
from methodgraph.extract.passages import sentence_passage
from methodgraph.extract.roles import in_scope
from methodgraph.extract.standing import Standings
from methodgraph.extract.trials import find_tested, find_trained
from methodgraph.extract.words import is_name
from methodgraph.records import Relation, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from methodgraph.extract.candidate import Place
    from methodgraph.extract.cues import Cue
    from methodgraph.extract.reading import Reading
    from methodgraph.extract.sections import Section
    from methodgraph.extract.things import Thing
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import Field, Passage, Predicate, Result, Role

_DERIVED = "coined/derived"


def find_relations(
    things: Sequence[Thing],
    roles: Mapping[str, Role],
    reading: Reading,
    parts: Mapping[Field, list[Section]],
    results: Sequence[Result],
) -> list[Relation]:
    """Return the relations among `things`, sorted by head, relation, tail.

    `roles` are first roles by thing key; `results` the figures told, for a gain over a named rival is a win.
    """
    main = main_method(things)
    found: dict[tuple[str, Predicate, str], set[Passage]] = {}
    for head, relation, tail, evidence in [
        *_from_cues(things, main, reading, parts),
        *_from_names(things),
        *_solved(things, main, roles, reading, parts),
        *_parts(things, main),
        *_subsets(things),
        *find_tested(things, main, roles, parts),
        *find_trained(things, main),
    ]:
        if head.key != tail.key:
            found.setdefault((head.name, relation, tail.name), set()).add(evidence)
    for winner, loser, evidence in _wins(results):
        found.setdefault((winner, "outperforms", loser), set()).add(evidence)
    return [Relation(*edge, tuple(sorted(found[edge]))) for edge in sorted(found)]


def _wins(results: Sequence[Result]) -> Iterator[tuple[str, str, Passage]]:
    """Yield who gains over whom by a figure: a rise of what is better high, a fall of what is better low."""
    for result in results:
        wanted = "-" if result.better == "lower" else "+"
        if result.subject and result.baseline and result.value[0] == wanted:
            for passage in result.evidence:
                yield result.subject, result.baseline, replace(passage, rules=("outperforms/figure",))


def main_method(things: Sequence[Thing]) -> Thing | None:
    """Return the method a paper is about: the first named one it introduces (title first), else the first described.

    Plain words that stand in the title alone ("Taming the Beast: ...") are a turn of phrase, no method.
    """
    own = [t for t in things if t.introduced and family(t.types[0]) == "Method" and not _is_flourish(t)]
    titled = [t for t in own if t.introduced == "coined/title"]
    named = [t for t in own if t.named]
    return next(iter([*titled, *named, *own]), None)


def _is_flourish(thing: Thing) -> bool:
    words = thing.name.split()
    titled = all(place.tokens.field == "title" for place in thing.places)
    plain = not any(is_name(word) for word in words)
    return titled and plain and (len(words) < 3 or words[0].endswith("ing") or any(word.islower() for word in words))


_Edge = tuple["Thing", "Predicate", "Thing", "Passage"]


def _from_cues(
    things: Sequence[Thing], main: Thing | None, reading: Reading, parts: Mapping[Field, list[Section]]
) -> Iterator[_Edge]:
    """Edges that a cue spells out: the subject is the introduced thing before the cue, else the paper's method."""
    standings = Standings(things)
    for tokens in reading.fields:
        for cue in reading.cues[tokens.field]:
            relation = cue.rule.relation
            if relation is None:
                continue
            if parts[tokens.field][tokens.sentence_of[cue.start]] == "background" or _describes_noun(tokens, cue):
                continue
            if (relation == "outperforms" and _is_hedged(tokens, cue)) or (
                relation == "partOf" and _is_joined(tokens, cue)
            ):
                continue
            subject = _subject(standings, main, cue, tokens)
            if subject is None:
                continue
            for thing, place in _objects(standings, cue, tokens):
                if thing is subject or (thing.introduced and relation in ("outperforms", "extends")):
                    continue
                evidence = sentence_passage(place, cue.rule.id)
                if relation == "partOf":
                    yield thing, relation, subject, evidence
                else:
                    yield subject, relation, thing, evidence


def _is_joined(tokens: Tokens, cue: Cue) -> bool:
    """True where a method only works beside others: it "integrates with" them."""
    return cue.end < len(tokens.words) and tokens.lower[cue.end] in ("with", "into")


def _is_hedged(tokens: Tokens, cue: Cue) -> bool:
    """True where the text leaves open whether anything is better: "matches or outperforms"."""
    around = (*tokens.lower[max(0, cue.start - 3) : cue.start], *tokens.lower[cue.end : cue.end + 2])
    return "or" in around and not word_set("draws").isdisjoint(around)


def _describes_noun(tokens: Tokens, cue: Cue) -> bool:
    """True where a participle only describes the noun before it: "models trained on X" are not the paper's own."""
    before = cue.start - 1
    if before < 0 or not tokens.lower[cue.start].endswith("ed"):
        return False
    return tokens.kinds[before] in ("", "generic") and not tokens.is_name(before)


def _subject(standings: Standings, main: Thing | None, cue: Cue, tokens: Tokens) -> Thing | None:
    """Return whom the cue speaks of: the introduced thing named last before it in its sentence, else the paper's own.

    Where another method is the grammatical subject, nothing is said of the paper's own: "GPT-4 outperforms BERT" is a
    comparison of those two, and "AdamW, a variant of Adam" no claim of the paper at all.
    """
    if not word_set("own_words").isdisjoint(tokens.lower[cue.start : cue.end]):
        return main
    for _, _, _, thing, place in standings.before(tokens, cue):
        if thing.introduced is None and family(thing.types[0]) != "Method":
            continue
        if place.candidate.end <= cue.start and (thing.introduced or _is_subject(place, cue)):
            return thing if thing.introduced or cue.rule.relation == "outperforms" else None
    return main


def _is_subject(place: Place, cue: Cue) -> bool:
    """True where only auxiliaries and adverbs, or the opening of an apposition (", a"), stand between name and cue.

    A preposition before the name makes it no subject.
    """
    tokens, start, end = place.tokens, place.candidate.start, place.candidate.end
    gap = range(end, cue.start)
    verbal = all(tokens.kinds[n] == "adverb" or tokens.lower[n] in word_set("auxiliaries") for n in gap)
    apposed = len(gap) > 1 and tokens.words[end] in ",(" and tokens.lower[end + 1] in word_set("articles")
    closed = apposed and not any(tokens.words[n] in ",;:()" for n in gap[1:])
    return (verbal or closed) and (start == 0 or tokens.lower[start - 1] not in word_set("oblique"))


def _objects(standings: Standings, cue: Cue, tokens: Tokens) -> list[tuple[Thing, Place]]:
    """Return what the cue speaks of, in text order; of what is extended, the first name and those listed with it."""
    found: list[tuple[int, Thing, Place]] = []
    for start, _, _, thing, place in standings.near(tokens, cue):
        if (found and thing is found[-1][1]) or (cue.rule.types and thing.types[0] not in cue.rule.types):
            continue
        if in_scope(cue, place) and not _verb_between(cue, place) and not _is_attribute(place):
            found.append((start, thing, place))
    found.sort(key=lambda f: f[0])
    if cue.rule.relation == "extends":
        found = _first_listed(found)
    return [(thing, place) for _, thing, place in found]


def _is_attribute(place: Place) -> bool:
    """True where a name only describes another thing: "LLM-based methods" are no LLM."""
    end = place.candidate.end
    return end < len(place.tokens.words) and place.tokens.words[end].startswith("-")


def _first_listed(found: list[tuple[int, Thing, Place]]) -> list[tuple[int, Thing, Place]]:
    listed = found[:1]
    for step in found[1:]:
        if not is_listed(listed[-1][2], step[2]):
            break
        listed.append(step)
    return listed


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
            if is_named_after(thing, other):
                yield from _shown((thing, "extends", other), "extends/name")


def _solved(
    things: Sequence[Thing],
    main: Thing | None,
    roles: Mapping[str, Role],
    reading: Reading,
    parts: Mapping[Field, list[Section]],
) -> Iterator[_Edge]:
    if main is not None:
        for task, evidence in Aims(main, reading, parts, roles).find(things):
            yield main, "solves", task, evidence


def _parts(things: Sequence[Thing], main: Thing | None) -> Iterator[_Edge]:
    """Methods that the paper introduces beside its main one are parts of it."""
    if main is None or not main.named:
        return
    for thing in things:
        own = thing.introduced and family(thing.types[0]) == "Method"
        if own and thing is not main and thing.named and thing.introduced != _DERIVED and not _are_kin(thing, main):
            yield from _shown((thing, "partOf", main), "partOf/introduced-too")


def _are_kin(one: Thing, other: Thing) -> bool:
    """True where two names end in one part, or one is made of the other: ACR-GNN is no part of AC-GNN."""
    if is_named_after(one, other) or is_named_after(other, one):
        return True
    last, mate = one.name.rpartition("-"), other.name.rpartition("-")
    return bool(last[1]) and bool(mate[1]) and last[2] == mate[2] and last[0] != mate[0]


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
