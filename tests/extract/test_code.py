from __future__ import annotations

import pytest

from methodgraph.extract.code import find_code


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Our code is available at https://github.com/a/b.", ("https://github.com/a/b",)),
        ("at https://github.com/a/b.git.", ("https://github.com/a/b.git",)),
        ("developments: https://github.com/a/Awesome-B.", ("https://github.com/a/Awesome-B",)),
        ("(https://x.org/c_(d)), and more", ("https://x.org/c_(d)",)),
        ("at github.com/a/b, or", ("https://github.com/a/b",)),
        ("twice https://a.b/c and https://a.b/c.", ("https://a.b/c",)),
        ("Our code and models are available.", ()),
        ("Video: https://youtu.be/abc, paper: https://doi.org/10.1/2", ()),
    ],
)
def test_urls(text: str, urls: tuple[str, ...]) -> None:
    assert find_code(text) == urls
