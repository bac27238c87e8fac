"""Which thing a paper's entity is: one key for each, decided in one place and in words.

1. Recognised by EXTRACT as a vocabulary term: that term.
2. Expanded in its paper: the vocabulary term of that expansion, else the expansion itself. Two papers that
   expand one short form differently so speak of two things.
3. Named by what another paper gives as an expansion, or by more than five letters that are the label or sense of
   one term of the type family: that. (Short forms are shared too often: EXTRACT saw the term too, and its context.
   But a term that the user gave means this corpus.)
4. A name that this paper does not introduce, that other papers expand in exactly one way of a fitting type, that no
   vocabulary term speaks against, and whose expansion speaks for this paper too (`definitions`): that. Expanded in
   several ways it is undecided: it stays a thing of its own, and the reason names the rivals.
5. Introduced by several papers under one name: the thing of each paper (`coinages`).
6. Otherwise its folded name, together with its type family and whether it is a name or a bare word, so that MINT and
   mint, the VQA task and the VQA dataset stay apart. A longer name is task and method alike ("domain adaptation"), and
   a distinctive one (ToxiGen) is one thing of any type (`kinds`).

Keys are compared for equality and never chained, so an alias that two things share ties nothing together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from methodgraph.link.coinages import Coinages
from methodgraph.link.definitions import collect
from methodgraph.link.kinds import Kinds
from methodgraph.link.names import families, is_camel, is_short, meeting_form, written, written_in
from methodgraph.link.sensed import how_sensed
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.link.definitions import Definitions
    from methodgraph.link.names import Written
    from methodgraph.records import EntityType, PaperEntity, PaperGraph
    from methodgraph.vocabulary import Term, Vocabulary

Key = tuple[str, ...]
"""("term", id), ("sense", folded expansion) or ("name", folded name, name or word, type family); ("coined", ..., title)
where several papers introduce the name, ("apart", ...) where a person took a name out of such a thing."""


class Decision(NamedTuple):
    """That the entity of a paper is the thing with this key, and why."""

    graph: PaperGraph
    entity: PaperEntity
    key: Key
    reason: str


def decide(graphs: Sequence[PaperGraph], vocabulary: Vocabulary) -> list[Decision]:
    """Return one decision for each entity of each paper, in input order. What is decided depends on no order."""
    seen = [(graph, entity, written_in(graph, entity)) for graph in graphs for entity in graph.entities]
    known = [_known(entity, vocabulary) for _, entity, _ in seen]
    definitions = collect(
        (graph.paper.id, entity, form, told[0])
        for (graph, entity, form), told in zip(seen, known, strict=True)
        if told is not None
    )
    told = [
        Decision(graph, entity, *(sure or _by_name(graph, entity, form, definitions, vocabulary)))
        for (graph, entity, form), sure in zip(seen, known, strict=True)
    ]
    kinds = Kinds((d.key, d.entity.name) for d in told if d.key[0] == "name")
    told = [d._replace(key=kinds.joined(d.key)) if d.key[0] == "name" else d for d in told]
    coinages = Coinages((d.key, d.graph, d.entity) for d in told if d.key[0] == "name")
    return [_by_maker(decision, coinages) for decision in told]


def _by_maker(decision: Decision, coinages: Coinages) -> Decision:
    """Part what several papers introduce under one name; tell how the sense of a short form was decided."""
    graph, entity, key, reason = decision
    told = coinages.decide(key, graph, entity) if key[0] == "name" else None
    key, reason = told or (key, reason)
    how = how_sensed(entity)
    return Decision(graph, entity, key, f"{reason}; {how}" if how else reason)


def _known(entity: PaperEntity, vocabulary: Vocabulary) -> tuple[Key, str] | None:
    """Decide by the vocabulary's concept or the expansion; None where the entity has neither."""
    concept = vocabulary.terms.get(entity.concept) if entity.concept is not None else None
    if concept is not None and not _is_defined_otherwise(entity, concept):
        return ("term", concept.id), "recognised as a term of the vocabulary"
    if entity.sense is None:
        return None
    term = _term_of_sense(entity.sense, entity.types, vocabulary)
    if term is not None:
        return ("term", term.id), f"expanded as {entity.sense!r}, a term of the vocabulary"
    return ("sense", meeting_form(entity.sense)), f"expanded as {entity.sense!r}"


