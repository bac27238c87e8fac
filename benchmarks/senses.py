"""Learn the senses of acronyms from papers of your own, and write the two tables that the package ships.

    python benchmarks/senses.py learn PAPERS FOLDER    writes FOLDER/senses.tsv and FOLDER/clues.tsv

Put them into `src/methodgraph/vocabulary/senses/` to use them. All papers are held in memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from methodgraph.learn.senses import induce
from methodgraph.pipeline import extract
from methodgraph.vocabulary import load_vocabulary


def main() -> None:
    """Read the papers, learn, write the tables and print how many rows they have."""
    if len(sys.argv) != 4 or sys.argv[1] != "learn":
        sys.exit(__doc__)
    _, _, papers, given = sys.argv
    folder = Path(given)
    folder.mkdir(parents=True, exist_ok=True)
    tables = induce(extract([papers], keep_going=True), load_vocabulary())
    for name, table in zip(("senses.tsv", "clues.tsv"), tables, strict=True):
        (folder / name).write_text(table, encoding="utf-8", newline="\n")
        print(f"{folder / name}: {table.count(chr(10)) - 1} rows")


if __name__ == "__main__":
    main()
