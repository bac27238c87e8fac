"""The values of BibTeX fields: strings, macros and what joins them, lists of people, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.read.formats.name_order import in_order
from methodgraph.read.formats.tex import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE_OR_BRACE = re.compile(r'(?<!\\)["{}]')
_WORD = re.compile(r'[^\s#{}",]+')
_SPACE = re.compile(r"\s*")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:.-]*)\s*=\s*")
_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?<!\s)\s+and(?=\s)", re.IGNORECASE)
_COMMA_OR_BRACE = re.compile(r"(?<!\\)[{}]|,")
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix|given-i)\s*=", re.IGNORECASE)
_ADDRESS_MARKUP = re.compile(r"\\url\b|[{}]|\\(?=[_%&#$~{}])")
_TILDE = re.compile(r"\\textasciitilde\s*|\$\\sim\$|\\~")
LONGEST = 1 << 16
"""Characters that macros may add to a value. Where they would add more, it stays as it is written."""
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
MONTHS = {month[:3].lower(): month for month in _MONTHS}
"""The macros that every BibTeX style defines."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds, before LaTeX is undone. `unknown` are macros nobody defined: they stand for themselves.

    `rest` is what follows where a comma is missing: the next field, "author = {...}". Where something else follows,
    the value `is_ragged`, and `text` is all of it.
    """

    text: str
    unknown: tuple[str, ...] = ()
    rest: str = ""
    is_ragged: bool = False


def evaluate(written: str, macros: Mapping[str, str]) -> Value:
    """Return what the value of a field comes to: its strings without delimiters, its macros replaced, all joined.

    >>> evaluate('"Proc. of " # acl # { 2024}', {"acl": "ACL"}).text
    'Proc. of ACL 2024'
    >>> evaluate('{A} author = {B}', {}).rest
    'author = {B}'
    """
    parts: list[str] = []
    unknown: list[str] = []
    grown = 0
    at = _skip(written, 0)
    while at < len(written):
        part = _part(written, at)
        if part is None:
            return Value(_undelimited(written), tuple(unknown))
        text, end, is_word = part
        if is_word and not text.isdecimal():
            known = macros.get(text.lower(), MONTHS.get(text.lower()))
            unknown += [text] if known is None and not text.startswith("\\") else []
            text = text if known is None else known
            grown += len(text)
        if grown > LONGEST:  # macros that double each other
            return Value(_undelimited(written), tuple(unknown))
        parts.append(text)
        at = _skip(written, end)
        if at < len(written) and written[at] != "#":
            if _NEXT_FIELD.match(written, at):
                return Value("".join(parts), tuple(unknown), written[at:])
            return Value(_undelimited(written), tuple(unknown), is_ragged=True)
        at = _skip(written, at + 1)
    return Value("".join(parts), tuple(unknown))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _part(text: str, at: int) -> tuple[str, int, bool] | None:
    """Return the string or word that begins at `at`, where it ends and whether it is a word; None if it never ends."""
    if text[at] == "{":
        end = _closing(text, at + 1, "}")
    elif text[at] == '"':
        end = _closing(text, at + 1, '"')
    else:
        word = _WORD.match(text, at)
        return (word.group(), word.end(), True) if word else None
    return None if end is None else (text[at + 1 : end], end + 1, False)


def _closing(text: str, at: int, sign: str) -> int | None:
    """Return where the string that begins at `at` is closed by `sign`, outside of all braces in it."""
    depth = 0
    for found in (_BRACE if sign == "}" else _QUOTE_OR_BRACE).finditer(text, at):
        if depth == 0 and found.group() == sign:
            return found.start()
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
    return None


def _undelimited(text: str) -> str:
    """Return what stands between the outermost delimiters, where the inner ones are not as they should be."""
    told = text.strip()
    return told[1:-1] if told[:1] + told[-1:] in {"{}", '""'} and len(told) > 1 else told


def next_field(rest: str) -> tuple[str, str]:
    """Return the name and the value of the field that `rest` of a Value begins with."""
    found = _NEXT_FIELD.match(rest)
    return (found[1], rest[found.end() :]) if found else ("", "")


def line(value: str | None) -> str | None:
    r"""Return a field as text in one line; None where it is empty.

    >>> line(r"{{BERT}}:  {P}re-training of {\'e}tudes")
    'BERT: Pre-training of études'
    """
    return " ".join(decoded(value).split()) or None if value else None


def prose(value: str | None) -> str | None:
    """Return a field as text, its line breaks kept; None where it is empty."""
    return decoded(value).strip() or None if value else None


def address(value: str | None) -> str:
    r"""Return a field that holds an address or a DOI, with what LaTeX needed for it undone.

    >>> address(r"\url{https://x.org/a\_b\%20c}")
    'https://x.org/a_b%20c'
    """
    return _ADDRESS_MARKUP.sub("", _TILDE.sub("~", value)).strip() if value else ""


def people_of(value: str | None) -> tuple[str, ...]:
    r"""Return the people of an author field as they write their names; what stands in braces is one word.

    >>> people_of(r"Lovelace, Ada and Erd{\H o}s, P{\'a}l and {Cats, Dogs and Co.} and others")
    ('Ada Lovelace', 'Pál Erdős', 'Cats Dogs and Co.')
    """
    told = (_name(each) for each in _split(value, _AND_OR_BRACE)) if value else ()
    return tuple(dict.fromkeys(name for name in told if name and name.lower() not in {"others", "et al."}))


def _name(written: str) -> str:
    if _EXTENDED.match(written):
        return _extended(written)
    parts = (decoded(part).replace(",", " ") for part in _split(written, _COMMA_OR_BRACE))  # "{Foo, Inc.}" is one part
    return in_order(",".join(parts))


def _extended(written: str) -> str:
    """Return a name in BibLaTeX's extended form: family=Beethoven, given=Ludwig, prefix=van."""
    pairs = (part.partition("=") for part in _split(written, _COMMA_OR_BRACE))
    told = {key.strip().lower(): " ".join(decoded(value).split()) for key, _, value in pairs}
    return " ".join(part for key in ("given", "prefix", "family", "suffix") if (part := told.get(key)))


def _split(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the parts of `text` between the signs of `pattern` that stand outside of braces."""
    depth, start = 0, 0
    for found in pattern.finditer(text):
        sign = found.group()
        if sign in "{}":
            depth = max(depth + (1 if sign == "{" else -1), 0)
        elif depth == 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
