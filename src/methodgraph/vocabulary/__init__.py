"""What the field calls things: shipped, reviewed, immutable once loaded."""

from methodgraph.vocabulary.added import extended, read_terms, term_lines, terms_of
from methodgraph.vocabulary.terms import Term, Vocabulary, load_vocabulary

__all__ = ["Term", "Vocabulary", "extended", "load_vocabulary", "read_terms", "term_lines", "terms_of"]
