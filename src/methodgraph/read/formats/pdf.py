"""PDF: title and abstract of the first page, with what arXiv stamped on it. Needs the extra `pdf`."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from methodgraph.errors import Problem
from methodgraph.read.entry import Entry, Format
from methodgraph.read.formats import named
from methodgraph.read.formats.name_order import people
from methodgraph.read.formats.pdf_page import (
    Page,
    TextLine,
    cleaned,
    find_abstract,
    find_stamp,
    find_title,
)
from methodgraph.read.formats.pdf_process import shared_reader
from methodgraph.read.found import Note

if TYPE_CHECKING:
    from methodgraph.read.entry import Told
    from methodgraph.records import Identifier

LARGEST = 200 << 20
SECONDS = 30.0
_FEWEST_LETTERS = 40
_BETWEEN_NAMES = re.compile(r"\s*[;,]\s*(?:and\s+)?|\s+and\s+")
_OWN_DOI = re.compile(r"(?:doi\.org/|\bdoi\s*:?\s*)(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_OF_DATA = ("10.5281/", "10.6084/", "10.5061/")
_FAULTS = {
    "encrypted": ("cannot be opened without its password", "save it without one"),
    "large": ("takes too much memory to read", "give its abstract as text"),
    "slow": (f"cannot be read within {SECONDS:.0f} seconds", "give its abstract as text"),
    "crashed": ("no reader survives this PDF", "save it anew, or give its abstract as text"),
}


def looks_like(head: str) -> bool:
    """Return True for a PDF.

    >>> looks_like("%PDF-1.7")
    True
    """
    return head.lstrip("\ufeff \t\r\n\x00").startswith("%PDF-")


def read(stream: BinaryIO, name: str) -> Told:
    """Yield the one paper of a PDF. What cannot be read, is encrypted, or holds only pictures is a problem."""
    if find_spec("pdfminer") is None:
        yield Problem(name, None, "reading PDF needs pdfminer.six", "pip install 'methodgraph[pdf]'")
        return
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Problem(name, None, f"a PDF of more than {LARGEST >> 20} MiB", "give its abstract as text")
        return
    told = shared_reader().ask(data, SECONDS)
    if "fault" in told:
        what, remedy = _FAULTS.get(told["fault"], (f"a broken PDF ({told.get('why')})", "download or save it anew"))
        yield Problem(name, None, what, remedy)
        return
    yield from _paper(told, name)


def _paper(told: dict[str, Any], name: str) -> Told:
    pages = [_page(page) for page in told["pages"]]
    if sum(char.isalpha() for page in pages for char in page.text) < _FEWEST_LETTERS:
        remedy = "run text recognition over it (ocrmypdf does), or give its abstract as text"
        yield Problem(name, None, "its first pages hold no text that can be read: a scan, or fonts unknown", remedy)
        return
    first = pages[0] if pages[0].lines else pages[-1]  # a cover may be a picture
    title = find_title(first, told["title"])
    abstract = next((abstract for page in pages if (abstract := find_abstract(page))), None)
    if title is None and abstract is None:
        yield Problem(name, None, "neither a title nor an abstract found on its first pages", "give them as text")
        return
    if abstract is None:
        yield Note(name, None, "no abstract found on the first pages: nothing is headed so; the title alone is read")
    stamp = find_stamp(first)
    arxiv = named.arxiv(stamp.arxiv) if stamp else ()
    yield Entry(
        line=1,
        title=title,
        abstract=abstract,
        year=stamp.year if stamp else None,
        url=f"https://arxiv.org/abs/{arxiv[0].value}" if arxiv else None,
        authors=_authors(told["author"], first),
        identifiers=(*arxiv, *_own_doi(first)),
        categories=(stamp.category,) if stamp and stamp.category else (),
    )


def _page(page: dict[str, Any]) -> Page:
    lines = (TextLine(cleaned(text), *place) for text, *place in page["lines"])
    return Page(tuple(line for line in lines if line.text), page["turned"], page["height"])


def _authors(told: str, page: Page) -> tuple[str, ...]:
    """Return the authors that the metadata tell, if the page names them too: else it is who made the file."""
    names = people(name for name in _BETWEEN_NAMES.split(cleaned(told)) if len(name.split()) > 1)
    text = " ".join(page.text.split()).casefold()
    return names if all(name.casefold() in text for name in names) else ()


def _own_doi(page: Page) -> tuple[Identifier, ...]:
    """Return the DOI that the page tells, if it tells one alone; those of data are not the paper's."""
    found = dict.fromkeys(doi for told in _OWN_DOI.findall(page.text) for doi in named.dois(told))
    own = [doi for doi in found if not doi.value.startswith(_OF_DATA)]
    return tuple(own) if len(own) == 1 else ()


FORMAT = Format(name="pdf", title="PDF (first page)", suffixes=(".pdf",), looks_like=looks_like, read=read)
