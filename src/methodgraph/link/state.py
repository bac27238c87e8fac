"""What LINK keeps of a collection, so that some papers more or fewer do not mean to link all of it again.

    rows       a row for each entity of each paper (`rows.Row`), with its key and reason, and with `first`, the key of
               the thing that it is once what is alike is one
    things     an entity for each of these, with its slug, what it is a variant of, and the names it could vary
    alike      the keys that were made one, each with its likeness and what it became
    papers     what each paper claims of things and things, and which things it does not name thereby
    elsewhere  what speaks for these things

All texts are numbers into one list. Nothing is here that follows from the graph of a single paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import msgspec

from methodgraph.errors import InputError, Problem
from methodgraph.link.columns import NONE, Table, Texts
from methodgraph.link.definitions import content_words
from methodgraph.link.rows import Row
from methodgraph.records import ENTITY_TYPES, Entity, family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from methodgraph.link.names import Key
    from methodgraph.records import EntityType

VERSION = 1
"""The form of what `dump_state` writes, and of what stands in it. It goes up whenever LINK decides otherwise."""

Thing = tuple["Key", str, Entity, "tuple[Entity, str] | None", "Sequence[str]"]
"""An entity: its key, its slug, itself, what it is a variant of by which rule, and the names of what it may vary."""
_APART, _MASK = "\x1f", "\x1e"
TABLES = ("rows", "things", "alike", "papers", "elsewhere")


@dataclass(slots=True)
class State:
    """What is kept. It belongs to one vocabulary."""

    texts: Texts
    rows: Table
    things: Table
    alike: Table
    papers: Table
    elsewhere: Table

    def row(self, at: int) -> Row:
        """Return a row; its place in the paper is not kept."""
        texts, rows = self.texts, self.rows
        told = {name: int(values[at]) for name, values in rows.columns.items()}
        sense = texts.get(told["sense"])
        return Row(
            texts[told["paper"]],
            0,
            texts[told["name"]],
            tuple(texts[number] for number in rows.lists["aliases"][at]),
            cast("tuple[EntityType, ...]", tuple(texts[told["types"]].split(_APART))),
            bool(told["introduces"]),
            sense,
            told["uses"],
            texts[told["folded"]],
            "word" if told["is_word"] else "name",
            texts.get(told["work"]),
            self.key(told["key"]) if told["is_known"] else None,
            texts[told["reason"]] if told["is_known"] else "",
            tuple(sorted(content_words(sense or ""))) if told["defines"] else None,
        )

    def key(self, number: int) -> Key:
        """Return the key with this number."""
        return as_key(self.texts[number])

    def entity(self, at: int, *, as_draft: bool = False) -> Entity:
        """Return an entity as it is published, or as a draft: with its slug as id, and nothing broader."""
        texts, things = self.texts, self.things
        return Entity(
            texts[things.get("slug" if as_draft else "id", at)],
            texts[things.get("label", at)],
            ENTITY_TYPES[things.get("type", at)],
            tuple(texts[number] for number in things.lists["aliases"][at]),
            texts.get(things.get("sense", at)),
            None if as_draft else texts.get(things.get("broader", at)),
        )

    def thing_of(self, key: int) -> int | None:
        """Return the place of the entity with this key; None where there is none."""
        found = self.things.places("key", key)
        return int(found[0]) if len(found) else None


def as_text(key: Sequence[str]) -> str:
    """Return a key, or any names in their order, as one text."""
    told = _APART.join(key)
    if _MASK not in told and told.count(_APART) == len(key) - 1:  # no name holds a sign that parts names
        return told
    return _APART.join(part.replace(_MASK, _MASK * 2).replace(_APART, _MASK + "s") for part in key)


def as_key(told: str) -> Key:
    """Return the key that `as_text` wrote.

    >>> as_key(as_text(("name", "resnet", "name", "Method")))
    ('name', 'resnet', 'name', 'Method')
    """
    if _MASK not in told:
        return tuple(told.split(_APART))
    parts = (part.split(_MASK * 2) for part in told.split(_APART))
    return tuple(_MASK.join(piece.replace(_MASK + "s", _APART) for piece in part) for part in parts)


def row_table(
    texts: Texts,
    rows: Sequence[Row],
    decided: Sequence[tuple[Key, str] | None],
    first: Sequence[Key | None],
    found: Sequence[tuple[frozenset[str], int]],
) -> Table:
    """Return a table of rows: how each is decided, what it is in the end, and what its mentions speak for."""
    number = texts.number
    told: list[tuple[int, ...]] = []
    for row, one, last, (rules, mentions) in zip(rows, decided, first, found, strict=True):
        key, reason = one or (row.known, row.reason)
        told.append(
            (
                number(row.paper),
                number(row.name),
                number(_APART.join(row.types)),
                row.introduces,
                number(row.sense),
                row.uses,
                number(row.folded),
                row.form == "word",
                number(row.work),
                row.known is not None,
                row.wording is not None,
                number(as_text(key)) if key is not None else NONE,
                number(reason),
                number(as_text(last)) if last is not None else NONE,
                number(_APART.join(sorted(rules))),
                mentions,
            )
        )
    columns = list(zip(*told, strict=True)) if told else [()] * len(_ROW)
    aliases = [[number(alias) for alias in row.aliases] for row in rows]
    return Table.of(dict(zip(_ROW, columns, strict=True)), {"aliases": aliases})


_ROW = (
    "paper", "name", "types", "introduces", "sense", "uses", "folded", "is_word", "work", "is_known", "defines", "key",
    "reason", "first", "rules", "mentions",
)  # fmt: skip


def thing_table(texts: Texts, told: Sequence[Thing]) -> Table:
    """Return a table of entities."""
    number = texts.number
    columns = {
        "key": [number(as_text(key)) for key, *_ in told],
        "slug": [number(slug) for _, slug, *_ in told],
        "id": [number(entity.id) for _, _, entity, *_ in told],
        "label": [number(entity.label) for _, _, entity, *_ in told],
        "type": [ENTITY_TYPES.index(entity.type) for _, _, entity, *_ in told],
        "sense": [number(entity.sense) for _, _, entity, *_ in told],
        "broader": [number(entity.broader) for _, _, entity, *_ in told],
        "parent": [number(parent[0].id) if parent else NONE for *_, parent, _ in told],
        "rule": [number(parent[1]) if parent else NONE for *_, parent, _ in told],
    }
    lists = {
        "aliases": [[number(alias) for alias in entity.aliases] for _, _, entity, *_ in told],
        "wanted": [[number(name.casefold()) for name in names] for *_, names in told],
    }
    return Table.of(columns, lists)


def alike_table(texts: Texts, told: Sequence[tuple[Key, Entity, Key]]) -> Table:
    """Return a table of keys that were made one: of each its draft's likeness, and the key that all became."""
    number = texts.number
    columns = {
        "key": [number(as_text(key)) for key, _, _ in told],
        "family": [ENTITY_TYPES.index(family(draft.type)) for _, draft, _ in told],
        "label": [number(draft.label) for _, draft, _ in told],
        "sense": [number(draft.sense) for _, draft, _ in told],
        "first": [number(as_text(first)) for *_, first in told],
    }
    return Table.of(columns, {})


