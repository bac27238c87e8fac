"""EXTRACT: one paper in, one PaperGraph out. The only place that knows spaCy."""
