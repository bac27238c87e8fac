"""What stands in the published graph: linked records as blocks of triples.

No blank nodes and nothing but the records goes in, so the same records give the same blocks in the same order: first
the entities, sorted by IRI, then paper by paper all that it says: the paper itself, its claims, results and evidence.

The names of the vocabulary are explained, with examples, in `ontology/methodgraph.ttl`.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from methodgraph import ids
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.papers import paper_pairs
from methodgraph.publish.rdf.terms import string, term
from methodgraph.publish.rdf.told import Told
from methodgraph.records import PARENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import Claim, Entity, Figure, Linked, Paper

Pairs = list[tuple[str, str]]
"""(predicate, object) pairs of one subject."""

CONTEXT = 32
"""Characters of a paper before and after a quote that tell it from the same words elsewhere in it."""


class Block(NamedTuple):
    """Triples of one subject, all terms as N-Triples writes them, and the named graph they stand in.

    `graph` is "" for the default graph. A plain tuple underneath: there are many, and they live shortly.
    """

    subject: str
    pairs: Pairs
    graph: str = ""


def blocks(linked: Linked, *, by_paper: bool = False) -> Iterator[Block]:
    """Yield the triples of `linked`, each once.

    Roles and relations stand twice: as a triple of their own, said once however many papers say it, and as one
    `mg:Claim` for each paper that does. Beside each role stands `mg:refersTo`, beside each type its parent's.

    With `by_paper` all that a paper says stands in a named graph of its own, relations too, so that one which several
    papers tell stands in the graph of each; only what an entity is called and is stands in the default graph.
    """
    told = Told(linked)
    everywhere = relations_of(linked.claims) if not by_paper else {}
    for entity in sorted(linked.entities, key=lambda e: e.id):
        yield Block(terms.entity(entity.id), [*entity_pairs(entity), *everywhere.get(entity.id, ())])
    for paper in sorted(linked.papers, key=lambda p: p.id):
        graph = terms.graph_of(paper.id) if by_paper else ""
        yield Block(
            terms.paper(paper.id), [*paper_pairs(paper, told.code[paper.id]), *roles_of(told.claims[paper.id])], graph
        )
        if by_paper:
            for head, pairs in sorted(relations_of(told.claims[paper.id]).items()):
                yield Block(terms.entity(head), pairs, graph)
        yield from _said(paper, told, graph)


def _said(paper: Paper, told: Told, graph: str) -> Iterator[Block]:
    claims, figures = told.claims[paper.id], told.figures[paper.id]
    places = places_of(paper, chain(claims, figures))
    node = terms.paper(paper.id)
    for claim in claims:
        yield Block(terms.claim(claim.id), _claim(claim, node, places), graph)
    for figure in figures:
        yield Block(terms.figure(figure.id), figure_pairs(figure, node, places), graph)
    for iri, rules, passage in sorted((iri, sorted(rules), passage) for passage, (iri, rules) in places.items()):
        yield from _evidence(iri, rules, passage, paper, graph)


Place = tuple[str, int, int]
"""Field, start and end of a passage: what makes it the same piece of evidence, whichever rules found it."""


def places_of(paper: Paper, told: Iterable[Claim | Figure]) -> dict[Place, tuple[str, set[str]]]:
    """Return each place that is used as evidence, with its IRI and the rules of all that use it."""
    places: dict[Place, tuple[str, set[str]]] = {}
    for passage in (passage for record in told for passage in record.evidence):
        place = (passage.field, passage.start, passage.end)
        if place not in places:
            places[place] = (ids.evidence_iri(paper.id, *place), set())
        places[place][1].update(passage.rules)
    return places


def relations_of(claims: Iterable[Claim]) -> dict[str, Pairs]:
    """Return the relations of `claims` as plain triples, by entity id, sorted and each once."""
    told: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        if not claim.is_role:
            told[claim.subject].add((term(f"mg:{claim.predicate}"), terms.entity(claim.object)))
    return {entity: sorted(pairs) for entity, pairs in told.items()}


def roles_of(claims: Iterable[Claim]) -> Pairs:
    """Return the roles of one paper's claims as plain triples, sorted and each once."""
    refers = term("mg:refersTo")
    told = {(term(f"mg:{claim.predicate}"), terms.entity(claim.object)) for claim in claims if claim.is_role}
    return sorted(told | {(refers, target) for _, target in told})


def entity_pairs(entity: Entity) -> Iterator[tuple[str, str]]:
    """Yield what is said of an entity itself."""
    kind = term("rdf:type")
    parent = PARENT_TYPE.get(entity.type)
    yield kind, term(f"mg:{entity.type}")
    if parent is not None:
        yield kind, term(f"mg:{parent}")
    yield kind, term("mg:Entity")
    yield kind, term("skos:Concept")
    label = string(entity.label)
    yield term("skos:prefLabel"), label
    # A name that differs from the label only in what RDF cannot tell apart would be the label again.
    for alias in sorted({string(alias) for alias in entity.aliases} - {label}):
        yield term("skos:altLabel"), alias
    if entity.sense is not None:
        yield term("mg:sense"), string(entity.sense)
    if entity.broader is not None:
        yield term("skos:broader"), terms.entity(entity.broader)


