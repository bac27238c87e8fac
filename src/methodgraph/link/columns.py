"""Tables of whole numbers, and the texts that the numbers stand for: what a state of LINK is kept in.

Fifty thousand papers have 340,000 rows. As columns of numbers they are read in a moment and looked up by a sorted
index; a row becomes an object only when someone asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Ints = npt.NDArray[np.int32]
NONE = -1
"""The number of no text."""


class Texts:
    """Texts by number, each once."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self.values = list(values)
        self._numbers: dict[str, int] | None = None

    def __getitem__(self, number: int) -> str:
        return self.values[number]

    def get(self, number: int) -> str | None:
        """Return a text; None for the number of none."""
        return None if number == NONE else self.values[number]

    def find(self, value: str) -> int:
        """Return the number of a text, `NONE` for one that is not here."""
        if self._numbers is None:
            self._numbers = {told: number for number, told in enumerate(self.values)}
        return self._numbers.get(value, NONE)

    def number(self, value: str | None) -> int:
        """Return the number of a text, which is added where it is new."""
        if value is None:
            return NONE
        number = self.find(value)
        if number == NONE and self._numbers is not None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number


class Lists:
    """A list of numbers for each row of a table."""

    def __init__(self, starts: Ints, values: Ints) -> None:
        """`starts` has one place more than there are rows."""
        self.starts, self.values = starts, values

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Lists:
        """Return these lists."""
        starts = np.zeros(len(lists) + 1, np.int32)
        np.cumsum([len(told) for told in lists], out=starts[1:])
        return cls(starts, np.array([number for told in lists for number in told], np.int32))

    def __getitem__(self, row: int) -> list[int]:
        told: list[int] = self.values[self.starts[row] : self.starts[row + 1]].tolist()
        return told

    def owners(self) -> Ints:
        """Return the row of each value."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def kept(self, mask: npt.NDArray[np.bool_]) -> Lists:
        """Return the lists of the rows where `mask` is true."""
        lengths = np.diff(self.starts)
        starts = np.zeros(int(mask.sum()) + 1, np.int32)
        np.cumsum(lengths[mask], out=starts[1:])
        return Lists(starts, self.values[np.repeat(mask, lengths)])

    def plus(self, other: Lists) -> Lists:
        """Return these lists with those of `other` after them."""
        return Lists(
            np.concatenate([self.starts, other.starts[1:] + self.starts[-1]]).astype(np.int32),
            np.concatenate([self.values, other.values]),
        )


class Table:
    """Columns of numbers and of lists of numbers, all of `size` rows, with an index for each that is asked for."""

    def __init__(self, size: int, columns: Mapping[str, Ints], lists: Mapping[str, Lists] | None = None) -> None:
        self.size = size
        self.columns = dict(columns)
        self.lists = dict(lists or {})
        self._indices: dict[str, tuple[Ints, Ints]] = {}

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[int]], lists: Mapping[str, Sequence[Sequence[int]]]) -> Table:
        """Return a table of these columns, which are equally long."""
        size = len(next(iter(columns.values())))
        told = {name: np.array(values, np.int32) for name, values in columns.items()}
        return cls(size, told, {name: Lists.of(values) for name, values in lists.items()})

    def get(self, column: str, row: int) -> int:
        """Return one number."""
        return int(self.columns[column][row])

    def put(self, column: str, rows: Sequence[int] | Ints, values: Sequence[int] | Ints | int) -> None:
        """Set numbers of a column, whose index is made anew when it is asked for again."""
        self.columns[column][np.asarray(rows, np.int64)] = values
        self._indices.pop(column, None)

    def places(self, column: str, number: int) -> Ints:
        """Return the rows, ascending, in which `column` is this number or holds it."""
        values, rows = self._index(column)
        first, end = values.searchsorted(np.array((number, number + 1), values.dtype))  # another type copies the whole
        return rows[first:end]

    def places_of(self, column: str, numbers: Iterable[int]) -> Ints:
        """Return the rows, ascending and each once, in which `column` is one of these numbers or holds one."""
        found = [self.places(column, number) for number in numbers]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int32)

    def _index(self, column: str) -> tuple[Ints, Ints]:
        if column not in self._indices:
            is_list = column in self.lists
            values = self.lists[column].values if is_list else self.columns[column]
            order = np.argsort(values, kind="stable").astype(np.int32)
            rows = self.lists[column].owners()[order] if is_list else order
            self._indices[column] = values[order], rows
        return self._indices[column]

    def without(self, rows: Ints) -> Table:
        """Return the table without some rows."""
        mask = np.ones(self.size, np.bool_)
        mask[rows] = False
        columns = {name: values[mask] for name, values in self.columns.items()}
        return Table(int(mask.sum()), columns, {name: lists.kept(mask) for name, lists in self.lists.items()})

    def plus(self, other: Table) -> Table:
        """Return the table with the rows of `other`, which has the same columns, after its own."""
        columns = {name: np.concatenate([values, other.columns[name]]) for name, values in self.columns.items()}
        lists = {name: values.plus(other.lists[name]) for name, values in self.lists.items()}
        return Table(self.size + other.size, columns, lists)

    def packed(self) -> dict[str, Any]:
        """Return the table as plain data: bytes of little-endian numbers."""
        return {
            "size": self.size,
            "columns": {name: _bytes(values) for name, values in self.columns.items()},
            "lists": {name: [_bytes(told.starts), _bytes(told.values)] for name, told in self.lists.items()},
        }

    @classmethod
    def unpacked(cls, told: Mapping[str, Any]) -> Table:
        """Return the table that `packed` told of."""
        columns = {name: _ints(values) for name, values in told["columns"].items()}
        lists = {name: Lists(_ints(starts), _ints(values)) for name, (starts, values) in told["lists"].items()}
        return cls(told["size"], columns, lists)


def _bytes(values: Ints) -> bytes:
    return values.astype("<i4", copy=False).tobytes()


def _ints(told: bytes) -> Ints:
    return np.frombuffer(told, "<i4").astype(np.int32, copy=True)
