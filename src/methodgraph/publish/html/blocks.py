"""Data inside the page: blocks of JSON or numbers, compressed, in the letters that may stand in a document."""

from __future__ import annotations

import base64
import json
import os
import re
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

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


def ahead(made: Iterable[Callable[[], T]]) -> Iterator[T]:
    """Yield what each of `made` returns, in their order, while threads call the next ones: zlib lets others work.

    >>> list(ahead([lambda: packed(b""), lambda: "as it is"]))
    ['AwA=', 'as it is']
    """
    most = os.cpu_count() or 1
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(most) as threads:
        for one in made:
            waiting.append(threads.submit(one))
            if len(waiting) > 2 * most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


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


def from_json(data: bytes) -> Any:
    r"""Return what `as_json` was given.

    >>> from_json(as_json({"text": "α\ud800"})) == {"text": "α\ud800"}
    True
    """
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:  # a lone surrogate
        return json.loads(data)
