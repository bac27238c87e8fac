"""JSON text of any length, seen through a window that moves on: its values one by one."""

from __future__ import annotations

import json
import re
from typing import TextIO

from methodgraph.read.lines import LONGEST

_CHUNK = 2**18
_SPACE = re.compile(r"[ \t\n\r]*")
_MARK = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[{}\[\]]')
_LIST_OF_OBJECTS = re.compile(r"\[\s*(?:\{|\]|null\b)")
_OF_A_NUMBER = 4
_NEAR_THE_END = 16
"""Characters before the end of the window within which a fault may only be that a value goes on behind it."""


class Fault(Exception):  # noqa: N818 - it never leaves this package: the reader makes it a problem
    """Broken JSON: the line, and what is wrong there. `begin` is the line where what cannot be read begins."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what, self.begin = line, what, line


def fault_of(error: Exception, line: int, column: int) -> Fault:
    """Return what the decoder complains about, at a line and column of the file."""
    if isinstance(error, json.JSONDecodeError):
        return Fault(line, f"broken JSON at column {column} ({error.msg})")
    return Fault(line, "JSON nested or numbered beyond reading")


class Window:
    """A place in a text, from which its JSON is taken piece by piece. `line` is where it is, from 1."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._seen = ""
        self._at = 0
        self._before = 0
        self._ended = False
        self._decoder = json.JSONDecoder()
        self.line = 1
        self.indent: str | None = ""
        """The white space before this place, where its line holds nothing else before it."""
        self.taken = ""
        """The text of the value taken last."""

    def peek(self) -> str:
        """Return the next character that is no white space, having gone there; "" at the end of the text."""
        while True:
            space = _SPACE.match(self._seen, self._at)
            self._go(space.end() if space else self._at)
            if self._at < len(self._seen):
                return self._seen[self._at]
            if not self._more():
                return ""

    def skip(self) -> None:
        """Go past the character that `peek` returned."""
        self._go(self._at + 1)

    def before_objects(self) -> bool:
        """Return True where the next value is an array of objects, or an empty one."""
        while len(self._seen) - self._at < _NEAR_THE_END * 64 and self._more():
            pass
        return _LIST_OF_OBJECTS.match(self._seen, self._at) is not None

    def value(self) -> object:
        """Return the value that begins here, and go behind it. Raises Fault where it is broken or too large."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._seen, self._at)
            except (ValueError, RecursionError) as error:
                if self._goes_on(error) and self._more():
                    continue
                raise self._fault(error) from error
            if end > len(self._seen) - _OF_A_NUMBER and not isinstance(value, str | list | dict) and self._more():
                continue  # 12 may be the beginning of 123, or of 12e+3
            self.taken = self._seen[self._at : end]
            self._go(end)
            return value

    def skip_broken(self) -> bool:
        """Go behind a broken object or array by its brackets; return False where it has no end."""
        depth, at = 0, self._at
        while True:
            found = _MARK.search(self._seen, at)
            if found is None or found.end() == len(self._seen):
                behind = at - self._at
                if self._more():
                    at = self._at + behind
                    continue
                if found is None:
                    return False
            at = found.end()
            depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
            if depth <= 0:
                self._go(at)
                return True

    def skip_to(self, mark: re.Pattern[str]) -> bool:
        """Go behind the next `mark`, which begins with a line break; to the end of the text where there is none."""
        while True:
            found = mark.search(self._seen, self._at)
            if found:
                self._go(found.end())
                return True
            rest = self._seen.rfind("\n", self._at)
            self._go(rest if rest >= 0 else len(self._seen))
            if not self._more():
                self._go(len(self._seen))
                return False

    def fault(self, what: str) -> Fault:
        """Return what is broken here."""
        return self._fault(json.JSONDecodeError(what, self._seen, self._at))

    def _goes_on(self, error: Exception) -> bool:
        if not isinstance(error, json.JSONDecodeError):
            return False
        return error.msg.startswith("Unterminated") or error.pos >= len(self._seen) - _NEAR_THE_END

    def _fault(self, error: Exception) -> Fault:
        if len(self._seen) - self._at > LONGEST:
            return Fault(self.line, "a value of more than 64 million characters")
        pos = error.pos if isinstance(error, json.JSONDecodeError) else self._at
        line = self.line + self._seen.count("\n", self._at, pos)
        begin = self._seen.rfind("\n", 0, pos)
        column = pos - begin if begin >= 0 else self._before + pos + 1
        return fault_of(error, line, column)

    def _more(self) -> bool:
        """Read on, at least as much as there is, and forget what was passed; return False at the end or the limit."""
        if self._ended or len(self._seen) - self._at > LONGEST:
            return False
        told = self._text.read(max(_CHUNK, len(self._seen) - self._at))
        if not told:
            self._ended = True
            return False
        begin = self._seen.rfind("\n", 0, self._at)
        self._before = self._at - begin - 1 if begin >= 0 else self._before + self._at
        self._seen, self._at = self._seen[self._at :] + told, 0
        return True

    def _go(self, to: int) -> None:
        begin = self._seen.rfind("\n", self._at, to) + 1
        passed = self._seen[begin or self._at : to]
        if begin:
            self.line += self._seen.count("\n", self._at, to)
            self.indent = ""
        self.indent = None if self.indent is None or passed.strip() else self.indent + passed
        self._at = to
