"""Where a graph comes from: papers, or the output folder of a build."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph import pipeline
from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.interchange import read_graphs
from methodgraph.knowledge.graph import KnowledgeGraph

if TYPE_CHECKING:
    from methodgraph.records import Curation

PAPERS_FILE = "papers.jsonl"
"""The file of a build's output folder that the whole graph can be made of again."""
MANIFEST_FILE = "manifest.json"
"""The file that tells what a person decided on identity, if anything."""


def build(*paths: str | Path, curation: str | Path | None = None) -> KnowledgeGraph:
    """Return the graph of the papers in `paths` (files and folders, one argument each), writing nothing.

    `curation` is a folder with same.tsv and different.tsv: names that are one thing, and names that are not. Raises
    InputError for a source or a curation that cannot be read, UsageError for an argument that is no path.

    >>> len(build("seeds").papers)  # doctest: +SKIP
    49
    """
    given: tuple[object, ...] = paths  # a list of paths in one argument is a likely slip
    for path in given:
        if not isinstance(path, str | os.PathLike):
            kind = type(path).__name__
            raise UsageError(f"a path is a string or a pathlib.Path, not a {kind}; give several as build(*paths)")
    decided = None if curation is None else pipeline.read_curation(curation)
    return KnowledgeGraph(pipeline.extract(paths), curation=decided)


def load(path: str | Path) -> KnowledgeGraph:
    """Return the graph of a build's output folder, or of its papers.jsonl. It equals the graph that was written.

    Papers are linked anew, by the vocabulary of this installation and the rows that the build was given. Raises
    InputError, with all faulty lines, for what is not such a file.

    >>> load("output").entity("SAM2").type  # doctest: +SKIP
    'Model'
    """
    given = Path(path)
    if not given.is_dir():
        return KnowledgeGraph(read_graphs(given))
    rows = [given / pipeline.VOCABULARY_FILE]
    terms = pipeline.given_terms(file for file in rows if file.exists())
    return KnowledgeGraph(read_graphs(given / PAPERS_FILE), terms, _read_curation(given / MANIFEST_FILE))


def _read_curation(manifest: Path) -> Curation | None:
    """Return what a person decided for the build of this manifest; None where there is none, or nothing decided."""
    from methodgraph.files import read_text  # noqa: PLC0415
    from methodgraph.interchange import curation_from_json  # noqa: PLC0415

    if not manifest.exists():
        return None
    try:
        told = json.loads(read_text(manifest)).get("curation")
        return None if told is None else curation_from_json(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"not a build's manifest ({type(error).__name__}: {error})"
        raise InputError([Problem(manifest.as_posix(), None, what, "build the graph again")]) from error
