"""LINK: which things of different papers are the same thing, which only share a name, which is a variant of which.

PaperGraph ─► identity (a key for each paper's entity) ─► curated (what a person decided) ─► entities
           ─► claims, variants, figures, merges ─► confidence ─► Linked
"""

from methodgraph.link.curation import read_curation
from methodgraph.link.linker import link

__all__ = ["link", "read_curation"]
