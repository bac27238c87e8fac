"""Claims as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methodgraph.grouped import code_of_papers, papers_of_entities
from methodgraph.ids import registered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from methodgraph.records import Claim, Entity, Linked, Paper


def paper_node(paper: str) -> str:
    """Return the node of a paper id.

    >>> paper_node("arxiv:2106.09685")
    'paper:arxiv:2106.09685'
    """
    return f"paper:{paper}"


def entity_node(entity: str) -> str:
    """Return the node of an entity id.

    >>> entity_node("low-rank-adaptation")
    'entity:low-rank-adaptation'
    """
    return f"entity:{entity}"


def to_networkx(linked: Linked) -> nx.MultiDiGraph[str]:
    """Return `linked` as a `networkx.MultiDiGraph` of its own, to change as you like.

    Nodes: papers in input order, then entities sorted by id. Edges: one for each claim, sorted by claim id and keyed
    by it, so that two papers that say the same are two parallel edges. A role leads from a paper to an entity, a
    relation from an entity to an entity.

    ============  =========  ==============================================================
    of a node     type       what it holds
    ============  =========  ==============================================================
    kind          str        "paper" or "entity"
    label         str        paper: its title, or its id where it has none; entity: its name
    title         str, None  paper only: the title
    text          str        paper only: the abstract that all offsets refer to
    year          int, None  paper only
    url           str, None  paper only: the page to look at first
    urls          list[str]  paper only: its other addresses
    authors       list[str]  paper only: names, in the paper's order
    venue         str, None  paper only: where it appeared
    identifiers   list[str]  paper only: what registries call it, "doi:10.1234/5"
    categories    list[str]  paper only: its categories and keywords
    code          list[str]  paper only: URLs of its code, sorted
    sources       list[str]  paper only: where it was read, "file:line"
    type          str        entity only: Method, Model, Task, Dataset, Benchmark, Metric
    aliases       list[str]  entity only: its other names, sorted
    sense         str, None  entity only: the expanded name
    broader       str, None  entity only: node of the nearest thing that it is a kind of
    papers        int        entity only: how many papers have a role for it
    ============  =========  ==============================================================

    ============  =========  ==============================================================
    of an edge    type       what it holds
    ============  =========  ==============================================================
    kind          str        "role" or "relation"
    predicate     str        "introduces", "uses" ...; "extends", "variantOf" ...
    paper         str        id of the paper that says so
    evidence      list[str]  the sentences, as written
    places        list[str]  where each of them stands: "text:12-80", "title:0-31"
    rules         list[str]  the rules that found it, sorted
    confidence    float, None  how likely it is right, from 0 to 1
    ============  =========  ==============================================================

    >>> graph = to_networkx(linked)  # doctest: +SKIP
    >>> [label for _, label in graph.nodes(data="label")][:2]  # doctest: +SKIP
    ['QLoRA: finetuning of quantized models', 'LightSAM: lighter sharpness']
    """
    import networkx as nx  # noqa: PLC0415  importing is free

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    code, papers = code_of_papers(linked), papers_of_entities(linked)
    for told in linked.papers:
        graph.add_node(paper_node(told.id), **paper_attributes(told, code[told.id]))
    for entity in linked.entities:
        graph.add_node(entity_node(entity.id), **entity_attributes(entity, len(papers[entity.id])))
    for claim in linked.claims:
        subject = paper_node(claim.subject) if claim.is_role else entity_node(claim.subject)
        graph.add_edge(subject, entity_node(claim.object), key=claim.id, **claim_attributes(claim))
    return graph


def paper_attributes(paper: Paper, code: Sequence[str]) -> dict[str, Any]:
    """Return the attributes of a paper's node; `code` are the URLs of its code, sorted."""
    return {
        "kind": "paper",
        "label": paper.title if paper.title is not None else paper.id,
        "title": paper.title,
        "text": paper.text,
        "year": paper.year,
        "url": paper.url,
        "urls": list(paper.urls),
        "authors": list(paper.authors),
        "venue": paper.venue,
        "identifiers": [registered(told) for told in paper.identifiers],
        "categories": list(paper.categories),
        "code": list(code),
        "sources": [f"{source.file}:{source.line}" for source in paper.sources],
    }


def entity_attributes(entity: Entity, papers: int) -> dict[str, Any]:
    """Return the attributes of an entity's node; `papers` is how many papers have a role for it."""
    return {
        "kind": "entity",
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "sense": entity.sense,
        "broader": None if entity.broader is None else entity_node(entity.broader),
        "papers": papers,
    }


def claim_attributes(claim: Claim) -> dict[str, Any]:
    """Return the attributes of a claim's edge."""
    return {
        "kind": "role" if claim.is_role else "relation",
        "predicate": claim.predicate,
        "paper": claim.paper,
        "evidence": [passage.text for passage in claim.evidence],
        "places": [f"{passage.field}:{passage.start}-{passage.end}" for passage in claim.evidence],
        "rules": sorted({rule for passage in claim.evidence for rule in passage.rules}),
        "confidence": None if claim.confidence is None else float(claim.confidence.score),
    }
