"""What bibliographies put around an abstract or a title, taken off: tags, entities, "Abstract:", words for nothing."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from methodgraph.read.tables import words
from methodgraph.text.repair import repair

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_INLINE = r"i|b|em|strong|sub|sup|u|tt|sc|span|font|small|big|a|italic|bold|monospace|underline|inline-formula|tex-math"
_BLOCK = r"p|br|div|title|sec|section|abstract|list|list-item|label|ul|ol|li|h[1-6]|disp-formula|alternatives"
_TAG_INLINE = re.compile(rf"</?((?:jats:)?(?:{_INLINE})|mml:[a-z]+)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG_BLOCK = re.compile(rf"</?(?:jats:)?(?:{_BLOCK})(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_CLOSED = re.compile(r"</([\w:-]+)\s*>|<([\w:-]+)(?:\s[^<>]*)?/>")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->|<!\[CDATA\[((?:(?!<!\[).)*?)\]\]>", re.DOTALL)
_MARK = re.compile(r"(?i:abstract)(?:\s*[:：.—]\s*|\s*[–-]\s+|\s*\n+\s*)|ABSTRACT\s+(?=[A-Z])")
_ARXIV_FRONT = re.compile(r"arXiv:[\w./-]+v?[0-9]*\s+Announce Type:\s*[\w-]+\s+Abstract:\s*")
_LONGEST_PLACEHOLDER = 60
_EDGE = " \t\n.,;:!?-–—_*()[]{}'\"/"


def clean_title(told: str) -> str:
    r"""Return a title in one line, repaired, without tags and entities; "" where it is a word for nothing.

    >>> clean_title("<i>Foo</i>Net &amp;\n Friends ")
    'FooNet & Friends'
    """
    title = " ".join(repair(_without_markup(told)).split("\n\n"))
    return "" if _says_nothing(title) else title


def clean_abstract(told: str) -> str:
    r"""Return an abstract repaired, without tags, entities and a mark before it; "" where it is a word for nothing.

    LaTeX stays, and so does every "<" that begins no tag known in abstracts.

    >>> clean_abstract("<jats:title>Abstract</jats:title><jats:p>We find p &lt; 0.05 in H<sub>2</sub>O.</jats:p>")
    'We find p < 0.05 in H2O.'
    >>> clean_abstract("No abstract available.")
    ''
    """
    marked = _without_markup(told).lstrip()
    if marked[:8].lower() == "abstract":
        marked = _MARK.sub("", marked, count=1) if _MARK.match(marked) else marked
    elif marked.startswith("arXiv:"):
        marked = _ARXIV_FRONT.sub("", marked, count=1)
    abstract = repair(marked)
    return "" if _says_nothing(abstract) else abstract


def _without_markup(text: str) -> str:
    if "&" in text and ";" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)  # some are masked twice over
    if "<" not in text or ">" not in text:
        return text
    text = _COMMENT.sub(lambda found: found[1] or "", text)
    closed = frozenset(
        (found[1] or found[2]).casefold() for found in _CLOSED.finditer(text)
    )  # in "$a<b>c$" there is no tag
    text = _TAG_INLINE.sub(lambda found: "" if found[1].casefold() in closed else found[0], text)
    return _TAG_BLOCK.sub("\n\n", text)


@lru_cache(maxsize=1)
def _nothing() -> frozenset[str]:
    return words("placeholders.tsv")


def _says_nothing(text: str) -> bool:
    """Return True for what stands where there is no abstract: "N/A", "No abstract available", a lone dash."""
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    core = " ".join(text.strip(_EDGE).casefold().split())
    return not core or core in _nothing()
