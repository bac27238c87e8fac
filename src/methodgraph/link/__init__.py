"""LINK: which paper-level entities are the same thing across papers, and which only share a name."""
