"""The records that cross from stage to stage. Frozen, plain, and nothing else crosses.

    Paper ─► PaperGraph (PaperEntity, Relation, Result, Unlinked) ─► Linked (Entity, Link, Claim, Figure)

Offsets are 0-based, half-open and count code points of the paper's `text` (or of its `title`, where a
passage says so): `getattr(paper, passage.field)[passage.start:passage.end] == passage.text`, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

EntityType = Literal["Method", "Model", "Task", "Dataset", "Benchmark", "Metric"]
Role = Literal["introduces", "uses", "addresses", "evaluatesOn", "trainsOn", "comparesWith", "reports", "mentions"]
Predicate = Literal["extends", "outperforms", "partOf", "solves", "evaluatedOn", "trainedOn", "variantOf"]
Field = Literal["text", "title"]
Better = Literal["higher", "lower"]
Question = Literal["entity", "type", "role", "relation", "result"]
"""What a rule is measured by: is there such a thing; if so, is it of this type; if so, does the paper have this role
for it; if there are both, do two things stand in this relation; is this figure what the paper reports?"""

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
ROLES: tuple[Role, ...] = get_args(Role)
PREDICATES: tuple[Predicate, ...] = get_args(Predicate)
QUESTIONS: tuple[Question, ...] = get_args(Question)

PARENT_TYPE: dict[EntityType, EntityType] = {"Model": "Method", "Benchmark": "Dataset"}
"""A Model is a kind of Method, a Benchmark a kind of Dataset; the other types stand alone."""


def family(kind: EntityType) -> EntityType:
    """Return the broad type: Method for Model, Dataset for Benchmark, else the type itself."""
    return PARENT_TYPE.get(kind, kind)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a paper was read: a file as the user named it (forward slashes) and a 1-based line."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """What a registry calls a paper: a scheme in small letters ("doi", "arxiv", "acl") and the value in its usual form.

    A DOI has no address before it and is in small letters, an arXiv id has no version.
    """

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as read. `text` is the abstract that all offsets refer to; `title` is None where there is none.

    `text` is "" where a source has titles alone. `url` is the page to look at first, `urls` are all others.
    `authors` are names as people write them ("Ada Lovelace"), in the paper's order; `identifiers` are sorted.
    """

    id: str
    title: str | None
    text: str
    sources: tuple[Source, ...] = ()
    year: int | None = None
    url: str | None = None
    urls: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    venue: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of a paper, and the rules ("family/slug", sorted) that found it: a mention or a piece of evidence."""

    field: Field
    start: int
    end: int
    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another sense that a short form may have in a paper, and its score."""

    sense: str
    score: float


