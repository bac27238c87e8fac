"""From decisions to entities: label, type, aliases, sense, and an id that depends on no order."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from methodgraph.ids import digest, slug
from methodgraph.records import ENTITY_TYPES, Entity, family
from methodgraph.text.folding import singular_name
from methodgraph.text.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from methodgraph.link.identity import Decision, Key
    from methodgraph.records import EntityType, PaperEntity
    from methodgraph.vocabulary import Vocabulary


def make_entities(decisions: Iterable[Decision], vocabulary: Vocabulary) -> dict[Key, Entity]:
    """Return the entity of each key.

    A vocabulary term keeps its id, label, first type and sense, and has the vocabulary's names as aliases beside
    those the papers use. Any other thing gets the most used name as label, the type that most papers see, and the
    slug of its expansion or label as id.
    """
    seen: dict[Key, list[PaperEntity]] = defaultdict(list)
    for decision in decisions:
        seen[decision.key].append(decision.entity)
    told = {key: _entity(key, entities, vocabulary) for key, entities in sorted(seen.items())}
    ids = _unique_ids(told, vocabulary)
    return {
        key: Entity(ids[key], entity.label, entity.type, entity.aliases, entity.sense) for key, entity in told.items()
    }


def _entity(key: Key, seen: Sequence[PaperEntity], vocabulary: Vocabulary) -> Entity:
    forms = {plain(form) for entity in seen for form in (entity.name, *entity.aliases)}
    if key[0] == "term":
        term = vocabulary.terms[key[1]]
        aliases = _aliases(forms | set(term.names), term.label)
        return Entity(term.id, term.label, term.types[0], aliases, term.sense)
    label = best_form((entity.name, _uses(entity, entity.name)) for entity in seen)
    senses = [(entity.sense, 1) for entity in seen if entity.sense] if key[0] == "sense" else []
    sense = best_form(senses) if senses else None
    return Entity(slug(sense or label), label, vote(seen), _aliases(forms, label), sense)


def _aliases(forms: Iterable[str], label: str) -> tuple[str, ...]:
    """Return the forms that tell something beside the label, sorted.

    A word at the beginning of a sentence is no name of its own ("Fine-tuning" beside "fine-tuning"); the capitals of
    a name may be (MOCO beside MoCo).
    """
    words = label if label == label.lower() else None
    return tuple(sorted(form for form in set(forms) if form != label and form.lower() != words))


def _uses(entity: PaperEntity, name: str) -> int:
    return sum(mention.text == name for mention in entity.mentions)


def best_form(told: Iterable[tuple[str, int]]) -> str:
    """Return the form that most papers use, then the one used most often, then the singular, then the shorter.

    `told` has a form and how often a paper uses it, once for each paper. Ties end with lower case before capitals.
    """
    papers: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for form, count in told:
        papers[plain(form)] += 1
        uses[plain(form)] += count
    return min(
        papers, key=lambda form: (-papers[form], -uses[form], singular_name(form) != form, len(form), form.swapcase())
    )


def vote(seen: Iterable[PaperEntity]) -> EntityType:
    """Return the type most papers put first; ties go to the one most papers accept, then to the broader one."""
    first: Counter[EntityType] = Counter()
    accepted: Counter[EntityType] = Counter()
    for entity in seen:
        first[entity.types[0]] += 1
        accepted.update(entity.types)
    return min(first, key=lambda kind: (-first[kind], -accepted[kind], ENTITY_TYPES.index(kind)))


def _unique_ids(entities: Mapping[Key, Entity], vocabulary: Vocabulary) -> dict[Key, str]:
    """Return an id for each key: its slug; with its type family where others claim that slug; with a digest at last.

    All that claim one slug give it up together, and ids of vocabulary terms are never free: so no id depends on the
    order of the papers, and none passes from one thing to another. What a person set apart gives way alone: what it
    was taken from keeps its id.
    """
    levels = {key: 0 for key in entities if key[0] != "term"}
    while True:
        ids = {key: _id(key, entities[key], level) for key, level in levels.items()}
        claims = Counter(ids.values())
        firm = Counter(told for key, told in ids.items() if key[0] != "apart")
        clashing = [
            key
            for key, told in ids.items()
            if told in vocabulary.terms or (claims if key[0] == "apart" else firm)[told] > 1
        ]
        if not clashing:
            return ids | {key: entity.id for key, entity in entities.items() if key[0] == "term"}
        for key in clashing:
            levels[key] += 1


def _id(key: Key, entity: Entity, level: int) -> str:
    if level == 0:
        return entity.id
    kind = family(entity.type).lower()
    return f"{entity.id}-{kind}" if level == 1 else f"{entity.id}-{digest(str(level), *key)}"
