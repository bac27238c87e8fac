"""Repair of text that a program broke on its way to us: what is mended, and what stays as the authors wrote it.

Offsets refer to the repaired text, and it is what gets published. So only what is plainly broken or invisible is
mended: letters read in the wrong code page, control and zero-width characters, soft hyphens, typographic ligatures,
decomposed accents, special spaces, and line breaks inside a paragraph. Everything a person wrote stays, misspellings,
words glued by a PDF, quotes, dashes, double spaces and LaTeX too: `methodgraph.text.latex.plain` renders LaTeX
for people, and no offset refers to that.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_THAI = re.compile("[\u0e01-\u0e5b]")
_MAY_BE_MISREAD = re.compile("[\u0080-\u009f]|[^\u0000-\u007f]{2}|[ŒœÃÂ]")
"""What no misread text lacks: a byte pair shows as two characters beyond ASCII, or as one of few and a space."""
_NEXT_BYTE = "[\u0080-\u00a0€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0e01-\u0e1f]"
_UTF8_AS_THAI = re.compile(f"[\u0e22-\u0e3a\u0e3f]{_NEXT_BYTE}|[\u0e40-\u0e4f]{_NEXT_BYTE}{{2}}")
_GREEK_OR_SIGN = re.compile("[\u0370-\u03ff\u2010-\u22ff°±µ×]")

_GONE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # control characters that are no white space
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"  # soft hyphen, zero width, direction
    "|(?<![^\u0000-\u007f])[\u200c\u200d]+(?![^\u0000-\u007f])"  # joiners join nothing in ASCII; elsewhere they spell
)
_BREAK = re.compile("\r\n|[\r\v\f\u001c-\u001e\u0085\u2028\u2029]")
_SPACE = re.compile("[\t\u001f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_PARAGRAPHS = re.compile(r"\n[ \n]*\n")
_SPLIT_WORD = re.compile(r"\w[-–]$")
_CONTINUES = re.compile(r"(?!(?:and|or|to|und)(?![\w-]))\w")
_WITHOUT_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def repair(text: str) -> str:
    r"""Return `text` without what a program broke; see the module for what counts as broken.

    Lines of a paragraph are joined by a space; paragraphs stay apart by one blank line. The result has no white
    space at its ends, and repairing it again changes nothing. Knowingly left: mojibake that no code page explains.

    >>> repair("a ฮบ = 0.742, \ufb01ne-\ntuned,\u200b on  30\\% of ImageNet")
    'a κ = 0.742, fine-tuned, on  30\\% of ImageNet'
    """
    if _is_sound(text):
        return text.strip(" ")
    before = None
    while text != before:
        before = text
        text = _repair_once(text)
    return text


def _is_sound(text: str) -> bool:
    """Return True where there can be nothing to repair but spaces at the ends, as in most texts: found out quickly.

    What is printable has no control, zero-width or direction characters, no breaks and no special spaces.
    """
    if not text.isprintable():
        return False
    return text.isascii() or (
        _MAY_BE_MISREAD.search(text) is None
        and _LIGATURE.search(text) is None
        and unicodedata.is_normalized("NFC", text)
    )


def _repair_once(text: str) -> str:
    text = fix_encoding(text)  # first: it needs the bytes that show as spaces and control characters
    text = _GONE.sub("", _BREAK.sub("\n", _SPACE.sub(" ", text)))
    if not text.isascii():
        text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
        text = unicodedata.normalize("NFC", text)
    paragraphs = (join_lines(part.split("\n")) for part in _PARAGRAPHS.split(text))
    return "\n\n".join(part for part in paragraphs if part)


def join_lines(lines: Iterable[str]) -> str:
    """Return the lines of one paragraph as one: a space between them, none where a line ends within a word.

    The hyphen stays, for "multi-" / "task" is as common as a word cut at its syllables, and which it was is not
    ours to guess.

    >>> join_lines(["a multi-", "task model, pre-", "and post-trained"])
    'a multi-task model, pre- and post-trained'
    """
    told = ""
    for line in lines:
        part = line.strip(" ")
        told += part if not told or not part or _joined(told, part) else f" {part}"
    return told


def _joined(before: str, after: str) -> bool:
    """Return True where no space belongs between two lines: within a word, and in scripts that have no spaces."""
    if _SPLIT_WORD.search(before, len(before) - 2):
        return _CONTINUES.match(after) is not None
    return _WITHOUT_SPACES.match(before[-1]) is not None and _WITHOUT_SPACES.match(after) is not None


def fix_encoding(text: str) -> str:
    """Return `text` with UTF-8 that was read in another code page read as UTF-8; what is sound comes back unchanged.

    ftfy (Speer 2019) knows the code pages of Europe. The Thai one, in which Greek letters and signs of PDFs
    appear as pairs like "ฮบ", it does not; that is mended here where no other Thai stands in the text.

    >>> fix_encoding("PoincarÃ© and ฮบ"), fix_encoding("Poincaré and ภาษาไทย")
    ('Poincaré and κ', 'Poincaré and ภาษาไทย')
    """
    if text.isascii() or _MAY_BE_MISREAD.search(text) is None:
        return text
    import ftfy  # noqa: PLC0415  (most texts are ASCII and never need it)

    return _fix_thai(str(ftfy.fix_encoding(text)))


def _fix_thai(text: str) -> str:
    if not _THAI.search(text):
        return text
    fixed = _UTF8_AS_THAI.sub(lambda found: _from_thai(found.group()), text)
    return text if _THAI.search(fixed) else fixed


def _from_thai(broken: str) -> str:
    """Return the sign or Greek letter whose UTF-8 bytes `broken` shows; `broken` itself where it shows none."""
    data = b"".join(_byte(char) for char in broken)
    try:
        told = data.decode("utf-8")
    except UnicodeDecodeError:
        return broken
    return told if _GREEK_OR_SIGN.fullmatch(told) else broken


def _byte(char: str) -> bytes:
    """Return the byte shown as `char`; what the Thai code page leaves undefined shows as a control or Western sign."""
    for page in ("cp874", "cp1252"):
        try:
            return char.encode(page)
        except UnicodeEncodeError:
            continue
    return char.encode("latin-1")