@dataclass(frozen=True, slots=True)
class Sensed:
    """How the sense of a short form was decided.

    `reason` is "definition" (the paper defines it), "spelled" (the paper writes its expansion elsewhere), "context"
    (the words in `because` speak for it), "usual" (nothing but its frequency does), "only" (papers know no other) or
    "undecided". `score` is the best sense's share of one; `rivals` are the other senses, the best first.
    """

    reason: str
    score: float = 1.0
    because: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperEntity:
    """A thing as one paper sees it.

    `name` is the best surface form in this paper, `aliases` the other ones, as written. `types` and `roles`
    are best first and never empty. `sense` is the expanded name where it is known. `mentions` are the places
    that name it, `evidence` the sentences (with the cue's rule) that decided the first role. `concept` is the
    id of the vocabulary entry it was recognised as, None for what the vocabulary does not hold. `sensed` tells how
    the sense of a short form was decided, None for what is no short form with a known sense.
    """

    name: str
    aliases: tuple[str, ...]
    types: tuple[EntityType, ...]
    roles: tuple[Role, ...]
    sense: str | None
    mentions: tuple[Passage, ...]
    evidence: tuple[Passage, ...]
    concept: str | None = None
    sensed: Sensed | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """`head` predicate `tail`, both names of entities of the same paper, with the sentences that say so."""

    head: str
    relation: Predicate
    tail: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A figure the paper reports; None for what it does not say.

    `value` is as in the text without LaTeX ("+14.4%": a difference bears its sign; "79.8%"), `before` the
    starting value of a "from ... to ...". `subject`, `dataset`, `metric`, `baseline` are names of entities of
    the same paper. `unit` is the value's own ("%", "x", "ms"), `better` which way the metric is better.
    """

    subject: str | None
    dataset: str | None
    metric: str | None
    value: str
    before: str | None
    baseline: str | None
    evidence: tuple[Passage, ...]
    unit: str | None = None
    better: Better | None = None


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A name that was seen but not made an entity, with the reason: a decision, and a place for curation."""

    name: str
    reason: str
    mentions: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class PaperGraph:
    """All that one paper says. A pure function of the paper, the vocabulary and the rules."""

    paper: Paper
    entities: tuple[PaperEntity, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()
    code: tuple[str, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing across papers. `id` is a slug, unique over all types; `aliases` are sorted and exclude `label`.

    `sense` is the expanded name where known. Two entities may share an alias (senses), never an id. `broader` is the
    id of the nearest thing of the graph that this is a kind of: graph neural network, neural network.
    """

    id: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    sense: str | None = None
    broader: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """The decision that `name` in `paper` is `entity`, why, and all the places of the paper that name it."""

    paper: str
    name: str
    entity: str
    reason: str
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """That papers which write `form` speak of `entity`, and why. `form` is a written form other than the label, or the
    label itself where it took more than its spelling to decide. `papers` are those that write it so, sorted.
    """

    entity: str
    form: str
    reason: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """A curated line: `name` and `other` are one thing, each of `type` if one is given. `place` is path and line."""

    name: str
    other: str
    type: EntityType | None
    place: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Different:
    """A curated line: `name` and `other` are not one thing, or `name` in `paper` is not what it is elsewhere.

    One of `other` and `paper` is None. `place` is path and line.
    """

    name: str
    other: str | None
    paper: str | None
    place: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Curation:
    """What a person decided about identity, in the order of the files. It goes before all that LINK finds itself."""

    same: tuple[Same, ...] = ()
    different: tuple[Different, ...] = ()

    def __bool__(self) -> bool:
        """Return True where anything is decided."""
        return bool(self.same or self.different)


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that answered a question: how likely it is right, and how often it was on papers annotated by hand."""

    rule: str
    precision: Decimal
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Factor:
    """One question on which a claim depends, how surely it is answered with yes, and what answers it.

    `grounds` are the rules that agreed, the most precise first. `witnesses` is how many mentions ("entity") or papers
    ("relation") say the same; 1 where that adds nothing.
    """

    question: Question
    score: Decimal
    grounds: tuple[Ground, ...]
    witnesses: int = 1


@dataclass(frozen=True, slots=True)
class Confidence:
    """How likely a claim is right: of a hundred claims with a `score` of 0.90, about ninety are.

    `score` has two places, above 0 and below 1; it is the product of the scores of its factors.
    """

    score: Decimal
    factors: tuple[Factor, ...]
    """Of a role: entity, type, role. Of a relation: entity (its subject), entity (its object), relation."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with its evidence. `id` hashes subject, predicate, object and paper.

    For a role, `subject` is a paper's id; for a relation, an entity's. `object` is always an entity's id.
    `paper` is the paper that says so; its evidence is never empty. `confidence` is None where none was asked for.
    """

    id: str
    subject: str
    predicate: Role | Predicate
    object: str
    paper: str
    evidence: tuple[Passage, ...]
    confidence: Confidence | None = None

    @property
    def is_role(self) -> bool:
        """True for paper -> entity, False for entity -> entity."""
        return self.predicate in ROLES


@dataclass(frozen=True, slots=True)
class Figure:
    """A result across papers: like Result, with entity ids and the value as a number.

    `value` as told by the paper; `number` the same as a decimal in `unit` ("%", "x", "s" ...; "" for none);
    `is_difference` is True for "+14.4%": a change against `baseline`, not a level. `better` tells whether more or less
    of the metric is wanted, None where nobody knows. `confidence` as of a claim.
    """

    id: str
    paper: str
    subject: str | None
    dataset: str | None
    metric: str | None
    value: str
    number: Decimal
    unit: str
    is_difference: bool
    before: Decimal | None
    baseline: str | None
    evidence: tuple[Passage, ...]
    confidence: Confidence | None = None
    better: Better | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """What LINK hands on: everything across papers, each part sorted by id (papers in input order)."""

    papers: tuple[Paper, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    code: tuple[tuple[str, str], ...] = ()
    """(paper id, URL) pairs."""
    unlinked: tuple[tuple[str, Unlinked], ...] = ()
    """(paper id, name left out) pairs."""
    merges: tuple[Merge, ...] = ()
    """Which other written forms became one entity, and why; sorted."""
    curation: Curation = Curation()
    """What a person decided on identity, which is in all this already."""
