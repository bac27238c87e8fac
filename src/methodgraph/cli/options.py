"""The arguments and options that several commands take alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from methodgraph.cli.speaking import speaking

if TYPE_CHECKING:
    from typing import Any


class FormatName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4
    """The name of a format that READ knows. The names are looked up when they are shown or checked, not before."""

    name = "format"

    @staticmethod
    def names() -> tuple[str, ...]:
        """Return the names in the order in which the formats are tried."""
        from methodgraph.read.formats import NAMES

        return NAMES

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - what click gives
        """Return the names, as `--help` shows them."""
        return f"[{'|'.join(self.names())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name in small letters. Raises BadParameter for one that is none."""
        told = str(value).lower()
        if told not in self.names():
            self.fail(f"{value!r} is not one of {', '.join(self.names())}.", param, ctx)
        return told

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the names that begin as typed."""
        return [CompletionItem(name) for name in self.names() if name.startswith(incomplete)]


PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
FORMAT = click.option(
    "--format", "-f", "form", type=FormatName(),
    help="Read all files as this, whatever they look like; without it, their content tells.",
)  # fmt: skip
KEEP_GOING = click.option(
    "--keep-going", is_flag=True, help="Go on past what cannot be read; list it at the end, exit status 1."
)
QUIET = speaking
VOCABULARY = click.option(
    "--vocabulary", "-v", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="Rows to know beside the shipped vocabulary, as `methodgraph learn` writes them; may be given several times.",
)  # fmt: skip
