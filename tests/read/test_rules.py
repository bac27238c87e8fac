"""READ's tables keep their own rules, and each row of them is used."""

from __future__ import annotations

import re
from typing import Any

import pytest

from methodgraph.read.cleaning import clean_abstract
from methodgraph.read.columns import fold
from methodgraph.read.fields import entry_of
from methodgraph.read.identifiers import ranks
from methodgraph.read.keys import title_key, title_words
from methodgraph.read.nesting import holds_papers
from methodgraph.read.tables import rows
from methodgraph.records import Identifier

TABLES = [
    "addresses.tsv",
    "containers.tsv",
    "fields.tsv",
    "foreign.tsv",
    "generic_titles.tsv",
    "placeholders.tsv",
    "schemes.tsv",
]
SAMPLES: dict[str, tuple[str, Any]] = {
    "arxiv": ("2101.00001", None),
    "doi": ("10.1000/a", None),
    "acl": ("P19-1001", None),
    "openreview": ("abcd", None),
    "s2": ("0" * 40, None),
    "s2corpus": ("5", None),
    "openalex": ("W5", None),
    "dblp": ("conf/a/b", None),
    "pmid": ("5", None),
    "pmcid": ("PMC5", None),
    "mag": ("5", None),
    "title": ("A Title", "A Title"),
    "abstract": ("We do.", "We do."),
    "text": ("We do.", "We do."),
    "key": ("k", "k"),
    "year": ("2020-05", "2020-05"),
    "url": ("https://a.org", "https://a.org"),
    "urls": ("https://a.org", ("https://a.org",)),
    "authors": ("Ada Lovelace", ("Ada Lovelace",)),
    "venue": ("V", "V"),
    "categories": ("foo", ("foo",)),
    "identifiers": ("doi:10.1000/a", (Identifier("doi", "10.1000/a"),)),
}


def _at(path: str, value: object) -> dict[str, object]:
    """Return a record with `value` at the end of a path."""
    first, _, below = path.partition(".")
    return {first: _at(below, value) if below else value}


@pytest.mark.parametrize("file", TABLES)
def test_no_row_stands_twice_and_all_have_their_columns(file: str) -> None:
    told = rows(file)
    assert len(set(told)) == len(told)
    assert len({len(row) for row in told}) == 1
    assert all(row[0] == row[0].strip() for row in told)


@pytest.mark.parametrize(("field", "path"), [row for row in rows("fields.tsv") if row[0] in SAMPLES])
def test_each_path_leads_to_its_field(field: str, path: str) -> None:
    told, expected = SAMPLES[field]
    if path == "abstract_inverted_index" or fold(path) == "indexedabstract":
        record: dict[str, object] = {path: {"We": [0], "do.": [1]}}
    else:
        record = _at(path, told)
    entry = entry_of(record, 1)
    if expected is None:
        assert entry.identifiers == (Identifier(field, told),)
    else:
        assert getattr(entry, field) == expected
    if "." in path:  # a table's column may bear the whole path as its name
        entry = entry_of({path: told}, 1)
        assert (
            entry.identifiers == (Identifier(field, told),) if expected is None else getattr(entry, field) == expected
        )


PARTS = {"name": "Ada Lovelace", "first": "Ada", "last": "Lovelace"}


@pytest.mark.parametrize(("field", "path"), [row for row in rows("fields.tsv") if row[0] in PARTS])
def test_each_part_of_a_name_is_found(field: str, path: str) -> None:
    person = _at(path, PARTS[field]) | ({"family": "Lovelace"} if field == "first" else {})
    expected = {"name": "Ada Lovelace", "first": "Lovelace, Ada", "last": "Lovelace"}[field]
    assert entry_of({"authors": [person]}, 1).authors == (expected,)


def test_every_field_is_one_that_is_read() -> None:
    assert {field for field, _ in rows("fields.tsv")} == SAMPLES.keys() | PARTS.keys() | {"bibtex", "isbn"}
    assert set(ranks()) <= SAMPLES.keys()


@pytest.mark.parametrize("key", [row[0] for row in rows("containers.tsv")])
def test_containers_are_written_as_they_are_looked_up(key: str) -> None:
    assert holds_papers(key)
    assert fold(key) == key


@pytest.mark.parametrize("phrase", [row[0] for row in rows("placeholders.tsv")])
def test_placeholders_say_nothing(phrase: str) -> None:
    assert clean_abstract(f" [{phrase.upper()}]. ") == ""
    assert clean_abstract(f"{phrase} and more of it, in many words") != ""


@pytest.mark.parametrize("title", [row[0] for row in rows("generic_titles.tsv")])
def test_generic_titles_are_written_as_they_are_looked_up(title: str) -> None:
    assert " ".join(title_words(title)) == title
    assert len(title_words(title)) >= 4, "shorter ones need no row"
    assert title_key(title) is None


@pytest.mark.parametrize("file", ["addresses.tsv", "schemes.tsv"])
def test_patterns_compile_and_addresses_tell_one_thing(file: str) -> None:
    for _, pattern in rows(file):
        assert re.compile(pattern).groups == (file == "addresses.tsv")
