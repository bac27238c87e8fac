"""The curation files a person writes: `same.tsv`, names that are one thing, and `different.tsv`, names that are not.

    same.tsv         name  other  [type]  [note]
    different.tsv    name  [other]  [paper]  [note]

Tab-separated under a heading of these columns, in any order; empty lines and lines that begin with # are passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, Problem
from methodgraph.files import read_text
from methodgraph.records import ENTITY_TYPES, Curation, Different, Same

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME, DIFFERENT = "same.tsv", "different.tsv"
_COLUMNS = {SAME: ("name", "other", "type", "note"), DIFFERENT: ("name", "other", "paper", "note")}
_NEEDED = {SAME: ("name", "other"), DIFFERENT: ("name",)}

Row = tuple[tuple[str, int], dict[str, str]]


def read_curation(folder: str | Path) -> Curation:
    """Return what the curation files of `folder` say, in the order of their lines. One of the two may be missing.

    Raises InputError, with all faulty lines, for a folder that holds neither file and for what is no such table.

    >>> read_curation("curation").same[0].name  # doctest: +SKIP
    'LLaMA-2'
    """
    paths = [Path(folder) / name for name in (SAME, DIFFERENT)]
    if not any(path.is_file() for path in paths):
        raise InputError([Problem(Path(folder).as_posix(), None, f"no {SAME} and no {DIFFERENT} in it", "add one")])
    problems: list[Problem] = []
    rows = [list(_rows(path, problems)) if path.is_file() else [] for path in paths]
    same = [_same(*row, problems) for row in rows[0]]
    different = [_different(*row, problems) for row in rows[1]]
    told = Curation(tuple(filter(None, same)), tuple(filter(None, different)))
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.path, problem.line or 0)))
    return told


def _rows(path: Path, problems: list[Problem]) -> Iterator[Row]:
    """Yield each line's place and cells by column."""
    name, known = path.as_posix(), _COLUMNS[path.name]
    heading, *lines = read_text(path).split("\n")
    columns = heading.split("\t")
    if not set(_NEEDED[path.name]) <= set(columns) <= set(known) or len(set(columns)) < len(columns):
        what = f"the heading is {heading!r}"
        problems.append(Problem(name, 1, what, f"give columns of {', '.join(known)}, tabs between them"))
        return
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            what = f"{len(cells)} cells under {len(columns)} columns"
            problems.append(Problem(name, number, what, "part cells by one tab"))
            continue
        yield (name, number), dict(zip(columns, cells, strict=False))


def _same(place: tuple[str, int], row: dict[str, str], problems: list[Problem]) -> Same | None:
    name, other, kind = row.get("name", ""), row.get("other", ""), row.get("type", "")
    if not name or not other or name == other:
        problems.append(Problem(*place, "not two names", "give the two names that are one thing"))
    elif kind and kind not in ENTITY_TYPES:
        problems.append(Problem(*place, f"unknown type {kind!r}", "use one of " + ", ".join(ENTITY_TYPES)))
    else:
        return Same(name, other, kind or None, place)
    return None


def _different(place: tuple[str, int], row: dict[str, str], problems: list[Problem]) -> Different | None:
    name, other, paper = row.get("name", ""), row.get("other", ""), row.get("paper", "")
    if not name or bool(other) == bool(paper) or name == other:
        problems.append(Problem(*place, "not a name and either another name or a paper's id", "give these two"))
        return None
    return Different(name, other or None, paper or None, place)
