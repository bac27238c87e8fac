"""Graphs broken on purpose: a small one with one of everything, and a list of changes with what each of them breaks.

Any number of copies of the small graph may stand side by side, each broken in its own way.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import cache

import rdflib
from rdflib import Graph
from tests.support.linked import passage

from methodgraph.ids import digest
from methodgraph.ontology import PREFIXES
from methodgraph.publish.rdf import turtle
from methodgraph.records import Claim, Confidence, Entity, Figure, Identifier, Linked, Paper, Source

_HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
_NAME = re.compile(r"\b(paper|entity|claim|result|evidence):(\w+)(-quote|-place)?")
_TEXT = "In short, with more than thirty-two characters before it, we use LoRA; X extends it: +1.5% more."
_QUOTE, _TITLE = "we use LoRA", "LoRA"


def small(number: int = 0) -> Linked:
    """Return a valid graph with one of everything, as LINK hands it on; `number` tells it from its copies."""
    paper = Paper(
        f"arxiv:p{number}", _TITLE, _TEXT, (Source("a.txt", 1),), 2024, "https://example.org/p",
        urls=("https://example.org/p.pdf",), authors=("Ada Lovelace",), venue="NeurIPS",
        identifiers=(Identifier("arxiv", f"p{number}"), Identifier("doi", "10.1234/p")), categories=("cs.CL",),
    )  # fmt: skip
    text = passage(paper, _QUOTE, "role/we-use")
    title = passage(paper, _TITLE, "role/title", field="title")

    def of(name: str) -> str:
        return f"{name}-{number}"

    score = Confidence(Decimal("0.93"), ())
    role = Claim(of("c1"), paper.id, "uses", of("lora"), paper.id, (text, title), score)
    relation = Claim(of("c2"), of("x"), "extends", of("lora"), paper.id, (text,))
    number_ = Decimal("1.5")
    level = Figure(
        of("f"), paper.id, of("x"), of("glue"), of("acc"), "1.5%", number_, "%", False, number_, of("lora"), (text,),
        score, "higher",
    )  # fmt: skip
    change = replace(level, id=of("d"), value="+1.5%", is_difference=True)
    entities = (
        Entity(of("acc"), of("Acc"), "Metric"),
        Entity(of("glue"), of("GLUE"), "Benchmark"),
        Entity(of("lora"), of("LoRA"), "Method", ("Low-Rank Adaptation",), "Low-Rank Adaptation"),
        Entity(of("task"), of("task"), "Task"),
        Entity(of("x"), of("X"), "Model", (), None, of("lora")),
    )
    code = ((paper.id, "https://example.org/x"),)
    return Linked((paper,), entities, (), (role, relation), (level, change), code)


def named(text: str, number: int = 0) -> str:
    """Return `text` with the names of the small graph as they are in the copy `number`.

    >>> named("entity:lora mg:partOf paper:p", 3)
    'entity:lora-3 mg:partOf paper:arxiv:p3'
    """
    spans = {"text": (_TEXT.index(_QUOTE), len(_QUOTE)), "title": (0, len(_TITLE))}

    def renamed(found: re.Match[str]) -> str:
        kind, name, selector = found[1], found[2], found[3] or ""
        if (kind, name) == ("paper", "p"):
            return f"paper:arxiv:p{number}"
        if kind == "evidence" and name in spans:
            start, size = spans[name]
            return f"evidence:{digest(f'arxiv:p{number}', name, str(start), str(start + size))}{selector}"
        return f"{kind}:{name}-{number}{selector}"

    return _NAME.sub(renamed, text)


@contextmanager
def as_written() -> Iterator[None]:
    """Let rdflib read literals as they are written, however wrong, and not complain of them."""
    logger, normalize = logging.getLogger("rdflib.term"), rdflib.NORMALIZE_LITERALS
    level = logger.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logger.setLevel(logging.ERROR)
        rdflib.NORMALIZE_LITERALS = False
        try:
            yield
        finally:
            rdflib.NORMALIZE_LITERALS = normalize
            logger.setLevel(level)


def copies(iris: Iterable[str], count: int) -> dict[str, int]:
    """Return which of `count` copies each IRI belongs to; those of none are left out."""
    told: dict[str, int] = {}
    ends = {f"-{number}": number for number in range(count)} | {f":p{number}": number for number in range(count)}
    evidence = {
        named(f"evidence:{field}", n).removeprefix("evidence:"): n for n in range(count) for field in ("text", "title")
    }
    for iri in iris:
        local = re.sub(r"-(quote|place)$", "", iri.rpartition("/")[2])
        end = re.search(r"(-|:p)\d+$", local)
        number = evidence.get(local) if end is None or local in evidence else ends.get(end[0])
        if number is not None:
            told[iri] = number
    return told


@cache
def _parsed(number: int) -> Graph:
    return Graph(bind_namespaces="none").parse(data=turtle(small(number)), format="turtle")


def broken(changes: Iterable[tuple[str, str]]) -> Graph:
    """Return the copies 0, 1, 2 ... of the small graph, each with its change.

    A change is a node and what happens to it: "- p" takes away all values of p, "+ p o" adds one; several are parted by
    a semicolon. A node that is "" leaves the copy as it is.
    """
    graph = Graph(bind_namespaces="none")
    with as_written():
        _break(graph, changes)
    return graph


def _break(graph: Graph, changes: Iterable[tuple[str, str]]) -> None:
    for number, (node, change) in enumerate(changes):
        for triple in _parsed(number):
            graph.add(triple)
        for step in re.split(r" ; (?=[+-] )", change) if node else ():
            statement = f"{_HEAD}{named(f'{node} {step[2:]}', number)}"
            if step.startswith("- "):
                subject, predicate, _ = next(iter(Graph().parse(data=f"{statement} 0 .", format="turtle")))
                assert (subject, predicate, None) in graph, (node, step)
                graph.remove((subject, predicate, None))
            else:
                graph.parse(data=f"{statement} .", format="turtle")


BROKEN: tuple[tuple[str, str, str], ...] = (
    ("paper:p", "- rdf:type ; + a mg:Paper", "PaperTypes"),
    ("paper:p", "+ a mg:Entity", "PaperTypes"),
    ("paper:new", "+ mg:year 2020", "PaperTypes"),
    ("paper:p", "- dcterms:identifier", "PaperIdentifier"),
    ("paper:p", '+ dcterms:identifier "again"', "PaperIdentifier"),
    ("paper:p", "+ dcterms:identifier 7", "PaperIdentifier"),
    ("paper:p", '+ fabio:hasArXivId "p0"@en', "PaperArXivId"),
    ("paper:p", '- fabio:hasArXivId ; + fabio:hasArXivId "2401.00001"', "PaperArXivId"),
    ("paper:p", '+ bibo:doi "10.1234/p"@en', "PaperDoi"),
    ("paper:p", '+ bibo:doi "11.1234/p" ; + schema:identifier "doi:11.1234/p"', "PaperDoi"),
    ("paper:p", '+ bibo:doi "10.1234/q"', "PaperDoi"),
    ("paper:p", '+ schema:identifier "10.1234/q"', "PaperRegistered"),
    ("paper:p", '+ schema:identifier "doi:10.1234/q"@en', "PaperRegistered"),
    ("paper:p", '+ schema:sameAs "https://example.org/p"', "PaperSameAs"),
    ("paper:p", "+ schema:sameAs <javascript:alert(1)>", "PaperSameAs"),
    ("paper:p", '+ dcterms:title "another"', "PaperTitle"),
    ("paper:p", '- dcterms:title ; + dcterms:title "LoRA"@en', "PaperTitle"),
    ("paper:p", '- schema:abstract ; + schema:abstract ""', "PaperAbstract"),
    ("paper:p", "- schema:abstract ; - dcterms:title", "PaperText"),
    ("paper:p", '+ dc:creator "Charles Babbage"', "PaperAuthor"),
    ("paper:p", '+ dc:creator "Ada Lovelace"@en', "PaperAuthor"),
    ("paper:p", '+ schema:creditText "Ada Lovelace"@en', "PaperAuthors"),
    ("paper:p", '+ schema:creditText "Charles Babbage"', "PaperAuthors"),
    ("paper:p", '+ prism:publicationName "ICML"', "PaperVenue"),
    ("paper:p", '- prism:publicationName ; + prism:publicationName "NeurIPS"@en', "PaperVenue"),
    ("paper:p", '+ schema:keywords "cs.LG"@en', "PaperKeywords"),
    ("paper:p", '+ fabio:hasURL "https://example.org/q"', "PaperOtherUrls"),
    ("paper:p", '+ schema:abstract "another"', "PaperAbstract"),
    ("paper:p", '- schema:abstract ; + schema:abstract "in English"@en', "PaperAbstract"),
    ("paper:p", "+ mg:year 2025", "PaperYear"),
    ("paper:p", '- mg:year ; + mg:year "2024"', "PaperYear"),
    ("paper:p", '+ schema:url "https://example.org/q"^^xsd:anyURI', "PaperUrl"),
    ("paper:p", "- schema:url ; + schema:url <https://example.org/p>", "PaperUrl"),
    ("paper:p", '+ mg:code "https://example.org/y"', "PaperCode"),
    ("paper:p", '+ mg:source "seeds/a.txt"', "PaperSource"),
    ("paper:p", "+ mg:source <https://example.org/a:1>", "PaperSource"),
    ("paper:p", "+ mg:refersTo entity:nothing", "PaperReferences"),
    ("paper:p", "- mg:refersTo", "PaperRoles"),
    ("paper:p", "+ mg:refersTo entity:acc", "PaperRoles"),
    ("entity:new", '+ a mg:Entity ; skos:prefLabel "new"', "EntityTypes"),
    ("entity:new", '+ a mg:Entity , skos:Concept ; skos:prefLabel "new"', "EntityTypes"),
    ("entity:task", "- rdf:type ; + a mg:Task , skos:Concept", "EntityTypes"),
    ("entity:ghost", "+ mg:extends entity:lora", "EntityTypes"),
    ("entity:acc", "+ a mg:Paper", "EntityTypes"),
    ("entity:lora", "+ a mg:Metric", "MethodTypes"),
    ("entity:task", "+ a mg:Method", "TaskTypes"),
    ("entity:glue", "+ a mg:Task", "DatasetTypes"),
    ("entity:acc", "+ a mg:Dataset", "MetricTypes"),
    ("entity:x", "- rdf:type ; + a mg:Model , mg:Entity , skos:Concept", "ModelTypes"),
    ("entity:glue", "- rdf:type ; + a mg:Benchmark , mg:Entity , skos:Concept", "BenchmarkTypes"),
    ("entity:x", "- skos:prefLabel", "EntityLabel"),
    ("entity:x", '+ skos:prefLabel "Y"', "EntityLabel"),
    ("entity:x", '- skos:prefLabel ; + skos:prefLabel ""', "EntityLabel"),
    ("entity:x", '- skos:prefLabel ; + skos:prefLabel "X"@en', "EntityLabel"),
    ("entity:x", '+ skos:altLabel ""', "EntityAliases"),
    ("entity:x", "+ skos:altLabel 7", "EntityAliases"),
    ("entity:x", '- skos:prefLabel ; + skos:prefLabel "same" ; + skos:altLabel "same"', "EntityAliases"),
    ("entity:lora", '+ mg:sense "Long Range"', "EntitySense"),
    ("entity:x", '+ mg:sense ""', "EntitySense"),
    ("entity:x", '+ mg:sense "ex"@en', "EntitySense"),
    (
        "entity:x",
        '- skos:prefLabel ; + skos:prefLabel "Twin A"'
        ' . entity:twin a mg:Method , mg:Entity , skos:Concept ; skos:prefLabel "Twin A"',
        "EntityNames",
    ),
    (
        "entity:x",
        '- skos:prefLabel ; + skos:prefLabel "Twin B" ; mg:sense "both"'
        ' . entity:twin a mg:Method , mg:Entity , skos:Concept ; skos:prefLabel "Twin B" ; mg:sense "both"',
        "EntityNames",
    ),
    (
        "entity:x",
        '- skos:prefLabel ; + skos:prefLabel "Twin C" . paper:p mg:introduces entity:x , entity:twin'
        ' . entity:twin a mg:Method , mg:Entity , skos:Concept ; skos:prefLabel "Twin C"',
        "EntityNames",
    ),
    ("entity:x", "+ skos:broader entity:glue", "EntityBroader"),
    ("entity:task", "+ skos:broader entity:nothing", "EntityBroader"),
    ("entity:lora", "+ skos:broader entity:x", "BroaderAcyclic"),
    ("entity:task", "+ skos:broader entity:task", "BroaderAcyclic"),
    ("entity:x", "+ mg:partOf paper:p", "EntityRelations"),
    ("claim:c1", "- rdf:type ; + a mg:Claim , rdf:Statement", "ClaimTypes"),
    ("claim:c1", "+ a mg:Evidence", "ClaimTypes"),
    ("claim:new", "+ rdf:predicate mg:uses", "ClaimTypes"),
    ("claim:c1", "- rdf:subject", "ClaimSubject"),
    ("claim:c1", "+ rdf:subject entity:acc", "ClaimSubject"),
    ("claim:c2", "- rdf:subject ; + rdf:subject entity:lora", "ClaimSubject"),
    ("claim:c2", "- rdf:subject ; + rdf:subject entity:ghost", "ClaimSubjectTypes"),
    ("claim:c2", "- rdf:subject ; + rdf:subject claim:c1", "ClaimSubjectTypes"),
    ("claim:c1", "- rdf:predicate", "ClaimPredicate"),
    ("claim:c1", "+ rdf:predicate mg:mentions", "ClaimPredicate"),
    ("claim:c1", "- rdf:predicate ; + rdf:predicate mg:refersTo", "ClaimPredicate"),
    ("claim:c1", "- rdf:object", "ClaimObject"),
    ("claim:c1", "+ rdf:object entity:acc", "ClaimObject"),
    ("claim:c1", "- rdf:object ; + rdf:object entity:ghost", "ClaimObject"),
    ("entity:x", "- mg:extends", "ClaimStands"),
    ("claim:c1", "- rdf:predicate ; + rdf:predicate mg:mentions", "ClaimStands"),
    ("claim:c2", "- rdf:subject ; + rdf:subject entity:ghost", "ClaimStands"),
    ("paper:p", "+ mg:reports entity:acc ; mg:refersTo entity:acc", "StatementClaimed"),
    ("paper:p", "+ mg:mentions entity:lora", "StatementClaimed"),
    ("entity:x", "+ mg:outperforms entity:lora", "StatementClaimed"),
    ("claim:c2", "- mg:evidence", "StatementClaimed"),
    ("claim:c1", "- mg:paper ; + mg:paper paper:other . paper:other a mg:Paper", "RoleSpeaker"),
    ("claim:c1", "- mg:paper", "SupportPaper"),
    ("claim:c1", "+ mg:paper paper:other . paper:other a mg:Paper", "SupportPaper"),
    ("claim:c1", "- mg:paper ; + mg:paper entity:lora", "SupportPaper"),
    ("result:f", "- prov:wasDerivedFrom", "SupportPaper"),
    ("claim:c2", "- mg:evidence", "SupportEvidence"),
    ("result:f", "- mg:evidence", "SupportEvidence"),
    ("claim:c2", "- mg:evidence ; + mg:evidence claim:c1", "SupportEvidence"),
    ("claim:c1", "- oa:hasTarget", "SupportEvidence"),
    ("evidence:text", "+ mg:paper paper:other . paper:other a mg:Paper", "SupportSamePaper"),
    ("claim:c1", "+ mg:confidence 0.5", "SupportConfidence"),
    ("claim:c1", "- mg:confidence ; + mg:confidence 1.0", "SupportConfidence"),
    ("claim:c1", "- mg:confidence ; + mg:confidence 0.0", "SupportConfidence"),
    ("result:f", '- mg:confidence ; + mg:confidence "high"', "SupportConfidence"),
    ("claim:c1", "- mg:confidence ; + mg:confidence 5e-1", "SupportConfidence"),
    ("claim:c1", "- mg:rule", "RuleNames"),
    ("result:f", '+ mg:rule "lonely"', "RuleNames"),
    ("evidence:text", '+ mg:rule "a/b"@en', "RuleNames"),
    ("evidence:text", "- rdf:type ; + a mg:Evidence", "EvidenceTypes"),
    ("evidence:text", "+ a mg:Result", "EvidenceTypes"),
    ("evidence:other", '+ mg:field "text"', "EvidenceTypes"),
    ("evidence:text", "- mg:paper", "EvidencePaper"),
    ("evidence:text", "+ mg:paper paper:other . paper:other a mg:Paper", "EvidencePaper"),
    ("evidence:text", "- mg:paper ; + mg:paper paper:ghost", "EvidencePaper"),
    ("evidence:text", "- oa:hasSource", "EvidencePaper"),
    ("evidence:text", "- prov:wasQuotedFrom", "EvidencePaper"),
    ("evidence:text", "- mg:field", "EvidenceField"),
    ("evidence:text", '+ mg:field "title"', "EvidenceField"),
    ("evidence:text", '- mg:field ; + mg:field "body"', "EvidenceField"),
    ("evidence:text", "- oa:hasSelector ; + oa:hasSelector evidence:text-quote", "EvidenceSelectors"),
    ("evidence:text", "+ oa:hasSelector evidence:title-place", "EvidenceSelectors"),
    ("evidence:text", "- oa:hasSelector", "EvidenceQuote"),
    ("evidence:text", "+ oa:hasSelector evidence:title-quote", "EvidenceQuote"),
    ("evidence:text", "- oa:hasSelector ; + oa:hasSelector evidence:text-quote", "EvidencePlace"),
    ("evidence:text", "+ oa:hasSelector evidence:title-place", "EvidencePlace"),
    ("claim:c1", "- mg:evidence ; + mg:evidence evidence:text", "EvidenceUsed"),
    ("evidence:text-quote", '- oa:exact ; + oa:exact "we used LoRA"', "EvidenceStands"),
    ("evidence:text-place", '- oa:end ; + oa:end "70"^^xsd:nonNegativeInteger', "EvidenceStands"),
    ("evidence:text-quote", '- oa:prefix ; + oa:prefix "before it, "', "EvidenceStands"),
    ("evidence:text-quote", "- oa:prefix", "EvidenceStands"),
    ("evidence:text-quote", "- oa:suffix", "EvidenceStands"),
    ("evidence:title-quote", '+ oa:prefix "L"', "EvidenceStands"),
    ("evidence:title-quote", '+ oa:suffix "!"', "EvidenceStands"),
    ("paper:p", "- dcterms:title", "EvidenceStands"),
    ("paper:p", "- schema:abstract", "EvidenceStands"),
    ("evidence:text", '- mg:field ; + mg:field "title"', "EvidenceStands"),
    ("evidence:lone", '+ a oa:TextQuoteSelector ; oa:exact "x"', "SelectorUsed"),
    ("evidence:title", "+ oa:hasSelector evidence:text-place", "SelectorUsed"),
    ("evidence:text-quote", "- rdf:type", "QuoteTypes"),
    ("evidence:text-quote", "+ a mg:Evidence", "QuoteTypes"),
    ("evidence:text-quote", "- oa:exact", "QuoteExact"),
    ("evidence:text-quote", '+ oa:exact "we use"', "QuoteExact"),
    ("evidence:text-quote", '- oa:exact ; + oa:exact ""', "QuoteExact"),
    ("evidence:text-quote", '- oa:exact ; + oa:exact "we use LoRA"@en', "QuoteExact"),
    ("evidence:text-quote", '+ oa:prefix "x"', "QuotePrefix"),
    ("evidence:text-quote", '- oa:prefix ; + oa:prefix ""', "QuotePrefix"),
    (
        "evidence:text-quote",
        '- oa:prefix ; + oa:prefix " with more than thirty-two characters before it, "',
        "QuotePrefix",
    ),
    ("evidence:text-quote", "- oa:prefix ; + oa:prefix 7", "QuotePrefix"),
    ("evidence:text-quote", '+ oa:suffix "x"', "QuoteSuffix"),
    ("evidence:text-quote", '- oa:suffix ; + oa:suffix ""', "QuoteSuffix"),
    ("evidence:text-quote", '- oa:suffix ; + oa:suffix "; X extends it: +1.5% more, and so on"', "QuoteSuffix"),
    ("evidence:text-quote", "- oa:suffix ; + oa:suffix 7", "QuoteSuffix"),
    ("evidence:text-place", "- rdf:type", "PlaceTypes"),
    ("evidence:text-place", "+ a oa:TextQuoteSelector", "PlaceTypes"),
    ("evidence:text-place", "- oa:start", "PlaceStart"),
    ("evidence:text-place", '+ oa:start "3"^^xsd:nonNegativeInteger', "PlaceStart"),
    ("evidence:text-place", "- oa:start ; + oa:start 58", "PlaceStart"),
    ("evidence:text-place", '- oa:start ; + oa:start "-1"^^xsd:nonNegativeInteger', "PlaceStart"),
    ("evidence:text-place", '- oa:start ; + oa:start "69"^^xsd:nonNegativeInteger', "PlaceStart"),
    ("evidence:text-place", "- oa:end", "PlaceEnd"),
    ("evidence:text-place", '+ oa:end "90"^^xsd:nonNegativeInteger', "PlaceEnd"),
    ("evidence:text-place", "- oa:end ; + oa:end 69", "PlaceEnd"),
    ("result:f", "- rdf:type ; + a mg:Result", "ResultTypes"),
    ("result:f", "+ a mg:Claim", "ResultTypes"),
    ("result:new", '+ mg:valueText "9"', "ResultTypes"),
    ("result:f", "- mg:value", "ResultValue"),
    ("result:f", "+ mg:value 2.5", "ResultValue"),
    ("result:f", "- mg:value ; + mg:value 1.5e0", "ResultValue"),
    ("result:f", "- mls:hasValue ; + mls:hasValue 2.5", "ResultLevel"),
    ("result:f", "- cr:value", "CroissantValue"),
    ("result:f", "- cr:metric", "CroissantMetric"),
    ("result:f", "- cr:metric ; + cr:metric entity:lora", "CroissantMetric"),
    ("result:f", "- rdf:type ; + a mg:Result ; + a mls:ModelEvaluation ; + a oa:Annotation", "ResultLevel"),
    ("result:d", "+ a cr:EvaluationResult", "ResultChange"),
    ("result:d", "+ mls:hasValue 1.5", "ResultChange"),
    ("result:f", "- mg:valueText", "ResultValueText"),
    ("result:f", '+ mg:valueText "2%"', "ResultValueText"),
    ("result:f", '- mg:valueText ; + mg:valueText ""', "ResultValueText"),
    ("result:f", "- mg:valueText ; + mg:valueText 1.5", "ResultValueText"),
    ("result:f", "- mg:isDifference", "ResultDifference"),
    ("result:f", "+ mg:isDifference true", "ResultDifference"),
    ("result:f", '- mg:isDifference ; + mg:isDifference "yes"', "ResultDifference"),
    ("result:f", '- mg:isDifference ; + mg:isDifference "yes"^^xsd:boolean', "ResultDifference"),
    ("result:f", '+ mg:unit "x"', "ResultUnit"),
    ("result:f", '- mg:unit ; + mg:unit ""', "ResultUnit"),
    ("result:f", '- mg:unit ; + mg:unit "%"@en', "ResultUnit"),
    ("result:f", '+ mg:better "lower"', "ResultBetter"),
    ("result:f", '- mg:better ; + mg:better "sideways"', "ResultBetter"),
    ("result:f", "+ mg:startValue 2.5", "ResultStartValue"),
    ("result:f", '- mg:startValue ; + mg:startValue "low"', "ResultStartValue"),
    ("result:f", "+ mg:subject entity:lora", "ResultSubject"),
    ("result:f", "- mg:subject ; + mg:subject entity:nothing", "ResultSubject"),
    ("result:f", "+ mg:dataset entity:lora", "ResultDataset"),
    ("result:f", "- mg:dataset ; + mg:dataset paper:p", "ResultDataset"),
    ("result:f", "+ mg:metric entity:lora", "ResultMetric"),
    ("result:f", "- mg:metric ; + mg:metric entity:nothing", "ResultMetric"),
    ("result:f", "- mls:specifiedBy", "ResultMetric"),
    ("result:f", "+ mg:baseline entity:acc", "ResultBaseline"),
    ("result:f", "- mg:baseline ; + mg:baseline entity:nothing", "ResultBaseline"),
)
"""(node, change, the shape that it breaks) for each part of each shape."""
