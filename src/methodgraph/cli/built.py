"""The graph that a command asks for, and what to do where it is not there."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT = "output"


def require(graph: Path, file: str, *, store: bool = False) -> None:
    """Raise InputError, which says how to build one, unless `graph` is a file or a folder that holds `file`.

    With `store`, an Oxigraph store will do too.
    """
    if (graph / file if graph.is_dir() else graph).exists() or (store and _is_store(graph)):
        _tell_interruption(graph)
        return
    named = graph.as_posix()
    what = f"no {file} in this folder" if graph.is_dir() else "no such file or folder"
    output = "" if named == _DEFAULT or graph.suffix else f" --output {named}"
    raise InputError([Problem(named, None, what, f"build a graph first: methodgraph build PATH{output}")])


def _tell_interruption(graph: Path) -> None:
    """Say so where a run was stopped between the first file and the last: they are whole, but not of one time."""
    if (graph / "store.db").exists() and not (graph / "manifest.json").exists():
        from methodgraph.cli.streams import tell

        tell(f"{graph.as_posix()}: publishing was interrupted; {publish_command(graph)} writes all files anew")


def publish_command(output: Path) -> str:
    """Return the command that writes the files of a folder, as a message shows it.

    >>> from pathlib import Path
    >>> publish_command(Path("output")), publish_command(Path("my graph"))
    ('`methodgraph publish`', "`methodgraph publish --output 'my graph'`")
    """
    named = output.as_posix()
    return "`methodgraph publish`" if named == _DEFAULT else f"`methodgraph publish --output {shlex.quote(named)}`"


def _is_store(graph: Path) -> bool:
    from methodgraph.rdf_files import is_store

    return is_store(graph)
