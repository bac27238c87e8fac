"""Texts that no paper should hold, and some do: what a bad scanner, a broken export or a joker leaves behind.

What they are made of stands in hostile.json, all in ASCII.
"""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies as st

SIZE = 100_000
"""Characters of a long text."""
SURROGATES = "\ud800\udbff\udc00\udfff"

_DATA = json.loads(Path(__file__).with_name("hostile.json").read_text(encoding="ascii"))
INJECTIONS: tuple[str, ...] = tuple(_DATA["injections"])
PIECES: tuple[str, ...] = (
    *(_DATA[name] for name in ("steering", "bidi", "invisible", "outside")),
    *(piece for name in ("scripts", "latex", "markup", "injections", "prose") for piece in _DATA[name]),
    "a" + "\u0301\u0308\u0323" * 40,
)

hostile_texts = st.lists(
    st.sampled_from(PIECES)
    | st.sampled_from((" ", "\n", ". ", ", ", "("))
    | st.text(st.characters(codec="utf-8"), max_size=20),
    max_size=30,
).map("".join)
"""Texts of all that, mixed with sentences that papers have. They hold no lone surrogates."""

broken_texts = st.lists(st.sampled_from((SURROGATES, *PIECES)) | st.text(max_size=20), max_size=20).map("".join)
"""The same, and lone surrogates."""


def _numbered(piece: str) -> str:
    return "".join(piece.replace("{}", str(n)) for n in range(SIZE // (len(piece) + 4)))


LONG: dict[str, str] = {
    **{name: (piece * (SIZE // len(piece) + 1))[:SIZE] for name, piece in _DATA["endless"].items()},
    **{name: _numbered(piece) for name, piece in _DATA["numbered"].items()},
    "nested brackets": "(" * (SIZE // 2) + ")" * (SIZE // 2),
    "one formula": "$" + "x_{i}" * (SIZE // 5) + "$",
    "all controls": "".join(map(chr, range(32))) * (SIZE // 32),
}
"""Texts of 100,000 characters, by what they are made of: each is the worst case of some pattern."""
