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

1 and 2 are known of a row by itself (`known`). The others depend on the rows of the same folded name and on whether
another name is expanded so, and on nothing else: `decide_name` decides one name, for all papers that bear it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from methodgraph.link.coinages import by_maker, coinage_of
from methodgraph.link.definitions import definitions_of, fitting
from methodgraph.link.kinds import kind_fact, kinds_instead, with_kind
from methodgraph.link.names import families, is_camel, is_short, meeting_form, written
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from methodgraph.link.definitions import Definition
    from methodgraph.link.names import Key, Written
    from methodgraph.link.rows import Row
    from methodgraph.records import EntityType
    from methodgraph.vocabulary import Term, Vocabulary

    Words = Callable[[str], frozenset[str]]
    """The content words of the paper with this id; asked seldom, see `definitions.needs_words`."""

NO_TYPES: frozenset[EntityType] = frozenset()


def decide(rows: Sequence[Row], vocabulary: Vocabulary, words: Words) -> list[tuple[Key, str]]:
    """Return the key of each row and why, in their order. What is decided depends on no order."""
    senses = senses_of(rows)
    by_name: dict[str, list[int]] = {row.folded: [] for row in rows if row.known is None}
    told: list[tuple[Key, str]] = []
    for at, row in enumerate(rows):
        told.append((row.known or ("",), row.reason))
        if row.folded in by_name:
            by_name[row.folded].append(at)
    for folded, places in by_name.items():
        group = [rows[at] for at in places]
        decided = decide_name(group, frozenset(senses.get(folded, ())), vocabulary, words)
        for at, one in zip(places, decided, strict=True):
            told[at] = one
    return told


def senses_of(rows: Iterable[Row]) -> dict[str, set[EntityType]]:
    """Return the type families of what papers expand so, by the folded expansion."""
    senses: defaultdict[str, set[EntityType]] = defaultdict(set)
    for row in rows:
        if row.known is not None and row.known[0] == "sense":
            senses[row.known[1]] |= families(row.types)
    return senses


def decide_name(
    rows: Sequence[Row], senses: frozenset[EntityType], vocabulary: Vocabulary, words: Words
) -> list[tuple[Key, str]]:
    """Return the key and the reason of each of `rows`: all that bear one folded name.

    `senses` are the type families of what papers expand as this name.
    """
    if len(rows) == 1 and rows[0].known is None:
        return [by_name(rows[0], senses, {}, vocabulary, words)]
    unknown = [at for at, row in enumerate(rows) if row.known is None]
    told = [(row.known or ("",), row.reason) for row in rows]
    if not unknown:
        return told
    definitions = definitions_of(rows) if len(unknown) < len(rows) else {}
    alike: dict[tuple[object, ...], tuple[Key, str]] = {}
    for at in unknown:
        row = rows[at]
        defined = definitions.get(row.form)
        if defined:
            told[at] = by_name(row, senses, defined, vocabulary, words)
            continue
        same = (row.name, row.types, row.form)  # all that it depends on where nobody expands the name
        if same not in alike:
            alike[same] = by_name(row, senses, {}, vocabulary, words)
        told[at] = alike[same]
    return _by_users(rows, told) if len(unknown) > 1 else told


def _by_users(rows: Sequence[Row], told: list[tuple[Key, str]]) -> list[tuple[Key, str]]:
    """Return what is decided once all who bear the name were heard: on its type, and on who introduces it."""
    facts: defaultdict[Written, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row, (key, _) in zip(rows, told, strict=True):
        fact = kind_fact(row, key)
        if fact is not None:
            facts[row.form][fact] += 1
    instead = {form: kinds_instead(counts) for form, counts in facts.items()}
    told = [(with_kind(key, instead.get(row.form, {})), reason) for row, (key, reason) in zip(rows, told, strict=True)]
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    for at, (key, _) in enumerate(told):
        if key[0] == "name":
            by_key[key].append(at)
    for key, places in by_key.items():
        coinage = coinage_of(rows[at] for at in places)
        if coinage.works:
            for at in places:
                told[at] = by_maker(rows[at], key, coinage) or told[at]
    return told


def by_name(
    row: Row, senses: frozenset[EntityType], definitions: Mapping[Key, Definition], vocabulary: Vocabulary, words: Words
) -> tuple[Key, str]:
    """Decide a row by the name alone.

    `senses` are the type families of what papers expand as this name, `definitions` what they expand this name as.
    """
    folded, mine = row.folded, families(row.types)
    if mine & senses and not is_camel(row.name):
        return ("sense", folded), f"named by the expansion {row.name!r} of other papers"
    listed = [term for term in _named(row, vocabulary) if _fits(term, folded, row.form, mine)]
    term = _term_called(folded, row.types[0], listed) if listed else None
    if term is not None and (not is_short(folded) or term.id in vocabulary.added):
        return ("term", term.id), "named by the label of a term of the vocabulary"
    defined = fitting(row, definitions)
    if defined:
        return _by_expansion(row, defined, [("term", term.id) for term in listed], words)
    return own_key(row), "by its name"


def _named(row: Row, vocabulary: Vocabulary) -> Sequence[Term]:
    """Return the terms that bear the row's name. Only where folding left nothing of it the name has to be asked for."""
    return vocabulary.named(row.name) if row.folded == row.name else vocabulary.by_name.get(row.folded, ())


def _by_expansion(row: Row, defined: Mapping[Key, Definition], listed: Sequence[Key], words: Words) -> tuple[Key, str]:
    """Decide a short form by what other papers expand. `listed` are terms it may name as well."""
    own = own_key(row)
    if row.introduces:
        return own, "introduced under this name, which other papers expand"
    rivals = sorted({*defined, *listed})
    if len(rivals) > 1:
        return own, "undecided between " + ", ".join(key[1] for key in rivals)
    (only,) = rivals
    definition = defined[only]
    if not definition.speaks_for_all(row.folded) and not definition.speaks_for(words(row.paper)):
        return own, f"expanded elsewhere as {only[1]!r}, of which this paper does not speak"
    return only, f"every paper that expands it means {only[1]!r}"


def own_key(row: Row) -> Key:
    """Return the key that a row has by its name alone, whatever else papers or vocabulary say of it."""
    return "name", row.folded, row.form, _kin(row.types[0], row.folded)


def _term_called(folded: str, kind: EntityType, listed: Sequence[Term]) -> Term | None:
    """Return the one term whose label or sense this is, and whose first type is of the same family."""
    akin = [term for term in listed if family(term.types[0]) == family(kind)]
    called = [term for term in akin if folded in {meeting_form(name) for name in (term.label, term.sense) if name}]
    return called[0] if len(called) == 1 else None


def _fits(term: Term, folded: str, form: Written, mine: frozenset[EntityType]) -> bool:
    """Return True where the term bears the name in the same kind of writing, with a type that fits."""
    if not families(term.types) & mine:
        return False
    forms = {written(name) for name in term.names if meeting_form(name) == folded}
    return form in forms or None in forms


def _kin(kind: EntityType, folded: str) -> EntityType:
    """Return the family a name is told apart by; only a short one may be the name of a task and of a method."""
    broad = family(kind)
    return "Method" if broad == "Task" and not is_short(folded) else broad
