"""The ontology, its shapes and its queries, as shipped data."""
