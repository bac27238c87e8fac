"""How far long work is: a moving bar on a terminal, a short line now and then anywhere else, events in a JSON log."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from methodgraph.cli import stopping
from methodgraph.cli.built import publish_command
from methodgraph.cli.logging import log, voice
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, TaskID

    Told = Callable[[str, int, int | None], None]
    Show = Callable[["Stage"], None]

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

REMOVE_STAGES = {"remove": "Taking papers out"}
"""What `remove` does before "extract"."""

_NAMES = STAGES | LEARN_STAGES | REMOVE_STAGES
_PAPERS = ("read", "extract", "again")
"""Stages whose progress counts papers."""
EVERY = 30.0
"""Seconds between two lines on work that takes long, where there is no terminal."""
_BLINK = 0.1
"""Seconds between two movements of a bar; there may be thousands of papers in that time."""


@contextmanager
def progress(console: Console, *, quiet: bool = False, keeps: bool = False) -> Iterator[Told]:
    """Give a function to call with a stage, how much of it is done and of how much, if known.

    With `quiet` it says nothing. `keeps` is for commands that work on a store: what they have extracted when they are
    stopped is kept, and said to be.
    """
    with _shown(console, quiet=quiet) as show:
        course = _Course(show, keeps=keeps)
        yield course.told
        course.end()


@contextmanager
def _shown(console: Console, *, quiet: bool) -> Iterator[Show]:
    if quiet:
        yield lambda _stage: None
    elif voice().json:
        yield _Lines(None).show
    elif console.is_terminal:
        with _bars(console) as show:
            yield show
    else:
        yield _Lines(console).show


@dataclass
class Stage:
    """A stage of the work as it stands."""

    name: str
    began: float
    done: int = 0
    total: int | None = None
    is_over: bool = False

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self.began

    @property
    def rate(self) -> float:
        """How much is done a second; 0 where nothing is yet."""
        return self.done / self.seconds if self.done and self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """How many seconds it will go on at this rate; None where nobody knows."""
        return (self.total - self.done) / self.rate if self.total and self.rate else None

    def __str__(self) -> str:
        """Tell it in words: "12,000 of 50,000, 310 papers/s, 2 min left"."""
        of = f" of {self.total:,}" if self.total else ""
        parts = [f"{self.done:,}{of}" if self.done else "", pace(self), remaining(self)]
        return ", ".join(part for part in parts if part)


class _Course:
    """Takes in what a run tells, stage by stage, and has it shown; logs when a stage begins and when it is over."""

    def __init__(self, show: Show, *, keeps: bool) -> None:
        self._show = show
        self._stage: Stage | None = None
        self._removed: int | None = None
        if keeps:
            ctx = click.get_current_context(silent=True)  # the command's; when it is stopped, it is over
            self._publish = publish_command(Path((ctx.params if ctx else {}).get("output", "output")))
            stopping.kept(self._kept)

    def told(self, name: str, done: int, total: int | None) -> None:
        stage = self._stage
        if stage is None or stage.name != name:
            self.end()
            stage = self._stage = Stage(name, time.monotonic())
            log("stage", {"stage": name})
        stage.done, stage.total = done, total
        if name == "remove" and total is not None:
            self._removed = done
        self._show(stage)

    def end(self) -> None:
        stage, self._stage = self._stage, None
        if stage is not None:
            stage.is_over = True
            self._show(stage)
            log("stage done", {"stage": stage.name, "seconds": round(stage.seconds, 3), "done": stage.done})

    def _kept(self) -> str:
        """Return what a store holds if the run is stopped now."""
        stage = self._stage
        if self._removed is not None:
            out = f"{count(self._removed, 'paper')} {'is' if self._removed == 1 else 'are'} out"
            return f"{out if self._removed else 'what was to go is out'}; {self._publish} writes the files"
        if stage is None or stage.name in {"read", "remove"}:
            return "nothing was changed"
        if stage.name != "extract" or stage.done == stage.total:
            return f"all papers are in; {self._publish} writes the files"
        said = f"what {count(stage.done, 'paper')} say{'s' * (stage.done == 1)} is kept"
        return f"{said}; the same command goes on from there"


class _Lines:
    """A line when a stage begins, and now and then while it goes on; to a log where there is no console."""

    def __init__(self, console: Console | None) -> None:
        self._console = console
        self._shown: Stage | None = None
        self._last = 0.0

    def show(self, stage: Stage) -> None:
        now = time.monotonic()
        if stage is not self._shown:
            self._shown, self._last = stage, now
            if self._console is not None:
                self._console.print(f"{name_of(stage)} ...")
        elif now - self._last >= EVERY and not stage.is_over:
            self._last = now
            self._tell(stage)

    def _tell(self, stage: Stage) -> None:
        if self._console is not None:
            self._console.print(f"{name_of(stage)}: {stage}")
            return
        fields = {"stage": stage.name, "done": stage.done, "total": stage.total, "rate": round(stage.rate, 1)}
        log("progress", {**fields, "left": None if stage.left is None else round(stage.left, 1)})


@contextmanager
def _bars(console: Console) -> Iterator[Show]:
    from rich.progress import Progress

    with Progress(*columns(), console=console, transient=True) as bars:
        yield _Bars(bars).show


def columns() -> tuple[ProgressColumn, ...]:
    """Return what a terminal shows of a stage."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

    name, told = TextColumn("{task.description:<30}"), TextColumn("{task.fields[pace]}", style="dim")
    return name, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), told


class _Bars:
    """A bar a stage, each as it begins. They move ten times a second."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}
        self._last = 0.0
        self._shown: Stage | None = None

    def show(self, stage: Stage) -> None:
        now = time.monotonic()
        if stage is self._shown and now - self._last < _BLINK and not stage.is_over and stage.done != stage.total:
            return
        self._last, self._shown = now, stage
        if stage.name not in self._tasks:
            self._tasks[stage.name] = self._bars.add_task(name_of(stage), total=None, pace="")
        told = ", ".join(part for part in (pace(stage), "" if stage.is_over else remaining(stage)) if part)
        task = self._tasks[stage.name]
        self._bars.update(task, completed=stage.done, total=stage.total, pace=told)
        if stage.is_over:
            self._bars.stop_task(task)


def name_of(stage: Stage) -> str:
    """Return what a stage is called for readers."""
    return _NAMES.get(stage.name, stage.name.capitalize())


def pace(stage: Stage) -> str:
    """Return the rate of a stage that counts papers, once it is worth telling: "310 papers/s"."""
    if stage.name not in _PAPERS or not stage.rate or stage.seconds < 1:
        return ""
    return f"{stage.rate:,.0f} papers/s" if stage.rate >= 10 else f"{stage.rate:.1f} papers/s"


def remaining(stage: Stage) -> str:
    """Return how long a stage will still take, once it is worth telling: "40 s left", "2 min left", "1 h 05 min left".

    >>> remaining(Stage("link", time.monotonic() - 10, done=1, total=13))
    '2 min left'
    """
    left = stage.left
    if left is None or stage.seconds < 2 or stage.done == stage.total:
        return ""
    if left < 100:
        return f"{left:.0f} s left"
    minutes = round(left / 60)
    return f"{minutes} min left" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min left"
