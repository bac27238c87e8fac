"""Make docs/ontology.svg and docs/ontology.html anew from ontology/methodgraph.ttl and ontology/alignments.ttl.

    pip install "pylode==3.3.4"
    python docs/make_ontology.py

The page is pyLODE's, with the diagram, what the terms are to other vocabularies, our stylesheet (docs/ontology.css)
and anchors that are the local names of the terms, so that https://w3id.org/methodgraph/ontology#refersTo finds its
place. It loads nothing from anywhere. Same Turtle, same bytes.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ontology_diagram import MG, SOURCES, Ontology, diagram
from pylode import rdf_elements
from pylode.profiles.ontpub import OntPub
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ITSELF = MG.rstrip("#")
MAPPINGS = [SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.editorialNote]
FILES = ("methodgraph.ttl", "alignments.ttl", "shapes.ttl", "context.jsonld")
INTRODUCTION = """
<p>{description}</p>
<p>Files: {files}. Roles and relations have an inverse each; inverses stand in no published graph.
<a href="#othervocabularies">Terms of other vocabularies</a> that a graph holds are told at the end.</p>
<figure>
{svg}</figure>
"""


def main() -> None:
    """Write both files."""
    svg = diagram(Ontology())
    (HERE / "ontology.svg").write_text(svg, encoding="utf-8")
    (HERE / "ontology.html").write_text(page(svg), encoding="utf-8")


def page(svg: str) -> str:
    """Return the page, with the diagram at its top."""
    whole = Graph()
    for name in ("methodgraph.ttl", "alignments.ttl"):
        whole.parse(SOURCES / name)
    text = rendered(only_ours(whole))
    for change in (styled, anonymous, ordered, headed(whole, svg), completed(whole)):
        text = change(text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).rstrip() + "\n"


def only_ours(whole: Graph) -> Graph:
    """Return what is said of our terms, of the ontology and of who made it."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in whole.namespaces():
        graph.bind(prefix, namespace)
    kept = (MG, f"{ITSELF} ", f"{ITSELF.rpartition('/')[0]}/authors ")
    for triple in whole:
        if f"{triple[0]} ".startswith(kept):
            graph.add(triple)
    return graph


def rendered(graph: Graph) -> str:
    """Return pyLODE's page for `graph`, showing inverses and mappings too, which it would leave out."""
    for shown in (rdf_elements.CLASS_PROPS, rdf_elements.PROP_PROPS):
        shown.extend([OWL.disjointWith, OWL.inverseOf, *MAPPINGS])
    rdf_elements.PROPS.update([OWL.disjointWith, OWL.inverseOf, *MAPPINGS])
    made = OntPub(graph, sort_subjects=True)
    for term in sorted({str(s) for s in graph.subjects() if str(s).startswith(MG)}):
        made.fids[term] = term.removeprefix(MG)
    made.props_labeled[OWL.inverseOf]["title"] = "inverse of"
    made.props_labeled[OWL.disjointWith]["title"] = "disjoint with"
    made.back_onts = Graph()  # so that terms of others are called by their prefixes: schema:about, not "about"
    text: str = made.make_html()
    return text


def styled(text: str) -> str:
    """Return the page with our stylesheet for pyLODE's."""
    css = (HERE / "ontology.css").read_text(encoding="utf-8")
    return re.sub(r"<style>.*?</style>", lambda _: f"<style>\n{css}</style>", text, count=1, flags=re.DOTALL)


def anonymous(text: str) -> str:
    """Return the page without pyLODE's icons and emblem; the foot of the page names it."""
    text = re.sub(r"<link [^>]*rel=.icon.[^>]*>\s*", "", text)
    return re.sub(r'<div id="pylode">.*?</div>\s*(?=<div id="toc">)', "", text, count=1, flags=re.DOTALL)


def ordered(text: str) -> str:
    """Return the page with its metadata for search engines in an order that is always the same."""
    start, content, end = re.split(r'(?<=application/ld\+json">)(.*?)(?=</script>)', text, maxsplit=1, flags=re.DOTALL)
    nodes = sorted(json.loads(content), key=lambda node: str(node["@id"]))
    told = json.dumps(nodes, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{start}\n{told}\n{end}"


def headed(whole: Graph, svg: str) -> Callable[[str], str]:
    """Return what puts description, files and diagram below the title."""
    description = next(whole.objects(URIRef(ITSELF), URIRef("http://purl.org/dc/terms/description")))
    files = ", ".join(f'<a href="../ontology/{name}">{name}</a>' for name in FILES)
    told = INTRODUCTION.format(description=html.escape(str(description)), files=files, svg=svg)
    return lambda text: text.replace("</h1>", f"</h1>{told}", 1)


def completed(whole: Graph) -> Callable[[str], str]:
    """Return what adds the terms of others, as a graph of ours uses them, and the name of the maker."""
    notes = sorted((str(s), str(o)) for s, o in whole.subject_objects(SKOS.scopeNote) if not str(s).startswith(MG))
    rows = "".join(
        f'<tr><th><a href="{iri}">{whole.qname(iri)}</a></th><td>{html.escape(note)}</td></tr>\n' for iri, note in notes
    )
    told = (
        '<div class="section" id="othervocabularies">\n<h2>Terms of other vocabularies, as a graph uses them</h2>\n'
        f"<table>\n{rows}</table>\n</div>\n"
    )
    foot = '<p id="made">Made by <a href="https://github.com/rdflib/pyLODE">pyLODE</a> from the files.</p>\n'
    return lambda text: text.replace('<div id="namespaces">', f'{told}<div id="namespaces">', 1).replace(
        "</body>", f"{foot}</body>", 1
    )


if __name__ == "__main__":
    main()
