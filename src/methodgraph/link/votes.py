"""What the papers that speak of one thing say of it, added up: from that follow its label, type, aliases and sense."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from methodgraph.ids import slug
from methodgraph.link.names import shown
from methodgraph.records import ENTITY_TYPES, Entity
from methodgraph.text.folding import singular_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.link.names import Key
    from methodgraph.link.rows import Row
    from methodgraph.records import EntityType
    from methodgraph.vocabulary import Term, Vocabulary


class Votes:
    """Sums over rows. Votes of parts added up are the votes of the whole, in any order.

    `rows` is how many rows there are, `labels` how many use each form as their name, `uses` how often, `forms` all that
    they call the thing; `senses` how many expand it so. `first` is how many put a type first and `accepted` how many
    have it at all: each by whether the row's paper introduces the thing.
    """

    __slots__ = ("accepted", "first", "forms", "labels", "rows", "senses", "uses")

    def __init__(self) -> None:
        """Begin without a vote."""
        self.rows = 0
        self.labels: defaultdict[str, int] = defaultdict(int)
        self.uses: defaultdict[str, int] = defaultdict(int)
        self.forms: set[str] = set()
        self.senses: defaultdict[str, int] = defaultdict(int)
        self.first: defaultdict[tuple[bool, EntityType], int] = defaultdict(int)
        self.accepted: defaultdict[tuple[bool, EntityType], int] = defaultdict(int)

    def add(self, row: Row) -> None:
        """Count a row."""
        label = shown(row.name)
        self.rows += 1
        self.labels[label] += 1
        self.uses[label] += row.uses
        self.forms.add(label)
        for alias in row.aliases:
            self.forms.add(shown(alias))
        if row.sense:
            self.senses[shown(row.sense)] += 1
        self.first[row.introduces, row.types[0]] += 1
        for kind in row.types:
            self.accepted[row.introduces, kind] += 1


def votes_of(rows: Iterable[Row]) -> Votes:
    """Return the votes of `rows`."""
    told = Votes()
    for row in rows:
        told.add(row)
    return told


def draft(key: Key, votes: Votes, vocabulary: Vocabulary) -> Entity:
    """Return the entity that `votes` make of a key; its id is still its slug, which others may claim too.

    A vocabulary term keeps its id, label, first type and sense, and has the vocabulary's names as aliases beside
    those the papers use. Any other thing gets the most used name as label, the type that most papers see, and the
    slug of its expansion or label as id.
    """
    if key[0] == "term":
        return draft_term(vocabulary.terms[key[1]], votes.forms)
    label = best_form(votes.labels, votes.uses)
    sense = best_form(votes.senses, votes.senses) if key[0] == "sense" and votes.senses else None
    kind = vote(votes.first, votes.accepted)
    return Entity(slug(sense or label), label, kind, _aliases(votes.forms, label), sense)


def draft_one(key: Key, row: Row) -> Entity:
    """Return the entity of a key that one row has and no term of the vocabulary: the same as from its one vote."""
    label = shown(row.name)
    sense = shown(row.sense) if key[0] == "sense" and row.sense else None
    aliases = _aliases({shown(alias) for alias in row.aliases}, label) if row.aliases else ()
    return Entity(slug(sense or label), label, row.types[0], aliases, sense)


def draft_term(term: Term, forms: set[str]) -> Entity:
    """Return the entity of a vocabulary term that papers call `forms`: nothing else that they say counts."""
    return Entity(term.id, term.label, term.types[0], _aliases(forms.union(term.names), term.label), term.sense)


def forms_of(rows: Iterable[Row]) -> set[str]:
    """Return all that papers call a thing: the same as the `forms` of all votes."""
    told: set[str] = set()
    for row in rows:
        told.add(row.name)
        told.update(row.aliases)
    return {shown(form) for form in told}


def _aliases(forms: Iterable[str], label: str) -> tuple[str, ...]:
    """Return the forms that tell something beside the label, sorted.

    A word at the beginning of a sentence is no name of its own ("Fine-tuning" beside "fine-tuning"); the capitals of
    a name may be (MOCO beside MoCo).
    """
    words = label if label == label.lower() else None
    return tuple(sorted(form for form in forms if form != label and form.lower() != words))


def best_form(papers: Mapping[str, int], uses: Mapping[str, int]) -> str:
    """Return the form that most papers use, then the one used most often, then the singular, then the shorter.

    Ties end with lower case before capitals.
    """
    if len(papers) == 1:
        return next(iter(papers))
    return min(
        papers, key=lambda form: (-papers[form], -uses[form], singular_name(form) != form, len(form), form.swapcase())
    )


def vote(first: Mapping[tuple[bool, EntityType], int], accepted: Mapping[tuple[bool, EntityType], int]) -> EntityType:
    """Return the type most papers put first, of those that introduce the thing if any do: they say what it is.

    Ties go to the type that most papers accept, then to the broader one.
    """
    if len(first) == 1:
        return next(iter(first))[1]
    heard = any(introduces for introduces, _ in first)
    told = {kind: count for (introduces, kind), count in first.items() if introduces == heard}
    return min(told, key=lambda kind: (-told[kind], -accepted[heard, kind], ENTITY_TYPES.index(kind)))
