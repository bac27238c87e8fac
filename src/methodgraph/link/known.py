"""What a paper's entity is by the concept that EXTRACT recognised, or by its expansion: no other paper is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.link.names import families, meeting_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.link.names import Key
    from methodgraph.records import EntityType, PaperEntity
    from methodgraph.vocabulary import Term, Vocabulary

_SHORTEST = 4
"""Letters up to which a name is a short form and tells nothing of what is spelled out."""


def known(entity: PaperEntity, vocabulary: Vocabulary) -> tuple[Key, str] | None:
    """Decide by the vocabulary's concept or the expansion; None where the entity has neither.

    It depends on concept, sense, types and on whether the paper defines the sense, and on nothing else.
    """
    concept = vocabulary.terms.get(entity.concept) if entity.concept is not None else None
    if concept is not None and not _is_defined_otherwise(entity, concept):
        return ("term", concept.id), "recognised as a term of the vocabulary"
    if entity.sense is None:
        return None
    term = _term_of_sense(entity.sense, entity.types, vocabulary)
    if term is not None:
        return ("term", term.id), f"expanded as {entity.sense!r}, a term of the vocabulary"
    return ("sense", meeting_form(entity.sense)), f"expanded as {entity.sense!r}"


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
