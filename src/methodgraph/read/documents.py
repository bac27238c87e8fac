"""The values of a JSON file that are, or should be, papers, streamed: of lines, arrays, pages of results, maps."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from methodgraph.errors import Problem
from methodgraph.files import is_broken
from methodgraph.read.doubled import tells, twice, twice_told
from methodgraph.read.found import Note
from methodgraph.read.lines import Encoding, as_text, numbered
from methodgraph.read.nesting import Value, holds_papers, is_paper, is_record, papers_in
from methodgraph.read.window import Fault, Window, fault_of
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    Told = Iterator[Value | Problem | Note]

_ONE_PER_LINE = "write one complete JSON object per line"
_ARRAY = re.compile(r"\[\s*(?:\{|\]|null\b|$)")
_LONG_LINE = 16384
_DEPTH = 6
_TOLD_LINES = 10
_MORE = "more follows behind the end of the array"
_NOWHERE = re.compile(r"(?!)")
_BETWEEN = ("", ",", "]", "{")
"""What follows an element of an array; a comma that is missing harms nobody."""


def values(head: str, stream: BinaryIO, name: str) -> Told:
    """Yield the values of a JSON file; `head` is how it begins. Memory holds one of them at a time."""
    for told in _Document(stream, name).values() if is_document(head) else _lines(stream, name):
        if isinstance(told, Value):
            yield from papers_in(told)
        else:
            yield told


def is_document(head: str) -> bool:
    """Return True for JSON that is not one value per line: an array of objects, or an object over several lines.

    An object of one line that wraps papers ("results": [...]) is a document too: the line may be the whole file.
    """
    first, _, rest = head.lstrip("\ufeff \t\r\n").partition("\n")
    first = first.strip()
    if first.startswith("["):
        return _ARRAY.match(first) is not None
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        follows = rest.lstrip()
        goes_on = first.endswith((",", "[", "{", ":")) or (
            not follows.startswith("{") if follows else len(first) > _LONG_LINE
        )
        return first.startswith("{") and goes_on
    return isinstance(value, dict) and not is_record(value) and not rest.strip()


def _lines(stream: BinaryIO, name: str) -> Told:
    faults = _Faults(name)
    for line in numbered(stream, name):
        if isinstance(line, Problem):
            yield line
            continue
        number, text = line
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield from faults.told(fault_of(error, number, getattr(error, "colno", 0)))
        else:
            yield from faults.end()
            yield from (twice(name, number, key) for key in twice_told(text, value))
            yield Value(number, value)
    yield from faults.end()


class _Faults:
    """Tells the lines that are no JSON: of each stretch the first ten one by one, the others together."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = self._first = self._last = 0

    def told(self, fault: Fault) -> Iterator[Problem]:
        """Yield the problem with a line, if it is one of the first."""
        self._count += 1
        self._last = fault.line
        if self._count <= _TOLD_LINES:
            yield Problem(self._name, fault.line, fault.what, _ONE_PER_LINE)
        elif self._count == _TOLD_LINES + 1:
            self._first = fault.line

    def end(self) -> Iterator[Problem]:
        """Yield one problem for the lines of this stretch that were not told."""
        if self._count > _TOLD_LINES:
            what = f"{count(self._count - _TOLD_LINES, 'more line')} of broken JSON; passed over to line {self._last}"
            yield Problem(self._name, self._first, what, _ONE_PER_LINE)
        self._count = 0


@lru_cache(maxsize=64)
def _begins(indent: str) -> re.Pattern[str]:
    """Return the mark of lines on which a record begins at this indent, or the array around it ends."""
    end = rf"|[ \t]{{0,{len(indent) - 1}}}(?=\])" if indent else ""
    return re.compile(rf"\n(?:{indent}(?=[\[{{]){end})")


