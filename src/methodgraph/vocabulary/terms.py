"""The vocabulary: one Term per row of the TSV files beside this module, checked as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, cast

from methodgraph.errors import DataError, Problem
from methodgraph.ids import slug
from methodgraph.records import ENTITY_TYPES, EntityType, family
from methodgraph.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

COLUMNS = ("label", "types", "aliases", "sense", "parent", "context")
NOT_TERMS = "not_terms.tsv"
SENSES = "senses.tsv"
USUAL_SHARE = 0.8
"""Share of a short form's definitions that makes a sense its usual one."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing of the field. `id` is the slug of its sense, or of its label where there is none.

    `aliases` are other written forms; `types` best first; `parent` the id of the broader term; `context`
    lower-case words that speak for this sense where an alias has several.
    """

    id: str
    label: str
    types: tuple[EntityType, ...]
    aliases: tuple[str, ...] = ()
    sense: str | None = None
    parent: str | None = None
    context: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Label, sense and aliases, in this order, each once."""
        return tuple(dict.fromkeys((self.label, *((self.sense,) if self.sense else ()), *self.aliases)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms by id, and the folded phrases that look like terms but are none (with the reason)."""

    terms: Mapping[str, Term]
    not_terms: Mapping[str, str]
    by_name: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    """Folded name -> the terms that bear it: more than one where an alias has several senses."""
    usual: Mapping[str, str] = field(default_factory=dict)
    """Folded ambiguous short form -> id of the sense that most papers which define it give it."""
    added: frozenset[str] = frozenset()
    """Ids of the terms that are not shipped: a user gave them. See `methodgraph.vocabulary.added`."""

    def named(self, name: str) -> tuple[Term, ...]:
        """Return the terms that `name`, in any spelling, may stand for; empty where the vocabulary has none."""
        return self.by_name.get(fold(name), ())


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the shipped vocabulary. Raises DataError with every faulty row where it breaks its own rules."""
    folder = resources.files("methodgraph.vocabulary").joinpath("data")
    problems: list[Problem] = []
    rows: list[tuple[str, int, dict[str, str]]] = []
    not_terms: dict[str, str] = {}
    senses: list[dict[str, str]] = []
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name == NOT_TERMS:
            not_terms = {fold(row["phrase"]): row["reason"] for _, row in _rows(path, ("phrase", "reason"), problems)}
        elif path.name == SENSES:
            senses = [row for _, row in _rows(path, ("short", "sense", "defined", "of"), problems)]
        elif path.name.endswith(".tsv"):
            rows += [(path.name, n, row) for n, row in _rows(path, COLUMNS, problems)]
    terms = _terms(rows, problems)
    usual = _usual(senses, terms, problems)
    if problems:
        raise DataError(problems)
    return Vocabulary(terms, not_terms, _by_name(terms), usual)


def _rows(path: Traversable, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if tuple(lines[0].split("\t")) != columns:
        problems.append(Problem(path.name, 1, "the header is not " + " ".join(columns), "name the columns so"))
        return
    for n, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            problems.append(Problem(path.name, n, f"{len(cells)} cells", f"give {len(columns)}, separated by tabs"))
            continue
        yield n, dict(zip(columns, cells, strict=True))


def _terms(rows: list[tuple[str, int, dict[str, str]]], problems: list[Problem]) -> dict[str, Term]:
    ids = _ids([row for _, _, row in rows])
    parents = _parents(rows, ids)
    terms: dict[str, Term] = {}
    for (file, n, row), told in zip(rows, ids, strict=True):
        types = tuple(row["types"].split("|"))
        if unknown := [kind for kind in types if kind not in ENTITY_TYPES]:
            problems.append(Problem(file, n, f"unknown type {unknown[0]!r}", "use one of " + ", ".join(ENTITY_TYPES)))
        kinds = (row["types"].partition("|")[0], _family(row), "")
        parent = next((parents[row["parent"], kind] for kind in kinds if (row["parent"], kind) in parents), None)
        if row["parent"] and parent is None:
            problems.append(Problem(file, n, f"parent {row['parent']!r} has no row", "add it, or leave the cell empty"))
        term = Term(
            id=told,
            label=row["label"],
            types=cast("tuple[EntityType, ...]", types),
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            sense=row["sense"] or None,
            parent=parent if parent != told else None,
            context=tuple(filter(None, row["context"].split("|"))),
        )
        if term.id in terms:
            problems.append(Problem(file, n, f"{term.label!r} stands twice", "merge the two rows"))
        terms[term.id] = term
    return terms


def _ids(rows: list[dict[str, str]]) -> list[str]:
    """Return one id a row: the slug of its sense or label, with its family where another family has the same slug."""
    plain = [slug(row["sense"] or row["label"]) for row in rows]
    families: dict[str, set[str]] = {}
    for told, row in zip(plain, rows, strict=True):
        families.setdefault(told, set()).add(_family(row))
    return [
        told if len(families[told]) == 1 else f"{told}-{_family(row).lower()}"
        for told, row in zip(plain, rows, strict=True)
    ]


def _family(row: dict[str, str]) -> str:
    first = row["types"].partition("|")[0]
    return family(cast("EntityType", first))


def _parents(rows: list[tuple[str, int, dict[str, str]]], ids: list[str]) -> dict[tuple[str, str], str]:
    """Map (label, kind) to ids: kind is the first type, else its family, else "". An ambiguous label is told apart."""
    told: dict[tuple[str, str], str] = {}
    for (_, _, row), identity in zip(rows, ids, strict=True):
        told.setdefault((row["label"], row["types"].partition("|")[0]), identity)
    for (_, _, row), identity in zip(rows, ids, strict=True):
        told.setdefault((row["label"], _family(row)), identity)
        told.setdefault((row["label"], ""), identity)
    return told


def _usual(senses: list[dict[str, str]], terms: Mapping[str, Term], problems: list[Problem]) -> dict[str, str]:
    """Return the usual sense of each ambiguous short form, from how often papers define it so."""
    told: dict[str, str] = {}
    for row in senses:
        if row["sense"] not in terms:
            problems.append(Problem(SENSES, None, f"sense {row['sense']!r} has no row", "name the id of a term"))
        elif int(row["defined"]) >= USUAL_SHARE * int(row["of"]):
            told[fold(row["short"])] = row["sense"]
    return told


def _by_name(terms: dict[str, Term]) -> dict[str, tuple[Term, ...]]:
    by_name: dict[str, dict[str, Term]] = {}
    for term in terms.values():
        for name in term.names:
            by_name.setdefault(fold(name), {})[term.id] = term
    return {name: tuple(found.values()) for name, found in by_name.items()}
