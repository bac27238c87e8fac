"""ANALYSIS: what a graph tells about its field. Functions over the graph that `to_networkx()` makes.

Each takes a `networkx.MultiDiGraph` as `methodgraph.graph.to_networkx` documents it (`leaderboard` the table of figures
too), leaves it as it is, and returns a pandas DataFrame or a networkx graph. The same graph gives the same rows in the
same order, in whatever order its nodes and edges were added. Papers are counted in the graph as it is given, whatever
its nodes say of it. Where a function takes an entity, it takes its node ("entity:lora"), its id ("lora"), a name that
means it ("LoRA"; of several things so called, the one that nine in ten of their papers speak of), or the record
(`graph.entity("LoRA")`).

>>> from methodgraph import analysis, load
>>> analysis.rising(load("output").to_networkx()).head()  # doctest: +SKIP
"""

from methodgraph.analysis.boards import leaderboard
from methodgraph.analysis.changes import Difference, difference
from methodgraph.analysis.descent import lineage, lineage_text
from methodgraph.analysis.groups import communities
from methodgraph.analysis.pairs import co_usage
from methodgraph.analysis.ranking import influence
from methodgraph.analysis.similarity import similar_papers
from methodgraph.analysis.trends import rising, usage_over_time
from methodgraph.analysis.untried import gaps

__all__ = [
    "Difference",
    "co_usage",
    "communities",
    "difference",
    "gaps",
    "influence",
    "leaderboard",
    "lineage",
    "lineage_text",
    "rising",
    "similar_papers",
    "usage_over_time",
]
