"""The words around a place of a paper, for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.records import Paper, Passage

WIDTH = 80
"""Characters on either side, at most."""


def around(paper: Paper, place: Passage) -> str:
    """Return a mention with up to `WIDTH` characters on either side, cut between words."""
    text = (paper.text if place.field == "text" else paper.title) or ""
    before, after = text[: place.start][-WIDTH:], text[place.end :][:WIDTH]
    if len(before) == WIDTH:
        before = "… " + before.partition(" ")[2]
    if len(after) == WIDTH:
        after = after.rpartition(" ")[0] + " …"
    return before + text[place.start : place.end] + after
