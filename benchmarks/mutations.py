"""Files as they should not be: each mutation makes another file of one that is well, the same for the same seed."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Mutation = Callable[[bytes, Random, Sequence[bytes]], bytes]

DEEP = 20_000
HUGE = 1_000_000
_BREAKS = (b"\r\n", b"\r", b"\n\r", b"\n\n", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b" ")
_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "shift_jis", "utf-7", "cp037")
_OPENERS = (b"[", b"{", b'{"a":', b"<b>", b"(", b'"', b"\\textbf{", b"@article{x,", b"{title:")
_SNIPPETS = (
    *(
        b"\x00",
        b"\x1b[2J",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xe2\x80\xae",
        b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac",
    ),
    *(b"a\xcc\x81" * 50, b"9" * 5000, b"1e999", b"NaN", b"null", b"%s%n", b"\\u0000", b"\\ud800", b"\n\n\n", b"\t"),
    *(b"]]>", b"<![CDATA[", b"-->", b"<!--", b"&lol9;", b"&#0;", b"ER  - \n", b"TY  - JOUR\n", b"@comment{"),
    *(b'"', b"'", b"}", b"{", b"\\", b",", b";"),
)
_BOMB = b"""<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;"><!ENTITY me SYSTEM "file:///etc/passwd">]>
"""


def mutate(data: bytes, chance: Random, others: Sequence[bytes]) -> tuple[str, bytes]:
    """Return the name of a mutation, or of two that were done one after the other, and what it made of `data`.

    `others` are files of other formats, of which parts may get into this one.
    """
    names = [chance.choice(list(MUTATIONS))]
    if chance.random() < 0.3:
        names.append(chance.choice(list(MUTATIONS)))
    for name in names:
        data = MUTATIONS[name](data, chance, others)
    return " + ".join(names), data


def _truncate(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _behead(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    return data[chance.randrange(len(data) + 1) :]


def _flip(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.randint(1, 20) if flipped else 0):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _cut_out(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 2000) :]


def _delete_lines(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(min(chance.randint(1, 5), len(lines))):
        del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def _repeat_lines(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    some = lines[start : start + chance.randint(1, 30)]
    at = chance.randrange(len(lines) + 1)
    return b"".join(lines[:at] + some + lines[at:])


def _shuffle_lines(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    lines = data.splitlines(keepends=True)
    start = chance.randrange(len(lines) + 1)
    some = lines[start : start + 20]
    chance.shuffle(some)
    return b"".join(lines[:start] + some + lines[start + 20 :])


def _recode(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _recode_part(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = start + chance.randint(1, 3000)
    return data[:start] + _recode(data[start:end], chance, others) + data[end:]


def _nest(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_OPENERS) * chance.choice((1, 50, DEEP)) + data[at:]


def _swell(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    filler = chance.choice((b"a", b"word ", b"a-", b"(", b"\xe4\xb8\xad", b"A.", b"3.14 ", b"\\a{", b" ", b"&amp;"))
    return data[:at] + filler * (HUGE // len(filler)) + data[at:]


def _change_breaks(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    other = chance.choice(_BREAKS)
    if chance.random() < 0.5:
        return data.replace(b"\n", other)
    return re.sub(rb"\n", lambda found: other if chance.random() < 0.3 else found.group(), data)


def _insert(data: bytes, chance: Random, _others: Sequence[bytes]) -> bytes:
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_SNIPPETS) + data[at:]
    return data


def _mix(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    lines, other = data.splitlines(keepends=True), chance.choice(others).splitlines(keepends=True)
    at, start = chance.randrange(len(lines) + 1), chance.randrange(len(other) + 1)
    return b"".join(lines[:at] + other[start : start + chance.randint(1, 40)] + lines[at:])


def _append_other(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    return data + chance.choice(others) if chance.random() < 0.5 else chance.choice(others) + data


def _declare(data: bytes, _chance: Random, _others: Sequence[bytes]) -> bytes:
    head, mark, rest = data.partition(b"?>")
    bombed = head + mark + _BOMB + rest if mark else _BOMB + data
    return bombed.replace(b"<title>", b"<title>&lol3;&me;", 3)


def _pack(data: bytes, chance: Random, others: Sequence[bytes]) -> bytes:
    packed = gzip.compress(data, 1, mtime=0)
    return chance.choice((_truncate, _flip, lambda whole, _chance, _others: whole))(packed, chance, others)


MUTATIONS: dict[str, Mutation] = {
    "truncate": _truncate,
    "behead": _behead,
    "flip bits": _flip,
    "cut out": _cut_out,
    "delete lines": _delete_lines,
    "repeat lines": _repeat_lines,
    "shuffle lines": _shuffle_lines,
    "recode": _recode,
    "recode a part": _recode_part,
    "nest": _nest,
    "swell": _swell,
    "change line ends": _change_breaks,
    "insert": _insert,
    "mix formats": _mix,
    "join files": _append_other,
    "declare entities": _declare,
    "pack": _pack,
}
