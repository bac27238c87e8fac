"""The graph in Python: build or load it, look things up, ask it, take it as tables or graphs, see it, write it."""

from methodgraph.knowledge.graph import KnowledgeGraph
from methodgraph.knowledge.naming import names
from methodgraph.knowledge.opening import MANIFEST_FILE, PAPERS_FILE, build, load
from methodgraph.knowledge.sequences import Claims, Entities, Figures, Papers

__all__ = [
    "MANIFEST_FILE",
    "PAPERS_FILE",
    "Claims",
    "Entities",
    "Figures",
    "KnowledgeGraph",
    "Papers",
    "build",
    "load",
    "names",
]
