"""The heads of the saved queries, and the page that lists them: complete, true, and in one form."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from methodgraph.ontology import PREFIXES, query_names, query_text, query_title
from methodgraph.query.binding import bind, defaults, parsed
from methodgraph.query.check import check
from methodgraph.query.tokens import tokens

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
CALL = "methodgraph query output @"
every_query = pytest.mark.parametrize("name", query_names())


def parts(name: str) -> tuple[list[str], list[str], str]:
    """Return the comments of a saved query, its PREFIX lines and the query itself."""
    head, prefixes, body = query_text(name).split("\n\n", 2)
    return head.split("\n"), prefixes.split("\n"), body


def rows() -> list[tuple[str, str, str, str]]:
    """Return name, question, parameters and call of each row of the page that names a query."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(
        r"^\| \[(.+?)\]\(\.\./ontology/queries/(.+?)\.rq\) \| (.+?) \| (.*?) ?\| `(.+?)` \|$", text, re.M
    )
    assert all(name == file for name, file, *_ in found)
    return [(name, question, parameters, call) for name, _, question, parameters, call in found]


def test_there_are_questions_of_every_form() -> None:
    forms = {parts(name)[2].split()[0] for name in query_names()}
    assert forms == {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    assert len(query_names()) >= 36


@every_query
def test_a_head_tells_the_question_how_it_is_answered_and_the_parameters(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    (title, *told), _, _ = parts(name)
    assert title == f"# title: {query_title(name)}"
    assert title.endswith("?")
    notes = [line for line in told if not line.startswith("# param ")]
    assert 1 <= len(notes) <= 2
    assert notes[-1].endswith(".")
    named = [re.fullmatch(r"# param (\w+): .+", line) for line in told[len(notes) :]]
    assert tuple(match[1] for match in named if match) == defaults(query_text(name))


@every_query
def test_the_question_names_what_is_asked_for(name: str) -> None:
    asked = re.findall(r'VALUES \?\w+ \{ "(.*?)" \}', parts(name)[2])
    assert all(value in query_title(name) for value in asked)
    assert len(set(asked)) == len(defaults(query_text(name)))


@every_query
def test_a_query_declares_the_prefixes_that_it_uses(name: str) -> None:
    _, declared, body = parts(name)
    used = {token.text.partition(":")[0] for token in tokens(body) if token.kind == "name"}
    assert sorted(declared) == sorted(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in used)


@every_query
def test_nothing_in_a_query_is_probably_a_mistake(name: str) -> None:
    assert check(query_text(name)) == ()


@every_query
def test_rows_have_one_order(name: str) -> None:
    body = parts(name)[2]
    assert ("\nORDER BY " in body) == body.startswith("SELECT")


def test_the_page_lists_every_question_once() -> None:
    assert sorted(name for name, *_ in rows()) == list(query_names())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_the_page_says_what_the_query_says(row: tuple[str, str, str, str]) -> None:
    name, question, parameters, call = row
    assert question == query_title(name)
    assert parameters == ", ".join(f"`{parameter}`" for parameter in defaults(query_text(name)))
    called, *given = shlex.split(call.removeprefix(CALL))
    assert called == name
    assert len(given) == len(defaults(query_text(name)))
    assert bind(query_text(name), parsed(given)) == query_text(name), "the call asks what the question says"


def test_the_page_tells_what_each_parameter_takes() -> None:
    told = re.findall(r"^\| `(\w+)` \| .+ \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert sorted(told) == sorted({parameter for name in query_names() for parameter in defaults(query_text(name))})
