"""What a worker does: load a graph, open it, and answer questions about it. Nothing else touches the store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from methodgraph.errors import InputError, QueryError, UsageError
from methodgraph.ids import BASE
from methodgraph.query.loading import has_names, load
from methodgraph.query.store import doubts, evaluate
from methodgraph.serve import writing
from methodgraph.serve.framing import Message, Reply, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from methodgraph.query.store import Found

_JSON = "application/json"
_FORMATS = {
    "solutions": "SELECT and ASK are answered as json, xml, csv or tsv, and the request takes none of them",
    "triples": "CONSTRUCT and DESCRIBE are answered as turtle, nt, rdf or jsonld, and the request takes none of them",
}


class Answerer:
    """A store, and the limits of what is answered from it."""

    def __init__(self) -> None:
        self._store = ox.Store()
        self._rows = self._size = 0
        self._does: dict[str, Callable[[Message], Reply]] = {
            "load": self._load,
            "open": self._open,
            "query": self._query,
            "check": self._check,
            "convert": self._convert,
        }

    def answer(self, question: Message) -> Reply:
        """Return the reply to a message, of which `do` says what it wants."""
        try:
            return self._does[question["do"]](question)
        except (QueryError, UsageError) as error:
            return refusal(400, str(error))
        except writing.UnwritableError as error:
            return refusal(406, str(error))
        except writing.TooMuchError as error:
            return refusal(422, str(error))

    def _load(self, question: Message) -> Reply:
        """Load the file or folder `graph` into a new store in the folder `store`."""
        store = ox.Store(question["store"])
        try:
            load(Path(question["graph"]), store, on_disk=True)
        except InputError as error:
            told = [[one.path, one.line, one.what, one.remedy] for one in error.problems]
            return Reply(400, _JSON, json.dumps(told).encode())
        store.flush()
        return Reply(200, _JSON, b"{}")

    def _open(self, question: Message) -> Reply:
        """Open the folder `store`."""
        try:
            self._store = ox.Store.read_only(question["store"])
        except (OSError, RuntimeError) as error:
            return refusal(400, f"{question['store']} cannot be opened as an Oxigraph store ({error})")
        self._rows, self._size = question["rows"], question["answer"]
        return Reply(200, _JSON, b"{}")

    def _check(self, question: Message) -> Reply:
        """Tell what in `text` is probably a mistake, though it can be answered."""
        warnings = doubts(self._store, question["text"], named=has_names(self._store))
        return Reply(200, _JSON, json.dumps({"warnings": warnings}).encode())

    def _convert(self, question: Message) -> Reply:
        """Write Turtle of ours, `text`, in another format: all of it, since no client makes it larger."""
        form, media = question["triples"]
        quads = ox.parse(question["text"], format=ox.RdfFormat.TURTLE)
        triples = writing.distinct((quad.triple for quad in quads), rows=sys.maxsize)
        return Reply(200, media, writing.graph(triples, form, size=self._size))

    def _query(self, question: Message) -> Reply:
        """Answer `text`.

        `solutions` and `triples` are the formats, each a name and a content type, None where none will do. `rows` is
        the largest number of solutions where it is another than usual.
        """
        found = self._found(question)
        kind = "triples" if isinstance(found, ox.QueryTriples) else "solutions"
        if question[kind] is None:
            return refusal(406, _FORMATS[kind])
        form, media = question[kind]
        rows = question.get("rows", self._rows)
        if isinstance(found, ox.QueryTriples):
            triples = writing.distinct(found, rows=rows)
            return Reply(200, media, writing.graph(triples, form, size=self._size))
        if isinstance(found, ox.QueryBoolean):
            return Reply(200, media, writing.boolean(found, form))
        return Reply(200, media, writing.solutions(found, form, rows=rows, size=self._size))

    def _found(self, question: Message) -> Found:
        """Evaluate `text`, whose relative IRIs are relative to the graph's own, `<entity/lora>` say."""
        return evaluate(
            self._store,
            question["text"],
            default_graphs=question.get("default_graphs", ()),
            named_graphs=question.get("named_graphs", ()),
            base=BASE,
        )
