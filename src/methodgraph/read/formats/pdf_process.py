"""A process that reads PDFs for us, with a limit of time; see `pdf_worker` for what happens in it."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from functools import lru_cache
from typing import Any

_LENGTH = 8
_COMMAND = (sys.executable, "-m", "methodgraph.read.formats.pdf_worker")


class PdfReader:
    """A process that answers for one PDF after another, started when it is first asked and anew when it was ended."""

    def __init__(self, command: tuple[str, ...] = _COMMAND) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, data: bytes, seconds: float) -> dict[str, Any]:
        """Return what the process tells of a PDF: {"pages": ...}, or {"fault": ...} where it was ended or fell over."""
        with self._lock:
            process = self._running()
            is_late = threading.Event()
            timer = threading.Timer(seconds, _end_late, (process, is_late))
            timer.start()
            try:
                answer = _exchange(process, data)
            except BaseException:  # interrupted: half an answer is on its way, and must not be the next one's
                self.close()
                raise
            finally:
                timer.cancel()
            if answer is None:
                self.close()
                return {"fault": "slow" if is_late.is_set() else "crashed"}
            told: dict[str, Any] = json.loads(answer)
            return told

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError):  # what was not written any more
                self._process.communicate()
            self._process = None


def _end_late(process: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], data: bytes) -> bytes | None:
    """Return the answer to `data`; None where the process ends before it has given it."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(len(data).to_bytes(_LENGTH, "big"))
        process.stdin.write(data)
        process.stdin.flush()
    except OSError:
        return None
    header = process.stdout.read(_LENGTH)
    length = int.from_bytes(header, "big") if len(header) == _LENGTH else -1
    answer = process.stdout.read(length) if length >= 0 else b""
    return answer if len(answer) == length else None


def shared_reader() -> PdfReader:
    """Return the one reader of this process; a forked child has its own."""
    return _reader_of(os.getpid())


@lru_cache(maxsize=1)
def _reader_of(_process: int) -> PdfReader:
    reader = PdfReader()
    atexit.register(reader.close)
    return reader
