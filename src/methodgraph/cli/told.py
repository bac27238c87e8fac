"""How commands that change a store end: a summary, what could not be read, and the exit status that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.cli.logging import DONE, log, voice
from methodgraph.cli.streams import tell, tell_problems
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import click
    from rich.console import Console
    from rich.text import Text

    from methodgraph.errors import Problem
    from methodgraph.pipeline import BuildReport


def put_lines(console: Console, lines: Iterable[Text | str], *, quiet: bool) -> None:
    """Print the lines of a summary, unless `quiet`."""
    if not quiet:
        for line in lines:
            console.print(line)


def log_done(built: BuildReport | None, **fields: object) -> None:
    """Log the result of a command: what it did, and the counts of what was published, if anything was."""
    if built is not None:
        seconds = {stage: round(lasted, 3) for stage, lasted in built.seconds.items()}
        counts = {"entities": built.entities, "claims": built.claims, "figures": built.figures}
        files = {file.path.name: file.size for file in built.files}
        fields |= {"papers": built.papers, **counts, "unlinked": built.unlinked, "files": files, "seconds": seconds}
    if voice().json or not voice().quiet:
        log(DONE, fields)


def end(ctx: click.Context, problems: Sequence[Problem], done: str) -> None:
    """Tell all problems, if any, and leave with status 1 then; `done` is what became of the rest: "was built"."""
    if not problems:
        return
    tell(f"\n{count(len(problems), 'problem')}; what could be read {done}:")
    tell_problems(problems)
    ctx.exit(1)
