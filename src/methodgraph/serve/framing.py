"""Messages between the server and its workers: a JSON object and bytes, each with its length before it."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import IO, Any

_LENGTHS = struct.Struct(">II")

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answers, ready to be sent: an HTTP status, the content's type and the content.

    A refusal is a `text/plain` that says in a sentence or two what is wrong and what to do. `retry` is in how many
    seconds it may be worth to ask again, None where it is not.
    """

    status: int
    type: str
    body: bytes
    retry: int | None = None

    @property
    def is_answer(self) -> bool:
        """True where the question was answered, False where it was refused."""
        return self.status == 200


def refusal(status: int, message: str, *, retry: int | None = None) -> Reply:
    """Return a reply that refuses, as plain text.

    >>> refusal(400, "the query is empty").body
    b'the query is empty\\n'
    """
    return Reply(status, "text/plain; charset=utf-8", f"{message}\n".encode("utf-8", "replace"), retry)


def packed(message: Message, body: bytes = b"") -> bytes:
    """Return a message as it goes over the pipe."""
    head = json.dumps(message).encode()
    return b"".join((_LENGTHS.pack(len(head), len(body)), head, body))


def read(stream: IO[bytes]) -> tuple[Message, bytes]:
    """Return the next message of a stream. Raises EOFError where there is none or it ends early."""
    head, body = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    return json.loads(_exactly(stream, head)), _exactly(stream, body)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
