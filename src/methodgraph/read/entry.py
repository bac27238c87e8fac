"""What the reader of a format yields: one paper as its source tells it, before anything is repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from methodgraph.errors import Problem
from methodgraph.read.found import Note
from methodgraph.records import Identifier

Told = Iterator["Entry | Problem | Note"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper as a source tells it. Empty strings are None. `line` is where its record begins, from 1.

    `id` is an id that the source gives to be used everywhere: it stays. `key` is what the source itself calls the
    paper (a BibTeX key, a number): its id where no registry gives one.
    `text` is taken verbatim and goes before `abstract`, which is repaired. `year` is as told ("2024-05", "2021a").
    """

    line: int
    title: str | None = None
    abstract: str | None = None
    text: str | None = None
    key: str | None = None
    year: str | int | None = None
    url: str | None = None
    urls: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    venue: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    categories: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name for `--format`, its name for people, how it is known, and what reads it.

    `looks_like` gets the first 64 KiB of a file as text. `read` gets the file, decompressed, and its name; it goes
    through it once, from its beginning, and holds no more than it must.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[BinaryIO, str], Told]
