"""What extraction gets right, as one table: gold graphs and, where they are on disk, public corpora.

    python benchmarks/quality.py [GOLD...] [--shared ../shared] [--only NAME...]

Without GOLD: the project's own twenty abstracts (tests/gold/own.jsonl) and the gold files of the folder `shared`.
Its corpora, each passed over where it is not there:

    scirex_abs, tdmsci, heddes   spans with labels: the same span (strict) and a common character (overlap)
    acronym_senses               share of short forms, their definition taken out, that are given the right sense
    nfdi4ds_tdm                  recall of leaderboard names that the text holds: as such (literal), or at least as
                                 whole words within a found name (contained)

Rules are written on other text than this; two readers of the gold papers agree at F1 0.97 (typed), 0.96 (roles), 0.93
(relations).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from methodgraph import pipeline
from methodgraph.cli.streams import aligned
from methodgraph.evaluate import tally
from methodgraph.evaluate.corpora import is_sense, spans_by_paper, tally_literals, tally_spans
from methodgraph.evaluate.figures import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from methodgraph.records import EntityType, PaperGraph

Rows = list[dict[str, Any]]

OWN = Path(__file__).parent.parent / "tests" / "gold" / "own.jsonl"
GOLD = ("gold/seeds.jsonl", "gold/dev.jsonl")
SPANS = {"scirex_abs": "train.jsonl", "tdmsci": "train.jsonl", "heddes": "train.jsonl"}
SENSES = "acronym_senses"
LITERALS: dict[str, EntityType] = {"datasets": "Dataset", "tasks": "Task", "metrics": "Metric"}
COLUMNS = ("set", "figure", "P", "R", "F1", "hit", "extra", "missed")


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="*", type=Path)
    ask.add_argument("--shared", type=Path, default=Path("../shared"), help="a folder with gold/ and corpora/")
    ask.add_argument("--only", nargs="+", default=(), help="names of sets, as the table tells them")
    told = ask.parse_args()
    golds = told.gold or [OWN, *(told.shared / name for name in GOLD)]
    print(aligned(COLUMNS, table(golds, told.shared / "corpora", told.only)))


def table(golds: Sequence[Path], corpora: Path, only: Iterable[str] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the rows for every set that is on disk and, where `only` names some, among these."""
    wanted = set(only)
    for name, measure in sets(golds, corpora):
        if not wanted or name in wanted:
            for figure, counts in measure():
                yield row(name, figure, counts)


def sets(golds: Sequence[Path], corpora: Path) -> Iterator[tuple[str, Callable[[], Iterator[tuple[str, Tally]]]]]:
    """Yield the name of each set that is on disk, and what measures it."""
    for gold in golds:
        if gold.exists():
            yield gold.stem, partial(graphs, gold)
    for name, file in SPANS.items():
        if (corpora / name / file).exists():
            yield name, partial(spans, corpora / name / file)
    if (corpora / f"{SENSES}.jsonl").exists():
        yield SENSES, partial(senses, corpora / f"{SENSES}.jsonl")
    for path in sorted((corpora / "nfdi4ds_tdm").glob("*.jsonl")):
        yield "nfdi4ds_tdm", partial(literals, path)


def graphs(gold: Path) -> Iterator[tuple[str, Tally]]:
    """Yield the figures of a gold file."""
    yield from tally(pipeline.evaluate(gold)).items()


def spans(path: Path) -> Iterator[tuple[str, Tally]]:
    """Yield the figures of a corpus with spans."""
    corpus = read(path)
    found = extracted({"id": row["id"], "text": row["text"]} for row in corpus)
    for (measure, label), counts in tally_spans(spans_by_paper(corpus), found).items():
        yield f"{measure} {label}", counts


def senses(path: Path) -> Iterator[tuple[str, Tally]]:
    """Yield the share of short forms with the right sense, as recall."""
    corpus = read(path)
    found = extracted({"id": _id(row), "title": row["title"], "abstract": row["text"]} for row in corpus)
    right = sum(is_sense(found.get(_id(row)), row["acronym"], row["sense"]) for row in corpus)
    yield "right sense", Tally(right, 0, len(corpus) - right)


def literals(path: Path) -> Iterator[tuple[str, Tally]]:
    """Yield the recall of the names that stand literally in the text, by kind."""
    corpus = read(path)
    found = extracted({"id": row["id"], "text": row["text"]} for row in corpus)
    for plural, kind in LITERALS.items():
        wanted = {row["id"]: row[f"{plural}_literal_in_text"] for row in corpus}
        for how, counts in tally_literals(wanted, kind, found).items():
            yield f"{how} {plural}", counts


def extracted(records: Iterable[dict[str, Any]]) -> dict[str, PaperGraph]:
    """Return the graphs by paper id, the records read as `methodgraph extract` reads them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.jsonl"
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        return {graph.paper.id: graph for graph in pipeline.extract([path])}


def read(path: Path) -> Rows:
    """Return the rows of a corpus."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def row(name: str, figure: str, counts: Tally) -> tuple[str, ...]:
    """Return a row of the table; where nothing can be too many, precision and F1 are left open."""
    is_recall = counts.extra == 0 and figure.startswith(("right", "literal", "contained"))
    shares = ("", f"{counts.recall:.3f}", "") if is_recall else _shares(counts)
    return (name, figure, *shares, str(counts.hit), "" if is_recall else str(counts.extra), str(counts.missed))


def _shares(counts: Tally) -> tuple[str, str, str]:
    return f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}"


def _id(row: dict[str, Any]) -> str:
    return f"{row['id']}#{row['acronym']}"


if __name__ == "__main__":
    main()
