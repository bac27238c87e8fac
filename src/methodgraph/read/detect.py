"""Which reader a file is for. Another format is another module and another line in `_reader`."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from methodgraph import files
from methodgraph.errors import InputError, Problem
from methodgraph.read.found import STDIN, Found, SourceText
from methodgraph.read.jsonl import read_json
from methodgraph.read.listing import read_listing

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[SourceText], Found]

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
_TEXT = frozenset({".txt", ".text", ".md", ""})
_JSON_OPENING = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*\{)")


def read_file(name: str) -> Found:
    """Return what the file `name` holds ("-": standard input). Never raises: what is wrong is among the problems."""
    try:
        data = sys.stdin.buffer.read() if name == STDIN else files.read_bytes(name)
    except InputError as error:
        return Found(problems=error.problems)
    text, problems = files.decode(data, name)
    if problems and not text:
        return Found(problems=problems)
    if not text.strip():
        return Found(problems=(Problem(name, None, "the file is empty", "put an abstract in it, or leave it out"),))
    source = SourceText(name, text)
    reader = _reader(source)
    if reader is None:
        return Found(problems=(_unknown(name),))
    found = reader(source)
    problems += found.problems
    if not found.papers and not problems:
        remedy = "one abstract per line or paragraph, or JSON lines with 'abstract'"
        problems = (Problem(name, None, "no paper found", f"a listing holds {remedy}"),)
    return replace(found, problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)))


def _reader(source: SourceText) -> Reader | None:
    """Return the reader for `source`: by its suffix where that says it, else by how its text begins."""
    suffix = "" if source.name == STDIN else PurePosixPath(source.name).suffix.lower()
    if suffix in _JSON:
        return read_json
    if suffix in _TEXT:
        return read_json if _JSON_OPENING.match(source.text) else read_listing
    return None


def _unknown(name: str) -> Problem:
    suffix = PurePosixPath(name).suffix
    return Problem(
        name,
        None,
        f"{suffix!r} is not a kind of file methodgraph reads",
        "name a listing of abstracts .txt, JSON lines .jsonl",
    )
