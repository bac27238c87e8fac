"""What one client may ask of the server, so that the others are still served."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """All limits of a server; what goes beyond one is refused with a message that names it, never cut.

    Attributes:
        timeout: seconds for one query, counted from when a worker takes it up.
        rows: solutions of a SELECT, or triples of a CONSTRUCT or DESCRIBE.
        answer: bytes of an answer.
        query: bytes of a query in UTF-8.
        memory: bytes a worker may use beyond what it has at rest.
        waiting: queries that wait for a worker at the same time.
        patience: seconds a query waits for a worker.
        upload: seconds within which a request's body has to arrive.
    """

    timeout: float = 30.0
    rows: int = 100_000
    answer: int = 64 * MIB
    query: int = 64 * KIB
    memory: int = 2 * GIB
    waiting: int = 1000
    patience: float = 60.0
    upload: float = 20.0

    @property
    def body(self) -> int:
        """Bytes of a request's body: a query of which every byte is percent-encoded, and other parameters."""
        return 3 * self.query + 16 * KIB
