"""What the data set holds and in which files, in VoID and DCAT: `dataset.ttl`.

A reader of catalogues finds the data set and its files there, a triple store which classes and properties to ask for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from methodgraph.errors import UsageError
from methodgraph.ids import BASE
from methodgraph.ontology import PREFIXES, compact
from methodgraph.publish.description import files as of
from methodgraph.publish.description.turtle import turtle
from methodgraph.publish.description.words import DESCRIPTION, KEYWORDS, RIGHTS, TITLE
from methodgraph.publish.rdf.graph import Block
from methodgraph.publish.rdf.terms import count, integer, string, term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.publish.description.files import FileContent
    from methodgraph.publish.rdf.statistics import Statistics

    Pairs = Iterator[tuple[str, str]]

URI_PATTERN = f"^{BASE.replace('.', '[.]')}(paper|entity|claim|evidence|result)/"
"""What the IRIs of all subjects of the graph match."""

_PREFIXES = (
    *("mg", "paper", "entity", "claim", "evidence", "result"),
    *("bibo", "cr", "dc", "dcat", "dcterms", "fabio", "foaf", "mls", "oa", "owl", "prism", "prov", "rdf", "schema"),
    *("skos", "spdx", "void", "xsd"),
)
_IANA = "https://www.iana.org/assignments/media-types/"
_EXAMPLES = ("mg:Paper", "mg:Entity", "mg:Claim", "mg:Evidence", "mg:Result")
_PLACE = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`]+/")
_TYPE = term("rdf:type")


def dataset_turtle(
    statistics: Statistics, files: Sequence[FileContent], version: str, place: str | None = None
) -> bytes:
    """Return the description of a data set as Turtle in UTF-8: the same arguments, the same bytes.

    `statistics` are the counts of its graph, `files` what was written (descriptions among them are left out), `version`
    is that of the methodgraph that wrote it. `place` is where the files will lie on the web, a URL that ends in a
    slash; without it nothing is told of where to get them. Raises UsageError where it is no such URL.

    >>> Path("output/dataset.ttl").write_bytes(dataset_turtle(statistics, files, "0.1.0"))  # doctest: +SKIP
    """
    if place is not None and not _PLACE.fullmatch(place):
        raise UsageError(f"{place!r} is no place for files on the web; give a URL that ends in a slash")
    dataset, held = of.dataset_iri(files), of.data_files(files)
    agent = of.software("methodgraph", version)
    pairs = [
        *_about(dataset, agent.subject, of.dataset_version(version, files)),
        *_counts(statistics),
        *_examples(statistics),
        *_partitions(statistics, dataset),
        *_files(held, dataset, place),
    ]
    described = (
        Block(f"<{dataset}>", pairs),
        Block(f"<{dataset}#rights>", [(_TYPE, term("dcterms:RightsStatement")), _told(RIGHTS)]),
        *_parts(statistics, dataset),
        *(Block(f"<{of.part_iri(dataset, file.name)}>", list(_distribution(file, place))) for file in held),
        *(of.checksum(sha256) for sha256 in sorted({file.sha256 for file in held})),
        agent,
        _itself(dataset),
    )
    return turtle(described, _PREFIXES)


def _about(dataset: str, agent: str, version: str) -> Pairs:
    yield _TYPE, term("void:Dataset")
    yield _TYPE, term("dcat:Dataset")
    yield term("dcterms:title"), string(TITLE)
    yield _told(DESCRIPTION)
    yield term("dcterms:identifier"), string(dataset)
    yield term("dcterms:creator"), agent
    yield term("dcterms:rights"), f"<{dataset}#rights>"
    yield term("owl:versionInfo"), string(version)
    for keyword in KEYWORDS:
        yield term("dcat:keyword"), string(keyword)


def _counts(statistics: Statistics) -> Pairs:
    yield term("void:uriSpace"), string(BASE)
    yield term("void:uriRegexPattern"), string(URI_PATTERN)
    yield term("void:triples"), integer(statistics.triples)
    yield term("void:entities"), integer(statistics.subjects)
    yield term("void:distinctSubjects"), integer(statistics.subjects)
    yield term("void:classes"), integer(len(statistics.classes))
    yield term("void:properties"), integer(len(statistics.properties))


def _examples(statistics: Statistics) -> Pairs:
    for kind in map(term, _EXAMPLES):
        if kind in statistics.examples:
            yield term("void:exampleResource"), statistics.examples[kind]
    used = [iri[1:-1] for iri in (*statistics.classes, *statistics.properties)]
    for namespace in sorted(PREFIXES.values()):
        if any(iri.startswith(namespace) for iri in used):
            yield term("void:vocabulary"), f"<{_vocabulary(namespace)}>"


def _vocabulary(namespace: str) -> str:
    """Return the IRI of a vocabulary: ours calls itself by its namespace without the hash."""
    return namespace.removesuffix("#") if namespace == PREFIXES["mg"] else namespace


def _partitions(statistics: Statistics, dataset: str) -> Pairs:
    for kind in sorted(statistics.classes):
        yield term("void:classPartition"), _partition(dataset, "class", kind)
    for predicate in sorted(statistics.properties):
        yield term("void:propertyPartition"), _partition(dataset, "property", predicate)


def _parts(statistics: Statistics, dataset: str) -> Iterator[Block]:
    """Yield what stands of each class and of each property."""
    told = (
        ("class", "void:class", "void:entities", statistics.classes),
        ("property", "void:property", "void:triples", statistics.properties),
    )
    for part, names, counts, counted in told:
        for iri, number in sorted(counted.items()):
            pairs = [(_TYPE, term("void:Dataset")), (term(names), iri), (term(counts), integer(number))]
            yield Block(_partition(dataset, part, iri), pairs)


def _partition(dataset: str, part: str, iri: str) -> str:
    """Return the node of a class or property partition: `...#class-mg-Method`."""
    return f"<{of.part_iri(dataset, f'{part}-{compact(iri[1:-1])}'.replace(':', '-'))}>"


def _files(held: Sequence[FileContent], dataset: str, place: str | None) -> Pairs:
    graphs = [file for file in held if of.is_rdf(file.name)]
    for form in sorted({str(of.kind_of(file.name).format_iri) for file in graphs}):
        yield term("void:feature"), f"<{form}>"
    for file in held:
        yield term("dcat:distribution"), f"<{of.part_iri(dataset, file.name)}>"
    for file in graphs if place else ():
        yield term("void:dataDump"), f"<{place}{quote(file.name)}>"


def _distribution(file: FileContent, place: str | None) -> Pairs:
    kind = of.kind_of(file.name)
    yield _TYPE, term("dcat:Distribution")
    yield term("dcterms:title"), string(file.name)
    yield _told(kind.told)
    if kind.media_type is not None:
        yield term("dcat:mediaType"), f"<{_IANA}{kind.media_type}>"
    if kind.format_iri is not None:
        yield term("dcterms:format"), f"<{kind.format_iri}>"
    if of.is_packed(file.name):
        yield term("dcat:compressFormat"), f"<{_IANA}application/gzip>"
    yield term("dcat:byteSize"), count(file.size)
    yield of.checked(file.sha256)
    if place is not None:
        yield term("dcat:downloadURL"), f"<{place}{quote(file.name)}>"


def _itself(dataset: str) -> Block:
    """Return what the description is."""
    return Block(
        f"<{of.part_iri(dataset, of.DATASET_FILE)}>",
        [
            (_TYPE, term("void:DatasetDescription")),
            (term("dcterms:title"), string(of.DATASET_FILE)),
            (term("foaf:primaryTopic"), f"<{dataset}>"),
        ],
    )


def _told(text: str) -> tuple[str, str]:
    return term("dcterms:description"), string(text)
