"""A small description as Turtle."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from methodgraph.publish.rdf.forms import FORMS, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from methodgraph.publish.rdf.graph import Block


def turtle(blocks: Iterable[Block], prefixes: Sequence[str]) -> bytes:
    """Return `blocks` as Turtle in UTF-8; all of `prefixes` are declared, whether they are needed or not.

    >>> turtle([software("methodgraph", "0.1.0")], ["prov", "schema"])  # doctest: +SKIP
    """
    stream = BytesIO()
    write(blocks, FORMS["ttl"], stream, prefixes, dict)
    return stream.getvalue()
