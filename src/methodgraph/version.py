"""The version of the installed package."""

from __future__ import annotations

from importlib import metadata

UNINSTALLED = "0+uninstalled"


def version() -> str:
    """Return the version as installed; `UNINSTALLED` where methodgraph runs from a source tree."""
    try:
        return metadata.version("methodgraph")
    except metadata.PackageNotFoundError:
        return UNINSTALLED
