"""Progress: what is told of long work, where, and how often."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress
from tests.cli.test_logging import speaking_as

from methodgraph.cli import progress as module
from methodgraph.cli import stopping
from methodgraph.cli.progress import EVERY, STAGES, Stage, pace, progress, remaining


class Clock:
    """Stands in for the clock, and goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def plain() -> Console:
    return Console(file=io.StringIO(), width=200)


def said(console: Console) -> list[str]:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_where_there_is_no_terminal_long_work_tells_a_line_now_and_then(clock: Clock) -> None:
    console = plain()
    with progress(console) as told:
        told("read", 0, None)
        told("extract", 0, 50_000)
        for done in range(1, 12_001):
            clock.now += 0.005
            told("extract", done, 50_000)
    assert said(console) == [
        f"{STAGES['read']} ...",
        f"{STAGES['extract']} ...",
        f"{STAGES['extract']}: {EVERY / 0.005:,.0f} of 50,000, 200 papers/s, 4 min left",
        f"{STAGES['extract']}: 12,000 of 50,000, 200 papers/s, 3 min left",
    ]


def test_short_work_tells_one_line_a_stage(clock: Clock) -> None:
    console = plain()
    with progress(console) as told:
        for stage in ("read", "extract", "checking shapes"):
            told(stage, 0, 10)
            clock.now += 5
            told(stage, 10, 10)
    assert said(console) == [f"{STAGES['read']} ...", f"{STAGES['extract']} ...", "Checking shapes ..."]


def test_a_terminal_shows_the_rate_and_the_time_left(clock: Clock) -> None:
    console = Console(force_terminal=True, width=160)
    with console.capture() as seen, Progress(*module.columns(), console=console, auto_refresh=False) as bars:
        shown, stage = module._Bars(bars), Stage("extract", clock.now, 0, 50_000)
        shown.show(stage)
        clock.now += 10
        stage.done = 3_100
        shown.show(stage)
        bars.refresh()
        clock.now += 0.01
        stage.done = 3_101
        shown.show(stage)
        bars.refresh()
    told = seen.get()
    assert "3100/50000" in told
    assert "310 papers/s, 3 min left" in told
    assert "3101/50000" not in told, "it moves ten times a second and no more"


def test_the_last_state_of_a_stage_stands_on_the_terminal(clock: Clock) -> None:
    console = Console(force_terminal=True, width=160)
    with console.capture() as seen, progress(console) as told:
        for done in range(100):
            clock.now += 0.01
            told("extract", done, 50_000)
    assert "99/50000" in seen.get()


def test_quiet_says_nothing() -> None:
    console = plain()
    with progress(console, quiet=True) as told:
        told("read", 0, None)
        told("extract", 5, 10)
    assert said(console) == []


def test_a_json_log_holds_the_same_as_events(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    console = plain()
    with speaking_as("--json"), progress(console) as told:
        told("extract", 0, 400)
        clock.now += EVERY
        told("extract", 100, 400)
    assert said(console) == []
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(event["event"], event["fields"]) for event in events] == [
        ("stage", {"stage": "extract"}),
        ("progress", {"stage": "extract", "done": 100, "total": 400, "rate": 3.3, "left": 90.0}),
        ("stage done", {"stage": "extract", "seconds": EVERY, "done": 100}),
    ]


def test_time_left_is_told_once_it_is_known_and_in_words_for_people(clock: Clock) -> None:
    def stage(seconds: float, done: int, total: int | None, name: str = "extract") -> Stage:
        return Stage(name, clock.now - seconds, done, total)

    assert [remaining(stage(*told)) for told in ((1, 1, 100), (10, 0, 100), (10, 5, None), (10, 9, 9))] == [""] * 4
    assert remaining(stage(10, 10, 50)) == "40 s left"
    assert remaining(stage(10, 10, 310)) == "5 min left"
    assert remaining(stage(10, 10, 3910)) == "1 h 05 min left"
    assert pace(stage(10, 31, 100)) == "3.1 papers/s"
    assert pace(stage(10, 31_000, None)) == "3,100 papers/s"
    assert pace(stage(0.5, 31, 100)) == ""
    assert pace(stage(10, 31, 100, "write")) == ""


@pytest.mark.parametrize(
    ("stage", "done", "message"),
    [
        ("read", 10, "stopped; nothing was changed"),
        ("extract", 1, "stopped; what 1 paper says is kept; the same command goes on from there"),
        ("extract", 1500, "stopped; what 1,500 papers say is kept; the same command goes on from there"),
        ("extract", 2000, "stopped; all papers are in; `methodgraph publish` writes the files"),
        ("link", 0, "stopped; all papers are in; `methodgraph publish` writes the files"),
        ("remove", 0, "stopped; nothing was changed"),
    ],
)
def test_a_command_that_keeps_what_it_has_done_says_so_when_stopped(stage: str, done: int, message: str) -> None:
    with speaking_as() as ctx:
        with progress(plain(), keeps=True) as told:
            told(stage, done, None if stage == "remove" else 2000)
            stopped = stopping.parting(ctx, KeyboardInterrupt())
        assert stopped == (message, 130)


@pytest.mark.parametrize(
    ("gone", "told"), [(3, "3 papers are out"), (1, "1 paper is out"), (0, "what was to go is out")]
)
def test_papers_that_were_taken_out_are_said_to_be_out_whatever_came_after(gone: int, told: str) -> None:
    with speaking_as() as ctx:
        ctx.params["output"] = Path("my graph")
        with progress(plain(), keeps=True) as stage:
            stage("remove", 0, None)
            stage("remove", gone, 3)
            first = stopping.parting(ctx, KeyboardInterrupt())
            stage("extract", 0, 5)
            second = stopping.parting(ctx, KeyboardInterrupt())
    assert first == second == (f"stopped; {told}; `methodgraph publish --output 'my graph'` writes the files", 130)


def test_a_command_that_keeps_nothing_says_what_is_true() -> None:
    with speaking_as() as ctx:
        assert stopping.parting(ctx, stopping.Stopped(15)) == ("stopped; nothing is left half-written", 143)
