"""Bytes become text, block by block: whatever a program exported, in bounded memory, with the lines counted.

The rule for bytes that are not UTF-8: in the forms that programs export in the encoding of the computer they run on
(BibTeX, RIS, XML, tables) they are read as Windows-1252, with a note, for nothing is lost by it. JSON is UTF-8 by its
standard, and a listing is what a person wrote: there such bytes are damage, and each line with them is a problem.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCK = 1 << 18
LONGEST_LINE = 1 << 24
_HEAD = 1024
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BOM = b"\xef\xbb\xbf"
FALLBACK = "cp1252"
"""What exports that are not UTF-8 mostly are: Windows, western Europe, which holds Latin-1 but for control signs."""


@dataclass(frozen=True, slots=True)
class Block:
    r"""Whole lines of a file as text. `line` is the number of the first, from 1; line breaks are "\n".

    `recoded` are the numbers of lines that are not in the encoding of the file and were read as Windows-1252.
    """

    line: int
    text: str
    recoded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line of a file without its break; `is_recoded` where it was read as Windows-1252."""

    number: int
    text: str
    is_recoded: bool = False


def _is_utf8(_head: bytes) -> str:
    return "utf-8"


def blocks(stream: BinaryIO, encoding_of: Callable[[bytes], str] = _is_utf8) -> Iterator[Block]:
    r"""Yield the text of `stream` in blocks of whole lines, each about `BLOCK` bytes long.

    `encoding_of` is asked what the first bytes tell, and must name an encoding that holds ASCII as ASCII; a byte
    order mark goes before it. A line of more than `LONGEST_LINE`
    bytes is cut, and counts as one line all the same. Nothing raises for what the bytes are.

    >>> import io
    >>> [(block.line, block.text, block.recoded) for block in blocks(io.BytesIO(b"one\r\nK\xf6ln"))]
    [(1, 'one\n', ()), (2, 'Köln', (2,))]
    """
    line = 1
    for data, told in _encoded(stream, encoding_of):
        block = _decoded(data, told, line)
        yield block
        line += block.text.count("\n")


def lines(stream: BinaryIO) -> Iterator[Line]:
    r"""Yield the lines of `stream` one by one; see `blocks` for how they are decoded.

    >>> import io
    >>> [line.text for line in lines(io.BytesIO(b"\xef\xbb\xbfTY  - JOUR\r\nER  - "))]
    ['TY  - JOUR', 'ER  - ']
    """
    for block in blocks(stream):
        recoded = frozenset(block.recoded)
        for number, text in enumerate(block.text.removesuffix("\n").split("\n"), block.line):
            yield Line(number, text, number in recoded)


def _encoded(stream: BinaryIO, encoding_of: Callable[[bytes], str]) -> Iterator[tuple[bytes, str]]:
    """Yield the bytes of whole lines with their encoding, which UTF-16 is made to fit."""
    head = _read(stream)
    if head[:2] in _UTF16:
        yield from ((data, "utf-8") for data in _whole_lines(_from_utf16(head, stream)))
    elif head.startswith(_BOM):
        yield from ((data, "utf-8") for data in _whole_lines(_chained(head[3:], stream)))
    else:
        encoding = encoding_of(head)
        yield from ((data, encoding) for data in _whole_lines(_chained(head, stream)))


def _read(stream: BinaryIO) -> bytes:
    """Return enough bytes to tell the encoding by: a pipe may give one at a time."""
    data = b""
    while len(data) < _HEAD and (more := stream.read(BLOCK)):
        data += more
    return data


def _chained(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield head
    while data := stream.read(BLOCK):
        yield data


def _from_utf16(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(_UTF16[head[:2]])("replace")
    for data in _chained(head[2:], stream):
        yield decoder.decode(data).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _whole_lines(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the same bytes, cut behind line breaks only."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        end = _end_of_lines(part)
        if end:
            yield b"".join((*held, part[:end]))
            held, size = [], 0
        held.append(part[end:])
        size += len(part) - end
        if size > LONGEST_LINE:
            yield b"".join(held)
            held, size = [], 0
    if rest := b"".join(held):
        yield rest


def _end_of_lines(data: bytes) -> int:
    r"""Return where the last line of `data` ends, 0 where none does; "\r" alone ends one where there is no "\n"."""
    end = data.rfind(b"\n") + 1
    return end or data.rfind(b"\r", 0, len(data) - 1) + 1 if data else 0


def _decoded(data: bytes, encoding: str, line: int) -> Block:
    try:
        return Block(line, _unified(data.decode(encoding)))
    except UnicodeDecodeError:
        told = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    texts: list[str] = []
    recoded: list[int] = []
    for number, each in enumerate(told, line):
        try:
            texts.append(each.decode(encoding))
        except UnicodeDecodeError:
            texts.append(each.decode(FALLBACK, "replace"))
            recoded.append(number)
    return Block(line, "\n".join(texts), tuple(recoded))


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
