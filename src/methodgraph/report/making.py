"""How a report came about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.publish.manifest import content, manifest
from methodgraph.version import version

if TYPE_CHECKING:
    from methodgraph.records import Linked

_NAMED = 8
"""Files that are named one by one."""


def how_made(linked: Linked, file: str | Path | None = None) -> tuple[tuple[str, str], ...]:
    """Return how a report on `linked` comes about, as pairs of a name and a value.

    That is the version of methodgraph, what the papers were read from, the SHA-256 of `file`, which is what the graph
    was loaded from, if it was, and of the data that decide what is found. Files are told by their names alone.

    >>> how_made(linked, "output/papers.jsonl")[2][0]  # doctest: +SKIP
    'papers.jsonl, SHA-256'
    """
    known = manifest(version(), linked, ())
    inputs = [entry["name"] for entry in known["inputs"]]
    more = f" and {len(inputs) - _NAMED:,} more" if len(inputs) > _NAMED else ""
    loaded = () if file is None else ((f"{Path(file).name}, SHA-256", content(Path(file))["sha256"]),)
    return (
        ("methodgraph", version()),
        ("papers read from", ", ".join(inputs[:_NAMED]) + more),
        *loaded,
        *((f"{folder}, SHA-256", digest) for folder, digest in known["data"].items()),
    )
