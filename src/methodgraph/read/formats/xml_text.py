"""The text of an XML file before a parser sees it: without its DOCTYPE, mended where it is no XML, cut at its records.

A parser that never sees a DOCTYPE expands no entity and loads nothing; the names that HTML has for characters
(`&uuml;`, as DBLP writes it) are put in place here.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.read.formats.decoding import Block

LONGEST_PROLOG = 1 << 20
_LONGEST_PIECE = 1 << 20
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_KNOWN_ENCODING = re.compile(r"utf-?8|(?:us-)?ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d", re.IGNORECASE)
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)*+")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[]*(?P<own>\[)?")
_OWN_END = re.compile(r"\]\s*>")
_ROOT = re.compile(r"<[A-Za-z_](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_COMMENT = re.compile(r"<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->")
_FAULT = re.compile(
    "<!\\[CDATA\\[(?P<cdata>(?:[^\\]<]|\\](?!\\]>)|<(?!!\\[CDATA\\[))*+)\\]\\]>"
    "|&(?P<named>#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)?"
    "|(?P<less><(?![A-Za-z_/!?]))"
    "|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+)"
)
_TAG = re.compile(r"<(?P<close>/)?(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)[^<>]*?(?P<empty>/)?>")
_OF_PAPERS = frozenset({"title", "abstract", "summary", "author"})
_OF_XML = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an XML file. It starts with the tag `tag` of a record or container, None where it starts amid."""

    line: int
    text: str
    tag: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """How an XML file begins: the start tag of its root, and where that ends. One that declares entities is refused."""

    root: str
    end: int
    declares_entities: bool = False


def encoding_of(head: bytes) -> str:
    """Return the encoding an XML file declares; UTF-8 where it declares none, or none that holds ASCII as ASCII."""
    found = _DECLARED.match(head.lstrip())
    name = found[1].decode("ascii") if found else ""
    return name if _KNOWN_ENCODING.fullmatch(name) else "utf-8"


def find_opening(text: str) -> Opening | None:
    """Return how the file begins; None while `text`, its beginning, does not hold the whole of the root's start tag.

    >>> find_opening('<!DOCTYPE dblp SYSTEM "dblp.dtd"><dblp>')
    Opening(root='<dblp>', end=39, declares_entities=False)
    """
    at = _after(_BEFORE_ROOT, text, 0)
    doctype = _DOCTYPE.match(text, at)
    own = ""
    if doctype:
        end = _OWN_END.search(text, doctype.end()) if doctype["own"] else re.compile(">").match(text, doctype.end())
        if not end:
            return Opening("", at, declares_entities=True) if "<!ENTITY" in text[at:] else None
        own = text[doctype.end() : end.start()]
        at = _after(_BEFORE_ROOT, text, end.end())
    root = _ROOT.match(text, at)
    if "<!ENTITY" in own:
        return Opening("", at, declares_entities=True)
    return Opening(" ".join(root.group().split()), root.end()) if root else None


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def tag_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the start tags of `names`, with or without a prefix; its group is the name.

    >>> tag_pattern(("entry",)).search("<feed><a:entry id='1'>")[1]
    'entry'
    """
    return re.compile(rf"<(?:[A-Za-z_][\w.-]*:)?({'|'.join(names)})(?=[\s/>])")


def pieces(blocks: Iterator[Block], tags: re.Pattern[str]) -> Iterator[Piece]:
    """Yield the text of `blocks` without its comments, cut before each of `tags` and wherever a piece gets long."""
    held, line, tag = "", 0, None
    for block, is_last in _marked_last(blocks):
        line = line or block.line
        held = _uncommented(held + block.text)
        end = len(held) if is_last else _end_of_sure(held)
        start = 0
        for found in tags.finditer(held, 1 if tag else 0, end):
            if found.start() > start:
                yield Piece(line, held[start : found.start()], tag)
                line += held.count("\n", start, found.start())
            start, tag = found.start(), found[1]
        held = held[start:]
        if len(held) > _LONGEST_PIECE:
            cut = _cut(held)
            yield Piece(line, held[:cut], tag)
            line += held.count("\n", 0, cut)
            held, tag = held[cut:], None
    if held:
        yield Piece(line, held, tag)


def _marked_last(blocks: Iterator[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield each block with whether it is the last."""
    before: Block | None = None
    for block in blocks:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True


def _uncommented(text: str) -> str:
    """Return `text` without its comments, for a record in one is none; as many lines as before."""
    return _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text) if "<!--" in text else text


def _end_of_sure(text: str) -> int:
    """Return up to where it is sure what is a comment: one that is not closed may be so further down the file."""
    begun = text.find("<!--")
    return begun if begun >= 0 and len(text) - begun < _LONGEST_PIECE else len(text)


def _cut(text: str) -> int:
    """Return where `text` may be cut so that no tag or reference is: before the last tag, else behind white space."""
    return max(text.rfind("<"), 0) or max(text.rfind(" "), text.rfind("\n")) + 1 or len(text)


def strays(text: str, begin: int, *, is_head: bool = False) -> tuple[int, int] | None:
    """Return from where to where there is what belongs to no record in `text` behind `begin`, the end of one.

    That is bare text, or a title, an abstract or an author right below the root. In a head, before the first record,
    titles are those of the whole, and only bare text is stray.

    >>> strays("</entry>{lost}</feed>", 8), strays("</record><resumptionToken>x</resumptionToken>", 9)
    ((8, 14), None)
    """
    depth, at, inside = 0, begin, False
    first, last = -1, -1
    for tag in _TAG.finditer(text, begin):
        told = text[at : tag.start()]
        if told.strip() and (depth <= 0 or inside):
            first = at + len(told) - len(told.lstrip()) if first < 0 else first
            last = at + len(told.rstrip())
        inside = not is_head and (inside or depth <= 0) and tag["name"] in _OF_PAPERS and not tag["close"]
        depth = max(0, depth + (not tag["close"] and not tag["empty"]) - bool(tag["close"]))
        at = tag.end()
    told = text[at:]
    if told.strip():
        first = at + len(told) - len(told.lstrip()) if first < 0 else first
        last = at + len(told.rstrip())
    return (first, last) if first >= 0 else None


def mended(text: str) -> tuple[str, int]:
    """Return `text` as XML that needs no DTD, and how many signs had to be mended because they are no XML at all.

    The names of HTML become their characters and CDATA becomes plain text, which is no repair. A bare "&" or "<"
    stands for itself, and characters that XML has no place for are dropped.

    >>> mended("M&uuml;ller & S&ouml;hne, p < 0.05")
    ('Müller &amp; Söhne, p &lt; 0.05', 2)
    """
    repairs = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal repairs
        if found["cdata"] is not None:
            return html.escape(_ILLEGAL.sub("", found["cdata"]), quote=False)
        name = found["named"]
        if name in _OF_XML:
            return found.group()
        if name and (name[0] == "#" or name in html5):
            told = html.escape(_ILLEGAL.sub("", html.unescape("&" + name)))
            repairs += not told
            return told
        repairs += 1
        return "" if found["control"] else html.escape(found.group())

    return _FAULT.sub(mend, text), repairs
