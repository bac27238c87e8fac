"""The ontology, its shapes and its saved queries, as shipped data.

In the wheel they lie in `methodgraph/ontology/data/`, in a source checkout in the top-level `ontology/`. Nothing is
read before it is asked for, and no RDF library is needed to read it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from methodgraph.errors import DataError, Problem, UsageError
from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.records import PREDICATES, ROLES

PREFIXES: dict[str, str] = {
    "mg": ONTOLOGY,
    "paper": f"{BASE}paper/",
    "entity": f"{BASE}entity/",
    "claim": f"{BASE}claim/",
    "evidence": f"{BASE}evidence/",
    "result": f"{BASE}result/",
    "graph": f"{BASE}graph/",
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "cr": "http://mlcommons.org/croissant/",
    "cso": "http://cso.kmi.open.ac.uk/schema/cso#",
    "dbp": "http://dbpedia.org/property/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "lpwcc": "https://linkedpaperswithcode.com/class/",
    "lpwcp": "https://linkedpaperswithcode.com/property/",
    "mls": "http://www.w3.org/ns/mls#",
    "oa": "http://www.w3.org/ns/oa#",
    "orkgc": "http://orkg.org/orkg/class/",
    "orkgp": "http://orkg.org/orkg/predicate/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix that the published graph, the shapes and the saved queries use; a query need not declare them."""

_PAGE = "ontology.html"
_INVERSE = re.compile(r"^mg:(\w+) a .*owl:inverseOf mg:(\w+)", re.MULTILINE | re.DOTALL)
_TERM = re.compile(r"^mg:(\w+) a owl:(?:Class|ObjectProperty|DatatypeProperty)\b", re.MULTILINE)


def ontology_text() -> str:
    """Return the ontology as Turtle. Raises DataError where the installation lacks it, as all functions here do."""
    return _read("methodgraph.ttl")


def shapes_text() -> str:
    """Return the SHACL shapes that every published graph satisfies, as Turtle."""
    return _read("shapes.ttl")


def alignments_text() -> str:
    """Return how the ontology's terms relate to those of other vocabularies, as Turtle."""
    return _read("alignments.ttl")


def context_text() -> str:
    """Return the JSON-LD 1.1 context of the published graph: an object whose only key is `@context`."""
    return _read("context.jsonld")


def page_text() -> str:
    """Return the documentation of the ontology, an HTML page: each term with its definition, an example, its place."""
    return _read(_PAGE)


@cache
def query_names() -> tuple[str, ...]:
    """Return the names of the saved queries, sorted.

    >>> "uses-method" in query_names()
    True
    """
    return tuple(sorted(path.stem for path in (_folder() / "queries").glob("*.rq")))


@cache
def query_text(name: str) -> str:
    """Return a saved query as SPARQL. Raises UsageError for a name that is not among `query_names()`."""
    if name not in query_names():
        raise UsageError(f"no saved query is called {name!r}; there are: {', '.join(query_names())}")
    return _read(f"queries/{name}.rq")


def query_title(name: str) -> str:
    """Return the question a saved query answers: its first line, `# title: ...`. Raises UsageError as `query_text`.

    >>> query_title("uses-method")
    'Which papers use GRPO?'
    """
    return query_text(name).partition("\n")[0].removeprefix("# title:").strip()


@cache
def terms() -> frozenset[str]:
    """Return the local names of all classes and properties the ontology defines in `mg:`.

    >>> {"introduces", "Paper"} <= terms()
    True
    """
    return frozenset(_TERM.findall(ontology_text()))


@cache
def inverses() -> dict[str, str]:
    """Return the properties that never stand in the graph, and for each the one that does, by their local names.

    >>> inverses()["introducedBy"]
    'introduces'
    """
    published = {*ROLES, *PREDICATES, "refersTo"}
    pairs = (match.groups() for part in ontology_text().split("\n\n") if (match := _INVERSE.search(part)) is not None)
    return {name: inverse for name, inverse in pairs if inverse in published and name not in published}


def compact(iri: str) -> str:
    """Return an IRI as a prefixed name for reading, as it is where no prefix of ours fits.

    >>> compact("https://w3id.org/methodgraph/entity/lora")
    'entity:lora'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _folder() -> Path:
    here = Path(__file__).resolve()
    shipped, checkout = here.parent / "data", here.parents[3] / "ontology"
    return shipped if shipped.is_dir() else checkout


def _read(name: str) -> str:
    path = _folder() / name
    if name == _PAGE and not path.exists():
        path = _folder().parent / "docs" / name  # where it stands in a checkout
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        problem = Problem(path.name, None, f"a file of the ontology is missing ({error.strerror})", "install again")
        raise DataError([problem]) from error
