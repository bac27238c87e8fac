"""`methodgraph evaluate`: how right is what the extractor says, on papers annotated by hand?"""

from __future__ import annotations

from pathlib import Path

import click

from methodgraph.cli.streams import put, tell
from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("golds", metavar="GOLD...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--told", type=click.Path(path_type=Path), help="Score what this file says, as `extract` wrote it.")
@click.option("--rules", is_flag=True, help="How often each rule was right, and rules that agreed.")
@click.option(
    "--faults", type=click.IntRange(min=0), metavar="N", default=0, help="Tell the first N faults of each file."
)
@click.option("--calibration", is_flag=True, help="Is a confidence of 0.9 right nine times in ten?")
@click.option("--precision", is_flag=True, help="The rules' counts as the table that confidence is made of, alone.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, one object a file, alone.")
def command(  # noqa: PLR0913 - one argument an option
    golds: tuple[Path, ...],
    told: Path | None,
    faults: int,
    *,
    rules: bool,
    calibration: bool,
    precision: bool,
    as_json: bool,
) -> None:
    """Extract the papers of each file GOLD and hold what is found against what a careful reader found there.

    GOLD has a paper a line, with its text and the entities, relations, results and code links that belong to it. Told
    are precision, recall and F1 of things, with their types, with their roles; of what papers introduce; of relations,
    reported figures and code links. What a reader calls optional counts for nothing.

    \b
    methodgraph evaluate tests/gold/own.jsonl --rules --faults 20
    methodgraph evaluate seeds.jsonl dev.jsonl --calibration
    methodgraph evaluate seeds.jsonl dev.jsonl --precision > precision.tsv
    """
    from methodgraph import pipeline
    from methodgraph.cli import scores

    judged = [pipeline.evaluate(gold, told) for gold in golds]
    every = [paper for papers in judged for paper in papers]
    if precision:
        put(scores.precision_table(every))
        return
    for gold, papers in zip(golds, judged, strict=True):
        if absent := [paper.paper for paper in papers if paper.absent]:
            listed = ", ".join(absent[:3]) + (" ..." if len(absent) > 3 else "")
            missing = f"{gold}: {count(len(absent), 'paper')} not told of, all missed: {listed}"
            tell(missing)
        put(scores.as_json(gold, papers) if as_json else _clean(scores.figures(gold, papers, faults)))
    if as_json:
        return
    if rules:
        put(_clean(scores.rules(every)))
    if calibration:
        put(scores.calibration(list(zip(golds, judged, strict=True))))


def _clean(text: str) -> str:
    """Return a text of several lines without control characters but its own line breaks."""
    return "".join(f"{for_terminal(line)}\n" for line in text.splitlines())
