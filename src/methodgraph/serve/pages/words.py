"""How pages call the properties of the graph, read forwards and backwards, in the order in which they are shown."""

from __future__ import annotations

ROLES: dict[str, tuple[str, str]] = {
    "introduces": ("Introduces", "Introduced by"),
    "uses": ("Uses", "Used by"),
    "addresses": ("Addresses", "Addressed by"),
    "evaluatesOn": ("Evaluates on", "Evaluated on by"),
    "trainsOn": ("Trains on", "Trained on by"),
    "comparesWith": ("Compares with", "Compared with by"),
    "reports": ("Reports", "Reported by"),
    "mentions": ("Mentions", "Mentioned by"),
}
RELATIONS: dict[str, tuple[str, str]] = {
    "extends": ("Extends", "Extended by"),
    "variantOf": ("Variant of", "Has variant"),
    "partOf": ("Part of", "Has part"),
    "solves": ("Solves", "Solved by"),
    "outperforms": ("Outperforms", "Outperformed by"),
    "evaluatedOn": ("Evaluated on", "Evaluates"),
    "trainedOn": ("Trained on", "Trains"),
}
