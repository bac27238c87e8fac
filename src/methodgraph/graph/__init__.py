"""GRAPH: linked records as a networkx.MultiDiGraph. Pure, no I/O."""
