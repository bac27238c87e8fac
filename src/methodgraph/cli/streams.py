"""Where commands write: data to stdout as UTF-8 whatever the locale, words to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from logging import ERROR, INFO, WARNING
from typing import IO, TYPE_CHECKING, cast

import click

from methodgraph.cli.logging import log, voice
from methodgraph.errors import UsageError
from methodgraph.text.characters import as_escapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from methodgraph.errors import Problem


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


def tell(text: str, level: int = WARNING) -> None:
    """Say `text` on stderr, whatever steers a terminal as an escape; in the log, line by line, where that is JSON.

    For what is no data: what was found wrong, what was done. Lines are parted by a line feed, and a text that comes
    from elsewhere must hold none (`as_escapes` takes them out of it).
    """
    for line in text.split("\n"):
        if not voice().json:
            click.echo(as_escapes(line), err=True)
        elif line.strip():
            log("message", {"text": line.strip()}, level)


def tell_problems(problems: Iterable[Problem]) -> None:
    """Say each problem on stderr, one a line."""
    for problem in problems:
        if voice().json:
            fields = {"path": problem.path, "line": problem.line, "what": problem.what, "remedy": problem.remedy}
            log("problem", fields, ERROR)
        else:
            click.echo(as_escapes(str(problem)), err=True)


def words() -> Console:
    """Return the console for everything that is no data: progress, summaries, warnings. It writes to stderr.

    What steers a terminal and does not come from the console itself is shown as an escape. Where the log is JSON, what
    is printed becomes messages of it.
    """
    if voice().json:
        from rich.console import Console

        return Console(file=cast("IO[str]", _Logged()), highlight=False, soft_wrap=True, emoji=False, width=10_000)
    from methodgraph.cli.harmless import console

    return console(stderr=True, soft_wrap=not sys.stderr.isatty())


class _Logged:
    """A file whose lines become messages of the log."""

    def write(self, text: str) -> None:
        """Log the lines of `text`."""
        tell(text, INFO)

    def flush(self) -> None:
        """Do nothing: what is logged is logged."""

    def isatty(self) -> bool:
        """Return False: no colours, no cursor."""
        return False


def page() -> Console:
    """Return the console for data on a terminal: coloured and wrapped."""
    from methodgraph.cli.harmless import console

    return console()


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
