"""GRAPH: claims as a networkx graph, and the analyses on it. Pure, no files."""

from methodgraph.graph.network import entity_node, paper_node, to_networkx

__all__ = ["entity_node", "paper_node", "to_networkx"]
