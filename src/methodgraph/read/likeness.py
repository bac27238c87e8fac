"""What speaks against two papers of one title being one, and what speaks for two of one id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.read.keys import title_words

if TYPE_CHECKING:
    from methodgraph.records import Paper

_ONE_EACH = ("arxiv", "doi", "acl", "pmid")
"""Schemes under which a paper has one identifier: two that differ are two papers."""
_PREPRINT_DOI = re.compile(r"10\.(?:48550/arxiv|1101/|2139/ssrn|21203/rs|5281/zenodo|31219/osf|36227/techrxiv)")
_YEARS = 3
_ALIKE = 0.5
_WORD = re.compile(r"\w{4,}")


def may_be_one(one: Paper, other: Paper) -> bool:
    """Return True where nothing speaks against two papers of one title being one.

    Against it speak: different identifiers of a scheme that gives each paper one (DOIs of preprints do not count, for
    a paper has one more where it is published), years more than three apart, no author in common, abstracts
    that share less than half of their words.
    """
    return (
        not _called_apart(one, other)
        and not (one.year and other.year and abs(one.year - other.year) > _YEARS)
        and not _by_others(one, other)
        and not (one.text and other.text and likeness(one.text, other.text) < _ALIKE)
    )


def speaks_of_one(one: Paper, other: Paper) -> bool:
    """Return True where two papers of one id are one: the titles are the same, or the abstracts are alike."""
    if one.title and other.title and title_words(one.title) == title_words(other.title):
        return True
    return bool(one.text and other.text) and likeness(one.text, other.text) >= _ALIKE


def may_share_identifier(one: Paper, other: Paper) -> bool:
    """Return False for two papers of one identifier with titles and abstracts that have little in common.

    A volume's DOI is often given for each paper in it.
    """
    titles, texts = one.title and other.title, one.text and other.text
    if not titles and not texts:
        return True
    mine, theirs = (set(title_words(paper.title or "")) for paper in (one, other))
    if titles and 2 * len(mine & theirs) >= min(len(mine), len(theirs)):
        return True
    return bool(texts) and likeness(one.text, other.text) >= _ALIKE


def _called_apart(one: Paper, other: Paper) -> bool:
    mine, theirs = _called(one), _called(other)
    return any(mine.get(scheme) and theirs.get(scheme) and not mine[scheme] & theirs[scheme] for scheme in _ONE_EACH)


def _called(paper: Paper) -> dict[str, set[str]]:
    told: dict[str, set[str]] = {}
    for identifier in paper.identifiers:
        if identifier.scheme in _ONE_EACH and not _PREPRINT_DOI.match(identifier.value):
            told.setdefault(identifier.scheme, set()).add(identifier.value)
    return told


def _by_others(one: Paper, other: Paper) -> bool:
    """Return True where both have authors and none in common; names are compared by their last word."""
    mine, theirs = _last_names(one), _last_names(other)
    return bool(mine and theirs) and not mine & theirs


def _last_names(paper: Paper) -> set[str]:
    return {words[-1] for name in paper.authors if (words := title_words(name))}


def likeness(one: str, other: str) -> float:
    """Return the share of the shorter text's longer words that the other has too, 0 to 1.

    >>> likeness("We propose FooNet for segmentation.", "we PROPOSE foonet for segmentation of images")
    1.0
    """
    mine, theirs = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))
