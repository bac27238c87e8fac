"""Names that a paper itself introduces, found by how authors introduce them, never by a list.

Behind an introducing cue ("we propose", "termed", "our") the object is read as
    NAME, a ... | NAME that/which/to ... | a ... TYPE-NOUN NAME | a ... TYPE-NOUN, NAME, | Long Form (LF) |
    the Capitalised Name TYPE-NOUN | two TYPE-NOUNS, NAME and NAME
and its type follows what it is said to be. A title "NAME: ..." introduces NAME. Known misses: names that are ordinary
lower-case words without an apposition ("we propose sparse"), and names told sentences after "we propose a method".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.group import Group
from methodgraph.extract.kinds import METHOD, definition_type, noun_type, title_type
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.nouns import LONGEST, trim_left
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from methodgraph.extract.abbreviations import Definition
    from methodgraph.extract.cues import Cue
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens

_BROUGHT_REACH = 40
"""Words behind "FooNet introduces" in which what it introduces is named."""

_BORROWED_REACH = 8
"""Words before "called" among which the verb stands that governs it."""

_LONGEST_TITLE_NAME = 3
"""Longest name before a title's colon, in words, where none of them is written like a name."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name and the cue that introduces it. `named` is False for a mere description.

    `direct` is True where the name is the whole object ("we propose MoR, a ..."): then even a known name is
    introduced. `plain` is True where it is written in lower case: then its lower-case mentions are the name.
    """

    candidate: Candidate
    cue: str
    named: bool = True
    direct: bool = False
    plain: bool = False


def find_introductions(
    tokens: Tokens, cues: Iterable[Cue], definitions: list[Definition], lexicon: Lexicon
) -> list[Introduction]:
    """Return what the cues introduce, in text order; a name met by two cues comes twice."""
    found: list[Introduction] = []
    for cue in cues:
        if cue.rule.role != "introduces":
            continue
        if cue.rule.side == "left":
            found += _before(tokens, cue, definitions, lexicon)
            continue
        if cue.rule.id == "introduces/named" and _is_borrowed(tokens, cue.start):
            continue
        group = Group.behind(tokens, cue, definitions, lexicon)
        found += _READERS.get(cue.rule.id, _object)(group, cue.rule.id)
    return found


def _is_borrowed(tokens: Tokens, at: int) -> bool:
    """True for "using a method called Foo": the verb before says that it is another's; and for "named entity"."""
    if at + 1 < len(tokens.words) and tokens.lower[at + 1] in ("entity", "entities"):
        return True
    begin = max(tokens.sentences[tokens.sentence_of[at]][0], at - _BORROWED_REACH)
    before = [word for word in tokens.lower[begin:at] if word in word_set("borrowing") or word in word_set("making")]
    return bool(before) and before[-1] in word_set("borrowing")


def find_title_name(tokens: Tokens, definitions: list[Definition], lexicon: Lexicon) -> list[Introduction]:
    """Return the name that a title "NAME: what it is" introduces; empty where the title is not of that form."""
    cuts = word_set("title_cuts")
    cut = next((n for n in range(1, min(9, len(tokens.words))) if tokens.words[n] in cuts), None)
    if cut is None or cut + 2 >= len(tokens.words):
        return []
    span = _title_span(tokens, cut, definitions)
    if span is None:
        return []
    types = METHOD if span == (0, 1) and tokens.lower[1] == "at" else title_type(tokens, cut + 1, lexicon)
    return [Introduction(Candidate(*span, "coined/title", types), "coined/title")]


def find_title_description(tokens: Tokens, lexicon: Lexicon) -> list[Introduction]:
    """Return what a title without a name describes first: "A Hybrid Foo Sampler for Bar"; empty where nothing fits.

    Behind an article any typed noun will do; without one the title must begin with a strongly typed method.
    """
    colon = next((n + 1 for n, word in enumerate(tokens.words[:-2]) if word == ":"), 0)
    first = colon if colon and tokens.lower[colon] in ("a", "an") else 0  # "What is new: A Foo Framework for Bars"
    article = bool(tokens.words) and tokens.lower[first] in ("a", "an")
    begin, ends = first + article, word_set("title_ends")
    end = next((n for n in range(begin, len(tokens.words)) if tokens.lower[n] in ends), 0)
    start = trim_left(tokens, begin, end) if end > begin else end
    if (
        any(tokens.kinds[n] in ("stop", "verb", "punct") for n in range(start, end))
        or not start < end <= start + LONGEST
    ):
        return []
    noun = tokens.lower[end - 1]
    head = lexicon.heads.get(noun)
    types = (lexicon.type_nouns.get(noun) if article else None) or (
        head.types if head and (article or head.strong) else ()
    )
    enough = 2 if article and noun not in lexicon.type_nouns else 3
    if end - start < enough or not types or types[0] in ("Task", "Metric") or tokens.lower[start].endswith("ing"):
        return []
    return [
        Introduction(Candidate(start, end, "coined/title-description", types), "coined/title-description", named=False)
    ]


