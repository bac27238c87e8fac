"""PUBLISH: RDF, the HTML graph, tables. Its parts do not know each other."""