_SHORTEST = 4
"""Letters up to which a name is a short form and tells nothing of what is spelled out."""


def _is_defined_otherwise(entity: PaperEntity, concept: Term) -> bool:
    """True where the paper spells the name out as what the term is not called, its kind at the end aside."""
    if entity.sense is None or entity.sensed is None or entity.sensed.reason != "definition":
        return False
    names = {meeting_form(name) for name in (*concept.names, *((concept.sense,) if concept.sense else ()))}
    told = meeting_form(entity.sense)
    return not any(told.startswith(name) or name.startswith(told) for name in names if len(name) > _SHORTEST)


def _term_of_sense(sense: str, types: Sequence[EntityType], vocabulary: Vocabulary) -> Term | None:
    """Return the one term with this sense, label or alias; a term that expands so goes before one merely called so."""
    named = vocabulary.named(sense)
    fitting = [term for term in named if families(term.types) & families(types)] or list(named)
    exact = [term for term in fitting if meeting_form(term.sense or term.label) == meeting_form(sense)] or fitting
    return exact[0] if len(exact) == 1 else None


def _by_name(
    graph: PaperGraph, entity: PaperEntity, form: Written, definitions: Definitions, vocabulary: Vocabulary
) -> tuple[Key, str]:
    """Decide by the name alone."""
    folded = meeting_form(entity.name)
    mine = families(entity.types)
    as_sense = ("sense", folded)
    if mine & definitions.senses.get(as_sense, set()) and not is_camel(entity.name):
        return as_sense, f"named by the expansion {entity.name!r} of other papers"
    listed = [term for term in vocabulary.named(entity.name) if _fits(term, folded, form, mine)]
    term = _term_called(folded, entity.types[0], listed)
    if term is not None and (not is_short(folded) or term.id in vocabulary.added):
        return ("term", term.id), "named by the label of a term of the vocabulary"
    told = _by_expansion(graph, entity, form, definitions, [("term", term.id) for term in listed])
    return told or (_own_key(entity, folded, form), "by its name")


def _by_expansion(
    graph: PaperGraph, entity: PaperEntity, form: Written, definitions: Definitions, listed: Sequence[Key]
) -> tuple[Key, str] | None:
    """Decide a short form by what other papers expand; None where none does. `listed` are terms it may name as well."""
    folded, mine = meeting_form(entity.name), families(entity.types)
    told = definitions.shorts.get((folded, form), {})
    defined = {key: definition for key, definition in told.items() if definition.families & mine}
    if not defined:
        return None
    own = _own_key(entity, folded, form)
    if entity.roles[0] == "introduces":
        return own, "introduced under this name, which other papers expand"
    rivals = sorted({*defined, *listed})
    if len(rivals) > 1:
        return own, "undecided between " + ", ".join(key[1] for key in rivals)
    (only,) = rivals
    if not defined[only].speaks_for(graph.paper, folded):
        return own, f"expanded elsewhere as {only[1]!r}, of which this paper does not speak"
    return only, f"every paper that expands it means {only[1]!r}"


def named_key(graph: PaperGraph, entity: PaperEntity) -> Key:
    """Return the key that an entity has by its name alone, whatever else papers or vocabulary say of it."""
    return _own_key(entity, meeting_form(entity.name), written_in(graph, entity))


def _own_key(entity: PaperEntity, folded: str, form: Written) -> Key:
    return "name", folded, form, _kin(entity.types[0], folded)


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
