"""`methodgraph spark`: from papers to the graph on a cluster."""

from __future__ import annotations

from pathlib import Path

import click

from methodgraph.cli import options
from methodgraph.cli.logging import DONE, log
from methodgraph.cli.streams import tell
from methodgraph.text.counting import count

_STAGES = {
    "read": "Reading the papers",
    "merge": "Making copies of a paper one",
    "extract": "Finding what each paper says",
    "link": "Joining what is the same",
    "write": "Writing tables and quads",
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@options.PATHS
@click.option(
    "--output", "-o", default="output", show_default=True, metavar="FOLDER",
    help="The folder to write to, here or wherever Hadoop reaches: hdfs:///graph, s3a://bucket/graph.",
)  # fmt: skip
@options.VOCABULARY
@click.option("--master", metavar="URL", help="The cluster; without it, what spark-submit says, else this machine.")
@click.option(
    "--conf", multiple=True, metavar="NAME=VALUE",
    help="A setting of Spark's own, as spark-submit takes it; may be given several times.",
)  # fmt: skip
@click.option("--tasks", type=click.IntRange(1), help="How many tasks read the papers; by default one for 2,000.")
@click.option("--overwrite", is_flag=True, help="Take the place of a complete graph in the folder.")
@options.QUIET
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    paths: tuple[str, ...],
    *,
    output: str,
    vocabulary: tuple[Path, ...],
    master: str | None,
    conf: tuple[str, ...],
    tasks: int | None,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Read the papers of the files and folders PATH on Spark and write their graph as Parquet and N-Quads parts.

    PATH are JSON lines (also .gz, .bz2, .zst) and Parquet, here or at an address of Hadoop's. What is written holds
    what `methodgraph build` finds in the same papers. A folder with _SUCCESS in it is complete; a run that was broken
    off goes on where it stopped. What could not be read stands in the table `problems`; then the exit status is 1.

    It takes Java 17 and pip install 'methodgraph[spark]'. docs/scale.md tells what to give a cluster.

    \b
    methodgraph spark papers.jsonl --output graph
    methodgraph spark s3a://bucket/papers --output s3a://bucket/graph --master spark://head:7077
    methodgraph spark snapshot --master 'local[8,4]' --conf spark.driver.memory=16g
    """
    from methodgraph.spark import build
    from methodgraph.spark.session import connect, settings_of

    def told(stage: str) -> None:
        if not quiet:
            tell(_STAGES[stage])

    session = connect(master, settings_of(conf))
    report = build(
        paths, output, session=session, vocabulary=vocabulary, tasks=tasks, overwrite=overwrite, progress=told
    )
    counts = {"papers": report.papers, "entities": report.entities, "claims": report.claims}
    log(DONE, {**counts, "problems": report.problems, "seconds": report.seconds})
    if not quiet:
        entities, claims = sum(report.entities.values()), sum(report.claims.values())
        found = f"{count(entities, 'entity', 'entities')}, {count(claims, 'claim')}, {count(report.figures, 'result')}"
        tell(f"{count(report.papers, 'paper')}: {found}")
    if report.problems:
        tell(f"{count(report.problems, 'problem')}: see the table problems in {output}")
        ctx.exit(1)
