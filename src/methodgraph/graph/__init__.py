"""GRAPH: the claims as a networkx graph, and that as the graphs of faster libraries. Pure, no files."""

from methodgraph.graph.network import entity_node, paper_node, to_networkx
from methodgraph.graph.rows import Rows
from methodgraph.graph.told import Told

__all__ = ["Rows", "Told", "entity_node", "paper_node", "to_networkx"]
