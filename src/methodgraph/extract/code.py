"""Where the code or the data is: URLs in an abstract."""

from __future__ import annotations

import re

from methodgraph.extract.lexicon import word_set

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'{}|\\^`]+|(?<![\w/.@])(?:github\.com|gitlab\.com|huggingface\.co)/[^\s<>\"'{}|\\^`]+"
)
_SIGNS = ("://", "www.", ".com/", ".co/")
"""One of these stands in every URL that is looked for."""
_CLOSERS = {")": "(", "]": "["}


def find_code(text: str) -> tuple[str, ...]:
    """Return the URLs in `text`, each once, in order, without the sentence's punctuation; films and papers left out.

    >>> find_code("Code is at https://github.com/a/b.git. See (https://x.org/c_(d)).")
    ('https://github.com/a/b.git', 'https://x.org/c_(d)')
    """
    if not any(sign in text for sign in _SIGNS):
        return ()
    found = (_bare(match.group()) for match in _URL.finditer(text))
    urls = (url if "://" in url else f"https://{url}" for url in found)
    return tuple(dict.fromkeys(url for url in urls if _host(url) not in word_set("no_code_hosts")))


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")


def _bare(url: str) -> str:
    while url and (url[-1] in ".,;:!?" or (url[-1] in _CLOSERS and url.count(url[-1]) > url.count(_CLOSERS[url[-1]]))):
        url = url[:-1]
    return url
