"""Blocks of triples as Turtle, made by putting strings together: a tenth of what reading and writing them again takes.

Names are shortened by prefixes where that is safe beyond doubt; of all others Oxigraph is asked how to write them, so
that the bytes are those it would write itself (a test compares them). A block's text depends on nothing but the block.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from methodgraph.ontology import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from methodgraph.publish.rdf.graph import Block, Pairs

_TYPE = f"<{PREFIXES['rdf']}type>"
_XSD = PREFIXES["xsd"]
_SAFE = re.compile(r"[A-Za-z0-9_:](?:[A-Za-z0-9_:.-]*[A-Za-z0-9_:-])?")
_BARE = {
    f"<{_XSD}integer>": re.compile(r"[+-]?[0-9]+"),
    f"<{_XSD}decimal>": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"<{_XSD}boolean>": re.compile(r"true|false"),
}
"""What a literal of a datatype looks like that needs neither quotation marks nor the datatype's name."""
_ANYTHING = NamedNode("urn:x")


def head(prefixes: Mapping[str, str]) -> str:
    """Return the lines that declare prefixes, and a blank one."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()) + "\n"


class Turtle:
    """Writes terms and blocks, all told as N-Triples has them, with a set of prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(prefixes)
        self._short = {iri: name for name, iri in prefixes.items()}
        self.term: Callable[[str], str] = lru_cache(maxsize=1 << 16)(self.once)
        """Return a term as Turtle writes it, and remember it."""

    def block(self, subject: str, pairs: Pairs) -> str:
        """Return the statement of a subject that has a pair at least, ended by a full stop and a line feed.

        Objects that follow each other under one predicate are joined by a comma.
        """
        return f"{self.once(subject)} {self.pairs(pairs)} .\n"

    def pairs(self, pairs: Pairs) -> str:
        """Return what stands behind a subject."""
        term = self.term
        told: list[str] = []
        last = joint = ""
        for predicate, target in pairs:
            if predicate == last:
                told.append(f" , {self.target(target)}")
            else:
                name = "a" if predicate == _TYPE else term(predicate)
                told.append(f"{joint}{name} {self.target(target)}")
                joint = " ;\n\t"
                last = predicate
        return "".join(told)

    def target(self, told: str) -> str:
        """Return an object: most literals occur once and are not worth remembering."""
        if told[0] == '"':
            return told if told[-1] == '"' else self._typed(told)
        return self.term(told)

    def once(self, told: str) -> str:
        """Return a term as Turtle writes it: what is not asked for again."""
        if told[0] == '"':
            return told if told[-1] == '"' else self._typed(told)
        iri = told[1:-1]
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._short.get(iri[:cut])
        if prefix is not None and _SAFE.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
        return self._asked(NamedNode(iri))

    def _typed(self, told: str) -> str:
        text, _, datatype = told.rpartition("^^")
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(text, 1, len(text) - 1):
            return text[1:-1]
        return f"{text}^^{self.term(datatype)}"

    def _asked(self, node: NamedNode | Literal) -> str:
        """Return how Oxigraph writes a term with these prefixes."""
        told = serialize([Triple(_ANYTHING, _ANYTHING, node)], format=RdfFormat.TURTLE, prefixes=self._prefixes)
        line = (told or b"").decode().splitlines()[-1]
        return line.removeprefix("<urn:x> <urn:x> ").removesuffix(" .")


def document(blocks: Iterable[Block], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield a document: its head, then the statement of each block, with a blank line between two of them."""
    turtle, joint = Turtle(prefixes), ""
    yield head(prefixes)
    for block in blocks:
        if block.pairs:
            yield f"{joint}{turtle.block(block.subject, block.pairs)}"
            joint = "\n"
