"""What the fields of one BibTeX or BibLaTeX entry tell of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.read.entry import Entry
from methodgraph.read.formats import named
from methodgraph.read.formats.bibtex_values import address, line, people_of, prose
from methodgraph.read.identifiers import normalised

if TYPE_CHECKING:
    from methodgraph.records import Identifier

Fields = dict[str, str]

VOLUMES = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "periodical"})
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "school", "institution", "publisher")
_PREPRINT = re.compile(r"\s*(?:arxiv\b.*|ar\$?χ\$?iv.*|abs/[0-9]{4}\.[0-9]{4,5})", re.IGNORECASE | re.DOTALL)
_ARXIV_ID = re.compile(r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/[0-9]{7})(?:v[0-9]+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]")
_ENDS = (".", "?", "!", ":")


def to_entry(fields: Fields, kind: str, key: str, at: int) -> Entry:
    """Return what an entry of the type `kind`, which begins in line `at`, tells. Field names are in small letters."""
    urls = named.addresses(*(address(fields.get(name)) for name in ("url", "ee", "pdf", "link", "howpublished")))
    return Entry(
        line=at,
        title=_title(fields),
        abstract=prose(fields.get("abstract")),
        key=key or None,
        year=line(fields.get("year")) or line(fields.get("date")) or line(fields.get("issued")),
        url=next(iter(urls), None),
        urls=urls[1:],
        authors=people_of(fields.get("author")),
        venue=_venue(fields),
        identifiers=_identifiers(fields, kind),
        categories=_categories(fields),
    )


def _title(fields: Fields) -> str | None:
    """Return the title with its subtitle, which BibLaTeX keeps apart."""
    title, subtitle = line(fields.get("title")), line(fields.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title} {subtitle}" if title.endswith(_ENDS) else f"{title}: {subtitle}"


def _venue(fields: Fields) -> str | None:
    """Return where the paper appeared. "arXiv preprint arXiv:2301.00001" names a paper, not a place: that is arXiv."""
    told = next((venue for name in _VENUES if (venue := line(fields.get(name)))), None)
    return "arXiv" if told and _PREPRINT.fullmatch(told) else told


def _identifiers(fields: Fields, kind: str) -> tuple[Identifier, ...]:
    doi = address(fields.get("doi"))
    told = (*named.dois(doi), *_eprint(fields), *named.arxiv_within(doi, *_preprint_fields(fields)))
    pubmed = (*named.number("pmid", fields.get("pmid")), *named.number("pmcid", fields.get("pmcid")))
    isbn = fields.get("isbn", "") if kind in {"book", "mvbook"} else ""  # papers share that of their volume
    return tuple(dict.fromkeys((*told, *pubmed, *normalised("isbn", isbn))))


def _preprint_fields(fields: Fields) -> list[str]:
    """Return the fields that say nothing but which preprint this is, as Zotero, Google Scholar and DBLP fill them."""
    told = (
        address(fields.get(name)) for name in ("journal", "journaltitle", "number", "note", "volume", "howpublished")
    )
    return [each for each in told if _PREPRINT.fullmatch(each)]


def _eprint(fields: Fields) -> tuple[Identifier, ...]:
    """Return the identifier that `eprint` tells; without a type it is arXiv's where it looks like it."""
    eprint = address(fields.get("eprint"))
    registry = address(fields.get("eprinttype") or fields.get("archiveprefix")).lower()
    if registry == "arxiv" or (not registry and _ARXIV_ID.fullmatch(eprint)):
        return named.arxiv(eprint)
    return named.number("pmid", eprint) if registry in {"pubmed", "pmid", "medline"} else ()


def _categories(fields: Fields) -> tuple[str, ...]:
    told = (line(fields.get(name)) for name in ("primaryclass", "eprintclass", "keywords"))
    parts = (part.strip() for each in told if each for part in _BETWEEN.split(each.strip("[]")))
    return tuple(dict.fromkeys(part for part in parts if part))
