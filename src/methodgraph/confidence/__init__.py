"""How far a claim can be trusted: the measured precision of the rules, and what follows from those that agree."""

from methodgraph.confidence.precision import Cases, Precision, dump_precision, load_precision, parse_precision
from methodgraph.confidence.score import Scorer, load_scorer, rules_of

__all__ = [
    "Cases",
    "Precision",
    "Scorer",
    "dump_precision",
    "load_precision",
    "load_scorer",
    "parse_precision",
    "rules_of",
]
