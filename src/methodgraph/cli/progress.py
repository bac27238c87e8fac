"""How far a build is: a moving bar on a terminal, a short line for each stage anywhere else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    Told = Callable[[str, int, int | None], None]

STAGES = {
    "read": "Reading the papers",
    "extract": "Finding what each paper says",
    "link": "Joining what is the same",
    "write": "Writing the graph",
}
LEARN_STAGES = {
    "learn": "Learning names from them",
    "again": "Reading again by those names",
}
"""What a build that learns does between "extract" and "link"."""

_IN_ORDER = {stage: (STAGES | LEARN_STAGES)[stage] for stage in ("read", "extract", "learn", "again", "link", "write")}


@contextmanager
def progress(console: Console, *, quiet: bool = False) -> Iterator[Told]:
    """Give a function to call with a stage, how much of it is done and of how much; with `quiet` it says nothing."""
    if quiet:
        yield lambda _stage, _done, _total: None
    elif console.is_terminal:
        with _bars(console) as told:
            yield told
    else:
        yield _lines(console)


@contextmanager
def _bars(console: Console) -> Iterator[Told]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<30}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {
            stage: bars.add_task(told, total=None, start=False, visible=stage in STAGES)
            for stage, told in _IN_ORDER.items()
        }

        def told(stage: str, done: int, total: int | None) -> None:
            if done == 0:
                bars.start_task(tasks[stage])
            bars.update(tasks[stage], completed=done, total=total, visible=True)

        yield told


def _lines(console: Console) -> Told:
    begun: set[str] = set()

    def told(stage: str, _done: int, _total: int | None) -> None:
        if stage not in begun:
            begun.add(stage)
            console.print(f"{_IN_ORDER.get(stage, stage)} ...")

    return told