def _claim(claim: Claim, paper: str, places: dict[Place, tuple[str, set[str]]]) -> Pairs:
    kind = term("rdf:type")
    return [
        (kind, term("mg:Claim")),
        (kind, term("rdf:Statement")),
        (kind, term("oa:Annotation")),
        (term("rdf:subject"), paper if claim.is_role else terms.entity(claim.subject)),
        (term("rdf:predicate"), term(f"mg:{claim.predicate}")),
        (term("rdf:object"), terms.entity(claim.object)),
        *_support(claim, paper, places),
    ]


def figure_pairs(figure: Figure, paper: str, places: dict[Place, tuple[str, set[str]]]) -> Pairs:
    """Return what is said of a figure of a paper, told as a node."""
    return [*_figure_itself(figure), *_support(figure, paper, places)]


def _figure_itself(figure: Figure) -> Iterator[tuple[str, str]]:
    kind = term("rdf:type")
    is_level = not figure.is_difference  # others would take "+14.4%" for a value of the metric
    croissant = ("cr:EvaluationResult",) if is_level and figure.metric is not None else ()  # which must have a metric
    for name in ("mg:Result", "mls:ModelEvaluation", *croissant, "oa:Annotation"):
        yield kind, term(name)
    for name in ("subject", "dataset", "metric", "baseline"):
        entity: str | None = getattr(figure, name)
        if entity is not None:
            yield term(f"mg:{name}"), terms.entity(entity)
    if figure.metric is not None:
        yield term("mls:specifiedBy"), terms.entity(figure.metric)
    if croissant:
        yield term("cr:metric"), terms.entity(figure.metric or "")
        yield term("cr:value"), terms.decimal(figure.number)
    for name in ("mg:value", "mls:hasValue") if is_level else ("mg:value",):
        yield term(name), terms.decimal(figure.number)
    yield term("mg:valueText"), string(figure.value)
    if figure.unit:
        yield term("mg:unit"), string(figure.unit)
    yield term("mg:isDifference"), terms.boolean(figure.is_difference)
    if figure.better is not None:
        yield term("mg:better"), string(figure.better)
    if figure.before is not None:
        yield term("mg:startValue"), terms.decimal(figure.before)


def _support(told: Claim | Figure, paper: str, places: dict[Place, tuple[str, set[str]]]) -> Iterator[tuple[str, str]]:
    """Yield where a claim or a result comes from, by which rules, and how likely it is right."""
    yield term("mg:paper"), paper
    yield term("prov:wasDerivedFrom"), paper
    if told.confidence is not None:
        yield term("mg:confidence"), terms.decimal(told.confidence.score)
    for iri in sorted({places[p.field, p.start, p.end][0] for p in told.evidence}):
        yield term("mg:evidence"), f"<{iri}>"
        yield term("oa:hasTarget"), f"<{iri}>"
    for rule in sorted({rule for passage in told.evidence for rule in passage.rules}):
        yield term("mg:rule"), terms.known_string(rule)


def _evidence(iri: str, rules: list[str], place: Place, paper: Paper, graph: str) -> Iterator[Block]:
    """Yield a piece of evidence and its two selectors: the words, and where they stand."""
    kind, selector, node = term("rdf:type"), term("oa:hasSelector"), terms.paper(paper.id)
    field, start, end = place
    yield Block(
        f"<{iri}>",
        [
            (kind, term("mg:Evidence")),
            (kind, term("oa:SpecificResource")),
            (term("mg:paper"), node),
            (term("oa:hasSource"), node),
            (term("prov:wasQuotedFrom"), node),
            (term("mg:field"), terms.known_string(field)),
            (selector, f"<{iri}-quote>"),
            (selector, f"<{iri}-place>"),
            *((term("mg:rule"), terms.known_string(rule)) for rule in rules),
        ],
        graph,
    )
    text = (paper.text if field == "text" else paper.title) or ""
    quote = [(kind, term("oa:TextQuoteSelector")), (term("oa:exact"), string(text[start:end]))]
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if before:
        quote.append((term("oa:prefix"), string(before)))
    if after:
        quote.append((term("oa:suffix"), string(after)))
    yield Block(f"<{iri}-quote>", quote, graph)
    position = [
        (kind, term("oa:TextPositionSelector")),
        (term("oa:start"), terms.count(start)),
        (term("oa:end"), terms.count(end)),
    ]
    yield Block(f"<{iri}-place>", position, graph)