def _title_span(tokens: Tokens, cut: int, definitions: list[Definition]) -> tuple[int, int] | None:
    """Return where the name stands before the cut: "Long Form (LF)", "NAME at Shared Task", "Some Name"."""
    for definition in definitions:
        if max(definition.short[1], definition.long[1]) < cut + 1:
            return definition.short
    if tokens.is_name(0) and tokens.lower[1] == "at":
        return 0, 1
    written = any(tokens.is_name(n) for n in range(cut))
    plain = any(tokens.kinds[n] in ("stop", "verb", "adverb", "generic") for n in range(cut))
    if not all(tokens.is_capitalised(n) for n in range(cut)) or (not written and (plain or cut > _LONGEST_TITLE_NAME)):
        return None
    if tokens.lower[cut - 1].endswith("ing") and not tokens.is_name(cut - 1):
        return None
    return 0, cut


def _object(group: Group, rule: str) -> Iterator[Introduction]:
    """Read the object of an introducing verb."""
    several = group.several()
    if several:
        yield from (Introduction(candidate, rule) for candidate in several)
        return
    definition = group.definition() or group.carried_definition()
    if definition is not None:
        types = definition_type(group.tokens, definition, group.lexicon)
        direct = group.is_bare_definition(definition)
        yield Introduction(Candidate(*definition.short, "coined/definition", types), rule, direct=direct)
        return
    named = group.name() or group.word_before_apposition()
    if named is not None:
        plain = group.tokens.text(*named).islower()
        types = group.type_of(*named)
        yield Introduction(
            Candidate(*named, "coined/name", types), rule, direct=group.is_whole_object(named[1]), plain=plain
        )
        return
    beside = group.name_behind_comma() or group.name_in_bracket()
    if beside is not None:
        yield Introduction(beside, rule, direct=group.is_new())
        return
    apposed = group.apposed_phrase()
    if apposed is not None:
        yield Introduction(apposed, rule, plain=True)
        return
    listed = [Introduction(candidate, rule) for candidate in group.listed()]
    described = None if listed else group.described()
    yield from listed
    if described is not None:
        yield Introduction(described, rule, named=False)


def _possessed(group: Group, rule: str) -> Iterator[Introduction]:
    """Read "our RecTok", "our UGD framework", "our framework FedSSP", "the proposed graph-free method (ABC)"."""
    tokens, lexicon = group.tokens, group.lexicon
    begin, end = group.without_modifiers(), group.end
    if end - begin >= 2 and tokens.is_name(end - 1) and tokens.lower[end - 2] in lexicon.type_nouns:
        yield Introduction(Candidate(end - 1, end, "coined/name", lexicon.type_nouns[tokens.lower[end - 2]]), rule)
        return
    for definition in group.definitions:
        if begin <= definition.long[0] < end or definition.short[0] == begin:
            types = definition_type(tokens, definition, lexicon)
            yield Introduction(Candidate(*definition.short, "coined/definition", types), rule)
            return
    bracketed = group.bracketed_name()
    if bracketed is not None:
        types = noun_type(tokens, begin, end, lexicon) or METHOD
        yield Introduction(Candidate(bracketed, bracketed + 1, "coined/name", types), rule)
    elif begin < end and tokens.is_name(begin):
        finish = begin + 1
        while finish < end and tokens.is_capitalised(finish):
            finish += 1
        if sum(tokens.kinds[n] == "" for n in range(finish, end)) > 1:
            return  # "our QUAXO trained image encoders" are not called QUAXO
        types = noun_type(tokens, finish, end, lexicon) or noun_type(tokens, group.begin, begin, lexicon) or METHOD
        yield Introduction(Candidate(begin, finish, "coined/name", types), rule)
    elif end > begin and tokens.lower[end - 1] in lexicon.type_nouns:
        apposed = group.name_before()
        if apposed is not None:
            types = lexicon.type_nouns[tokens.lower[end - 1]]
            yield Introduction(Candidate(*apposed, "coined/name", types), rule)


