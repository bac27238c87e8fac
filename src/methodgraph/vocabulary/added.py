"""Terms beside the shipped ones: rows that a user wrote, or that LEARN found in a corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from methodgraph.errors import InputError, Problem
from methodgraph.files import read_text
from methodgraph.ids import slug
from methodgraph.records import ENTITY_TYPES, family
from methodgraph.text.folding import fold
from methodgraph.vocabulary.terms import COLUMNS, Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from methodgraph.records import EntityType

_REQUIRED = ("label", "types")


def read_terms(path: str | Path, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Return the terms of a file of rows: tab-separated, with the vocabulary's columns first and any others behind.

    A parent may be a row of the file or a term of `vocabulary`. Empty lines are passed over. Raises InputError with
    every fault (`path:line: what; remedy`): a heading that lacks the columns, a row that is too short or too long, no
    label, an unknown type, a parent that is nowhere or leads back to its row, a row that stands twice.

    >>> read_terms("learned.tsv", load_vocabulary())[0].label  # doctest: +SKIP
    'FooQA'
    """
    return terms_of(read_text(path).split("\n"), Path(path).as_posix(), vocabulary)


def terms_of(lines: Sequence[str], name: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Return the terms of the lines of such a file; `name` is what problems call it."""
    problems: list[Problem] = []
    rows = list(_rows(lines, name, problems))
    ids = _ids([row for _, row in rows])
    parents = {row["label"]: told for (_, row), told in zip(rows, ids, strict=True)}
    seen: dict[str, int] = {}
    terms = []
    for (line, row), told in zip(rows, ids, strict=True):
        problems += (Problem(name, line, what, remedy) for what, remedy in _faults(row, parents, vocabulary))
        if told in seen:
            problems.append(Problem(name, line, f"{row['label']!r} stands in line {seen[told]} too", "merge the two"))
        seen.setdefault(told, line)
        parent = parents.get(row["parent"]) or _known(row["parent"], vocabulary)
        terms.append(_term(row, told, parent if parent != told else None))
    problems += (
        Problem(name, seen[term.id], f"the parents of {term.label!r} lead back to it", "empty one of their cells")
        for term in _circular({term.id: term for term in terms})
    )
    if problems:
        raise InputError(sorted(problems, key=lambda problem: problem.line or 0))
    return tuple(terms)


def extended(vocabulary: Vocabulary, terms: Iterable[Term]) -> Vocabulary:
    """Return `vocabulary` with `terms` beside its own; one with the id of a shipped term takes its place.

    >>> extended(load_vocabulary(), read_terms("mine.tsv", load_vocabulary())).named("FooQA")  # doctest: +SKIP
    """
    added = {term.id: term for term in terms}
    by_name = {
        name: kept
        for name, known in vocabulary.by_name.items()
        if (kept := tuple(term for term in known if term.id not in added))
    }
    for term in added.values():
        for form in dict.fromkeys(fold(name) for name in term.names):
            by_name[form] = (*by_name.get(form, ()), term)
    return replace(
        vocabulary, terms={**vocabulary.terms, **added}, by_name=by_name, added=vocabulary.added | added.keys()
    )


def _rows(lines: Sequence[str], name: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    heading = tuple(lines[0].split("\t"))
    if heading[: len(COLUMNS)] != COLUMNS:
        what = "the heading does not begin with " + ", ".join(COLUMNS)
        problems.append(Problem(name, 1, what, "name the columns so, parted by tabs"))
        return
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if not line.strip():
            continue
        if not len(COLUMNS) <= len(cells) <= len(heading):
            wanted = f"{len(COLUMNS)} to {len(heading)}" if len(heading) > len(COLUMNS) else str(len(COLUMNS))
            problems.append(Problem(name, number, f"{len(cells)} cells", f"give {wanted}, parted by tabs"))
            continue
        yield number, {column: cell.strip() for column, cell in zip(COLUMNS, cells, strict=False)}


def _faults(row: Mapping[str, str], parents: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for column in _REQUIRED:
        if not _list(row[column]):
            yield f"no {column}", f"fill the cell {column!r}, or take the row out"
    if row["label"] and not any(map(str.isalnum, row["label"])):
        yield f"label {row['label']!r} without a letter or digit", "write the name, or take the row out"
    for kind in _list(row["types"]):
        if kind not in ENTITY_TYPES:
            yield f"unknown type {kind!r}", "use one of " + ", ".join(ENTITY_TYPES)
    if row["parent"] and row["parent"] not in parents and _known(row["parent"], vocabulary) is None:
        yield f"parent {row['parent']!r} is no term", "add a row for it, or leave the cell empty"


def _circular(terms: Mapping[str, Term]) -> Iterator[Term]:
    """Yield the first term, in the order given, of each ring of parents."""
    passed: set[str] = set()
    for first in terms:
        above: list[str] = []
        at = first
        while at in terms and at not in passed:
            passed.add(at)
            above.append(at)
            at = terms[at].parent or ""
        if at in above:
            ring = above[above.index(at) :]
            yield next(terms[one] for one in terms if one in ring)


def _known(label: str, vocabulary: Vocabulary) -> str | None:
    return next((term.id for term in vocabulary.named(label) if label in term.names), None) if label else None


def _term(row: Mapping[str, str], identity: str, parent: str | None) -> Term:
    return Term(
        id=identity,
        label=row["label"],
        types=cast("tuple[EntityType, ...]", _list(row["types"])),
        aliases=_list(row["aliases"]),
        sense=row["sense"] or None,
        parent=parent,
        context=_list(row["context"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in cell.split("|")) if part)


def _ids(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return one id a row: the slug of its sense or label, with its family where rows of other families share it."""
    plain = [slug(row["sense"] or row["label"]) for row in rows]
    kinds = [family(cast("EntityType", row["types"].partition("|")[0])) for row in rows]
    shared: dict[str, set[str]] = {}
    for told, kind in zip(plain, kinds, strict=True):
        shared.setdefault(told, set()).add(kind)
    return [
        told if len(shared[told]) == 1 else f"{told}-{kind.lower()}" for told, kind in zip(plain, kinds, strict=True)
    ]


def term_lines(terms: Iterable[Term], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the lines of a file that `read_terms` reads back as the same terms."""
    given = {term.id: term for term in terms}
    yield "\t".join(COLUMNS)
    for term in given.values():
        parent = (given.get(term.parent) or vocabulary.terms[term.parent]).label if term.parent else ""
        lists = {"types": term.types, "aliases": term.aliases, "context": term.context}
        cells = {"label": term.label, "sense": term.sense or "", "parent": parent}
        cells |= {column: "|".join(told) for column, told in lists.items()}
        yield "\t".join(cells[column] for column in COLUMNS)
