"""The command group. It knows the commands' names and one-line helps, and nothing of what they need."""

from __future__ import annotations

import importlib
import sys
from importlib.metadata import version

import click

COMMANDS = {
    "build": "Read papers and write the graph: RDF, HTML, GraphML, JSON, tables.",
    "check": "Check the shipped vocabulary, rules and ontology, and a built graph.",
    "explain": "Show every mention, rule and piece of evidence of one entity.",
    "extract": "Write what each paper says as JSON lines, one paper a line.",
    "query": "Ask a built graph a question in SPARQL.",
}


class LazyGroup(click.Group):
    """A click group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands' names in alphabetical order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command, None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"methodgraph.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a slip of ours, not of the user
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("methodgraph"), prog_name="methodgraph")
def group() -> None:
    """Build a knowledge graph of methods, models, tasks, datasets, benchmarks and metrics from paper abstracts.

    \b
    methodgraph build seeds                    the graph of a folder of papers, in output/
    methodgraph query output queries/x.rq      ask it in SPARQL
    methodgraph explain GRPO                   why is this in the graph?
    """


def main() -> None:
    """Run the command line; a known error becomes one clear message and its exit status."""
    from methodgraph.errors import InputError, MethodgraphError, UsageError  # noqa: PLC0415 - fast --help

    try:
        group(prog_name="methodgraph")
    except UsageError as error:
        click.echo(f"methodgraph: {error}", err=True)
        sys.exit(2)
    except InputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    except MethodgraphError as error:
        click.echo(f"methodgraph: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # the reader of our pipe has had enough (`methodgraph extract ... | head`)
        sys.stderr.close()
        sys.exit(0)
