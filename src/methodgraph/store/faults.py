"""What SQLite complains of, in words a person can act on. Nothing is ever repaired or made anew in silence."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from methodgraph.errors import InputError, MethodgraphError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RESTORE = (
    "restore it from a copy, or move it away and build the folder again from the files of the papers; "
    "what is published beside it is untouched"
)
_FULL = (
    "make room and run the same command again: what was committed is kept, and what was not leaves no trace"
)  # fmt: skip
_WRITING = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR_WRITE": "the disk is full, or a limit on the size of files is reached",
    "SQLITE_IOERR_FSYNC": "the disk refuses to keep it",
    "SQLITE_IOERR_TRUNCATE": "the disk is full, or a limit on the size of files is reached",
    "SQLITE_IOERR_SHMSIZE": "the disk is full",
    "SQLITE_IOERR_SHMMAP": "the disk is full",
}
_BUSY = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_BUSY_RECOVERY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_PROTOCOL"})


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises within into one of our errors, which names `path` and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault(path, error) from error
    except UnicodeDecodeError as error:  # SQLite quotes what is damaged, and Python cannot read the quotation
        raise damaged(path, "what should be text is none") from error


def fault(path: Path, error: sqlite3.Error) -> MethodgraphError:
    """Return the error of ours that `error` is: UsageError where it cannot be used now, InputError where it is broken.

    >>> str(fault(Path("output/store.db"), sqlite3.DatabaseError("file is not a database")))  # doctest: +SKIP
    'output/store.db: damaged (file is not a database); restore it from a copy, or ...'
    """
    code = getattr(error, "sqlite_errorname", "") or ""
    if code in _WRITING:
        return UsageError(f"{path}: cannot be written ({_WRITING[code]}); {_FULL}")
    if code in _BUSY:
        return UsageError(f"{path}: another process is writing to it; wait until that is done, and run this again")
    if code.startswith("SQLITE_READONLY"):
        return UsageError(f"{path}: cannot be written (read-only); check the permissions of the file and its folder")
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return UsageError(f"{path}: cannot be opened ({error}); check the permissions of the file and its folder")
    if code.startswith("SQLITE_IOERR"):
        return UsageError(f"{path}: cannot be read or written ({error}: {code}); check the disk, and run this again")
    return damaged(path, str(error))


def damaged(path: Path, what: str) -> InputError:
    """Return the error for a store that does not hold what it should."""
    return InputError([Problem(path.as_posix(), None, f"damaged ({what})", _RESTORE)])
