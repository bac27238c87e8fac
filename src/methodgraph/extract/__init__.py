"""EXTRACT: one paper in, one PaperGraph out. The only place that knows spaCy."""

from methodgraph.extract.extractor import Extractor, load_extractor

__all__ = ["Extractor", "load_extractor"]
