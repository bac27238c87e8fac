"""The published graph as Turtle, piece by piece: an entity, or a paper with all that it says.

What stands in it is told in `graph`. Claims and evidence are nine tenths of it, always of the same forms; here these
are put together as text at once, while the rest goes through `turtle`. Tests hold both ways against each other, byte
for byte. A piece depends on nothing but the records it is made of: one that did not change need not be made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import terms
from methodgraph.publish.rdf.as_turtle import Turtle, head
from methodgraph.publish.rdf.graph import CONTEXT, Block, entity_pairs, figure_pairs, places_of, relations_of, roles_of
from methodgraph.publish.rdf.papers import paper_pairs
from methodgraph.publish.rdf.terms import PLAIN, known_string, string, term
from methodgraph.publish.rdf.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from methodgraph.publish.rdf.graph import Pairs, Place
    from methodgraph.publish.rdf.statistics import Statistics
    from methodgraph.records import Claim, Entity, Figure, Linked, Paper

    Places = dict[Place, tuple[str, set[str]]]

USED = (
    *("mg", "paper", "entity", "claim", "evidence", "result", "graph"),
    *("bibo", "cr", "dc", "dcterms", "fabio", "mls", "oa", "prism", "prov", "rdf", "schema", "skos", "xsd"),
)
"""The prefixes of the published graph, in the order of its head."""
_CLAIM = ("mg:Claim", "rdf:Statement", "oa:Annotation")
_EVIDENCE = ("mg:Evidence", "oa:SpecificResource")
_CUT = len(PREFIXES["evidence"])
"""What stands behind it in the IRI of a piece of evidence is a digest, a name that needs no masking."""
_NEXT = "\n\t"
_QUOTE, _PLACE = ("oa:TextQuoteSelector",), ("oa:TextPositionSelector",)


def own_turtle(linked: Linked, statistics: Statistics) -> Iterator[str]:
    """Yield the published graph: head, entities, papers, each sorted by id. What is written is counted."""
    writer, told, relations = DirectTurtle(statistics), Told(linked), relations_of(linked.claims)
    yield writer.head
    joint = ""
    for entity in sorted(linked.entities, key=lambda e: e.id):
        yield f"{joint}{writer.entity(entity, relations.get(entity.id, []))}"
        joint = "\n"
    for paper in sorted(linked.papers, key=lambda p: p.id):
        code, claims, figures = told.code[paper.id], told.claims[paper.id], told.figures[paper.id]
        yield f"{joint}{writer.paper(paper, code, claims, figures)}"
        joint = "\n"


class DirectTurtle:
    """Writes pieces, and counts their triples in `statistics`."""

    def __init__(self, statistics: Statistics) -> None:
        prefixes = {name: PREFIXES[name] for name in USED}
        self.head = head(prefixes)
        """What stands before all pieces."""
        self._turtle = Turtle(prefixes)
        self._statistics = statistics

    def entity(self, entity: Entity, relations: Pairs) -> str:
        """Return what is said of an entity, and how it relates to others by what papers say."""
        return self._block(terms.entity(entity.id), [*entity_pairs(entity), *relations])

    def paper(self, paper: Paper, code: Iterable[str], claims: Sequence[Claim], figures: Sequence[Figure]) -> str:
        """Return a paper with its claims and figures, each sorted by id, and the evidence of both."""
        node, places = terms.paper(paper.id), places_of(paper, (*claims, *figures))
        told = [self._block(node, [*paper_pairs(paper, code), *roles_of(claims)])]
        told += self._claims(claims, self._turtle.term(node), places)
        told += [self._block(terms.figure(one.id), figure_pairs(one, node, places)) for one in figures]
        told += self._evidence(paper, self._turtle.term(node), places)
        return "\n".join(told)

    def _block(self, subject: str, pairs: Pairs) -> str:
        self._statistics.add(Block(subject, pairs))
        return self._turtle.block(subject, pairs)

    def _claims(self, claims: Sequence[Claim], paper: str, places: Places) -> Iterator[str]:
        """Yield claims; `paper` is its node as it stands in Turtle."""
        sure = passages = rules = 0
        for claim in claims:
            grounds = sorted({places[p.field, p.start, p.end][0] for p in claim.evidence})
            called = sorted({rule for passage in claim.evidence for rule in passage.rules})
            sure, passages, rules = sure + (claim.confidence is not None), passages + len(grounds), rules + len(called)
            yield self._claim(claim, paper, [f"evidence:{iri[_CUT:]}" for iri in grounds], called)
        number = len(claims)
        names = ("rdf:subject", "rdf:predicate", "rdf:object", "mg:paper", "prov:wasDerivedFrom")
        self._count(terms.claim(claims[0].id) if claims else "", number, _CLAIM, {
            **dict.fromkeys(names, number), "mg:confidence": sure, "mg:evidence": passages, "oa:hasTarget": passages,
            "mg:rule": rules,
        })  # fmt: skip

    def _claim(self, claim: Claim, paper: str, grounds: Iterable[str], rules: Sequence[str]) -> str:
        term, entity = self._turtle.term, terms.entity
        sure = "" if claim.confidence is None else f" ;\n\tmg:confidence {term(terms.decimal(claim.confidence.score))}"
        support = "".join([f" ;\n\tmg:evidence {ground} ;\n\toa:hasTarget {ground}" for ground in grounds])
        return (
            f"{self._name(claim.id)} a mg:Claim , rdf:Statement , oa:Annotation ;\n"
            f"\trdf:subject {paper if claim.is_role else term(entity(claim.subject))} ;\n"
            f"\trdf:predicate mg:{claim.predicate} ;\n"
            f"\trdf:object {term(entity(claim.object))} ;\n"
            f"\tmg:paper {paper} ;\n"
            f"\tprov:wasDerivedFrom {paper}{sure}{support}{_ruled(rules)} .\n"
        )

    def _name(self, claim: str) -> str:
        """Return a claim's node. Its id is a digest mostly, which needs no masking."""
        return f"claim:{claim}" if claim.isascii() and claim.isalnum() else self._turtle.once(terms.claim(claim))

    def _evidence(self, paper: Paper, node: str, places: Places) -> Iterator[str]:
        """Yield each piece of evidence, sorted by IRI, with its two selectors."""
        fields = {"text": (paper.text, _quoter(paper.text)), "title": (paper.title or "", _quoter(paper.title or ""))}
        ordered = sorted((iri, place, rules) for place, (iri, rules) in places.items())
        befores = afters = ruled = 0
        for iri, (field, start, end), rules in ordered:
            text, quoted = fields[field]
            before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
            befores, afters, ruled = befores + bool(before), afters + bool(after), ruled + len(rules)
            name = f"evidence:{iri[_CUT:]}"
            yield (
                f"{name} a mg:Evidence , oa:SpecificResource ;\n"
                f"\tmg:paper {node} ;\n\toa:hasSource {node} ;\n\tprov:wasQuotedFrom {node} ;\n"
                f'\tmg:field "{field}" ;\n\toa:hasSelector {name}-quote , {name}-place{_ruled(sorted(rules))} .\n'
            )
            yield (
                f"{name}-quote a oa:TextQuoteSelector ;\n\toa:exact {quoted(text[start:end])}"
                f"{f' ;{_NEXT}oa:prefix {quoted(before)}' if before else ''}"
                f"{f' ;{_NEXT}oa:suffix {quoted(after)}' if after else ''} .\n"
            )
            yield (
                f'{name}-place a oa:TextPositionSelector ;\n\toa:start "{start}"^^xsd:nonNegativeInteger ;\n'
                f'\toa:end "{end}"^^xsd:nonNegativeInteger .\n'
            )
        self._count_evidence(ordered[0][0] if ordered else "", len(ordered), befores, afters, ruled)

    def _count_evidence(self, first: str, number: int, before: int, after: int, rules: int) -> None:
        names = ("mg:paper", "oa:hasSource", "prov:wasQuotedFrom", "mg:field")
        self._count(f"<{first}>", number, _EVIDENCE, {
            **dict.fromkeys(names, number), "oa:hasSelector": 2 * number, "mg:rule": rules,
        })  # fmt: skip
        self._count(f"<{first}-quote>", number, _QUOTE, {"oa:exact": number, "oa:prefix": before, "oa:suffix": after})
        self._count(f"<{first}-place>", number, _PLACE, {"oa:start": number, "oa:end": number})

    def _count(self, first: str, number: int, kinds: Sequence[str], properties: dict[str, int]) -> None:
        counts = {term(name): count for name, count in properties.items()}
        self._statistics.add_alike(first, number, [term(kind) for kind in kinds], counts)


def _ruled(rules: Sequence[str]) -> str:
    return f" ;\n\tmg:rule {' , '.join(map(known_string, rules))}" if rules else ""


def _quoter(text: str) -> Callable[[str], str]:
    """Return what makes a literal of any part of `text`."""
    return _as_it_is if PLAIN.fullmatch(text) else string


def _as_it_is(text: str) -> str:
    return f'"{text}"'
