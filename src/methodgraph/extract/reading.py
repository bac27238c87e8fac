"""All finders over one paper: the candidates that stand, the definitions and introductions, and the cues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from methodgraph.extract.abbreviations import find_definitions
from methodgraph.extract.candidate import Candidate, Place, resolve
from methodgraph.extract.coined import Introduction, find_introductions, find_title_description, find_title_name
from methodgraph.extract.data_nouns import data_type, find_data_names, find_editions
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.lists import find_listed
from methodgraph.extract.measures import find_measures
from methodgraph.extract.names import by_form, find_names, in_company, spread_types, types_by_size
from methodgraph.extract.nouns import extend_known, find_phrases, find_terms, without_known
from methodgraph.extract.plausible import is_plausible
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.extract.abbreviations import Definition
    from methodgraph.extract.cues import Cue, Cues
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.phrases import Phrases
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType, Field
    from methodgraph.vocabulary import Vocabulary


_LETTERS = frozenset(ascii_lowercase + digits)
"""Characters with which a word's folded form begins if the word does."""


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
        found = self.phrases.find(tokens)
        if self.given is not None:
            found += [replace(c, rule="vocabulary/added") for c in self.given.find(tokens)]
        if self.learned is not None:
            learned = (c for c in self.learned.find(tokens) if not tokens.text(c.start, c.end).islower())
            found += [replace(c, rule="learned/name", concepts=()) for c in learned]
        return [c for c in found if is_plausible(tokens, c, self.lexicon)]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the finders saw in a paper.

    `fields` are the text and, where there is one, the title. `cues_in` holds the cues by field and sentence.
    `definitions` maps short form -> long form as written;
    `long_forms` the folded short form -> long form. `introductions` maps the folded name to what introduced it.
    """

    fields: tuple[Tokens, ...]
    cues: Mapping[Field, list[Cue]]
    cues_in: Mapping[tuple[Field, int], list[Cue]]
    places: list[Place]
    definitions: Mapping[str, str]
    long_forms: Mapping[str, str]
    introductions: Mapping[str, Introduction]
    words: list[str]


def read(fields: tuple[Tokens, ...], finders: Finders) -> Reading:
    """Run every finder over the fields of one paper and resolve what overlaps."""
    cues = {tokens.field: finders.cues.find(tokens) for tokens in fields}
    defined = {tokens.field: find_definitions(tokens) for tokens in fields}
    definitions = _definitions(fields, defined)
    introductions = _introductions(fields, cues, defined, finders)
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
        words=[word for tokens in fields for word in tokens.lower],
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


def _introductions(
    fields: tuple[Tokens, ...],
    cues: Mapping[Field, list[Cue]],
    defined: Mapping[Field, list[Definition]],
    finders: Finders,
) -> dict[str, Introduction]:
    """Return the introductions by folded name, the first of each name; what the field knows is not introduced."""
    lexicon, vocabulary = finders.lexicon, finders.vocabulary
    told: dict[str, Introduction] = {}
    for tokens in fields:
        found = find_introductions(tokens, cues[tokens.field], defined[tokens.field], lexicon)
        if tokens.field == "title":
            found = [f for f in found if f.named] + find_title_name(tokens, defined["title"], lexicon)
        for introduction in found:
            name = tokens.text(introduction.candidate.start, introduction.candidate.end)
            long = _long(tokens, introduction, defined)
            known = _is_known(long, vocabulary) if long else _is_known(name, vocabulary)
            if introduction.direct or not known:
                told.setdefault(fold(name), introduction)
    if not any(introduction.named for introduction in told.values()):
        told |= _by_subject(fields[0], cues[fields[0].field], finders)
    if not told and fields[-1].field == "title":
        found = find_title_description(fields[-1], lexicon)
        told |= {key: i for i in found if not _is_known(key := _folded_name(fields[-1], i), vocabulary)}
    told |= _derived(fields, told)
    if any(introduction.named for introduction in told.values()):
        return {key: i for key, i in told.items() if i.named}
    return told


def _folded_name(tokens: Tokens, introduction: Introduction) -> str:
    return fold(tokens.text(introduction.candidate.start, introduction.candidate.end))


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    return bool(name) and bool(vocabulary.named(name))


def _long(tokens: Tokens, introduction: Introduction, defined: Mapping[Field, list[Definition]]) -> str:
    span = (introduction.candidate.start, introduction.candidate.end)
    return next((tokens.text(*d.long) for d in defined[tokens.field] if d.short == span), "")


def _is_macro(tokens: Tokens, at: int) -> bool:
    return at < len(tokens.words) and tokens.words[at].startswith("\\")


def _by_subject(tokens: Tokens, cues: list[Cue], finders: Finders) -> dict[str, Introduction]:
    """Return the unknown name that the paper speaks of as its own: the subject of what was achieved, met repeatedly.

    This finds a name that the text uses but never introduces (the introduction stood in a LaTeX macro, say).
    """
    hidden = any(cue.rule.id == "introduces/we-propose" and _is_macro(tokens, cue.end) for cue in cues)
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    subjects: set[str] = set()
    own_from = next(
        (n for n in range(len(tokens.sentences)) if tokens.is_own(n)),
        len(tokens.sentences),
    )
    for at in [n for n, named in enumerate(tokens.named[:-1]) if named]:
        word = tokens.words[at]
        if word[-1] in "sS":
            continue
        if not hidden and _is_known(word, finders.vocabulary):
            continue
        key = fold(word)
        counts[key] = counts.get(key, 0) + 1
        first.setdefault(key, at)
        if tokens.sentence_of[at] >= own_from and tokens.lower[at + 1] in word_set("achievements"):
            subjects.add(key)
    own = [key for key in subjects if counts[key] >= 2]
    if not own:
        return {}
    best = min(own, key=lambda key: (-counts[key], first[key]))
    candidate = Candidate(first[best], first[best] + 1, "coined/subject", ("Method",))
    return {best: Introduction(candidate, "coined/subject", named=True)}


def _derived(fields: Iterable[Tokens], told: Mapping[str, Introduction]) -> dict[str, Introduction]:
    """Return names that carry an introduced name as a part: beside PeopleJoin, PeopleJoin-QA is the paper's own too."""
    own = {key: i for key, i in told.items() if i.named and len(key) > 2}
    found: dict[str, Introduction] = {}
    for tokens in fields if own else ():
        for at, word in [(n, word) for n, word in enumerate(tokens.words) if "-" in word]:
            parts = word.split("-")
            if len(parts) != 2 or fold(word) in told or any(part[:1].islower() for part in parts):
                continue
            base = next((own[fold(part)] for part in parts if fold(part) in own), None)
            if base is not None:
                types = types_by_size(word) or base.candidate.types
                candidate = Candidate(at, at + 1, "coined/derived", types)
                found.setdefault(fold(word), Introduction(candidate, "coined/derived", named=True))
    return found


