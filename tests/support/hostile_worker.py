"""A worker process that does what its papers say: dies, hangs, raises. It starts at once, for it loads no rules."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

from methodgraph.records import Paper, PaperGraph
from methodgraph.workers.child import main

DEATHS = "DEATHS"
"""The environment variable that names a file to which a death is told, where "die once" is to be true."""


class Obedient:
    """An extractor whose papers are orders."""

    def __call__(self, paper: Paper) -> PaperGraph:
        match paper.text:
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "die once" if not (deaths := Path(os.environ[DEATHS])).exists():
                deaths.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case "leave":
                os._exit(3)
            case "hang":
                time.sleep(1000)
            case "spin":
                while True:
                    pass
            case "print":
                sys.stdout.write("words that nobody asked for")
            case "raise":
                raise ZeroDivisionError("no \ud800 way")
        return PaperGraph(paper, code=(paper.text,))


def load_obedient() -> Obedient:
    """Stand in for `load_extractor`."""
    if "LOADING" in os.environ:
        raise RuntimeError(os.environ["LOADING"])
    return Obedient()


if __name__ == "__main__":
    sys.modules["methodgraph.extract"] = SimpleNamespace(load_extractor=load_obedient)  # type: ignore[assignment]
    main()
