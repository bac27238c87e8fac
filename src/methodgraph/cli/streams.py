"""Where commands write: data to stdout as UTF-8 whatever the locale, words to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import click

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console


def put(text: str) -> None:
    """Write `text` to stdout as UTF-8, as it is; lone surrogates, which UTF-8 lacks, become "?".

    Raises UsageError where stdout takes no more (a full disk), BrokenPipeError where its reader is gone.
    """
    try:
        click.echo(text.encode("utf-8", "replace"), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_stdout()
        raise UsageError(f"standard output cannot be written ({error.strerror})") from error


@contextmanager
def binary_stdout() -> Iterator[IO[bytes]]:
    """Give stdout for bytes that come bit by bit. Raises as `put` does."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard_stdout()
        raise UsageError(f"standard output cannot be written ({error.strerror})") from error


def discard_stdout() -> None:
    """Let what is still to be written to stdout go nowhere, lest Python complain of it while it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def words() -> Console:
    """Return the console for everything that is no data: progress, summaries, warnings. It writes to stderr."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty(), emoji=False)


def page() -> Console:
    """Return the console for data on a terminal: coloured and wrapped."""
    from rich.console import Console

    return Console(highlight=False, emoji=False)


def aligned(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as plain text: columns padded with spaces and parted by two, a rule under the heading.

    >>> print(aligned(["name", "n"], [["LoRA", "3"]]))
    name  n
    ----  -
    LoRA  3
    """
    from rich.cells import cell_len

    table = [tuple(columns), *(tuple(row) for row in rows)]
    widths = [max(cell_len(row[n]) for row in table) for n in range(len(columns))]
    table.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )
