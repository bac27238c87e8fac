"""LINK: which things of different papers are the same thing, which only share a name, which is a variant of which.

PaperGraph ─► rows ─► identity (a key for each row) ─► curated (what a person decided) ─► entities, parents
           ─► an outcome for each paper: claims, figures, merges, with confidence ─► Linked

All that is decided over papers is decided by a function of a row and of what a group of rows says together: counts,
sets and sums, which no order changes. `link` groups with dictionaries, whoever has more papers than memory groups
elsewhere and calls the same functions; `relink` looks at the groups again that papers which come or go belong to.
"""

from methodgraph.link.curation import read_curation
from methodgraph.link.linker import link
from methodgraph.link.outcome import Outcome, gather
from methodgraph.link.relink import Relinked, link_whole, relink
from methodgraph.link.state import State, dump_state, load_state

__all__ = [
    "Outcome", "Relinked", "State", "dump_state", "gather", "link", "link_whole", "load_state", "read_curation",
    "relink",
]  # fmt: skip