class _Document:
    """A JSON text that is walked through from its beginning to its end, once."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._window = Window(as_text(stream))
        self._name = name
        self._encoding = Encoding(name)

    def values(self) -> Told:
        """Yield the values of arrays and objects written one after the other, and what is broken."""
        window, behind = self._window, False
        while char := window.peek():
            if char == ",":
                window.skip()
                continue
            if behind and char in "[{":
                yield Note(self._name, window.line, f"{_MORE}; read too")
            try:
                if char == "[":
                    yield from self._array()
                elif char == "{":
                    yield from self._top_object()
                else:
                    raise Fault(window.line, _MORE) if behind else window.fault("Expecting value")
                behind = behind or char == "["
            except Fault as fault:
                behind = False
                yield from self._passed_over(fault, fault.begin, "")
        yield from self._encoding.rest()

    def _passed_over(self, fault: Fault, line: int, indent: str | None) -> Iterator[Problem]:
        """Go to the next record, or the end of its array or the text, and tell of what is passed over from `line` on.

        Records begin where those before them did: at the same indent, on a line of their own. Where they do not,
        brackets tell where the broken one ends.
        """
        window = self._window
        if indent is not None:
            begins, is_found = _begins(indent), True
            while is_found and window.line <= fault.line:
                is_found = window.skip_to(begins)
            last = window.line - is_found
        else:
            while (is_closed := window.skip_broken()) and window.peek() not in _BETWEEN:
                pass
            if not is_closed:
                window.skip_to(_NOWHERE)
            last = window.line
        what = fault.what
        if fault.line != line:
            what = what.replace("at column", f"at line {fault.line}, column", 1)
        beyond = f"; passed over to line {last}" if last > line else ""
        yield self._problem(line, f"{what}{beyond}")

    def _problem(self, line: int, what: str) -> Problem:
        return Problem(self._name, line, what, _ONE_PER_LINE)

    def _value(self, line: int) -> Told:
        """Yield the next value, if all of it is text. Raises Fault."""
        value = self._window.value()
        broken = list(self._broken(line))
        yield from broken
        if not broken:
            yield from (twice(self._name, line, key) for key in twice_told(self._window.taken, value))
            yield Value(line, value)

    def _broken(self, line: int) -> Iterator[Problem]:
        if is_broken(self._window.taken):
            for below, part in enumerate(self._window.taken.split("\n")):
                if is_broken(part):
                    yield from self._encoding.told(line + below, part)

    def _array(self) -> Told:
        """Yield the elements of an array; one that is broken costs itself, where the next can be seen."""
        window, indent = self._window, None
        window.skip()
        while (char := window.peek()) != "]":
            line = window.line
            if char == ",":
                window.skip()
            elif not char:
                remedy = "close it with ]; the file may have been cut off"
                yield Problem(self._name, line, "the array has no end", remedy)
                return
            else:
                indent = window.indent if indent is None and char == "{" else indent
                try:
                    yield from self._element(line)
                    yield from self._within(line, indent or "")
                except Fault as fault:
                    yield from self._passed_over(fault, line, indent)
                    if not window.peek():
                        return
        window.skip()

    def _within(self, line: int, indent: str) -> Iterator[Problem]:
        """Yield the problem that records begin, at their indent, in that of line `line`, which was not closed."""
        taken = self._window.taken
        at = taken.find(f"\n{indent}{{") if indent else -1
        if at >= 0:
            what = f"a record within that of line {line}, which is not closed; passed over to line {self._window.line}"
            yield self._problem(line + taken.count("\n", 0, at) + 1, what)

    def _element(self, line: int) -> Told:
        told = [*self._value(line)]
        if self._window.peek() not in _BETWEEN and not any(isinstance(one, Value) and one.value for one in told):
            raise self._window.fault("Expecting ',' delimiter")
        for one in told:
            if isinstance(one, Value) and one.value is None:
                yield Note(self._name, line, "left out: null, which stands for a paper that was not found")
            else:
                yield one

    def _top_object(self) -> Told:
        line = self._window.line
        record = yield from self._object(0)
        if record is not None:
            yield Value(line, record)

    def _object(self, depth: int) -> Generator[Value | Problem | Note, None, dict[str, object] | None]:
        """Yield the papers below known keys of an object, and return the object if there were none. Raises Fault."""
        window, record, inside = self._window, dict[str, object](), False
        window.skip()
        while (char := window.peek()) != "}":
            if char == ",":
                window.skip()
                continue
            key = self._key(char)
            char = window.peek()
            line = window.line
            may_hold = depth < _DEPTH and holds_papers(key) and not is_record(record)
            if may_hold and char == "[" and window.before_objects():
                inside = True
                yield from self._array()
            elif may_hold and char == "{":
                below = yield from self._object(depth + 1)
                inside = inside or below is None
                record |= {} if below is None else {key: below}
            else:
                value = self._whole(line)
                yield from self._broken(line)
                if inside and tells(key):
                    yield Note(self._name, line, f"left out: the key {key!r} beside the papers")
                elif tells(key) and record.get(key, value) != value:
                    yield twice(self._name, line, key)
                record[key] = value
                if is_paper(value) and not is_record(record):
                    yield Value(line, record.pop(key), key)
                    inside = True
        window.skip()
        return None if inside else record

    def _whole(self, line: int) -> object:
        """Return the value that begins here, in line `line`. Raises Fault, which tells that line too."""
        try:
            return self._window.value()
        except Fault as fault:
            fault.begin = line
            raise

    def _key(self, char: str) -> str:
        """Return the key that stands here, having gone behind its colon. Raises Fault."""
        window = self._window
        if char != '"':
            raise window.fault("Expecting property name enclosed in double quotes" if char else "the object has no end")
        key = str(window.value())
        if window.peek() != ":":
            raise window.fault("Expecting ':' delimiter")
        window.skip()
        return key
