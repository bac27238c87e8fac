"""Text read as one format, without a file."""

from __future__ import annotations

import io

from methodgraph.errors import Problem
from methodgraph.read.assemble import assembled
from methodgraph.read.entry import Entry
from methodgraph.read.formats import format_named
from methodgraph.read.found import Found, Note
from methodgraph.records import Paper


def found_in(content: str | bytes, form: str, name: str = "x.jsonl") -> Found:
    """Return what `content` holds, read as the format `form` from a file called `name`."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    told: list[Paper | Problem | Note] = []
    for given in format_named(form).read(io.BytesIO(data), name):
        told += assembled(given, name) if isinstance(given, Entry) else [given]
    return Found(
        name,
        papers=tuple(each for each in told if isinstance(each, Paper)),
        problems=tuple(each for each in told if isinstance(each, Problem)),
        notes=tuple(each for each in told if isinstance(each, Note)),
    )
