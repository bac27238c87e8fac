"""SPARQL over what was published.

>>> answer = run(Path("output"), "SELECT ?label { ?model a mg:Model ; skos:prefLabel ?label }")  # doctest: +SKIP
>>> answer.rows  # doctest: +SKIP
(('GPT-4o',), ('SAM2',))
"""

from methodgraph.query.answer import Answer, Term, as_csv, as_json, as_table, as_tsv, as_turtle, as_xml
from methodgraph.query.store import TripleStore, evaluate, resolve, run

__all__ = [
    "Answer", "Term", "TripleStore", "as_csv", "as_json", "as_table", "as_tsv", "as_turtle", "as_xml", "evaluate",
    "resolve", "run",
]  # fmt: skip
