"""What `methodgraph check` looks at: our own data, by the rules it promises to keep.

Each function returns a Check: what was looked at, in words and numbers, and what is wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.errors import DataError, Problem, QueryError
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OWL = "http://www.w3.org/2002/07/owl#"
_TERM_KINDS = ("Class", "ObjectProperty", "DatatypeProperty")
_TOLD_OF_A_TERM = {
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "definition": "http://www.w3.org/2004/02/skos/core#definition",
    "example": "http://www.w3.org/2004/02/skos/core#example",
}


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at ("52 rules with 126 examples") and what is wrong with it, a line each."""

    name: str
    looked_at: str
    findings: tuple[str, ...]


def check_vocabulary() -> Check:
    """Read every row of the vocabulary by its rules: known types, no double entry, every parent there."""
    from methodgraph.vocabulary import load_vocabulary

    try:
        vocabulary = load_vocabulary()
    except DataError as error:
        return Check("vocabulary", "the terms", _told(error.problems))
    names = sum(len(term.names) for term in vocabulary.terms.values())
    looked_at = f"{count(len(vocabulary.terms), 'term')} with {count(names, 'name')}"
    return Check("vocabulary", f"{looked_at}, {count(len(vocabulary.not_terms), 'phrase')} that are none", ())


def check_rules() -> Check:
    """Run the examples that each rule carries: it fires where it says so and is silent where it says so."""
    from methodgraph.extract import selfcheck
    from methodgraph.extract.cues import load_rules
    from methodgraph.vocabulary import load_vocabulary

    try:
        load_vocabulary()
    except DataError:
        return Check("rules", "not run, for they need a vocabulary without findings", ())
    try:
        cues, finders = load_rules(), selfcheck.load_finder_rules()
        problems = selfcheck.check_rules()
    except DataError as error:
        return Check("rules", "the rules", _told(error.problems))
    examples = sum(len((*cue.fires, *cue.silent)) for cue in cues)
    examples += sum(len((*finder.fires, *finder.silent)) for finder in finders)
    return Check(
        "rules", f"{count(len(cues) + len(finders), 'rule')} with {count(examples, 'example')}", _told(problems)
    )


def check_ontology() -> Check:
    """Parse ontology and shapes; each class and property has a label, a definition and an example."""
    from methodgraph.ontology import ontology_text, shapes_text

    problems = [*_parse("shapes.ttl", shapes_text())[1]]
    store, faults = _parse("methodgraph.ttl", ontology_text())
    if faults:
        return Check("ontology", "the terms", _told((*faults, *problems)))
    terms = sorted(_terms(store))
    problems += [problem for term in terms for problem in _untold(store, term)]
    return Check("ontology", f"{count(len(terms), 'term')}, and the shapes", _told(problems))


def check_queries() -> Check:
    """Run each saved query on an empty graph: it parses, and every term it uses is one of the ontology."""
    from methodgraph.ontology import query_names, query_text, query_title
    from methodgraph.query import TripleStore

    empty, findings = TripleStore(b""), []
    for name in query_names():
        if not query_title(name):
            findings.append(f"queries/{name}.rq:1: no title; begin it with # title: and the question it answers")
        try:
            findings += [f"queries/{name}.rq: {warning}" for warning in empty.query(query_text(name)).warnings]
        except QueryError as error:
            findings.append(f"queries/{name}.rq: {error}")
    return Check("queries", count(len(query_names()), "saved query", "saved queries"), tuple(findings))


def _parse(name: str, text: str) -> tuple[Store, tuple[Problem, ...]]:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    try:
        store.load(text.encode(), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        return store, (Problem(name, error.lineno, f"not Turtle ({error.msg})", "mend it there"),)
    return store, ()


def _terms(store: Store) -> Iterator[str]:
    from pyoxigraph import NamedNode

    from methodgraph.ids import ONTOLOGY

    for kind in _TERM_KINDS:
        for quad in store.quads_for_pattern(None, NamedNode(_RDF_TYPE), NamedNode(_OWL + kind)):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ONTOLOGY):
                yield quad.subject.value


def _untold(store: Store, term: str) -> Iterator[Problem]:
    from pyoxigraph import NamedNode

    from methodgraph.ontology import compact

    for what, predicate in _TOLD_OF_A_TERM.items():
        if next(iter(store.quads_for_pattern(NamedNode(term), NamedNode(predicate), None)), None) is None:
            yield Problem("methodgraph.ttl", None, f"{compact(term)} has no {what}", "write one")


def _told(problems: tuple[Problem, ...] | list[Problem]) -> tuple[str, ...]:
    return tuple(str(problem) for problem in problems)
