"""Data inside the page: blocks of JSON or numbers, compressed, in the letters that may stand in a document."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

import msgspec

_SURROGATE = re.compile("[\ud800-\udfff]")


_LEVEL = 6
"""Nine takes a third more time for a hundredth less of bytes."""


def packed(data: bytes) -> str:
    """Return `data` as the page inflates it: raw DEFLATE, in Base64. No letter of it can end a block.

    >>> packed(b"")
    'AwA='
    """
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(squeezer.compress(data) + squeezer.flush()).decode("ascii")


def unpacked(text: str) -> bytes:
    """Return what was packed.

    >>> unpacked(packed(b"GRPO"))
    b'GRPO'
    """
    return zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS)


def as_json(data: Any) -> bytes:
    r"""Return `data` as JSON in UTF-8; lone surrogates, which UTF-8 cannot carry, as escapes.

    >>> as_json({"text": "α\ud800"}).decode()
    '{"text":"α\\ud800"}'
    """
    try:
        return msgspec.json.encode(data)
    except (UnicodeEncodeError, OverflowError):  # it knows neither lone surrogates nor very large numbers
        told = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", told).encode()
