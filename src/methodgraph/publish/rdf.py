r"""Linked records as RDF: what stands in the graph, and its Turtle.

One pass, subject by subject: papers, entities, claims, results, evidence, each kind sorted by IRI. No blank nodes and
nothing but the records goes in, so the same records give the same bytes. Text goes in as it is; only a lone surrogate,
which RDF has no place for, becomes U+FFFD, one code point for one, so that offsets stay true.

Oxigraph writes the Turtle. rdflib, whose graphs users know, reads the same from it, but takes many times as long to
write.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from methodgraph import ids
from methodgraph.files import write_atomic
from methodgraph.ontology import PREFIXES
from methodgraph.records import PARENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal
    from pathlib import Path

    from methodgraph.records import Claim, Entity, Figure, Linked, Paper, Passage

Pairs = list[tuple[NamedNode, NamedNode]]
"""(predicate, object) pairs of one subject."""

_USED = (
    *("mg", "paper", "entity", "claim", "evidence", "result"),
    *("dcterms", "fabio", "mls", "oa", "prov", "rdf", "schema", "skos", "xsd"),
)
"""The prefixes of the published graph, in the order of its head."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_ARXIV = "arxiv:"


@cache
def _term(name: str) -> NamedNode:
    """Return the node of a prefixed name of a vocabulary."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def write_turtle(linked: Linked, path: Path) -> int:
    """Write `linked` to `path` as Turtle in UTF-8, whole or not at all, and return the number of triples.

    Raises UsageError where the file cannot be written.

    >>> write_turtle(linked, Path("output/graph.ttl"))  # doctest: +SKIP
    2718
    """
    count, data = _serialized(linked)
    write_atomic(path, data)
    return count


def turtle(linked: Linked) -> bytes:
    """Return `linked` as Turtle in UTF-8: the same records in whatever order, the same bytes."""
    return _serialized(linked)[1]


def triples(linked: Linked) -> Iterator[Triple]:
    """Yield the triples of `linked`, each once, grouped by subject.

    Roles and relations stand twice: as a triple of their own, said once however many papers say it, and as one
    `mg:Claim` for each paper that does. Beside each role stands `mg:refersTo`, beside each type its parent's.
    """
    roles, relations = _direct(linked.claims)
    code = defaultdict(set)
    for paper, url in linked.code:
        code[paper].add(url)
    for paper_ in sorted(linked.papers, key=lambda p: p.id):
        yield from _paper(paper_, code[paper_.id], roles[paper_.id])
    for entity in sorted(linked.entities, key=lambda e: e.id):
        yield from _entity(entity, relations[entity.id])
    for claim in sorted(linked.claims, key=lambda c: c.id):
        yield from _claim(claim)
    for figure in sorted(linked.figures, key=lambda f: f.id):
        yield from _figure(figure)
    yield from _evidence(linked)


def _serialized(linked: Linked) -> tuple[int, bytes]:
    count = 0

    def counted() -> Iterator[Triple]:
        nonlocal count
        for triple in triples(linked):
            count += 1
            yield triple

    stream = BytesIO()
    serialize(counted(), stream, RdfFormat.TURTLE, prefixes={name: PREFIXES[name] for name in _USED})
    # Oxigraph writes the prefixes in an order that changes from run to run; no line break but those between statements
    # is ever written bare.
    body = stream.getvalue().split(b" .\n", len(_USED))[-1]
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in _USED)
    return count, head.encode() + b"\n" + body.replace(b" .\n", b" .\n\n").rstrip(b"\n") + b"\n"


def _direct(claims: Iterable[Claim]) -> tuple[defaultdict[str, Pairs], defaultdict[str, Pairs]]:
    """Return the plain triples of all claims, by paper id and by entity id, sorted and each once."""
    told: tuple[defaultdict[str, set[tuple[str, str]]], ...] = (defaultdict(set), defaultdict(set))
    for claim in claims:
        told[0 if claim.is_role else 1][claim.subject].add((f"mg:{claim.predicate}", claim.object))
        if claim.is_role:
            told[0][claim.subject].add(("mg:refersTo", claim.object))
    first, second = (
        defaultdict(list, {key: [(_term(p), _entity_node(o)) for p, o in sorted(pairs)] for key, pairs in part.items()})
        for part in told
    )
    return first, second


def _paper(paper: Paper, code: Iterable[str], roles: Pairs) -> Iterator[Triple]:
    node = _paper_node(paper.id)
    for kind in ("mg:Paper", "fabio:ResearchPaper", "schema:ScholarlyArticle"):
        yield Triple(node, _term("rdf:type"), _term(kind))
    yield Triple(node, _term("dcterms:identifier"), _text(paper.id))
    if paper.id.startswith(_ARXIV):
        yield Triple(node, _term("fabio:hasArXivId"), _text(paper.id.removeprefix(_ARXIV)))
    if paper.title is not None:
        yield Triple(node, _term("dcterms:title"), _text(paper.title))
    yield Triple(node, _term("schema:abstract"), _text(paper.text))
    if paper.year is not None:
        yield Triple(node, _term("mg:year"), Literal(paper.year))
    if paper.url is not None:
        yield Triple(node, _term("schema:url"), _url(paper.url))
    for url in sorted(code):
        yield Triple(node, _term("mg:code"), _url(url))
    for source in sorted(set(paper.sources)):
        yield Triple(node, _term("mg:source"), _text(f"{source.file}:{source.line}"))
    for predicate, target in roles:
        yield Triple(node, predicate, target)


def _entity(entity: Entity, relations: Pairs) -> Iterator[Triple]:
    node = _entity_node(entity.id)
    parent = PARENT_TYPE.get(entity.type)
    for kind in (entity.type, *((parent,) if parent is not None else ()), "Entity"):
        yield Triple(node, _term("rdf:type"), _term(f"mg:{kind}"))
    yield Triple(node, _term("skos:prefLabel"), _text(entity.label))
    # A name that differs from the label only in what RDF cannot tell apart would be the label again.
    for alias in sorted({_clean(alias) for alias in entity.aliases} - {_clean(entity.label)}):
        yield Triple(node, _term("skos:altLabel"), Literal(alias))
    if entity.sense is not None:
        yield Triple(node, _term("mg:sense"), _text(entity.sense))
    if entity.broader is not None:
        yield Triple(node, _term("skos:broader"), _entity_node(entity.broader))
    for predicate, target in relations:
        yield Triple(node, predicate, target)


def _claim(claim: Claim) -> Iterator[Triple]:
    node = NamedNode(ids.claim_iri(claim.id))
    subject = _paper_node(claim.subject) if claim.is_role else _entity_node(claim.subject)
    yield Triple(node, _term("rdf:type"), _term("mg:Claim"))
    yield Triple(node, _term("rdf:type"), _term("rdf:Statement"))
    yield Triple(node, _term("rdf:subject"), subject)
    yield Triple(node, _term("rdf:predicate"), _term(f"mg:{claim.predicate}"))
    yield Triple(node, _term("rdf:object"), _entity_node(claim.object))
    yield from _support(node, claim)


def _figure(figure: Figure) -> Iterator[Triple]:
    node = NamedNode(ids.figure_iri(figure.id))
    yield Triple(node, _term("rdf:type"), _term("mg:Result"))
    yield Triple(node, _term("rdf:type"), _term("mls:ModelEvaluation"))
    for name in ("subject", "dataset", "metric", "baseline"):
        entity: str | None = getattr(figure, name)
        if entity is not None:
            yield Triple(node, _term(f"mg:{name}"), _entity_node(entity))
    yield Triple(node, _term("mg:value"), _decimal(figure.number))
    yield Triple(node, _term("mg:valueText"), _text(figure.value))
    if figure.unit:
        yield Triple(node, _term("mg:unit"), _text(figure.unit))
    yield Triple(node, _term("mg:isDifference"), Literal(figure.is_difference))
    if figure.better is not None:
        yield Triple(node, _term("mg:better"), _text(figure.better))
    if figure.before is not None:
        yield Triple(node, _term("mg:startValue"), _decimal(figure.before))
    yield from _support(node, figure)


def _support(node: NamedNode, told: Claim | Figure) -> Iterator[Triple]:
    """Yield where a claim or a result comes from, by which rules, and how likely it is right."""
    yield Triple(node, _term("mg:paper"), _paper_node(told.paper))
    yield Triple(node, _term("prov:wasDerivedFrom"), _paper_node(told.paper))
    if told.confidence is not None:
        yield Triple(node, _term("mg:confidence"), _decimal(told.confidence.score))
    for iri in sorted({ids.evidence_iri(told.paper, p.field, p.start, p.end) for p in told.evidence}):
        yield Triple(node, _term("mg:evidence"), NamedNode(iri))
    for rule in sorted({rule for passage in told.evidence for rule in passage.rules}):
        yield Triple(node, _term("mg:rule"), _text(rule))


def _evidence(linked: Linked) -> Iterator[Triple]:
    """Yield every passage used as evidence once, with the rules of all that use it."""
    told: dict[str, tuple[str, Passage]] = {}
    rules: defaultdict[str, set[str]] = defaultdict(set)
    used: Iterator[Claim | Figure] = chain(linked.claims, linked.figures)
    for paper, passage in ((record.paper, passage) for record in used for passage in record.evidence):
        iri = ids.evidence_iri(paper, passage.field, passage.start, passage.end)
        told[iri] = (paper, passage)
        rules[iri].update(passage.rules)
    for iri, (paper, passage) in sorted(told.items()):
        node = NamedNode(iri)
        yield Triple(node, _term("rdf:type"), _term("mg:Evidence"))
        yield Triple(node, _term("mg:paper"), _paper_node(paper))
        yield Triple(node, _term("prov:wasQuotedFrom"), _paper_node(paper))
        yield Triple(node, _term("mg:field"), _text(passage.field))
        yield Triple(node, _term("oa:exact"), _text(passage.text))
        yield Triple(node, _term("oa:start"), Literal(passage.start))
        yield Triple(node, _term("oa:end"), Literal(passage.end))
        for rule in sorted(rules[iri]):
            yield Triple(node, _term("mg:rule"), _text(rule))


@lru_cache(maxsize=1 << 16)
def _paper_node(paper: str) -> NamedNode:
    # A surrogate cannot be percent-encoded: it has no UTF-8.
    return NamedNode(ids.paper_iri(_clean(paper)))


@lru_cache(maxsize=1 << 16)
def _entity_node(entity: str) -> NamedNode:
    return NamedNode(ids.entity_iri(entity))


def _clean(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _text(text: str) -> Literal:
    return Literal(_clean(text))


def _url(url: str) -> Literal:
    """Return a URL as a typed literal: one copied from a text need not be a valid IRI, and is kept as it stands."""
    return Literal(_clean(url), datatype=_term("xsd:anyURI"))


def _decimal(number: Decimal) -> Literal:
    """Return a number without exponent and with a point, as Turtle's bare decimals are written."""
    told = format(number, "f")
    return Literal(told if "." in told else f"{told}.0", datatype=_term("xsd:decimal"))
