"""What can be said of a query before it runs: what is refused, what is misspelt, and where.

Oxigraph answers a query with an unknown term with nothing, and goes out to the network for SERVICE. So the query's
tokens are looked at first. This is no parser: a token that SPARQL would not take here is Oxigraph's to reject.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache

from methodgraph.errors import QueryError
from methodgraph.ids import BASE, ONTOLOGY
from methodgraph.ontology import PREFIXES, compact, context_text, inverses, terms
from methodgraph.query.tokens import Token, place, tokens

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_DEEPEST = 256
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


def check(query: str, *, named: bool = False, stands: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """Return what in `query` is probably a mistake, each with line and column.

    That is a term that the ontology does not have, one that never stands in the graph, and, unless the graph is one of
    `named` ones, a question for a named graph. Where `stands` tells which IRIs are in the graph, terms of other
    vocabularies are looked at too.

    Raises QueryError for what would change the graph or leave it (updates, SERVICE), for what is nested too deeply, for
    another beginning than a query's, and for a prefix that is neither declared nor one of ours.

    >>> check("SELECT ?paper { ?paper mg:introduce ?entity }")
    ('line 1, column 24: mg:introduce is not a term of the ontology; did you mean mg:introduces?',)
    """
    found = tokens(query)
    _refuse_form(query, found)
    _refuse_words(query, found)
    _refuse_depth(query, found)
    prefixes = PREFIXES | _declared(found)
    _refuse_prefixes(query, found, prefixes)
    graphs = () if named else _named_graphs(query, found)
    others = _other_terms(query, found, prefixes, stands) if stands else ()
    return (*graphs, *_unknown_terms(query, found, prefixes), *others)


def _refuse_form(query: str, found: tuple[Token, ...]) -> None:
    words = (
        token for token in found if token.kind not in {"name", "iri"} and token.text.upper() not in {"PREFIX", "BASE"}
    )
    first = next(words, None)
    if first is None:
        raise QueryError("the query is empty; it should begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    word = first.text.upper()
    if word in _UPDATES:
        raise QueryError(f"{word} would change the graph, which is only read here", *place(query, first.start))
    if word not in _FORMS:
        near = get_close_matches(word, _FORMS, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        what = f"a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not {first.text!r}{hint}"
        raise QueryError(what, *place(query, first.start))


def _refuse_words(query: str, found: tuple[Token, ...]) -> None:
    for token in found:
        # Oxigraph needs no space between keywords: SERVICESILENT<...> and trueSERVICE<...> are words to it.
        if token.kind == "word" and "SERVICE" in token.text.upper():
            what = "SERVICE asks another server, and queries here never leave the machine"
            raise QueryError(what, *place(query, token.start))


def _refuse_depth(query: str, found: tuple[Token, ...]) -> None:
    """Refuse what is nested so deeply that Oxigraph's parser would run out of its stack, and of its process."""
    depth = 0
    for token in found:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > _DEEPEST:
            raise QueryError(f"more than {_DEEPEST} brackets within each other", *place(query, token.start))


def _declared(found: tuple[Token, ...]) -> dict[str, str]:
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _refuse_prefixes(query: str, found: tuple[Token, ...], prefixes: dict[str, str]) -> None:
    for token in found:
        prefix, _, local = token.text.partition(":")
        if token.kind == "name" and prefix not in prefixes:
            using = [name.partition(":")[0] for name in _published().get(local, ())]
            near = get_close_matches(prefix, using, n=1) or using or get_close_matches(prefix, sorted(prefixes), n=1)
            hint = f"did you mean {near[0]}:?" if near else f"begin the query with PREFIX {prefix}: <...>"
            raise QueryError(f"the prefix {prefix}: is not declared; {hint}", *place(query, token.start))


def _named_graphs(query: str, found: tuple[Token, ...]) -> Iterator[str]:
    for token in found:
        if token.kind == "word" and token.text.upper() in {"FROM", "GRAPH"}:
            line, column = place(query, token.start)
            yield f"line {line}, column {column}: {token.text} finds nothing here: there is one graph, without a name"


def _unknown_terms(query: str, found: tuple[Token, ...], prefixes: dict[str, str]) -> Iterator[str]:
    for token in found:
        iri = _iri(token, prefixes)
        if iri is None or not iri.startswith(ONTOLOGY) or iri == ONTOLOGY:
            continue
        if wrong := _wrong(iri.removeprefix(ONTOLOGY)):
            line, column = place(query, token.start)
            yield f"line {line}, column {column}: {compact(iri)} {wrong}"


def _other_terms(
    query: str, found: tuple[Token, ...], prefixes: dict[str, str], stands: Callable[[str], bool]
) -> Iterator[str]:
    """Yield the terms of other vocabularies that the graph has not, where it has one of that name of another."""
    for token in _asked(found):
        iri = _iri(token, prefixes)
        if iri is None or iri.startswith(BASE) or (name := compact(iri)) == iri:
            continue
        near = _published().get(name.partition(":")[2], ())
        if near and name not in near and not stands(iri):
            line, column = place(query, token.start)
            yield f"line {line}, column {column}: {name} never stands in the graph; did you mean {' or '.join(near)}?"


def _asked(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens without those of a CONSTRUCT's template, which may well be in the words of another graph."""
    words = [token.text.upper() for token in found]
    begin = words.index("CONSTRUCT") + 1 if "CONSTRUCT" in words else 0
    is_template = begin and words[begin : begin + 1] == ["{"] and "}" in words[begin:]
    return found[words.index("}", begin) :] if is_template else found


@cache
def _published() -> dict[str, tuple[str, ...]]:
    """Return the terms of the published graph as prefixed names, sorted, by what they are called in a vocabulary."""
    told = json.loads(context_text())["@context"].values()
    names = {each["@id"] if isinstance(each, dict) else each for each in told if isinstance(each, dict | str)}
    pairs = [(name.partition(":")[2], name) for name in sorted(names) if name.partition(":")[0] in PREFIXES]
    return {local: tuple(name for other, name in pairs if other == local) for local, _ in pairs}


def _wrong(name: str) -> str | None:
    """Return what is wrong with a term of ours, None where nothing is."""
    if name in inverses():
        return f"never stands in the graph; write ^mg:{inverses()[name]}"
    if name in terms():
        return None
    near = _nearest(name)
    return "is not a term of the ontology" + (f"; did you mean mg:{near}?" if near else "")


def _iri(token: Token, prefixes: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind != "name":
        return None
    prefix, _, local = token.text.partition(":")
    return prefixes[prefix] + local.replace("\\", "")


def _nearest(local: str) -> str | None:
    """Return the term nearest to `local`, upper and lower case alike; None where none is near."""
    folded = {name.casefold(): name for name in sorted(terms())}
    near = get_close_matches(local.casefold(), folded, n=1)
    return folded[near[0]] if near else None
