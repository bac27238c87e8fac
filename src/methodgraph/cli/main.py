"""The command group. It knows the commands' names and one-line helps, and nothing of what they need."""

from __future__ import annotations

import importlib
import logging
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from methodgraph.errors import MethodgraphError

COMMANDS = {
    "add": "Add papers to those that are there, and publish what changed.",
    "build": "Read papers and write the graph: RDF, HTML, GraphML, JSON, tables.",
    "check": "Check the shipped vocabulary, rules, ontology and saved questions.",
    "evaluate": "Hold what is extracted against papers annotated by hand.",
    "explain": "Show every mention, rule and piece of evidence of one entity.",
    "export": "Write a built graph as RDF, for graph programs, databases, as tables.",
    "extract": "Write what each paper says as JSON lines, one paper a line.",
    "learn": "Find names that papers introduce themselves, as rows to review.",
    "publish": "Write all files of the graph anew from the papers that are there.",
    "query": "Ask a built graph a question in SPARQL.",
    "remove": "Take papers out: by id, source, year, venue, words ...",
    "report": "Write what a built graph tells about its field: Markdown or a page, with plots.",
    "serve": "Serve a built graph: SPARQL endpoint, query page, a page for every IRI.",
    "spark": "Read, extract and link on a Spark cluster: Parquet and N-Quads.",
    "stats": "Tell what a built graph holds, on one screen.",
    "status": "Tell what papers are there, and whether what is published is up to date.",
    "validate": "Check a built graph against the SHACL shapes.",
}


class LazyGroup(click.Group):
    """A click group whose commands are imported when they are called, and whose errors are one clear message each."""

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

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error of ours becomes its message on stderr and its exit status."""
        from methodgraph.cli.logging import Voice, listen
        from methodgraph.errors import MethodgraphError

        listen(ctx, Voice())
        try:
            told = super().invoke(ctx)
            sys.stdout.flush()  # a reader that is gone is noticed here, not while Python shuts down
        except MethodgraphError as error:
            _tell(error)
            ctx.exit(_status(error))
        except KeyboardInterrupt as stop:
            ctx.exit(_part(ctx, stop))
        except BrokenPipeError:
            # The reader of our pipe has had enough (`methodgraph extract ... | head`): that is no error.
            from methodgraph.cli.streams import discard_stdout

            discard_stdout()
            ctx.exit(0)
        return told


def _tell(error: MethodgraphError) -> None:
    """Say what is wrong: problems as they are, beginning with their place; anything else under our name."""
    from methodgraph.cli.streams import tell, tell_problems
    from methodgraph.errors import DataError, InputError

    if isinstance(error, InputError | DataError):
        tell_problems(error.problems)
        for note in getattr(error, "__notes__", ()):
            tell(note, logging.INFO)
    else:
        tell(f"methodgraph: {error}", logging.ERROR)


def _part(ctx: click.Context, stop: KeyboardInterrupt) -> int:
    """Say that we were stopped, and what is kept, and return the exit status."""
    from methodgraph.cli.stopping import parting
    from methodgraph.cli.streams import tell

    message, status = parting(ctx, stop)
    if sys.stderr.isatty():
        tell("")  # the terminal shows ^C on the line at hand
    tell(f"methodgraph: {message}")
    return status


def _status(error: Exception) -> int:
    """Return the exit status: 2 where the call makes no sense, 1 where something is wrong with what it works on."""
    from methodgraph.errors import UsageError

    return 2 if isinstance(error, UsageError) else 1


def _tell_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        import methodgraph

        click.echo(f"methodgraph {methodgraph.__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_tell_version, help="Tell the version."
)
def group() -> None:
    """Build a knowledge graph of methods, models, tasks, datasets, benchmarks and metrics from paper abstracts.

    \b
    methodgraph build seeds                    the graph of a folder of papers, in output/
    methodgraph add monday.bib                 more papers, whenever they come
    methodgraph query output @uses-method      ask it: a saved question, or SPARQL of your own
    methodgraph explain GRPO                   why is this in the graph?

    Data goes to stdout, words to stderr. Exit status: 0 done; 1 something was found wrong with what was read or
    checked, or nothing bears the name that was asked for; 2 the call itself makes no sense; 130 stopped by Ctrl-C, 143
    by SIGTERM.
    """


def main() -> None:
    """Run the command line."""
    from methodgraph.cli.stopping import stoppable

    with stoppable():
        group(prog_name="methodgraph")
