"""What was learned as tab-separated values: first the columns of the vocabulary, then why each row is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.learn.scoring import Learned

COLUMNS = (
    "label", "types", "aliases", "sense", "parent", "context",
    "score", "papers", "introduced_by", "agreement", "votes", "examples",
)  # fmt: skip


def cells(row: Learned) -> dict[str, str]:
    """Return the cells of a row by column."""
    return {
        "label": row.label,
        "types": "|".join(row.types),
        "aliases": "|".join(row.aliases),
        "score": f"{row.score:.3f}",
        "papers": str(row.papers),
        "introduced_by": row.introduced_by or "",
        "agreement": f"{row.agreement:.2f}",
        "votes": ", ".join(f"{kind} {papers}" for kind, papers in row.votes),
        "examples": " ¶ ".join(row.examples),
    }


def table_lines(rows: Iterable[Learned]) -> Iterator[str]:
    """Yield the heading and a line for each row, without line breaks. A vocabulary is read from these lines as is."""
    yield "\t".join(COLUMNS)
    for row in rows:
        told = cells(row)
        yield "\t".join(" ".join(told.get(column, "").split()) for column in COLUMNS)
