"""`--format`: the formats by name, looked up only when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from methodgraph.cli import options
from methodgraph.read.formats import NAMES


@click.command()
@options.FORMAT
def _told(form: str | None) -> None:
    click.echo(repr(form))


@pytest.mark.parametrize(
    ("given", "told"), [([], "None"), (["--format", "csv"], "'csv'"), (["-f", "BibTeX"], "'bibtex'")]
)
def test_a_name_is_taken_in_any_case(given: list[str], told: str) -> None:
    assert CliRunner().invoke(_told, given).output == f"{told}\n"


def test_another_name_is_told_with_those_there_are() -> None:
    result = CliRunner().invoke(_told, ["--format", "word"])
    assert result.exit_code == 2
    assert f"'word' is not one of {', '.join(NAMES)}." in result.output


def test_help_shows_the_names() -> None:
    assert "|".join(NAMES) in "".join(CliRunner().invoke(_told, ["--help"], terminal_width=200).output.split())


def test_names_are_completed() -> None:
    context = click.Context(_told)
    assert [each.value for each in options.FormatName().shell_complete(context, _told.params[0], "p")] == [
        "pdf",
        "python",
    ]


def test_the_option_itself_imports_no_reader() -> None:
    code = "import sys, methodgraph.cli.options; sys.exit('methodgraph.read' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
