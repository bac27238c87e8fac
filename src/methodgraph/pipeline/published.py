"""What the files of a folder tell of themselves: are they whole, and what are they made of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from methodgraph.output import OUTPUT_FILES


@dataclass(frozen=True, slots=True)
class PublishedState:
    """What the files in a folder tell: is anything there, is there a manifest, and do all files have the sizes it says.

    `state` is that of the store they are made of and `version` what wrote them, None where nothing tells.
    """

    is_begun: bool = False
    is_whole: bool = False
    state: str | None = None
    version: str | None = None

    def told(self, now: str) -> str:
        """Return in words how the files stand to a store whose state is `now`."""
        if not self.is_begun:
            return "never"
        if not self.is_whole:
            return "interrupted"
        return "up to date" if self.state == now else "out of date"


def published_state(output: str | Path) -> PublishedState:
    """Return what the files in a folder tell of themselves. A manifest that is none counts as missing."""
    folder = Path(output)
    begun = any((folder / name).exists() for name in OUTPUT_FILES)
    try:
        told = json.loads((folder / OUTPUT_FILES[-1]).read_text(encoding="utf-8"))
        sizes = {folder / file["name"]: file["bytes"] for file in told["files"]}
        whole = all(path.stat().st_size == size for path, size in sizes.items())
        return PublishedState(begun, whole, told.get("state"), told.get("methodgraph"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return PublishedState(begun)
