"""Strings made to hang a reader: every field of every record is read in well under a second, whatever it holds."""

from __future__ import annotations

import json
import time

import pytest
from tests.support.reading import found_in

from methodgraph.read import merge

SECONDS = 1.0
LENGTH = 100_000
PIECES = [
    " ",
    "\n",
    "\r\n",
    "\t",
    "<",
    "<p",
    "<p ",
    "</b>",
    "<b>",
    "<!--",
    "<![CDATA[",
    "&",
    "&amp;",
    "&#",
    "\\",
    "\\'e",
    "{",
    "}",
    "\\frac{",
    "$",
    "a-",
    "a.",
    ", ",
    "; ",
    " and ",
    "|",
    "A. ",
    "10.1000/",
    ".",
    "https://a.org/",
    "openreview.net/forum?",
    "arxiv.org/abs/",
    "cs.CL ",
    "Abstract: ",
    "abstract",
    "é",
    "Ã",
    "ฮบ",
    "\u0301",
    "\u202e",
    "\ufeff",
    "\0",
    "1",
    "-1",
    "A",
    "ﬁ",
]
FIELDS = [
    "title",
    "abstract",
    "authors",
    "venue",
    "url",
    "urls",
    "categories",
    "doi",
    "arxiv_id",
    "bibtex",
    "key",
    "id",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_string_in_any_field_takes_no_time(piece: str) -> None:
    hostile = piece * (LENGTH // len(piece))
    record = {"title": "T", "abstract": "We do."} | dict.fromkeys(FIELDS, hostile)
    lines = [
        json.dumps(record),
        json.dumps({**record, "abstract": "We do not.", "id": "x"}),
        json.dumps({"text": hostile}),
    ]
    begin = time.process_time()
    found = found_in("\n".join(lines), "json")
    merge(found.papers)
    assert time.process_time() - begin < SECONDS * len(lines)
    assert len(found.papers) + len({problem.line for problem in found.problems}) == len(lines)


@pytest.mark.parametrize("piece", [*PIECES, '"', "[", '{"a":', "[{", '{"a":[', "'", "{'a':", ",\n"])
@pytest.mark.parametrize("form", ["json", "csv", "python"])
def test_a_long_string_as_a_file_takes_no_time(piece: str, form: str) -> None:
    hostile = piece * (LENGTH // len(piece))
    begin = time.process_time()
    for content in (
        hostile,
        f"title,abstract\nT,{hostile}",
        f'[{{"title": "T"}}, {{"a": "{hostile}',
        f"{{'title': '{hostile}",
    ):
        found_in(content, form)
    assert time.process_time() - begin < SECONDS * 4
