"""One writer a folder. Readers need no lock: they see the files and the rows as they last were complete."""

from __future__ import annotations

import errno
import logging
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT = 600.0
"""Seconds that a second writer waits for the first before it gives up."""
_PAUSE = 0.1
_LOG = logging.getLogger(__name__)
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF, errno.ENOSYS})


@contextmanager
def writing(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Be the one process that writes to `folder`, which must be there; the system ends it with the process.

    Where another one writes, a message says so and up to `wait` seconds go by. Raises UsageError then. The lock is on
    the folder itself: a file of its own would stay behind, and closing store.db a second time would end SQLite's.
    """
    if sys.platform == "win32":  # it cannot lock a folder; SQLite's own lock remains, which keeps the store whole
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _lock(descriptor, folder, wait)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path, wait: float) -> None:
    """Take the lock. Where the file system has none, SQLite's own remains."""
    import fcntl  # noqa: PLC0415 - not on Windows

    until, told = time.monotonic() + wait, False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                what = "another process is writing to it; wait until that is done, and run this again"
                raise UsageError(f"{folder}: {what}") from error
            if not told:
                _LOG.warning("%s: another process is writing to it; waiting up to %.0f s", folder, wait)
                told = True
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            _LOG.warning("%s: this file system has no locks; let only one process write to it at a time", folder)
            return
        else:
            return
