"""What a command says of its work, beside its data: by how much, and as words or as JSON lines. One handler, stdlib.

Everything below the command line logs as Python programs do, with the fields of an event beside its name:

    logging.getLogger(__name__).info("file read", extra={"fields": {"file": "a.bib", "papers": 120}})

INFO is for what a run consists of (a stage, the store opened), DEBUG for every file of many. docs/logs.md names the
events and their fields.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from methodgraph.text.characters import as_escapes

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = "methodgraph"
"""The logger above all of ours."""
DONE = "done"
"""The event that holds the result of a command; a JSON log has it also with --quiet."""
_KEY = "methodgraph.voice"


@dataclass(frozen=True, slots=True)
class Voice:
    """How much a command is to say, and in which form."""

    quiet: bool = False
    verbose: bool = False
    json: bool = False


def voice() -> Voice:
    """Return how the command that runs was asked to speak."""
    ctx = click.get_current_context(silent=True)
    told = Voice() if ctx is None else ctx.meta.get(_KEY, Voice())
    assert isinstance(told, Voice)  # noqa: S101 - nobody else knows the key
    return told


def set_voice(ctx: click.Context, param: click.Parameter, value: bool) -> bool:  # noqa: FBT001 - click's signature
    """Take in one of the options --quiet, --verbose and --json; a callback of click."""
    if value:
        ctx.meta[_KEY] = replace(voice(), **{str(param.name).removeprefix("log_"): True})
        listen(ctx, ctx.meta[_KEY])
    return value


def log(event: str, fields: Mapping[str, object], level: int = logging.INFO) -> None:
    """Log an event of the command line itself, with its fields."""
    logging.getLogger(f"{ROOT}.cli").log(level, event, extra={"fields": fields})


def listen(ctx: click.Context, told: Voice) -> None:
    """Write log records to stderr as `told` wants it, until the command is over: at least what warns of something."""
    logger, root = logging.getLogger(ROOT), logging.getLogger()
    for earlier in [handler for handler in root.handlers if isinstance(handler, _Handler)]:
        root.removeHandler(earlier)
    handler = _Handler(told)
    root.addHandler(handler)  # at the root: what libraries warn of must be JSON too where all is
    before = logger.level
    logger.setLevel(logging.DEBUG if told.verbose else logging.INFO)
    logging.captureWarnings(capture=told.json)

    def stop() -> None:
        root.removeHandler(handler)
        logger.setLevel(before)
        logging.captureWarnings(capture=False)

    ctx.find_root().call_on_close(stop)  # a command's own context is closed before its error is told


class _Handler(logging.Handler):
    """Writes to whatever stderr is at the moment."""

    def __init__(self, told: Voice) -> None:
        super().__init__()
        self._told = told
        self._began = time.monotonic()
        self.addFilter(self._is_wanted)

    def _is_wanted(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith(ROOT):
            return record.levelno >= logging.WARNING
        if self._told.quiet:
            return record.levelno >= logging.WARNING or (self._told.json and record.getMessage() == DONE)
        return self._told.json or self._told.verbose or record.levelno >= logging.WARNING

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        line = as_json(record) if self._told.json else self._in_words(record)
        print(line, file=sys.stderr, flush=True)

    def _in_words(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", {})
        told = ", ".join(f"{name} {_value(value)}" for name, value in fields.items())
        words = f"{record.getMessage()}: {told}" if told else record.getMessage()
        since = f"[{time.monotonic() - self._began:7.1f} s] " if self._told.verbose and not self._told.quiet else ""
        return as_escapes(f"{since}{words}")


def as_json(record: logging.LogRecord) -> str:
    """Return a log record as one line of JSON, in ASCII: nothing in it can steer a terminal or break the line."""
    fields = dict(getattr(record, "fields", {}))
    if record.exc_info and record.exc_info[1] is not None:
        fields["error"] = repr(record.exc_info[1])
    if not record.name.startswith(ROOT):
        fields["logger"] = record.name
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    told = {
        "time": moment.replace("+00:00", "Z"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
        "fields": fields,
    }
    return json.dumps(told, default=str)


def _value(value: object) -> str:
    """Return a field for reading."""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
