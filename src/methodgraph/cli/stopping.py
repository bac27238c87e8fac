"""Ctrl-C and SIGTERM: one clear line, everything left whole, the exit status that shells expect. A second one is final.

Python raises the stop where the program is, so that files are left as they were, transactions are undone, and worker
processes end. A second Ctrl-C does without all that: written files are still whole, for they are moved into place.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_KEY = "methodgraph.kept"
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(KeyboardInterrupt):
    """Someone or the system asked us to stop. `signum` is how."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM raise `Stopped` within, once; the next ends the process there and then.

    Outside the main thread, where Python allows no handlers, everything stays as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {signum: signal.getsignal(signum) for signum in _SIGNALS}
    for signum in _SIGNALS:
        if before[signum] != signal.SIG_IGN:  # as under nohup, or of a job in the background
            signal.signal(signum, _stop)
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _stop(signum: int, _frame: FrameType | None) -> None:
    for other in _SIGNALS:
        signal.signal(other, _end)
    raise Stopped(signum)


def _end(signum: int, _frame: FrameType | None) -> None:
    os._exit(128 + signum)


def kept(told: Callable[[], str]) -> None:
    """Let `told` say what is kept, should the command that runs be stopped. It is asked only then."""
    ctx = click.get_current_context(silent=True)
    if ctx is not None:
        ctx.meta[_KEY] = told


def parting(ctx: click.Context, stop: KeyboardInterrupt) -> tuple[str, int]:
    """Return the line to part with after `stop`, and the exit status: 130 of Ctrl-C, 143 of SIGTERM."""
    told = ctx.meta[_KEY]() if _KEY in ctx.meta else "nothing is left half-written"
    return f"stopped; {told}", 128 + (stop.signum if isinstance(stop, Stopped) else signal.SIGINT)
