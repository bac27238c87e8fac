"""What a manifest says: which version made which files, from which inputs, with which vocabulary and rules.

No clock, no machine, no absolute path: the same inputs give the same manifest, wherever and whenever it is made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from importlib import resources
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from methodgraph.interchange import curation_to_json
from methodgraph.publish.facts import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

    from methodgraph.publish.facts import PaperFacts
    from methodgraph.records import Entity, Linked

_DATA = (
    "read", "vocabulary/data", "vocabulary/senses", "extract/rules", "learn/data", "link/rules", "text", "confidence",
)  # fmt: skip
"""The folders of the package whose data files decide what a build finds."""


def manifest(
    version: str, linked: Linked, written: Iterable[Path], added: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Return the manifest of a build.

    `written` are the files that were written, told by name, size in bytes and SHA-256. Inputs are the files that the
    papers were read from, as the user named them (an absolute path by its last part); one that cannot be read any
    more (standard input, a file since moved) has no size and no SHA-256. `added` tells of the names known beside the
    shipped vocabulary, by the output file that holds them; the key "added" is left out where there are none. What a
    person decided on identity stands in it line by line, so that `methodgraph.load` makes the same graph of the folder.
    """
    return {
        "methodgraph": version,
        "data": {folder: data_digest(folder) for folder in _DATA},
        **({"added": {name: dict(told) for name, told in sorted(added.items())}} if added else {}),
        "inputs": [_input(name) for name in input_names(linked)],
        **({"curation": curation_to_json(linked.curation)} if linked.curation else {}),
        "counts": counts(linked),
        "files": [{"name": path.name, **content(path)} for path in sorted(written)],
    }


def counts(linked: Linked) -> dict[str, Any]:
    """Return how many papers, entities (by type), claims (by predicate), figures, code links and names left out."""
    return {
        "papers": len(linked.papers),
        "entities": dict(sorted(Counter(entity.type for entity in linked.entities).items())),
        "claims": dict(sorted(Counter(claim.predicate for claim in linked.claims).items())),
        "figures": len(linked.figures),
        "code": len(linked.code),
        "unlinked": len(linked.unlinked),
    }


def counts_of(papers: Iterable[PaperFacts], entities: Iterable[Entity]) -> dict[str, Any]:
    """Return what `counts` does of the facts of a graph."""
    told = list(papers)
    predicates = Counter(claim.predicate for paper in told for claim in paper.claims)
    return {
        "papers": len(told),
        "entities": dict(sorted(Counter(entity.type for entity in entities).items())),
        "claims": dict(sorted((NAMES[number], count) for number, count in predicates.items())),
        "figures": sum(len(paper.figures) for paper in told),
        "code": sum(paper.code for paper in told),
        "unlinked": sum(paper.unlinked for paper in told),
    }


def input_names(linked: Linked) -> list[str]:
    """Return the files that the papers were read from, sorted, each once."""
    return sorted({source.file for paper in linked.papers for source in paper.sources})


def data_digest(folder: str) -> str:
    """Return the SHA-256 over the names and contents of the data files in a folder of the package; code is left out."""
    total = hashlib.sha256()
    for name, file in sorted(_files(resources.files("methodgraph").joinpath(folder), "")):
        content = file.read_bytes()
        total.update(f"{name}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.name.endswith((".py", ".pyc", ".so", ".pyd")):
            continue
        if entry.is_file():
            yield prefix + entry.name, entry
        elif not entry.name.startswith("_"):
            yield from _files(entry, f"{prefix}{entry.name}/")


def _input(name: str) -> dict[str, Any]:
    path = PurePath(name)
    told = path.name if path.is_absolute() else name
    return {"name": told, **(content(Path(name)) if Path(name).is_file() else {})}


def content(path: Path) -> dict[str, Any]:
    """Return how many bytes a file has and their SHA-256 in hexadecimal digits, as the manifest tells them.

    >>> content(Path("output/graph.ttl"))  # doctest: +SKIP
    {'bytes': 505299, 'sha256': '41b979cf8ed095caf23852c6f1b40cde15a2364316f5c1d8f51f5dc0d79607ea'}
    """
    total, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            total.update(block)
            size += len(block)
    return {"bytes": size, "sha256": total.hexdigest()}
