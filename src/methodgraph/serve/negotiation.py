"""Content negotiation: which media type an Accept header likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - a token of HTTP
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)
_PARAMETER = re.compile(rf"{_TOKEN}=(?:{_TOKEN}|\"(?:[^\"\\]|\\.)*\")")
_PARTS = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
_PIECES = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One entry of an Accept header: a type, `type/*` or `*/*`, in lower case, with how much it is wanted, 0 to 1."""

    type: str
    subtype: str
    quality: float = 1.0

    @property
    def precision(self) -> int:
        """How narrow the range is; the narrowest that fits a media type decides about it."""
        return (self.type != "*") + (self.subtype != "*")

    def fits(self, media: str) -> bool:
        """Return True where `media` lies in this range."""
        kind, _, subtype = media.partition("/")
        return self.type in {"*", kind} and self.subtype in {"*", subtype}


def ranges(accept: str) -> tuple[MediaRange, ...]:
    """Return the entries of an Accept header in their order. What is no media range is passed over.

    Parameters other than `q` are not looked at: none of the types we serve has one that changes its meaning.

    >>> ranges("text/html, */*;q=0.1, nonsense")
    (MediaRange(type='text', subtype='html', quality=1.0), MediaRange(type='*', subtype='*', quality=0.1))
    """
    return tuple(_ranges(accept))


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the one of `offers` (media types in lower case) with the highest quality, of equals the first.

    None where `accept` takes none of them. No header, or an empty one, takes everything.

    >>> best("text/*;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    """
    if accept is None or not accept.strip():
        return offers[0] if offers else None
    accepted = ranges(accept)
    wanted = [(_quality(accepted, offer), offer) for offer in offers]
    top = max((quality for quality, _ in wanted), default=0.0)
    return next((offer for quality, offer in wanted if quality == top), None) if top > 0 else None


def _quality(accepted: tuple[MediaRange, ...], media: str) -> float:
    fitting = [entry for entry in accepted if entry.fits(media)]
    return max(fitting, key=lambda entry: (entry.precision, entry.quality)).quality if fitting else 0.0


def _ranges(accept: str) -> Iterator[MediaRange]:
    for part in _PARTS.findall(accept):
        media, *parameters = (piece.strip() for piece in _PIECES.findall(part) or [""])
        found = _RANGE.fullmatch(media)
        if found is None or (found[1] == "*" and found[2] != "*"):
            continue
        quality = _wanted(parameters)
        if quality is not None:
            yield MediaRange(found[1].lower(), found[2].lower(), quality)


def _wanted(parameters: list[str]) -> float | None:
    """Return the quality that parameters tell, 1 where they tell none, None where one of them is malformed."""
    for parameter in parameters:
        told = _QUALITY.fullmatch(parameter)
        if told is not None:
            return float(told[1])
        if parameter and (_PARAMETER.fullmatch(parameter) is None or parameter[:2].lower() == "q="):
            return None
    return 1.0
