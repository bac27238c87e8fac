"""The process that takes PDFs apart: `python -m methodgraph.read.formats.pdf_worker`.

A PDF is a program of somebody else's, and may loop, grow or crash. So it runs here, where it can be ended, with no
more memory than `_MEMORY`. Each PDF comes as its length (8 bytes) and itself; its answer goes back in the same way,
as JSON: the lines of the first pages with their places and type sizes, or why there are none.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGES = 2
_MEMORY = 2 << 30
_MOST_LINES = 2000
_LENGTH = 8
_LONGEST_REASON = 80


def main() -> None:
    """Answer for PDFs until standard input ends."""
    _limit_memory()
    while header := sys.stdin.buffer.read(_LENGTH):
        data = sys.stdin.buffer.read(int.from_bytes(header, "big"))
        answer = json.dumps(_answer(data)).encode()
        _send(sys.stdout.buffer, answer)


def _send(stream: BinaryIO, answer: bytes) -> None:
    stream.write(len(answer).to_bytes(_LENGTH, "big") + answer)
    stream.flush()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # there is no such limit on Windows
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _answer(data: bytes) -> dict[str, Any]:
    try:
        return _read(data)
    except PDFPasswordIncorrect:
        return {"fault": "encrypted"}
    except MemoryError:
        return {"fault": "large"}
    except RecursionError:
        return {"fault": "broken", "why": "nested too deeply"}
    except (PDFException, PSException) as error:
        return {"fault": "broken", "why": str(error)[:_LONGEST_REASON] or type(error).__name__}
    except Exception as error:  # noqa: BLE001  (a broken PDF raises whatever its breakage meets in the library)
        return {"fault": "broken", "why": type(error).__name__}


def _read(data: bytes) -> dict[str, Any]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams())
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[dict[str, Any]] = []
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        pages.append(_page(device.get_result()))
        if len(pages) == _PAGES:
            break
    return {"pages": pages, "title": _told(document, "Title"), "author": _told(document, "Author")}


def _told(document: PDFDocument, name: str) -> str:
    """Return what the document's metadata tell under `name`."""
    for info in document.info:
        value = info.get(name)
        if isinstance(value, bytes):
            return decode_text(value)
    return ""


def _page(layout: LTContainer[Any]) -> dict[str, Any]:
    """Return the lines of a page in reading order as [text, size, left, bottom, right, top], and its turned text."""
    lines: list[list[Any]] = []
    turned: list[tuple[float, str]] = []
    for line in _lines(layout):
        chars = [char for char in line if isinstance(char, LTChar)]
        upright = [char for char in chars if abs(char.matrix[0]) >= abs(char.matrix[1])]
        turned += [(char.y0, char.get_text()) for char in chars if abs(char.matrix[0]) < abs(char.matrix[1])]
        if len(upright) * 2 > len(chars) and len(lines) < _MOST_LINES:
            lines.append([line.get_text().rstrip("\n"), _size(upright), line.x0, line.y0, line.x1, line.y1])
    stamp = "".join(text for _, text in sorted(turned, key=lambda each: each[0]))
    return {"lines": lines, "turned": stamp, "height": layout.height, "width": layout.width}


def _lines(layout: LTContainer[Any]) -> Iterator[LTTextLine]:
    """Yield the lines of text within `layout`, however deep, in order."""
    todo = list(reversed(list(layout)))
    while todo:
        each = todo.pop()
        if isinstance(each, LTTextLine):
            yield each
        elif isinstance(each, LTContainer):
            todo += reversed(list(each))


def _size(chars: list[LTChar]) -> float:
    """Return the largest size that a tenth of the letters have: of capitals beside small ones, not of a big sign."""
    counted = Counter(round(char.size, 1) for char in chars if char.get_text().isalnum())
    enough = sum(counted.values()) / 10
    return max((size for size, number in counted.items() if number >= enough), default=0.0)


if __name__ == "__main__":
    main()
