"""LINK: which things of different papers are the same thing, which only share a name, which is a variant of which.

PaperGraph ─► identity (a key for each paper's entity) ─► entities ─► claims, variants, figures ─► confidence ─► Linked
"""

from methodgraph.link.linker import link

__all__ = ["link"]
