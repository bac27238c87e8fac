"""Every error methodgraph raises on purpose.

    MethodgraphError
    ├── UsageError             the call itself makes no sense (exit status 2)
    ├── InputError             a source cannot be read; carries every Problem found in it
    ├── DataError              our own vocabulary, rules or ontology break their own rules
    └── QueryError             a SPARQL query is wrong; carries line and column where known

Anything else that escapes is a bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place: where, what is wrong and what to do about it.

    `line` is 1-based; it is None where the problem concerns the whole file.
    """

    path: str
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what}; {self.remedy}"


class MethodgraphError(Exception):
    """Base of all errors raised on purpose."""


class UsageError(MethodgraphError):
    """The call makes no sense: an unknown name, a missing argument, a folder that is not there."""


class InputError(MethodgraphError):
    """A source could not be read. `problems` holds all that is wrong with it, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DataError(MethodgraphError):
    """Shipped data (vocabulary, rules, ontology) breaks its own rules. `problems` says where."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class QueryError(MethodgraphError):
    """A SPARQL query cannot be run. `line` and `column` are 1-based, None where the store does not say."""

    def __init__(self, what: str, line: int | None = None, column: int | None = None) -> None:
        self.what, self.line, self.column = what, line, column
        place = "" if line is None else f"line {line}, column {column}: "
        super().__init__(f"{place}{what}")
