"""The options that the commands take alike which work on the store of an output folder."""

from __future__ import annotations

from pathlib import Path

import click

OUTPUT = click.option(
    "--output", "-o", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
    help="The folder of the store and of all that is published.",
)  # fmt: skip
CURATION = click.option(
    "--curation", "-c", type=click.Path(path_type=Path), metavar="FOLDER",
    help="A folder with same.tsv and different.tsv: names that are one thing, names that are not.",
)  # fmt: skip
WORKERS = click.option(
    "--workers", "-w", type=click.IntRange(min=0), metavar="N",
    help="Processes that extract; 0 is none but this one.  [default: one a core, none for few papers]",
)  # fmt: skip
WAIT = click.option(
    "--wait", type=click.FloatRange(min=0), default=600.0, show_default=True, metavar="SECONDS",
    help="How long to wait where another process writes to the folder.",
)  # fmt: skip
NO_PUBLISH = click.option(
    "--no-publish", "publish", is_flag=True, flag_value=False, default=True,
    help="Leave the files of the graph as they are; `methodgraph publish` writes them.",
)  # fmt: skip
LEARN = click.option(
    "--learn/--no-learn", default=None, help="Learn names from the papers themselves, from now on or no longer."
)
