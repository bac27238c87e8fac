"""What holds for a run as a whole: how long its stages took, who hears of them, and when Python looks for garbage."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    Progress = Callable[[str, int, int | None], None]
    """Called with a stage ("read", "extract", "link", "write"), how much of it is done, and of how much, if known."""


@dataclass
class Watch:
    """Measures the stages and passes on their progress. `started` is when the run began, which provenance tells."""

    progress: Progress | None
    started: datetime
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measure what is done within; a stage that is entered twice counts as one."""
        self.tell(stage, 0, None)
        begin = time.perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Say how much of a stage is done."""
        if self.progress is not None:
            self.progress(stage, done, total)


@contextmanager
def no_collection() -> Iterator[None]:
    """Let Python not look for garbage in rings while something runs that makes many records and no rings.

    Records are freed by counting their references all the same. To look through millions of them again and again takes
    as long as linking does. Whoever calls us has the collector back as it was; let what was made be gone by then (call
    a function for it), else all of it is looked through once more.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
