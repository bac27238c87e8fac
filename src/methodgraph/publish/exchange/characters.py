"""Text as a form can hold it, and ids that stay distinct when it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from methodgraph.text.characters import for_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LONE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile('[^\x00-\x1f"&<>\x7f-\x9f\ud800-\udfff\ufffe\uffff]*')
"""Text in which there is nothing to mask, the most by far."""
_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", '"': "&quot;"}


def for_utf8(text: str) -> str:
    r"""Return `text` with U+FFFD for each lone surrogate, which UTF-8 has no place for; nothing else changes.

    >>> for_utf8("a\ud800b\x00")
    'a\ufffdb\x00'
    """
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def xml_text(text: str) -> str:
    r"""Return `text` as the content of an XML element. Line breaks survive a parser as they are.

    >>> xml_text("a < b\r\n")
    'a &lt; b&#13;\n'
    """
    if _PLAIN.fullmatch(text):
        return text
    return escape(for_xml(text), {"\r": "&#13;"})


def xml_value(text: str) -> str:
    r"""Return `text` as the value of an XML attribute, in its quotation marks. Line breaks and tabs survive a parser.

    >>> xml_value('a "b"\n')
    '"a &quot;b&quot;&#10;"'
    """
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return f'"{escape(for_xml(text), _BREAKS)}"'


def cleaner(ids: Iterable[str], clean: Callable[[str], str]) -> Callable[[str], str]:
    r"""Return `clean`, but for those of `ids` that it would make equal to another: they get a number behind them.

    >>> told = cleaner(["a\x00", "a\x01", "b"], for_xml)
    >>> [told(name) for name in ("a\x00", "a\x01", "b")]
    ['a\ufffd', 'a\ufffd 2', 'b']
    """
    known = dict.fromkeys(ids)
    changed: dict[str, str] = {}
    taken = {name for name in known if clean(name) == name}
    for name in known:
        if (told := clean(name)) != name:
            changed[name] = _free(told, taken)
            taken.add(changed[name])
    if not changed:
        return clean
    return lambda text: changed[text] if text in changed else clean(text)


def _free(name: str, taken: set[str]) -> str:
    number, told = 1, name
    while told in taken:
        number += 1
        told = f"{name} {number}"
    return told
