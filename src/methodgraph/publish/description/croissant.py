"""The data set as Croissant 1.1: `croissant.json`, by which loaders of machine learning read its records.

The record sets are those that such a loader (mlcroissant) reads from the files as they lie there: papers and what each
says, the nodes and the claims of the graph, and the two tables for review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.ids import BASE
from methodgraph.publish.description import files as of
from methodgraph.publish.description.recordsets import NODES, record_sets
from methodgraph.publish.description.words import DESCRIPTION, KEYWORDS, RIGHTS, TITLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from methodgraph.publish.description.files import FileContent

    Json = dict[str, Any]

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"

_CROISSANT = (
    *("annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract"),
    *("field", "fileObject", "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath"),
    *("key", "md5", "parentField", "path", "readLines", "recordSet", "references", "regex", "repeated", "replace"),
    *("samplingRate", "sdVersion", "separator", "source", "subField", "transform", "unArchive", "value"),
)
"""The terms of Croissant that need no more than its namespace."""
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{name: f"cr:{name}" for name in _CROISSANT},
}
"""The context that Croissant 1.1 recommends: readers look for all of it, used or not."""


def croissant(
    present: Collection[str], files: Sequence[FileContent], version: str, published: date | None = None
) -> Json:
    """Return the description of a data set as JSON data, to be written beside its files; it names them by name only.

    `present` are the fields that a paper need not have and some paper of papers.jsonl has, as
    `methodgraph.publish.facts.present` finds them (one that none has is not told: no loader would find it), `files`
    what was written (descriptions among them are left out) and `version` that of the methodgraph that wrote it.
    `published` is the day of publication; Croissant wants one, but none is known when the files are written, so that it
    is left out where none is given, and readers remark on that.

    >>> write_atomic("output/croissant.json", json.dumps(croissant(found, files, "0.1.0"), indent=1))  # doctest: +SKIP
    """
    dataset, held = of.dataset_iri(files), of.data_files(files)
    number = of.dataset_version(version, files)
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "@id": dataset,
        "name": TITLE,
        "description": DESCRIPTION,
        "conformsTo": CONFORMS_TO,
        "url": dataset,
        "version": number,
        **({"datePublished": published.isoformat()} if published else {}),
        "creator": {"@type": "sc:Organization", "name": "The methodgraph authors", "url": BASE},
        "license": {"@type": "sc:CreativeWork", "name": "Rights of the papers' authors", "description": RIGHTS},
        "citeAs": f"@misc{{methodgraph, title = {{{TITLE}}}, version = {{{number}}}, url = {{{dataset}}}}}",
        "inLanguage": "en",
        "keywords": list(KEYWORDS),
        "distribution": list(_distribution(held)),
        "recordSet": list(record_sets({file.name for file in held}, present)),
    }


def _distribution(held: Iterable[FileContent]) -> Iterator[Json]:
    """Yield all files, and graph.json once more to be read for its nodes: a loader reads one file in one way only."""
    for file in held:
        yield _file(file, file.name)
        if file.name == NODES.file:
            yield _file(file, NODES.source)


def _file(file: FileContent, identity: str) -> Json:
    kind = of.kind_of(file.name)
    encoding = kind.croissant or kind.media_type or kind.format_iri or "application/octet-stream"
    return {
        "@type": "cr:FileObject",
        "@id": identity,
        "name": file.name,
        "description": kind.told,
        "contentUrl": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": [encoding, "application/gzip"] if of.is_packed(file.name) else encoding,
        "sha256": file.sha256,
    }
