"""The files of a data set as its descriptions tell them: size, digest, form, and IRIs made of the digest.

IRIs hold content, not places: the same bytes have the same IRI wherever and whenever they were written, and two data
sets never share one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from methodgraph.ids import BASE, digest
from methodgraph.publish.manifest import content
from methodgraph.publish.rdf.forms import FORMS, GZIP
from methodgraph.publish.rdf.graph import Block
from methodgraph.publish.rdf.terms import string, term, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

DATASET_FILE = "dataset.ttl"
CROISSANT_FILE = "croissant.json"
PROVENANCE_FILE = "provenance.ttl"
DESCRIPTIONS = (DATASET_FILE, CROISSANT_FILE, PROVENANCE_FILE)
"""What tells of the data set and is no part of it."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file of the data set: its name, its size in bytes and the SHA-256 of its content in hexadecimal digits."""

    name: str
    size: int
    sha256: str

    @classmethod
    def at(cls, path: Path) -> FileContent:
        """Return a file that was written."""
        return cls.of({"name": path.name, **content(path)})

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> FileContent:
        """Return the file that an entry under "files" of a manifest tells."""
        return cls(told["name"], told["bytes"], told["sha256"])


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of file it is.

    `media_type` is None where none is registered, `format_iri` names the form where it has an IRI of its own, `told`
    says in words what such a file of ours holds, `croissant` is what Croissant calls the form if it has its own name.
    """

    media_type: str | None
    format_iri: str | None
    told: str
    croissant: str | None = None


_W3C = "http://www.w3.org/ns/formats/"
_RDF = {
    "ttl": "Turtle", "nt": "N-Triples", "nq": "N-Quads", "trig": "TriG", "jsonld": "JSON-LD", "rdf": "RDF_XML",
}  # fmt: skip
"""What the World Wide Web Consortium calls the forms of RDF, by the suffix of their files."""
_OTHERS = {
    "graphml": Kind(None, "http://graphml.graphdrawing.org/xmlns", "The graph as GraphML, for graph tools."),
    "html": Kind("text/html", None, "The graph to look at in a browser."),
    "json": Kind("application/json", None, "The graph as node-link JSON, for networkx and d3."),
    "jsonl": Kind(
        None,
        "https://jsonlines.org/",
        "What each paper says by itself, one JSON object a line.",
        croissant="application/jsonlines",
    ),
    "tsv": Kind("text/tab-separated-values", None, "A table under a heading, for review."),
}
_UNKNOWN = Kind(None, None, "A file of the data set.")


def is_packed(name: str) -> bool:
    """Return True for a file that is compressed with gzip, by its name."""
    return name.endswith(GZIP)


def kind_of(name: str) -> Kind:
    """Return what kind of file bears this name, compressed or not.

    >>> kind_of("graph.nq.gz").media_type
    'application/n-quads'
    """
    suffix = PurePath(name.removesuffix(GZIP)).suffix[1:]
    if suffix in FORMS:
        return Kind(FORMS[suffix].media_type, _W3C + _RDF[suffix], "The graph as RDF.")
    return _OTHERS.get(suffix, _UNKNOWN)


def is_rdf(name: str) -> bool:
    """Return True for a file that holds the graph as RDF, by its name."""
    return (kind_of(name).format_iri or "").startswith(_W3C)


def data_files(files: Iterable[FileContent]) -> list[FileContent]:
    """Return the files that are part of the data set, sorted by name: all but its descriptions."""
    return sorted((file for file in files if file.name not in DESCRIPTIONS), key=lambda file: file.name)


def release(files: Iterable[FileContent]) -> str:
    """Return 16 hexadecimal digits that tell this data set from all others: a hash of its files' names and contents.

    Descriptions among `files` do not count, so that they can bear it themselves.
    """
    return digest(*(part for file in data_files(files) for part in (file.name, file.sha256)))


def dataset_iri(files: Iterable[FileContent]) -> str:
    """Return the IRI of the data set that consists of `files`."""
    return f"{BASE}dataset/{release(files)}"


def dataset_version(version: str, files: Iterable[FileContent]) -> str:
    """Return the version of a data set: that of the methodgraph which made it, and what tells its content from others.

    >>> dataset_version("0.1.0", ())
    '0.1.0+e3b0c44298fc1c14'
    """
    return f"{version}{'.' if '+' in version else '+'}{release(files)}"


def part_iri(dataset: str, name: str) -> str:
    """Return the IRI of a part of a data set: one of its files, by name."""
    return f"{dataset}#{quote(name, safe='-._~')}"


def content_iri(sha256: str) -> str:
    """Return the IRI of a content, whatever files hold it."""
    return f"{BASE}file/{sha256}"


def checksum(sha256: str) -> Block:
    """Return a SHA-256 as the resource that SPDX wants. Files of the same content share it."""
    return Block(
        f"<{BASE}sha256/{sha256}>",
        [
            (term("rdf:type"), term("spdx:Checksum")),
            (term("spdx:algorithm"), term("spdx:checksumAlgorithm_sha256")),
            (term("spdx:checksumValue"), typed(sha256, "xsd:hexBinary")),
        ],
    )


def checked(sha256: str) -> tuple[str, str]:
    """Return what a subject of this content says: that this is its checksum."""
    return term("spdx:checksum"), checksum(sha256).subject


def software(name: str, version: str) -> Block:
    """Return a program of a version as an agent.

    >>> software("methodgraph", "0.1.0").subject
    '<https://w3id.org/methodgraph/software/methodgraph/0.1.0>'
    """
    return Block(
        f"<{BASE}software/{quote(name.lower(), safe='-._~')}/{quote(version, safe='-._~')}>",
        [
            (term("rdf:type"), term("prov:SoftwareAgent")),
            (term("rdf:type"), term("schema:SoftwareApplication")),
            (term("schema:name"), string(name)),
            (term("schema:softwareVersion"), string(version)),
        ],
    )