def paper_table(texts: Texts, told: Sequence[tuple[str, Sequence[tuple[str, str, str]], Sequence[str]]]) -> Table:
    """Return a table of papers: of each its id, its relations, and the things it leans on."""
    number = texts.number
    return Table.of(
        {"paper": [number(paper) for paper, _, _ in told]},
        {
            "relations": [[number(as_text(triple)) for triple in relations] for _, relations, _ in told],
            "leans": [[number(thing) for thing in leans] for *_, leans in told],
        },
    )


def elsewhere_table(texts: Texts, told: Sequence[tuple[str, tuple[frozenset[str], int]]]) -> Table:
    """Return a table of what speaks for things that papers do not name."""
    number = texts.number
    columns = {
        "thing": [number(thing) for thing, _ in told],
        "rules": [number(_APART.join(sorted(rules))) for _, (rules, _) in told],
        "mentions": [mentions for _, (_, mentions) in told],
    }
    return Table.of(columns, {})


def as_rules(told: str) -> frozenset[str]:
    """Return the rules of a row or of `elsewhere`."""
    return frozenset(told.split(_APART)) if told else frozenset()


def dump_state(state: State) -> bytes:
    """Return a state as bytes. `load_state` gives it back."""
    tables = {name: getattr(state, name).packed() for name in TABLES}
    texts: Sequence[str | bytes] = state.texts.values
    try:
        return msgspec.msgpack.encode({"version": VERSION, "texts": texts, **tables})
    except UnicodeEncodeError:  # a lone surrogate: such texts go as bytes
        texts = [text.encode("utf-8", "surrogatepass") for text in state.texts.values]
        return msgspec.msgpack.encode({"version": VERSION, "texts": texts, **tables})


def load_state(told: bytes) -> State:
    """Return the state that `dump_state` wrote. Raises InputError for one of another version and for damaged bytes."""
    try:
        data: dict[str, Any] = msgspec.msgpack.decode(told)
        if data["version"] != VERSION:
            raise _fault(f"has form {data['version']}, where this version of methodgraph reads {VERSION}")
        texts = [text.decode("utf-8", "surrogatepass") if isinstance(text, bytes) else text for text in data["texts"]]
        return State(Texts(texts), *(Table.unpacked(data[name]) for name in TABLES))
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise _fault(f"is no state of it ({type(error).__name__}: {error})") from error


def _fault(what: str) -> InputError:
    return InputError([Problem("link", None, f"what LINK kept {what}", "link all papers again")])
