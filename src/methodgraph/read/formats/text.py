"""Listings of abstracts as plain text; what is a paper there, `methodgraph.read.listing` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from methodgraph import files
from methodgraph.read.entry import Format
from methodgraph.read.listing import find_papers

if TYPE_CHECKING:
    from methodgraph.read.entry import Told


def looks_like(head: str) -> bool:
    """Return True: every text may be a listing, so this is asked last."""
    return bool(head.strip())


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the papers of a listing. It is read whole, for what a line is depends on those around it."""
    text, problems = files.decode(stream.read(), name)
    yield from problems
    yield from find_papers(text, name)


FORMAT = Format(
    name="text", title="listing of abstracts as text", suffixes=("", ".txt", ".text", ".md"),
    looks_like=looks_like, read=read,
)  # fmt: skip
