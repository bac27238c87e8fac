"""Which thing a paper's entity is: one key for each, decided in one place and in words.

1. Recognised by EXTRACT as a vocabulary term: that term.
2. Expanded in its paper: the vocabulary term of that expansion, else the expansion itself. Two papers that
   expand one short form differently so speak of two things.
3. Named by what another paper gives as an expansion, or by more than five letters that are the label or sense of
   one term of the type family: that. (Short forms are shared too often: EXTRACT saw the term too, and its context.)
4. A name that this paper does not introduce, that other papers expand in exactly one way of a fitting type, and that
   no vocabulary term speaks against: that. Expanded in several ways it is undecided: it stays a thing of its own,
   and the reason names the rivals.
5. Otherwise its folded name, together with its type family and whether it is a name or a bare word, so that MINT and
   mint, the VQA task and the VQA dataset stay apart. A longer name is task and method alike ("domain adaptation").

Keys are compared for equality and never chained, so an alias that two things share ties nothing together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.link.names import Written, families, is_short, meeting_form, written, written_in
from methodgraph.link.sensed import how_sensed
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.records import EntityType, PaperEntity, PaperGraph
    from methodgraph.vocabulary import Term, Vocabulary

Key = tuple[str, ...]
"""("term", id), ("sense", folded expansion) or ("name", folded name, name or word, type family)."""

Short = tuple[str, Written]


class Decision(NamedTuple):
    """That the entity of a paper is the thing with this key, and why."""

    graph: PaperGraph
    entity: PaperEntity
    key: Key
    reason: str


@dataclass(frozen=True, slots=True)
class _Definitions:
    """What all papers together expand: expansion -> families, and short form -> thing -> families."""

    senses: dict[Key, set[EntityType]]
    shorts: dict[Short, dict[Key, set[EntityType]]]


def decide(graphs: Sequence[PaperGraph], vocabulary: Vocabulary) -> list[Decision]:
    """Return one decision for each entity of each paper, in input order. What is decided depends on no order."""
    seen = [(graph, entity, written_in(graph, entity)) for graph in graphs for entity in graph.entities]
    known = [_known(entity, vocabulary) for _, entity, _ in seen]
    definitions = _definitions(zip(seen, known, strict=True))
    return [
        _decision(graph, entity, *(told or _by_name(entity, form, definitions, vocabulary)))
        for (graph, entity, form), told in zip(seen, known, strict=True)
    ]


def _decision(graph: PaperGraph, entity: PaperEntity, key: Key, reason: str) -> Decision:
    how = how_sensed(entity)
    return Decision(graph, entity, key, f"{reason}; {how}" if how else reason)


def is_defined(entity: PaperEntity) -> bool:
    """Return True where the paper itself spells out the sense, rather than the vocabulary alone."""
    forms = {meeting_form(form) for form in (entity.name, *entity.aliases)}
    return entity.sense is not None and meeting_form(entity.sense) in forms


def _known(entity: PaperEntity, vocabulary: Vocabulary) -> tuple[Key, str] | None:
    """Decide by the vocabulary's concept or the expansion; None where the entity has neither."""
    if entity.concept is not None and entity.concept in vocabulary.terms:
        return ("term", entity.concept), "recognised as a term of the vocabulary"
    if entity.sense is None:
        return None
    term = _term_of_sense(entity.sense, entity.types, vocabulary)
    if term is not None:
        return ("term", term.id), f"expanded as {entity.sense!r}, a term of the vocabulary"
    return ("sense", meeting_form(entity.sense)), f"expanded as {entity.sense!r}"


def _term_of_sense(sense: str, types: Sequence[EntityType], vocabulary: Vocabulary) -> Term | None:
    """Return the one term with this sense, label or alias; a term that expands so goes before one merely called so."""
    named = vocabulary.named(sense)
    fitting = [term for term in named if families(term.types) & families(types)] or list(named)
    exact = [term for term in fitting if meeting_form(term.sense or term.label) == meeting_form(sense)] or fitting
    return exact[0] if len(exact) == 1 else None


def _definitions(
    told: Iterable[tuple[tuple[PaperGraph, PaperEntity, Written], tuple[Key, str] | None]],
) -> _Definitions:
    senses: dict[Key, set[EntityType]] = defaultdict(set)
    shorts: dict[Short, dict[Key, set[EntityType]]] = defaultdict(lambda: defaultdict(set))
    for (_, entity, form), decided in told:
        if decided is None:
            continue
        key, _ = decided
        if key[0] == "sense":
            senses[key] |= families(entity.types)
        if is_defined(entity) and meeting_form(entity.name) != meeting_form(entity.sense or ""):
            shorts[meeting_form(entity.name), form][key] |= families(entity.types)
    return _Definitions(senses, shorts)


def _by_name(entity: PaperEntity, form: Written, definitions: _Definitions, vocabulary: Vocabulary) -> tuple[Key, str]:
    """Decide by the name alone."""
    folded = meeting_form(entity.name)
    mine = families(entity.types)
    as_sense = ("sense", folded)
    if mine & definitions.senses.get(as_sense, set()):
        return as_sense, f"named by the expansion {entity.name!r} of other papers"
    listed = [term for term in vocabulary.named(entity.name) if _fits(term, folded, form, mine)]
    if not is_short(folded) and (term := _term_called(folded, entity.types[0], listed)) is not None:
        return ("term", term.id), "named by the label of a term of the vocabulary"
    own = ("name", folded, form, _kin(entity.types[0], folded))
    defined = {key for key, kinds in definitions.shorts.get((folded, form), {}).items() if kinds & mine}
    if not defined:
        return own, "by its name"
    if entity.roles[0] == "introduces":
        return own, "introduced under this name, which other papers expand"
    rivals = sorted(defined | {("term", term.id) for term in listed})
    if len(rivals) == 1:
        return rivals[0], f"every paper that expands it means {rivals[0][1]!r}"
    return own, "undecided between " + ", ".join(key[1] for key in rivals)


def _term_called(folded: str, kind: EntityType, listed: Sequence[Term]) -> Term | None:
    """Return the one term whose label or sense this is, and whose first type is of the same family."""
    akin = [term for term in listed if family(term.types[0]) == family(kind)]
    called = [term for term in akin if folded in {meeting_form(name) for name in (term.label, term.sense) if name}]
    return called[0] if len(called) == 1 else None


def _fits(term: Term, folded: str, form: Written, mine: frozenset[EntityType]) -> bool:
    """Return True where the term bears the name in the same kind of writing, with a type that fits."""
    forms = {written(name) for name in term.names if meeting_form(name) == folded}
    return bool(families(term.types) & mine) and (form in forms or None in forms)


def _kin(kind: EntityType, folded: str) -> EntityType:
    """Return the family a name is told apart by; only a short one may be the name of a task and of a method."""
    broad = family(kind)
    return "Method" if broad == "Task" and not is_short(folded) else broad
