"""JSON-LD: an object for each subject, on a line of its own, under the context of `ontology/context.jsonld`.

The context stands in the file itself, so that reading it needs no network. A literal's characters are masked in
N-Triples as they are in JSON, so that they go over as they are.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from methodgraph.ontology import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.publish.rdf.graph import Block

_TYPE = f"<{PREFIXES['rdf']}type>"


def write(blocks: Iterable[Block], stream: IO[bytes], context: Mapping[str, object]) -> None:
    """Write `blocks` as one JSON-LD document. `context` is what stands under "@context"."""
    names = _Names(context)
    stream.write(f'{{"@context": {json.dumps(context, ensure_ascii=False)},\n"@graph": ['.encode())
    joint = "\n"
    for block in blocks:
        stream.write(f"{joint}{_object(block, names)}".encode())
        joint = ",\n"
    stream.write(b"\n]}\n")


def _object(block: Block, names: _Names) -> str:
    told: dict[str, list[str]] = {}
    for predicate, target in block.pairs:
        key, coerced = names.key(predicate)
        told.setdefault(key, []).append(names.kind(target) if predicate == _TYPE else _value(target, coerced))
    members = [f'"{names.id}": "{block.subject[1:-1]}"']
    for key, values in told.items():
        members.append(f'"{key}": {values[0]}' if len(values) == 1 else f'"{key}": [{", ".join(values)}]')
    return f"{{{', '.join(members)}}}"


def _value(target: str, coerced: str | None) -> str:
    """Return an object in JSON, as short as the type that the context gives to the property allows."""
    if target.startswith("<"):
        return f'"{target[1:-1]}"' if coerced == "@id" else f'{{"@id": "{target[1:-1]}"}}'
    text, _, datatype = target.rpartition("^^<") if target.endswith(">") else (target, "", "")
    if datatype[:-1] == (coerced or ""):
        return text
    return f'{{"@value": {text}, "@type": "{datatype[:-1]}"}}' if datatype else f'{{"@value": {text}}}'


class _Names:
    """What a context calls properties and classes, by their IRIs in angle brackets."""

    def __init__(self, context: Mapping[str, object]) -> None:
        self._context = context
        self._vocab = str(context.get("@vocab", ""))
        self._prefixes = [
            (str(told), name) for name, told in context.items() if name[:1] != "@" and str(told).endswith(("#", "/"))
        ]
        self._properties: dict[str, tuple[str, str | None]] = {}
        self._classes: dict[str, str] = {}
        for name, told in context.items():
            if name.startswith("@"):
                continue
            if isinstance(told, dict):
                coerced = told.get("@type")
                iri = f"<{self._expanded(str(told['@id']))}>"
                self._properties[iri] = (name, None if coerced is None else self._expanded(coerced))
            elif not str(told).startswith("@"):
                iri = f"<{self._expanded(str(told))}>"
                self._classes[iri] = name
                self._properties[iri] = (name, None)
        self.id = self._alias("@id")
        self.key = lru_cache(maxsize=None)(self._key)

    def kind(self, iri: str) -> str:
        """Return a class as it stands in "@type"."""
        return f'"{self._classes.get(iri) or self._short(iri)}"'

    def _key(self, iri: str) -> tuple[str, str | None]:
        """Return what a property is called and the type that its values are coerced to, None for plain strings."""
        if iri == _TYPE:
            return self._alias("@type"), None
        return self._properties.get(iri) or (self._short(iri), None)

    def _short(self, iri: str) -> str:
        told = iri[1:-1]
        if self._vocab and told.startswith(self._vocab):
            return told.removeprefix(self._vocab)
        for namespace, prefix in self._prefixes:
            if told.startswith(namespace):
                return f"{prefix}:{told.removeprefix(namespace)}"
        return told

    def _alias(self, keyword: str) -> str:
        return next((name for name, told in self._context.items() if told == keyword), keyword)

    def _expanded(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        namespace = self._context.get(prefix)
        return f"{namespace}{local}" if colon and isinstance(namespace, str) and not local.startswith("//") else name
