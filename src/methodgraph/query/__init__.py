"""SPARQL over what was published."""
