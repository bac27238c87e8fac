"""What extraction depends on besides a paper and the vocabulary: the code and data of the rules, and of spaCy.

Nothing is imported for it: the files are read as they are installed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

from methodgraph.store.packing import short_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_DEPENDS = ("extract", "text", "vocabulary", "records.py", "ids.py", "encoding.py")
_TERMS = "vocabulary/data/"
"""The shipped terms. A change of these concerns the papers that their names can stand in, and no others."""


@lru_cache(maxsize=1)
def rules_digest() -> bytes:
    """Return the digest of all code and data by which a paper is extracted, without the terms of the vocabulary."""
    package = resources.files("methodgraph")
    parts = [metadata.version("spacy").encode(), unicodedata.unidata_version.encode()]
    for name in _DEPENDS:
        for path, file in sorted(_files(package.joinpath(name), name), key=lambda found: found[0]):
            if not path.startswith(_TERMS):
                parts += (path.encode(), file.read_bytes())
    return short_digest(*parts)


def _files(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        yield path, place
        return
    for entry in place.iterdir():
        if entry.name != "__pycache__" and not entry.name.endswith((".pyc", ".so", ".pyd")):
            yield from _files(entry, f"{path}/{entry.name}")
