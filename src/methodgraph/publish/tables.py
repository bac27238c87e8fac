"""What else a build writes for programs and for curation: the papers as JSON lines, and tables.

Each function writes one file, whole or not at all, in UTF-8; the same records give the same bytes. They raise
UsageError where the file cannot be written.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from methodgraph.files import write_atomic, write_lines_atomic
from methodgraph.interchange import dumps, to_json
from methodgraph.text.characters import FORMULA_STARTS
from methodgraph.text.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from methodgraph.records import Linked, PaperGraph, Passage

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
    write_lines_atomic(path, ("\t".join(_cell(cell) for cell in row) for row in _merge_rows(linked)))


def _merge_rows(linked: Linked) -> Iterator[tuple[str, ...]]:
    yield MERGES_COLUMNS
    papers = {paper.id: paper for paper in linked.papers}
    labels = {entity.id: entity.label for entity in linked.entities}
    wanted = {(merge.papers[0], merge.entity) for merge in linked.merges}
    mentions: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for link in linked.links:
        if (link.paper, link.entity) in wanted:
            mentions[link.paper, link.entity] += link.mentions
    for merge in linked.merges:
        first = papers[merge.papers[0]]
        near = mentions[first.id, merge.entity]
        place = next((mention for mention in near if plain(mention.text) == merge.form), None)
        text = _around({"text": first.text, "title": first.title or ""}, place) if place else ""
        yield merge.entity, labels[merge.entity], merge.form, merge.reason, str(len(merge.papers)), first.id, text


def write_unlinked_tsv(linked: Linked, path: Path) -> None:
    """Write every name left out, for curation: paper, name, reason, how often it stands there, its surroundings.

    Sorted by paper, name and reason, under a heading. Tabs and line breaks become a space. A cell that begins with
    one of = + - @ gets an apostrophe before it, lest a spreadsheet take a paper's words for a formula, or with a quote,
    lest it take that for the beginning of a quoted cell.

    >>> write_unlinked_tsv(linked, Path("output/unlinked.tsv"))  # doctest: +SKIP
    """
    papers = {paper.id: paper for paper in linked.papers}
    rows = [UNLINKED_COLUMNS]
    for paper, told in sorted(linked.unlinked, key=lambda pair: (pair[0], pair[1].name, pair[1].reason)):
        source = papers[paper]
        fields = {"text": source.text, "title": source.title or ""}
        text = _around(fields, told.mentions[0]) if told.mentions else ""
        rows.append((paper, told.name, told.reason, str(len(told.mentions)), text))
    write_lines_atomic(path, ("\t".join(_cell(cell) for cell in row) for row in rows))


def _around(fields: Mapping[str, str], first: Passage, width: int = 80) -> str:
    """Return a mention with up to `width` characters on either side, cut between words."""
    text = fields[first.field]
    before, after = text[: first.start][-width:], text[first.end :][:width]
    if len(before) == width:
        before = "… " + before.partition(" ")[2]
    if len(after) == width:
        after = after.rpartition(" ")[0] + " …"
    return before + text[first.start : first.end] + after


def _cell(text: str) -> str:
    told = _BREAKS.sub(" ", text).strip().encode("utf-8", "replace").decode()
    return f"'{told}" if told.startswith((*FORMULA_STARTS, '"')) else told


def write_json(path: Path, told: Mapping[str, Any]) -> None:
    """Write what is told of a graph (its manifest, a description) as indented JSON, keys in the order of `told`.

    >>> write_json(Path("output/manifest.json"), {"methodgraph": "0.1.0"})  # doctest: +SKIP
    """
    write_atomic(path, json.dumps(told, ensure_ascii=True, indent=2) + "\n")
