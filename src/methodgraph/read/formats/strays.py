"""Lines that belong to no record: one note for each stretch of them, so that nothing is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methodgraph.read.found import Note
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator


def stray(name: str, first: int, last: int, number: int) -> Note:
    """Return the note that `number` lines, from the line `first` to `last`, are left out.

    >>> str(stray("x.bib", 3, 7, 4))
    'x.bib:3: left out, of no record: 4 lines, down to line 7'
    """
    return Note(name, first, f"left out, of no record: {count(number, 'line')}, down to line {last}")


class Strays:
    """The stretch of stray lines that a reader is in, if any."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._first = self._last = self._number = 0

    def add(self, line: int) -> None:
        """Take one more line in."""
        self._first = self._first or line
        self._last = line
        self._number += 1

    def end(self) -> Iterator[Note]:
        """Yield the note on the stretch that ends here, if there is one."""
        if self._number:
            yield stray(self._name, self._first, self._last, self._number)
        self._first = self._last = self._number = 0
