"""Characters that a form of output has no place for, replaced one for one, so that offsets stay true."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")
"""What a cell of a table begins with that a spreadsheet takes for a formula, and runs; the wide ones too."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def for_xml(text: str) -> str:
    r"""Return `text` with U+FFFD for each character that XML 1.0 has no place for: control characters, lone surrogates.

    >>> for_xml("a\x00b\tc")
    'a\ufffdb\tc'
    """
    if text.isascii() and text.isprintable():
        return text
    return _NOT_XML.sub("\ufffd", text)


def for_terminal(text: str) -> str:
    r"""Return `text` in one line: breaks and tabs as a space, whatever steers a terminal or turns text as U+FFFD.

    What a paper says must not move the cursor or change the reading direction.

    >>> for_terminal("one\ntwo\x1b[2J")
    'one two\ufffd[2J'
    """
    return _STEERING.sub("\ufffd", _BREAKS.sub(" ", text))


def as_escapes(text: str) -> str:
    r"""Return `text` with whatever steers a terminal, breaks a line or turns text as an escape, in plain sight.

    For messages: a file or a paper that bears such a name has to be told from others, and must not move the cursor,
    colour the screen, forge a line of ours or change the reading direction. What comes back is one line.

    >>> as_escapes("one\ntwo\x1b[2J")
    'one\\ntwo\\x1b[2J'
    """
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode("ascii")
