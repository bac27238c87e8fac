"""GRAPH: the claims as a networkx graph, and that as the graphs of faster libraries. Pure, no files."""

from methodgraph.graph.network import entity_node, paper_node, to_networkx

__all__ = ["entity_node", "paper_node", "to_networkx"]
