"""EXTRACT on all cores: what papers say, in their order, the same for any number of worker processes.

A worker that dies or does not come to an end costs the paper it died of, as a Problem, and nothing else.
"""

from methodgraph.workers.cores import default_workers
from methodgraph.workers.extraction import FEW, LIMIT, again_encoded, extract_encoded, extract_graphs

__all__ = ["FEW", "LIMIT", "again_encoded", "default_workers", "extract_encoded", "extract_graphs"]
