"""What else a build writes for programs and for curation: the papers as JSON lines, and tables.

Each function writes one file, whole or not at all, in UTF-8; the same records give the same bytes. They raise
UsageError where the file cannot be written.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from methodgraph.files import replacing, write_atomic, write_lines_atomic
from methodgraph.interchange import dumps, to_json
from methodgraph.publish.facts import facts
from methodgraph.publish.said import by_paper
from methodgraph.publish.surroundings import around
from methodgraph.text.characters import FORMULA_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from methodgraph.publish.facts import PaperFacts
    from methodgraph.records import Linked, Paper, PaperGraph, Unlinked

MERGES_COLUMNS = ("entity", "label", "form", "reason", "papers", "paper", "text")
UNLINKED_COLUMNS = ("paper", "name", "reason", "count", "text")

_BREAKS = re.compile(r"\s+")


def write_papers_jsonl(graphs: Iterable[PaperGraph], path: Path) -> None:
    """Write each paper's own graph as a line of JSON, in the order given: the interchange form.

    >>> write_papers_jsonl(graphs, Path("output/papers.jsonl"))  # doctest: +SKIP
    """
    write_lines_atomic(path, (dumps(to_json(graph)) for graph in graphs))


def write_merges_tsv(linked: Linked, path: Path) -> None:
    """Write why written forms became one entity, to review: entity, label, form, reason, how many papers write it so.

    `paper` is the first of them and `text` its words around the form. Sorted by entity, form and reason, under a
    heading; cells as in `write_unlinked_tsv`. A line of same.tsv or different.tsv undoes what is wrong.

    >>> write_merges_tsv(linked, Path("output/merges.tsv"))  # doctest: +SKIP
    """
    labels = {entity.id: entity.label for entity in linked.entities}
    merged = merges_of(facts(one) for one in by_paper(linked))
    lines = ("".join(merge_lines(entity, labels[entity], merged[entity])) for entity in sorted(merged))
    _write(path, chain((heading(MERGES_COLUMNS),), lines))


def merges_of(papers: Iterable[PaperFacts]) -> dict[str, dict[tuple[str, str], list[tuple[str, str]]]]:
    """Return for each entity that is a merge each form and reason, with the papers that write it so and their words."""
    found: defaultdict[str, dict[tuple[str, str], list[tuple[str, str]]]] = defaultdict(dict)
    for paper in papers:
        for merge in paper.merges:
            found[merge.entity].setdefault((merge.form, merge.reason), []).append((paper.id, merge.text))
    return found


def merge_lines(entity: str, label: str, merges: Mapping[tuple[str, str], Sequence[tuple[str, str]]]) -> Iterator[str]:
    """Yield the lines of merges.tsv on one entity."""
    for (form, reason), papers in sorted(merges.items()):
        first, text = min(papers)
        yield line((entity, label, form, reason, str(len(papers)), first, text))


def write_unlinked_tsv(linked: Linked, path: Path) -> None:
    """Write every name left out, for curation: paper, name, reason, how often it stands there, its surroundings.

    Sorted by paper, name and reason, under a heading. Tabs and line breaks become a space. A cell that begins with
    one of = + - @ gets an apostrophe before it, lest a spreadsheet take a paper's words for a formula, or with a quote,
    lest it take that for the beginning of a quoted cell.

    >>> write_unlinked_tsv(linked, Path("output/unlinked.tsv"))  # doctest: +SKIP
    """
    papers = sorted(by_paper(linked), key=lambda one: one.paper.id)
    lines = ("".join(unlinked_lines(one.paper, one.unlinked)) for one in papers)
    _write(path, chain((heading(UNLINKED_COLUMNS),), lines))


def unlinked_lines(paper: Paper, left: Iterable[Unlinked]) -> Iterator[str]:
    """Yield the lines of unlinked.tsv on one paper."""
    for told in sorted(left, key=lambda one: (one.name, one.reason)):
        text = around(paper, told.mentions[0]) if told.mentions else ""
        yield line((paper.id, told.name, told.reason, str(len(told.mentions)), text))


def heading(columns: Sequence[str]) -> str:
    """Return the line that names the columns of a table."""
    return "\t".join(columns) + "\n"


def line(cells: Iterable[str]) -> str:
    """Return a line of a table: breaks in a cell become a space, and nothing in it is a formula."""
    return "\t".join([_cell(cell) for cell in cells]) + "\n"


def _write(path: Path, lines: Iterable[str]) -> None:
    with replacing(path) as stream:
        for told in lines:
            stream.write(told.encode())


def _cell(text: str) -> str:
    told = _BREAKS.sub(" ", text).strip()
    if not told.isascii():
        told = told.encode("utf-8", "replace").decode()
    return f"'{told}" if told.startswith((*FORMULA_STARTS, '"')) else told


def write_json(path: Path, told: Mapping[str, Any]) -> None:
    """Write what is told of a graph (its manifest, a description) as indented JSON, keys in the order of `told`.

    >>> write_json(Path("output/manifest.json"), {"methodgraph": "0.1.0"})  # doctest: +SKIP
    """
    write_atomic(path, json.dumps(told, ensure_ascii=True, indent=2) + "\n")
