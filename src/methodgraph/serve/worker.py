"""A worker process: `python -m methodgraph.serve.worker`. Questions come in on stdin, replies go out on stdout.

It ends when its stdin does, also in the middle of a query: so no worker outlives its server, however that ends.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING

from methodgraph.serve.framing import Message, Reply, packed, read, refusal

if TYPE_CHECKING:
    from methodgraph.serve.answers import Answerer


def main() -> None:
    """Answer until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server decides what ends when
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is printed must not come between the replies
    questions: SimpleQueue[Message] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, questions), daemon=True).start()

    from methodgraph.serve.answers import Answerer  # noqa: PLC0415  stdin is watched while this loads

    answerer = Answerer()
    while True:
        reply, fault = _reply(answerer, questions.get())
        replies.write(packed({"status": reply.status, "type": reply.type, "fault": fault}, reply.body))
        replies.flush()


def limit_memory(more: int) -> None:
    """Let this process have `more` bytes of address space beyond what it has now, where the system can see to that."""
    try:
        import resource  # noqa: PLC0415  not on Windows

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + more,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # running out of it ends in abort()


def _listen(stream: IO[bytes], questions: SimpleQueue[Message]) -> None:
    with suppress(EOFError):
        while True:
            questions.put(read(stream)[0])
    os._exit(0)  # the main thread may be inside Oxigraph, where no exception reaches it


def _reply(answerer: Answerer, question: Message) -> tuple[Reply, str | None]:
    """Return the reply to a question and, where our own code failed, the traceback."""
    try:
        reply = answerer.answer(question)
    except MemoryError:
        return refusal(503, "the query needs more memory than a query may use here; ask for less"), None
    except Exception:  # noqa: BLE001 - a bug, told to the server, which tells whoever runs it
        return refusal(500, "something went wrong in the server; its log says what"), traceback.format_exc()
    if question["do"] == "open":
        limit_memory(question["memory"])
    return reply, None


if __name__ == "__main__":
    main()
