"""Characters that a form of output has no place for, replaced one for one, so that offsets stay true."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")
"""What a cell of a table begins with that a spreadsheet takes for a formula, and runs; the wide ones too."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
