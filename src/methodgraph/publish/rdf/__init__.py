"""Linked records as RDF, in the terms of our ontology or of others, in all the forms that RDF has.

>>> write_rdf(linked, Path("output/graph.nq.gz"))  # doctest: +SKIP
4821
>>> write_rdf(linked, Path("schema.jsonld"), profile="schema")  # doctest: +SKIP
955
"""

from methodgraph.publish.rdf.direct import USED
from methodgraph.publish.rdf.forms import FORMS, Form, form_of
from methodgraph.publish.rdf.profiles import PROFILES
from methodgraph.publish.rdf.writing import turtle, write_rdf, write_store, write_to

__all__ = ["FORMS", "PROFILES", "USED", "Form", "form_of", "turtle", "write_rdf", "write_store", "write_to"]
