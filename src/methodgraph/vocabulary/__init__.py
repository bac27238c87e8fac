"""What the field calls things: shipped, reviewed, immutable once loaded."""

from methodgraph.vocabulary.terms import Term, Vocabulary, load_vocabulary

__all__ = ["Term", "Vocabulary", "load_vocabulary"]
