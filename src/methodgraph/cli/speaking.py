"""The options by which a command is told how much to say of its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from methodgraph.cli.logging import set_voice

_Command = TypeVar("_Command", bound=Callable[..., object])

_OPTIONS = (
    click.option(
        "--quiet", "-q", is_flag=True, callback=set_voice, help="No progress and no summary; problems are still told."
    ),
    click.option(
        "--verbose", is_flag=True, callback=set_voice, expose_value=False,
        help="Tell what is done with each file, how long it takes, and what was known already.",
    ),
    click.option(
        "--json", "log_json", is_flag=True, callback=set_voice, expose_value=False,
        help="Tell it all as JSON, one object a line on stderr; docs/logs.md names what is in them.",
    ),
)  # fmt: skip


def speaking(command: _Command) -> _Command:
    """Give a command --quiet, of which it is told, and --verbose and --json, which `methodgraph.cli.logging` heeds."""
    for decorate in reversed(_OPTIONS):
        command = decorate(command)
    return command
