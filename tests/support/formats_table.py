"""How the papers of a folder of real exports are read, by hand: python -m tests.support.formats_table FOLDER.

Prints a row for each file: how many papers there are by its INDEX.tsv (columns file, records), how many were read, and
how many of them have an abstract, a year ...; then what was wrong. Fails where a count is not what a person counted.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from methodgraph.read import iter_papers

COLUMNS = ("text", "year", "authors", "venue", "identifiers", "url", "categories")


def table(folder: Path) -> int:
    """Print the table; return how many files were not read as a person counts them."""
    with (folder / "INDEX.tsv").open(encoding="utf-8") as stream:
        counted = {row["file"]: int(row["records"]) for row in csv.DictReader(stream, delimiter="\t")}
    sys.stdout.write("\t".join(("file", "counted", "papers", *COLUMNS)) + "\n")
    wrong = 0
    for name, records in sorted(counted.items()):
        found = list(iter_papers([folder / name]))
        papers = [paper for batch in found for paper in batch.papers]
        problems = [problem for batch in found for problem in batch.problems]
        numbers = [sum(bool(getattr(paper, column)) for paper in papers) for column in COLUMNS]
        sys.stdout.write("\t".join(map(str, (name, records, len(papers), *numbers))) + "\n")
        sys.stdout.writelines(f"  {problem}\n" for problem in problems)
        wrong += len(papers) != records or bool(problems)
    return wrong


if __name__ == "__main__":
    sys.exit(table(Path(sys.argv[1])))
