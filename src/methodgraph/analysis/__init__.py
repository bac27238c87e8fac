"""ANALYSIS: what a graph tells about its field. Functions over the graph that `to_networkx()` makes.

Each takes a `networkx.MultiDiGraph` as `methodgraph.graph.to_networkx` documents it (`leaderboard`: two tables), leaves
it as it is, and returns a pandas DataFrame or a networkx graph. The same graph gives the same rows in the same order,
in whatever order its nodes and edges were added. Where a function takes an entity, it takes its node ("entity:lora"),
its id ("lora") or a name that only it bears ("LoRA").

>>> from methodgraph import analysis, load
>>> analysis.rising(load("output").to_networkx()).head()  # doctest: +SKIP
"""

from methodgraph.analysis.communities import communities
from methodgraph.analysis.descent import lineage, lineage_text
from methodgraph.analysis.difference import Difference, difference
from methodgraph.analysis.gaps import gaps
from methodgraph.analysis.influence import influence
from methodgraph.analysis.leaderboard import leaderboard
from methodgraph.analysis.pairs import co_usage
from methodgraph.analysis.similarity import similar_papers
from methodgraph.analysis.trends import rising, usage_over_time

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
