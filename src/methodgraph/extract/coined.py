"""Names that a paper itself introduces, found by how authors introduce them, never by a list.

Behind an introducing cue ("we propose", "termed", "our") the object is read as
    NAME, a ... | NAME that/which/to ... | a ... TYPE-NOUN NAME | Long Form (LF) | the Capitalised Name TYPE-NOUN
and its type follows what it is said to be: the type noun beside it, the apposition behind it, the head of its long
form. A title "NAME: ..." introduces NAME. Known misses: names that are ordinary lower-case words ("we propose sparse").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from methodgraph.extract.abbreviations import Definition
    from methodgraph.extract.cues import Cue
    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType

_ARTICLES = frozenset({"a", "an", "the", "our", "this", "these", "two", "three", "four", "new", "first"})
_CLAUSE_ENDS = frozenset({"that", "which", "to", "where", "who", "whose", "by", "is", "are", "because", "so", "while"})
_TITLE_CUTS = frozenset({":", "-", "--", "–", "—"})
_APPOSITION = frozenset({",", "(", ":", "--", "—", "–", "as"})
_VERSION = frozenset("v1 v2 v3 v4 v5 v1.0 v2.0 v1.5 2.0 3.0 1.5 2 3 pro lite plus max mini xl".split())


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name and the place of the cue that introduces it. `named` is False for a mere description."""

    candidate: Candidate
    cue: str
    named: bool
    direct: bool = False
    """True where the name is the whole object ("we propose MoR, a ..."): then even a known name is introduced."""
    plain: bool = False
    """True where the name is written in lower case: then its lower-case mentions are the name."""


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
        elif cue.rule.id == "introduces/our":
            found += _possessed(tokens, cue, definitions, lexicon)
        else:
            found += _object(tokens, cue, definitions, lexicon)
    return found


def find_title_name(tokens: Tokens, definitions: list[Definition], lexicon: Lexicon) -> list[Introduction]:
    """Return the name that a title "NAME: what it is" introduces; empty where the title is not of that form."""
    colon = next((n for n in range(1, min(9, len(tokens.words))) if tokens.words[n] in _TITLE_CUTS), None)
    if colon is None or colon + 2 >= len(tokens.words):
        return []
    for definition in definitions:
        if definition.short[1] < colon + 1 and definition.long[1] < colon + 1:
            types = _title_type(tokens, colon + 1, lexicon)
            return [Introduction(Candidate(*definition.short, "coined/title", types), "coined/title", named=True)]
    if tokens.is_name(0) and tokens.lower[1] == "at":
        return [Introduction(Candidate(0, 1, "coined/title", ("Method",)), "coined/title", named=True)]
    if not all(_fits_name(tokens, n) for n in range(colon)):
        return []
    plain = any(tokens.kinds[n] in ("stop", "verb", "adverb", "generic") for n in range(colon))
    if (colon > 3 or plain) and not any(tokens.is_name(n) for n in range(colon)):
        return []
    if tokens.lower[colon - 1].endswith("ing") and not tokens.is_name(colon - 1):
        return []
    types = _title_type(tokens, colon + 1, lexicon)
    return [Introduction(Candidate(0, colon, "coined/title", types), "coined/title", named=True)]


