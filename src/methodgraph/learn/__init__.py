"""LEARN: the names that a corpus itself introduces and types, and what its short forms mean, from what EXTRACT saw.

One paper says "we introduce FooQA, a dataset of questions"; of a later one that only says "on FooQA" no rule could tell
what FooQA is. LEARN gathers what all papers say of each name and gives rows that a person can read and correct.
"""

from methodgraph.learn.learner import DEFAULT_SCORE, learn
from methodgraph.learn.scoring import Learned
from methodgraph.learn.table import COLUMNS, table_lines

__all__ = ["COLUMNS", "DEFAULT_SCORE", "Learned", "learn", "table_lines"]
