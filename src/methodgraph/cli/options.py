"""The arguments and options that several commands take alike."""

from __future__ import annotations

from pathlib import Path

import click

PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
KEEP_GOING = click.option(
    "--keep-going", is_flag=True, help="Go on past what cannot be read; list it at the end, exit status 1."
)
QUIET = click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; problems are still told.")
VOCABULARY = click.option(
    "--vocabulary", "-v", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="Rows to know beside the shipped vocabulary, as `methodgraph learn` writes them; may be given several times.",
)  # fmt: skip
