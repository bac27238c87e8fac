"""A worker process: `python -m methodgraph.workers.child`. Papers come in on stdin, what they say goes out on stdout.

It ends when its stdin does, also in the middle of a paper: so no worker outlives who started it, however that ends.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO

import msgspec

from methodgraph.workers.job import Answer, Job, reader, receive, send, unpack_papers

READY = b"ready"
"""What a worker says once it has loaded the rules; anything else is why it could not."""


def main() -> None:
    """Do the job of the first message: answer each of the others, which are papers, until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends us
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is printed must not come between the replies
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, messages), daemon=True).start()
    encode = msgspec.msgpack.Encoder().encode
    try:
        read = reader(msgspec.msgpack.decode(messages.get(), type=Job))
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
        send(replies, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
        return
    send(replies, READY)
    while True:
        answers: list[Answer] = [read(paper) for paper in unpack_papers(messages.get())]
        send(replies, encode(answers))


def _listen(stream: IO[bytes], messages: SimpleQueue[bytes]) -> None:
    with suppress(EOFError):
        while True:
            messages.put(receive(stream))
    os._exit(0)  # the main thread may be inside C code, where no exception reaches it


if __name__ == "__main__":
    main()
