"""All finders over one paper: its cues and definitions, and of the candidates they see those that stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from methodgraph.extract.abbreviations import find_definitions
from methodgraph.extract.candidate import Candidate, Place, resolve
from methodgraph.extract.coined import Introduction
from methodgraph.extract.cues import Cue, Cues
from methodgraph.extract.data_nouns import data_type, find_data_names, find_editions
from methodgraph.extract.introductions import introduced, occurrences
from methodgraph.extract.lexicon import Lexicon, word_set
from methodgraph.extract.lists import find_listed
from methodgraph.extract.measures import find_measures
from methodgraph.extract.names import by_form, find_names, in_company, spread_types
from methodgraph.extract.nouns import extend_known, find_phrases, find_terms, without_known
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.plausible import is_plausible
from methodgraph.extract.shared import find_shared
from methodgraph.extract.tokens import Tokens
from methodgraph.records import Field
from methodgraph.text.folding import fold
from methodgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from methodgraph.extract.abbreviations import Definition
    from methodgraph.records import EntityType


@dataclass(frozen=True, slots=True)
class Finders:
    """The compiled finders that a reading needs.

    `given` are the phrases of terms that a user added, `learned` those of names that LEARN found in the corpus. Neither
    is in `vocabulary`: what a paper introduces stays introduced by it.
    """

    lexicon: Lexicon
    vocabulary: Vocabulary
    phrases: Phrases
    cues: Cues
    given: Phrases | None = None
    learned: Phrases | None = None

    def known(self, tokens: Tokens) -> list[Candidate]:
        """Return all phrases in `tokens`: of the vocabulary, given, learned.

        A learned name bears no concept: learning tells what a name is, LINK which thing it names. In lower case it is
        but words.
        """
        found = self.phrases.find(tokens, tokens.opened)
        if self.given is not None:
            found += [c._replace(rule="vocabulary/added") for c in self.given.find(tokens)]
        if self.learned is not None:
            learned = (c for c in self.learned.find(tokens) if not tokens.text(c.start, c.end).islower())
            found += [c._replace(rule="learned/name", concepts=()) for c in learned]
        return [c for c in found if is_plausible(tokens, c, self.lexicon)]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the finders saw in a paper.

    `fields` are the text and, where there is one, the title. `cues_in` holds the cues by field and sentence.
    `definitions` maps short form -> long form as written;
    `long_forms` the folded short form -> long form. `introductions` maps the folded name to what introduced it.
    No cue's scope goes further than `reach` words from its start.
    """

    fields: tuple[Tokens, ...]
    cues: Mapping[Field, list[Cue]]
    cues_in: Mapping[tuple[Field, int], list[Cue]]
    places: list[Place]
    definitions: Mapping[str, str]
    long_forms: Mapping[str, str]
    introductions: Mapping[str, Introduction]
    words: list[str]
    reach: int


def read(fields: tuple[Tokens, ...], finders: Finders) -> Reading:
    """Run every finder over the fields of one paper and resolve what overlaps."""
    cues = {tokens.field: finders.cues.find(tokens) for tokens in fields}
    defined = {tokens.field: find_definitions(tokens) for tokens in fields}
    definitions = _definitions(fields, defined)
    introductions = introduced(fields, cues, defined, finders.lexicon, finders.vocabulary)
    sightings = [(tokens, _candidates(tokens, defined[tokens.field], introductions, finders)) for tokens in fields]
    places = _settle_title([Place(t, c) for t, candidates in _repeated_weak(sightings) for c in candidates])
    return Reading(
        fields=fields,
        cues=cues,
        cues_in=_by_sentence(fields, cues),
        places=_inherit(places),
        definitions=definitions,
        long_forms={fold(short): long for short, long in definitions.items()},
        introductions=introductions,
        words=list(chain.from_iterable([tokens.lower for tokens in fields])),
        reach=max((c.rule.reach + c.end - c.start for found in cues.values() for c in found), default=0),
    )


def _by_sentence(fields: Iterable[Tokens], cues: Mapping[Field, list[Cue]]) -> dict[tuple[Field, int], list[Cue]]:
    told: dict[tuple[Field, int], list[Cue]] = {}
    for tokens in fields:
        for cue in cues[tokens.field]:
            told.setdefault((tokens.field, tokens.sentence_of[cue.start]), []).append(cue)
    return told