def _novel(group: Group, rule: str) -> Iterator[Introduction]:
    """Read "at the core of our approach is a novel Long Form (LF)", in a sentence in which the authors speak."""
    tokens = group.tokens
    definition = group.definition()
    if definition is not None and tokens.is_own(tokens.sentence_of[group.begin - 1]):
        types = definition_type(tokens, definition, group.lexicon)
        yield Introduction(Candidate(*definition.short, "coined/definition", types), rule)


def _called(group: Group, rule: str) -> Iterator[Introduction]:
    """Read "we call networks of this kind FooNets": the last name before the clause ends."""
    tokens = group.tokens
    last = None
    for at in range(group.begin, group.stop):
        if tokens.kinds[at] == "punct":
            break
        last = at if tokens.is_name(at) else last
    if last is not None:
        types = noun_type(tokens, group.begin, last, group.lexicon) or METHOD
        yield Introduction(Candidate(last, last + 1, "coined/name", types), rule, direct=True)


_READERS = {"introduces/our": _possessed, "introduces/novel": _novel, "introduces/we-call": _called}
"""How the words behind a cue are read where they are not simply an object."""


def _is_oblique(tokens: Tokens, definition: Definition) -> bool:
    """True where a preposition stands before the definition: it is no subject."""
    first = min(definition.short[0], definition.long[0])
    return first > 0 and tokens.lower[first - 1] in word_set("oblique")


def _before(tokens: Tokens, cue: Cue, definitions: list[Definition], lexicon: Lexicon) -> Iterator[Introduction]:
    """Read the subject of a passive: "a new optimizer, Foo, is proposed"."""
    begin = max(tokens.sentences[tokens.sentence_of[cue.start]][0], cue.start - cue.rule.reach)
    defined = [d for d in definitions if begin <= d.short[0] < cue.start and not _is_oblique(tokens, d)]
    for definition in defined:
        types = definition_type(tokens, definition, lexicon)
        yield Introduction(Candidate(*definition.short, "coined/definition", types), cue.rule.id)
    if defined or any(begin <= d.short[0] < cue.start for d in definitions):
        return
    for at in range(cue.start - 1, begin - 1, -1):
        if tokens.is_name(at):
            types = noun_type(tokens, begin, at, lexicon) or METHOD
            yield Introduction(Candidate(at, at + 1, "coined/name", types), cue.rule.id)
            return
    described = _described_before(tokens, cue.start, begin, lexicon)
    if described is not None:
        yield Introduction(described, cue.rule.id, named=False)


def find_brought(
    tokens: Tokens, own: Collection[str], definitions: list[Definition], lexicon: Lexicon
) -> list[Introduction]:
    """Return the names that the paper's own things, `own` folded, bring: "FooNet introduces two methods, A and B"."""
    found: list[Introduction] = []
    verbs = word_set("bringing")
    for at, word in enumerate(tokens.lower):
        if at and word in verbs and fold(tokens.words[at - 1]) in own:
            stop = min(tokens.sentences[tokens.sentence_of[at]][1], at + _BROUGHT_REACH)
            group = Group.at(tokens, at + 1, stop, definitions, lexicon)
            found += [brought for brought in _object(group, "introduces/brings") if brought.named]
    return found


def _described_before(tokens: Tokens, at: int, begin: int, lexicon: Lexicon) -> Candidate | None:
    """Return the description of "A synthetic data generation pipeline is proposed"."""
    article = next((n for n in range(at - 1, begin - 1, -1) if tokens.kinds[n] in ("stop", "punct", "verb")), -1)
    if article < 0 or tokens.lower[article] not in ("a", "an") or not 3 <= at - article <= LONGEST + 1:
        return None
    start = trim_left(tokens, article + 1, at)
    types = lexicon.type_nouns.get(tokens.lower[at - 1])
    says_something = sum(tokens.kinds[n] == "" for n in range(start, at - 1)) > 1
    return Candidate(start, at, "coined/description", types) if types and says_something else None
