"""A page as a browser would read it, without a browser: its blocks, and what is packed in them."""

from __future__ import annotations

import json
import struct
from html.parser import HTMLParser
from typing import Any

from methodgraph.publish.html.blocks import unpacked


class Blocks(HTMLParser):
    """The scripts and styles of a document, as a browser would cut them, and every address it loads."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action", "data"}]
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told.get("content") or ""
        if tag in {"script", "style"}:
            self._open = (tag, told)
            if tag == "style":
                self.styles.append("")
            else:
                self.scripts.append((told, ""))

    def handle_data(self, data: str) -> None:
        if self._open is None:
            return
        if self._open[0] == "style":
            self.styles[-1] += data
        else:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self._open = None

    @property
    def code(self) -> list[str]:
        """The scripts that run."""
        return [text for attributes, text in self.scripts if "type" not in attributes]

    @property
    def data(self) -> dict[str, bytes]:
        """What is packed in the page, by the blocks' names."""
        told = {str(attributes["id"]): text for attributes, text in self.scripts if "type" in attributes}
        return {name: unpacked(text) for name, text in told.items()}


def index_of(document: str) -> dict[str, Any]:
    """Return the page's index."""
    loaded: dict[str, Any] = json.loads(Blocks(document).data["data-index"])
    return loaded


def papers_of(document: str) -> list[dict[str, Any]]:
    """Return the details of all papers of a page, in the order of their numbers.

    What their blocks number by themselves stands as everywhere else: entities by the page's numbers, rules by name.
    """
    blocks, index = Blocks(document).data, index_of(document)
    first = len(index["papers"]["ids"])
    numbers = {entity: first + number for number, entity in enumerate(index["entities"]["ids"])}
    told = [json.loads(blocks[f"data-{number}"]) for number in range(len(blocks) - 2)]
    assert [len(block["papers"]) for block in told] == index["papers"]["blocks"]
    return [_unpacked(paper, block, numbers) for block in told for paper in block["papers"]]


def _unpacked(paper: dict[str, Any], block: dict[str, Any], numbers: dict[str, int]) -> dict[str, Any]:
    for at in range(3, len(paper["mentions"]), 4):
        paper["mentions"][at] = numbers[block["entities"][paper["mentions"][at]]]
    for _, evidence in (*paper["claims"], *paper["figures"]):
        for place in evidence:
            place[3:] = [block["rules"][rule] for rule in place[3:]]
    return paper


def claims_of(document: str) -> list[tuple[int, int, int, int]]:
    """Return the page's claims: subject, object, predicate and confidence, all as numbers, in their order."""
    packed, index = Blocks(document).data["data-columns"], index_of(document)
    papers, count = len(index["papers"]["ids"]), index["claims"]
    wide = struct.unpack(f"<{papers + 2 * count}I", packed[: 4 * (papers + 2 * count)])
    narrow = packed[4 * (papers + 2 * count) :]
    subjects, objects = wide[papers : papers + count], wide[papers + count :]
    assert sum(wide[:papers]) == count
    assert len(narrow) == 2 * count
    return list(zip(subjects, objects, narrow[:count], narrow[count:], strict=True))
