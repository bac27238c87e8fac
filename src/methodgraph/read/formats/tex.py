r"""The LaTeX of bibliographies as text: accents and signs become characters, braces go, formulas stay as they are.

In a `.bib` file LaTeX is how characters are written down ("Erd{\H o}s", "10\%"), so it is undone; within formulas it
is what the authors wrote, and stays. Every pattern here is linear in the length of its text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from pylatexenc.latex2text import get_default_latex_context_db

if TYPE_CHECKING:
    from pylatexenc.macrospec import LatexContextDb

_MARKS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "b": "\u0331",
    "d": "\u0323",
}  # fmt: skip
_ACCENT = (
    r"""\\(?:(?P<sign>['`^"~=.])[\s{]*|(?P<letter>[cvuHkrbd])(?:\s*\{[\s{]*|\s+))"""
    r"(?:\\(?P<dotless>[ij])(?![A-Za-z])|(?P<base>[^\W\d_]))"
)
_MATH = (
    r"(?P<math>\$\$(?:[^$\\]|\\.)+\$\$"
    r"|\$(?=[^\s$])(?:[^$\\]|\\.)*(?<!\s)\$(?![0-9])"  # "$5 and $10" is money
    r"|\\\((?:[^\\]|\\(?![()]).)*\\\)"
    r"|\\\[(?:[^\\]|\\(?![\[\]]).)*\\\])"
)
_TOKEN = re.compile(
    rf"{_MATH}"
    r"|\\(?:href\s*\{[^{}]*\}|(?:cite[a-z]*|label)\*?\s*\{[^{}]*\})"
    rf"|{_ACCENT}"
    r"|\\(?P<command>[A-Za-z]+)\*?(?P<after>\{\}|\s+|)"
    r"|\\(?P<escaped>.|$)"
    r"|(?P<brace>[{}]+)"
    r"|(?P<typed>---?|``|''|~)",
    re.DOTALL,
)
_IN_PROSE = re.compile(rf"\{{?{_ACCENT}(?:\s*(?P<closing>\}}+))?")
_TYPED = {"---": "—", "--": "–", "``": "“", "''": "”"}
_SPACES = frozenset("\\,;: \n\t")
_UNSEEN = frozenset("-/!@()[]")


def decoded(value: str) -> str:
    r"""Return the value of a BibTeX field, without what encloses it, as text.

    An unknown command stays as its name, so that nothing vanishes.

    >>> decoded(r"{\'E}tude of {BERT}s by Erd{\H o}s: 10\% of $x_{1}$ {\textgreater} 5")
    'Étude of BERTs by Erdős: 10% of $x_{1}$ > 5'
    """
    if not any(sign in value for sign in "\\{}~-`'"):
        return value
    return unicodedata.normalize("NFC", _TOKEN.sub(_token, value))


def _token(found: re.Match[str]) -> str:
    if found["math"]:
        return found["math"]
    if found["base"] or found["dotless"]:
        return _accented(found)
    if found["command"]:
        return _command(found)
    if found["escaped"] is not None:
        return _escaped(found["escaped"])
    if found["typed"] == "~":
        return _tilde(found)
    return _TYPED.get(found["typed"] or "", "")


def _tilde(found: re.Match[str]) -> str:
    """Return the space that holds two words together ("Table~5"), or the sign somebody meant ("costs ~5 euros")."""
    before = found.string[max(found.start() - 1, 0) : found.start()]
    return " " if before and not before.isspace() and before not in "([" else "~"


def _accented(found: re.Match[str]) -> str:
    r"""Return the accented letter; where there is no such letter, as in \"quoted\", nobody meant one."""
    sign, base = found["sign"] or found["letter"], found["base"] or found["dotless"]
    letter = unicodedata.normalize("NFC", base + _MARKS[sign])
    return letter if len(letter) == 1 or not found["sign"] else sign + base


def _command(found: re.Match[str]) -> str:
    told = _sign(found["command"])
    if told is not None:
        return told
    if found.string.startswith("{", found.end()):  # somebody's own command, wrapped around words
        return ""
    return found["command"] + found["after"].replace("{}", "")


def _escaped(sign: str) -> str:
    if sign in _SPACES:
        return " "
    return "" if sign in _UNSEEN else sign


@lru_cache(maxsize=4096)
def _sign(name: str) -> str | None:
    """Return what a command without arguments stands for, "" for one that only wraps or sets, None if unknown."""
    told = _signs().get(name)
    if told is None:
        spec = _library().get_macro_spec(name)
        if spec is None or spec.macroname != name:
            return None
        sign = spec.simplify_repl
        told = sign if isinstance(sign, str) and len(sign) < 4 and "%" not in sign else ""
    return told


@lru_cache(maxsize=1)
def _library() -> LatexContextDb:
    return get_default_latex_context_db()


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """Return the commands that pylatexenc does not know, with what they stand for; "" for those that only set."""
    table = resources.files("methodgraph.read.formats").joinpath("tex_signs.tsv").read_text(encoding="utf-8")
    rows = table.splitlines()[1:]
    return {command: sign for command, _, sign in (row.partition("\t") for row in rows)}


def accents(text: str | None) -> str | None:
    r"""Return `text` with accents as letters, and nothing else changed: prose whose formulas and commands stay.

    >>> accents(r"P\'al Erd\H{o}s and {\"U}lo"), accents(None)
    ('Pál Erdős and Ülo', None)
    """
    return _IN_PROSE.sub(_accented_prose, text) if text and "\\" in text else text


def _accented_prose(found: re.Match[str]) -> str:
    """Return the accented letter, without the braces around it but with those that close others."""
    letter = _accented(found)
    opened = found.group().count("{")
    return letter + (found["closing"] or "")[opened:] if len(letter) == 1 else found.group()
