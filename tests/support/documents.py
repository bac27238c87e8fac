"""Documents whose Python is run: each block after the other, and what it prints held against the block that follows.

`python -m tests.support.documents docs/analysis.md` writes what the blocks print into the document; the folder
`output` has to be a build of the seeds.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

_BLOCK = re.compile(r"^```python\n(.*?)^```$(?:\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


def run(document: Path) -> Iterator[tuple[str, str, str]]:
    """Run the blocks of a document in one namespace and yield of each its code, what it printed and what is shown.

    Tables are printed as wide as a page is, whatever the terminal.
    """
    names: dict[str, object] = {}
    with pd.option_context("display.width", 120, "display.max_columns", 20, "display.max_colwidth", 60):
        for block in _BLOCK.finditer(document.read_text(encoding="utf-8")):
            code, shown = block[1], block[2] or ""
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(code, document.name, "exec"), names)  # noqa: S102 - our own document
            yield code, printed.getvalue(), shown


def filled(document: Path) -> str:
    """Return a document with what its blocks print in place of what it shows."""
    done = iter(list(run(document)))

    def block(found: re.Match[str]) -> str:
        _, printed, _ = next(done)
        return f"```python\n{found[1]}```" + (f"\n```text\n{printed}```" if printed else "")

    return _BLOCK.sub(block, document.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(filled(Path(name)), encoding="utf-8")