def _title_type(tokens: Tokens, start: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    for at in range(start, len(tokens.words)):
        if tokens.lower[at] in ("for", "via", "with", "by", "of", "in", "on", "from", "towards"):
            return _as_contribution(_noun_type(tokens, start, at, lexicon) or ("Method",))
    return _as_contribution(_noun_type(tokens, start, len(tokens.words), lexicon) or ("Method",))


def _object(tokens: Tokens, cue: Cue, definitions: list[Definition], lexicon: Lexicon) -> Iterator[Introduction]:
    """Read the object of an introducing verb, and what is joined to it by "and"."""
    stop = _scope_end(tokens, cue)
    begin = cue.end
    if begin < stop and tokens.lower[begin] in ("as", ":", ","):
        begin += 1
    group_end = _group_end(tokens, begin, stop, definitions)
    yield from _in_group(tokens, begin, group_end, stop, cue, definitions, lexicon)


def _scope_end(tokens: Tokens, cue: Cue) -> int:
    sentence_end = tokens.sentences[tokens.sentence_of[cue.start]][1]
    return min(sentence_end, cue.end + cue.rule.reach)


def _group_end(tokens: Tokens, begin: int, stop: int, definitions: list[Definition]) -> int:
    """Return where the first noun group of the object ends: at a clause word, a comma, a preposition."""
    at = begin
    shorts = {d.short[0]: d for d in definitions}
    while at < stop:
        if at in shorts or (tokens.words[at] in "()" and (at + 1 in shorts or at - 1 in shorts)):
            at += 1
            continue
        if tokens.kinds[at] == "punct" or tokens.lower[at] in _CLAUSE_ENDS:
            break
        if tokens.lower[at] == "of" and tokens.lower[at - 1] in ("concept", "notion", "problem", "task"):
            at += 1
            continue
        joins = tokens.lower[at] == "and" and at + 1 < stop and tokens.kinds[at + 1] == "modifier"
        if tokens.kinds[at] == "stop" and tokens.lower[at] not in _ARTICLES and at > begin and not joins:
            break
        if tokens.kinds[at] == "verb" and at > begin and tokens.words[at].islower():
            break
        at += 1
    return at


def _in_group(
    tokens: Tokens, begin: int, end: int, stop: int, cue: Cue, definitions: list[Definition], lexicon: Lexicon
) -> Iterator[Introduction]:
    for definition in definitions:
        if begin <= definition.short[0] < min(stop, end + 2) or begin <= definition.long[0] < end:
            types = _types_around(tokens, definition, lexicon)
            yield Introduction(Candidate(*definition.short, "coined/definition", types), cue.rule.id, named=True)
            return
    carried = _carried_definition(tokens, begin, end, stop, definitions)
    if carried is not None:
        types = _types_around(tokens, carried, lexicon)
        yield Introduction(Candidate(*carried.short, "coined/definition", types), cue.rule.id, named=True)
        return
    named = _name_in(tokens, begin, end, lexicon.type_nouns) or _before_apposition(tokens, begin, end, stop)
    if named is not None:
        types = _type_of_name(tokens, *named, begin, end, stop, lexicon)
        direct = named[1] == end and end < len(tokens.words) and not tokens.lower[end].startswith("-")
        yield Introduction(Candidate(*named, "coined/name", types), cue.rule.id, named=True, direct=direct, plain=tokens.text(*named).islower())
        return
    beside = _behind_comma(tokens, end, stop, lexicon) or _in_bracket(tokens, end, stop, lexicon)
    if beside is not None:
        yield Introduction(beside, cue.rule.id, named=True)
        return
    listed = list(_listed(tokens, begin, end, stop, cue, lexicon))
    if listed:
        yield from listed
        return
    described = _described(tokens, begin, end, lexicon)
    if described is not None:
        yield Introduction(described, cue.rule.id, named=False)


def _listed(
    tokens: Tokens, begin: int, end: int, stop: int, cue: Cue, lexicon: Lexicon
) -> Iterator[Introduction]:
    """Read "two datasets, A for training and B for testing": a plural type noun, then names."""
    types = lexicon.type_nouns.get(tokens.lower[end - 1]) if end > begin else None
    if not types or not tokens.lower[end - 1].endswith("s") or end >= stop or tokens.words[end] not in ",:(":
        return
    for at in range(end + 1, stop):
        if tokens.kinds[at] == "verb" or tokens.words[at] in ";.":
            return
        opens = tokens.lower[at - 1] in (",", ":", "(", "and", "namely", "named")
        if opens and tokens.is_name(at):
            yield Introduction(Candidate(at, at + 1, "coined/listed", types), cue.rule.id, named=True)


def _name_in(tokens: Tokens, begin: int, end: int, type_nouns: Container[str]) -> tuple[int, int] | None:
    """Return the name in a noun group: its first name-like token with its capitalised neighbours, else capitalised words."""
    at = begin
    while at < end and tokens.lower[at] in _ARTICLES:
        at += 1
    if end - at >= 2 and tokens.is_name(end - 1) and tokens.lower[end - 2] in type_nouns:
        return end - 1, end
    for start in range(at, end):
        if not _fits_name(tokens, start) or tokens.opens_sentence(start):
            continue
        finish = start + 1
        while finish < end and (_fits_name(tokens, finish) or tokens.lower[finish] in _VERSION):
            finish += 1
        if any(tokens.is_name(n) for n in range(start, finish)) or _capitalised_name(tokens, start, finish, at):
            return start, finish
    return None


def _carried_definition(
    tokens: Tokens, begin: int, end: int, stop: int, definitions: list[Definition]
) -> Definition | None:
    """Return the capitalised definition behind a bare object: "a novel framework by employing a Reasoning Agent (RA)"."""
    if any(tokens.kinds[n] in ("", "inner") for n in range(begin, end)):
        return None
    for definition in definitions:
        capitals = [tokens.words[n][0].isupper() for n in range(*definition.long) if tokens.kinds[n] != "stop"]
        if end <= definition.long[0] < stop and all(capitals):
            return definition
    return None


def _before_apposition(tokens: Tokens, begin: int, end: int, stop: int) -> tuple[int, int] | None:
    """Return the single word of "we develop nnterp, a lightweight wrapper": a name however it is written."""
    alone = end - begin == 1 and end + 1 < stop and tokens.words[end] == "," and tokens.lower[end + 1] in ("a", "an")
    return (begin, end) if alone and tokens.kinds[begin] == "" else None


def _behind_comma(tokens: Tokens, end: int, stop: int, lexicon: Lexicon) -> Candidate | None:
    """Return the name in "a perception method, FooNet, which": a type noun, then the name between commas."""
    if end + 1 >= stop or tokens.words[end] != "," or not tokens.is_name(end + 1):
        return None
    types = lexicon.type_nouns.get(tokens.lower[end - 1])
    return Candidate(end + 1, end + 2, "coined/name", types) if types and not tokens.lower[end - 1].endswith("s") else None


def _in_bracket(tokens: Tokens, end: int, stop: int, lexicon: Lexicon) -> Candidate | None:
    """Return the name in "a language fidelity (LFX) metric": in brackets in front of a type noun."""
    if end + 2 >= stop or tokens.words[end] != "(" or tokens.words[end + 2] != ")" or not tokens.is_name(end + 1):
        return None
    behind = tokens.lower[end + 3] if end + 3 < len(tokens.words) else ""
    types = lexicon.type_nouns.get(behind) or lexicon.type_nouns.get(tokens.lower[end - 1])
    return Candidate(end + 1, end + 2, "coined/name", types) if types else None


def _capitalised_name(tokens: Tokens, start: int, finish: int, at: int) -> bool:
    """True for "Decision Flow", "the Adaptive Transformer": capitalised words that begin the group or are several."""
    return finish - start >= 2 or start == at


def _fits_name(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return tokens.is_name(at) or (word[0].isupper() and word[0].isalpha() and len(word) > 2)


def _type_of_name(
    tokens: Tokens, start: int, end: int, begin: int, group_end: int, stop: int, lexicon: Lexicon
) -> tuple[EntityType, ...]:
    """Type by the noun just behind, just before, the apposition, the name's own head; else a Method."""
    behind = _noun_type(tokens, end, group_end, lexicon)
    if behind:
        return behind
    before = _noun_type(tokens, begin, start, lexicon)
    if before:
        return before
    apposition = _apposition_type(tokens, end, stop, lexicon)
    if apposition:
        return apposition
    own = lexicon.heads.get(tokens.lower[end - 1])
    return _as_contribution(own.types) if own and end - start > 1 else ("Method",)


def _as_contribution(types: tuple[EntityType, ...]) -> tuple[EntityType, ...]:
    """What is proposed under a name that ends like a task ("Vulnerability-Aware Alignment") is a method for it."""
    return ("Method",) if types[0] == "Task" else types


def _noun_type(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type of the last typed noun in the range."""
    for at in range(end - 1, start - 1, -1):
        word = tokens.lower[at]
        if word in lexicon.type_nouns:
            return lexicon.type_nouns[word]
        if word in lexicon.heads:
            return lexicon.heads[word].types
    return ()


def _apposition_type(tokens: Tokens, at: int, stop: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type of ", a ... dataset of": the head of the noun group behind the name."""
    if at >= stop or tokens.words[at] not in _APPOSITION and tokens.lower[at] != "is":
        return ()
    at += 1
    if at >= stop or tokens.lower[at] not in _ARTICLES:
        return ()
    end = at + 1
    while end < stop and (
        tokens.lower[end] in _ARTICLES
        or (tokens.kinds[end] not in ("punct", "stop") and tokens.lower[end] not in _CLAUSE_ENDS)
    ):
        end += 1
    return _as_contribution(_noun_type(tokens, at, end, lexicon) or ("Method",))


def _types_around(tokens: Tokens, definition: Definition, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Type a defined name by the type noun behind its bracket, the apposition, the noun before; else by its head."""
    behind = max(definition.short[1], definition.long[1]) + 1
    begin = min(definition.short[0], definition.long[0])
    stop = tokens.sentences[tokens.sentence_of[begin]][1]
    if behind < stop and tokens.lower[behind] in lexicon.type_nouns:
        return lexicon.type_nouns[tokens.lower[behind]]
    before = [lexicon.type_nouns[w] for w in tokens.lower[max(0, begin - 3) : begin] if w in lexicon.type_nouns]
    if before:
        return before[-1]
    apposition = _apposition_type(tokens, behind, stop, lexicon)
    if apposition:
        return apposition
    last = tokens.lower[definition.long[1] - 1]
    if last in lexicon.type_nouns:
        return lexicon.type_nouns[last]
    return _as_contribution(lexicon.heads[last].types) if last in lexicon.heads else ("Method",)


def _described(tokens: Tokens, begin: int, end: int, lexicon: Lexicon) -> Candidate | None:
    """Return the description "a hybrid quantum-classical algorithm" as a candidate, trimmed of praise."""
    while begin < end and (
        tokens.kinds[begin] in ("modifier", "number", "stop", "adverb") or tokens.lower[begin] in _ARTICLES
    ):
        begin += 1
    if end - begin == 1 and "-" in tokens.words[begin] and tokens.lower.count(tokens.lower[begin]) > 1:
        return Candidate(begin, end, "coined/description", ("Method",))
    if end - begin < 2 or end - begin > 6:
        return None
    types = lexicon.type_nouns.get(tokens.lower[end - 1])
    head = lexicon.heads.get(tokens.lower[end - 1])
    told = types or (head.types if head else ())
    if not told or not any(tokens.kinds[n] in ("", "inner") for n in range(begin, end - 1)):
        return None
    return Candidate(begin, end, "coined/description", told)


def _before(tokens: Tokens, cue: Cue, definitions: list[Definition], lexicon: Lexicon) -> Iterator[Introduction]:
    begin = max(tokens.sentences[tokens.sentence_of[cue.start]][0], cue.start - cue.rule.reach)
    for definition in definitions:
        if begin <= definition.short[0] < cue.start:
            types = _types_around(tokens, definition, lexicon)
            yield Introduction(Candidate(*definition.short, "coined/definition", types), cue.rule.id, named=True)
            return
    for at in range(cue.start - 1, begin - 1, -1):
        if tokens.is_name(at):
            types = _noun_type(tokens, begin, at, lexicon) or ("Method",)
            yield Introduction(Candidate(at, at + 1, "coined/name", types), cue.rule.id, named=True)
            return


def _possessed(tokens: Tokens, cue: Cue, definitions: list[Definition], lexicon: Lexicon) -> Iterator[Introduction]:
    """Read "our RecTok", "our UGD framework", "the proposed graph-free method (ABC)"."""
    stop = _scope_end(tokens, cue)
    end = _group_end(tokens, cue.end, stop, definitions)
    at = cue.end
    while at < end and tokens.kinds[at] == "modifier":
        at += 1
    if end - at >= 2 and tokens.is_name(end - 1) and tokens.lower[end - 2] in lexicon.type_nouns:
        types = lexicon.type_nouns[tokens.lower[end - 2]]
        yield Introduction(Candidate(end - 1, end, "coined/name", types), cue.rule.id, named=True)
        return
    for definition in definitions:
        if at <= definition.long[0] < end or definition.short[0] == at:
            yield Introduction(
                Candidate(*definition.short, "coined/definition", _types_around(tokens, definition, lexicon)),
                cue.rule.id,
                named=True,
            )
            return
    bracket = end + 1 if end < len(tokens.words) and tokens.words[end] == "(" else None
    if bracket and bracket + 1 < len(tokens.words) and tokens.words[bracket + 1] == ")" and tokens.is_name(bracket):
        types = _noun_type(tokens, at, end, lexicon) or ("Method",)
        yield Introduction(Candidate(bracket, bracket + 1, "coined/name", types), cue.rule.id, named=True)
    elif at < end and tokens.is_name(at):
        finish = at + 1
        while finish < end and _fits_name(tokens, finish):
            finish += 1
        types = _noun_type(tokens, finish, end, lexicon) or _noun_type(tokens, cue.end, at, lexicon) or ("Method",)
        yield Introduction(Candidate(at, finish, "coined/name", types), cue.rule.id, named=True)