def _candidates(
    tokens: Tokens, defined: list[Definition], introductions: Mapping[str, Introduction], finders: Finders
) -> tuple[list[Candidate], list[Candidate]]:
    phrases = list(find_phrases(tokens))
    strong, weak = find_terms(tokens, phrases, finders.lexicon, finders.vocabulary)
    known = finders.known(tokens)
    for definition in defined:
        head = finders.lexicon.heads.get(tokens.lower[definition.long[1] - 1])
        types: tuple[EntityType, ...] = data_type(tokens, max(definition.short[1], definition.long[1]) + 1)
        types = types or (head.types if head else ("Method",))
        known.append(Candidate(*definition.long, "definition/long-form", types, _concepts(known, definition.long)))
        known.append(Candidate(*definition.short, "definition/short-form", types, _concepts(known, definition.short)))
    strong = list(without_known(tokens, [*strong, *extend_known(tokens, known, phrases)], known))
    known += find_editions(tokens, known)
    known += find_measures(tokens)
    coined = _occurrences(tokens, introductions)
    taken = {n for c in (*known, *coined) if c.family != "learned" for n in range(c.start, c.end)}
    names = find_names(tokens, finders.lexicon, finders.vocabulary, taken)
    listed = [*find_listed(tokens, finders.lexicon), *find_data_names(tokens)]
    return resolve([*known, *coined, *listed, *names, *strong]), weak


def _concepts(known: list[Candidate], span: tuple[int, int]) -> tuple[str, ...]:
    return next((c.concepts for c in known if (c.start, c.end) == span and c.concepts), ())


def _occurrences(tokens: Tokens, introductions: Mapping[str, Introduction]) -> list[Candidate]:
    """Return every stretch of up to six tokens that reads like an introduced name."""
    if not introductions:
        return []
    found = []
    words = tokens.words
    longest_first = sorted({i.candidate.end - i.candidate.start for i in introductions.values()} | {1}, reverse=True)
    firsts = {key[:2] for key in introductions}
    silent = _LETTERS.difference(key[:1] for key in introductions)
    for start in [n for n, word in enumerate(tokens.lower) if word[0] not in silent]:
        if fold(words[start])[:2] not in firsts:
            continue
        for length in longest_first:
            key = "".join(map(fold, words[start : start + length]))
            introduction = introductions.get(key)
            if introduction is None or start + length > len(words):
                continue
            if introduction.named and not introduction.plain and tokens.text(start, start + length).islower():
                continue
            found.append(Candidate(start, start + length, introduction.candidate.rule, introduction.candidate.types))
            break
    return found


def _repeated_weak(
    sightings: list[tuple[Tokens, tuple[list[Candidate], list[Candidate]]]],
) -> list[tuple[Tokens, list[Candidate]]]:
    """Add the weak-headed terms that the paper says more than once, or lists beside terms of their kind.

    What recurs is a term, not a turn of phrase; and so is what stands between two tasks in "A, B, and C".
    """
    if not any(weak for _, (_, weak) in sightings):
        return [(tokens, standing) for tokens, (standing, _) in sightings]
    said = " ".join(word for tokens, _ in sightings for word in tokens.lower)

    def recurs(tokens: Tokens, candidate: Candidate) -> bool:
        return said.count(" ".join(tokens.lower[candidate.start : candidate.end])) > 1

    told = []
    for tokens, (standing, weak) in sightings:
        repeated = [replace(c, rule="term/repeated") for c in weak if recurs(tokens, c)]
        listed = [replace(c, rule="term/listed") for c in weak if in_company(tokens, c, standing)]
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
        return Place(place.tokens, replace(candidate, rule="enumeration/member", types=inherited[candidate]))
    if candidate.rule == "name/written" and by_form(place.tokens.words[candidate.start]):
        types = by_form(place.tokens.words[candidate.start])
        return Place(place.tokens, replace(candidate, rule="name/camel", types=types))
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
    ]


def types_by_form(places: Iterable[Place]) -> dict[str, tuple[EntityType, ...]]:
    """Return the types told anywhere in the paper, by folded form."""
    told: dict[str, tuple[EntityType, ...]] = {}
    for place in places:
        if place.candidate.types:
            told.setdefault(place.form, place.candidate.types)
    return told
