"""What a worker does, wherever it runs: papers in, what they say as bytes out; and how that goes over a pipe."""

from __future__ import annotations

import struct
import traceback
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, TypeVar

import msgspec

from methodgraph.encoding import encode
from methodgraph.errors import MethodgraphError
from methodgraph.records import Paper
from methodgraph.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = bytes | str | None
"""What became of a paper: what it says (see `methodgraph.encoding`); in words, why nothing came of it; or None where
names were learned and it bears none of them."""

Told = TypeVar("Told")
_LENGTH = struct.Struct(">Q")
_Packed = tuple[bytes, bytes | None, bytes]


class Job(msgspec.Struct, frozen=True):
    """What papers are read by: rows known beside the shipped vocabulary, and names that were learned.

    Where `learned` is given, only the papers that bear one of these names are read.
    """

    terms: tuple[Term, ...] = ()
    learned: tuple[Term, ...] = ()


def reader(job: Job) -> Callable[[Paper], Answer]:
    """Return a function that reads a paper. It loads the rules, which takes about two seconds, and raises nothing.

    The same for every number of workers, it makes words of whatever is raised over a paper: one text out of a million
    that the rules stumble over is no reason to lose the others.
    """
    from methodgraph.extract import load_extractor  # noqa: PLC0415  spaCy takes a second to load

    extractor = load_extractor()
    if job.terms:
        extractor = extractor.with_terms(job.terms)
    if job.learned:
        extractor = extractor.with_learned(job.learned)

    def read(paper: Paper) -> Answer:
        try:
            if job.learned and not extractor.names_learned(paper):
                return None
            return encode(extractor(paper))
        except MethodgraphError as error:
            return _sendable(str(error))
        except Exception as error:  # noqa: BLE001 - told with its paper, see above
            return _sendable(f"{type(error).__name__}: {error} ({_place(error)})")

    return read


def _place(error: Exception) -> str:
    """Return where an error was raised, as file and line; the same on every machine."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{PurePath(last.filename).name}, line {last.lineno}"


def _sendable(words: str) -> str:
    """Return `words` with lone surrogates, which a message may quote and a pipe has no place for, as escapes."""
    return words.encode("utf-8", "backslashreplace").decode()


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it. Raises OSError where nobody reads."""
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Return the next message. Raises EOFError where there is none, or only its beginning."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    told = stream.read(length)
    if len(told) < length:
        raise EOFError
    return told


def pack_papers(papers: tuple[Paper, ...]) -> bytes:
    """Return what there is to read in `papers`, for the pipe: id, title and text; also what is no Unicode."""
    told: list[_Packed] = [
        (_bytes(paper.id), None if paper.title is None else _bytes(paper.title), _bytes(paper.text)) for paper in papers
    ]
    return msgspec.msgpack.encode(told)


def unpack_papers(message: bytes) -> list[Paper]:
    """Return the papers that `pack_papers` made `message` of, without what is not read in them."""
    told = msgspec.msgpack.decode(message, type=list[_Packed])
    return [Paper(_text(name), None if title is None else _text(title), _text(text)) for name, title, text in told]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(told: bytes) -> str:
    return told.decode("utf-8", "surrogatepass")