def _definitions(fields: tuple[Tokens, ...], defined: Mapping[Field, list[Definition]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for tokens in fields:
        for definition in defined[tokens.field]:
            told.setdefault(tokens.text(*definition.short), tokens.text(*definition.long))
    return told


def _candidates(
    tokens: Tokens, defined: list[Definition], introductions: Mapping[str, Introduction], finders: Finders
) -> tuple[list[Candidate], list[Candidate]]:
    phrases = list(find_phrases(tokens))
    strong, weak = find_terms(tokens, phrases, finders.lexicon, finders.vocabulary)
    known = finders.known(tokens)
    concepts = {(c.start, c.end): c.concepts for c in reversed(known) if c.concepts} if defined else {}
    for definition in defined:
        head = finders.lexicon.heads.get(tokens.lower[definition.long[1] - 1])
        types: tuple[EntityType, ...] = data_type(tokens, max(definition.short[1], definition.long[1]) + 1)
        types = types or (head.types if head else ("Method",))
        for span, rule in ((definition.long, "definition/long-form"), (definition.short, "definition/short-form")):
            known.append(Candidate(*span, rule, types, concepts.get(span, ())))
    strong = list(without_known(tokens, [*strong, *extend_known(tokens, known, phrases)], known))
    known += find_editions(tokens, known)
    known += find_measures(tokens)
    coined = occurrences(tokens, introductions)
    taken = {n for c in [*known, *coined] if c.family != "learned" for n in range(c.start, c.end)}
    names = find_names(tokens, finders.lexicon, finders.vocabulary, taken)
    listed = [*find_listed(tokens, finders.lexicon), *find_data_names(tokens), *find_shared(tokens, finders.vocabulary)]
    return resolve([*known, *coined, *listed, *names, *strong]), weak


def _repeated_weak(
    sightings: list[tuple[Tokens, tuple[list[Candidate], list[Candidate]]]],
) -> list[tuple[Tokens, list[Candidate]]]:
    """Add the weak-headed terms that the paper says more than once, or lists beside terms of their kind.

    What recurs is a term, not a turn of phrase; and so is what stands between two tasks in "A, B, and C".
    """
    if not any(weak for _, (_, weak) in sightings):
        return [(tokens, standing) for tokens, (standing, _) in sightings]
    said = " ".join([" ".join(tokens.lower) for tokens, _ in sightings])

    def recurs(tokens: Tokens, candidate: Candidate) -> bool:
        return said.count(" ".join(tokens.lower[candidate.start : candidate.end])) > 1

    told = []
    for tokens, (standing, weak) in sightings:
        repeated = [c._replace(rule="term/repeated") for c in weak if recurs(tokens, c)]
        listed = [c._replace(rule="term/listed") for c in weak if in_company(tokens, c, standing)]
        more = [*repeated, *listed]
        told.append((tokens, resolve([*standing, *more]) if more else standing))
    return told


def _inherit(places: list[Place]) -> list[Place]:
    """Give untyped names the types of their neighbours in an enumeration, then those of their other mentions."""
    told: list[Place] = []
    for tokens in dict.fromkeys(id(place.tokens) for place in places):
        field = [place for place in places if id(place.tokens) == tokens]
        if all(place.candidate.types for place in field):
            told += field
            continue
        types = {place.candidate: place.candidate.types for place in field}
        inherited = spread_types(field[0].tokens, [place.candidate for place in field], types)
        told += [_typed_place(place, inherited) for place in field]
    return told


def _typed_place(place: Place, inherited: Mapping[Candidate, tuple[EntityType, ...]]) -> Place:
    candidate = place.candidate
    if candidate in inherited:
        return Place(place.tokens, candidate._replace(rule="enumeration/member", types=inherited[candidate]))
    if candidate.rule == "name/written" and by_form(place.tokens.words[candidate.start]):
        types = by_form(place.tokens.words[candidate.start])
        return Place(place.tokens, candidate._replace(rule="name/camel", types=types))
    return place


def _settle_title(places: list[Place]) -> list[Place]:
    """Drop the title's own terms: what only a title says, in the compressed language of titles, is seldom a term.

    A paper without an abstract keeps them: there is nothing else. Names and vocabulary phrases stay in any case,
    unless they are but the end of a longer name in the text.
    """
    said = [place.form for place in places if place.tokens.field == "text"]
    if not said:
        return places
    return [
        place
        for place in places
        if place.tokens.field == "text"
        or place.form in said
        or (place.candidate.family != "term" and not any(form.endswith(place.form) for form in said))
        or _is_aim(place, said)
    ]


def _is_aim(place: Place, said: list[str]) -> bool:
    """True for the task that a title is "for", unless the text calls it otherwise: "Networks for River Prediction"."""
    candidate, tokens = place.candidate, place.tokens
    before = tokens.lower[candidate.start - 1] if candidate.start else ""
    if candidate.types[:1] != ("Task",) or before not in word_set("title_aims"):
        return False
    return not any(place.form.endswith(form) or form.endswith(place.form) for form in said)


def types_by_form(places: Iterable[Place]) -> dict[str, tuple[EntityType, ...]]:
    """Return the types told anywhere in the paper, by folded form."""
    told: dict[str, tuple[EntityType, ...]] = {}
    for place in places:
        if place.candidate.types:
            told.setdefault(place.form, place.candidate.types)
    return told
