"""STORE: papers as their sources tell them, and what each of them says, in one SQLite file that outlives every run.

Everything published is made of it and can be made again. It is a stage like the others: it sees records, and what
merges or extracts them is handed in by the pipeline. See docs/store.md.
"""

from methodgraph.store.asking import Question, near_fields, near_sources, question, unmet
from methodgraph.store.components import merge_changed
from methodgraph.store.database import Store
from methodgraph.store.derived import Derived
from methodgraph.store.extractions import (
    BY_LEARNED,
    BY_VOCABULARY,
    Graphs,
    forget_damaged,
    keep_extractions,
    make_current,
    make_learned_current,
    papers_with,
    pending,
    prune,
)
from methodgraph.store.locking import WAIT, writing
from methodgraph.store.opening import STORE_FILE
from methodgraph.store.papers import digests, papers, records_of
from methodgraph.store.records import STDIN, Changes, SourceFile, Taking, forget, sources
from methodgraph.store.settings import Settings, set_settings, settings
from methodgraph.store.state import Held, basis_digest, by_other_rules, held, state_digest

__all__ = [
    "BY_LEARNED", "BY_VOCABULARY", "STDIN", "STORE_FILE", "WAIT", "Changes", "Derived", "Graphs", "Held", "Question",
    "Settings", "SourceFile", "Store", "Taking", "basis_digest", "by_other_rules", "digests", "forget",
    "forget_damaged", "held", "keep_extractions", "make_current", "make_learned_current", "merge_changed",
    "near_fields", "near_sources", "papers", "papers_with", "pending", "prune", "question", "records_of",
    "set_settings", "settings", "sources", "state_digest", "unmet", "writing",
]  # fmt: skip
