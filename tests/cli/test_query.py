"""Questions to a small graph of four papers, in every form and with every mistake."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.calls import Call, Shell

from methodgraph.ontology import query_names, query_text, query_title
from methodgraph.query.binding import defaults

METHODS = "SELECT ?name { ?method a mg:Method ; skos:prefLabel ?name } ORDER BY ?name"
NAMES = ["GRPO", "LightSAM", "LoRA", "QLoRA", "Segment Anything Model", "Sharpness-Aware Minimization"]


def test_list_shows_every_saved_query_and_its_question(call: Call) -> None:
    result = call("query", "--list")
    assert result.exit_code == 0
    assert len(query_names()) >= 30
    for name in query_names():
        assert any(
            line.startswith(f"@{name} ") and line.endswith(query_title(name)) for line in result.stdout.splitlines()
        )


def test_list_names_the_parameters(call: Call) -> None:
    told = {line.split()[0]: line.split()[1] for line in call("query", "--list").stdout.splitlines()}
    assert told["query"] == "parameters"
    assert told["@extensions"] == "method"
    assert defaults('# VALUES ?a {\nSELECT * { VALUES ?b { "VALUES ?c {" } values $d { 1 } ?b ?d ?e }') == ("b", "d")
    assert defaults(METHODS) == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [("@uses-mehtod", "@uses-method"), ("uses-methods", "@uses-method"), ("@Extension", "@extensions")],
)
def test_unknown_saved_query_suggests_a_known_one(call: Call, small: Path, name: str, meant: str) -> None:
    result = call("query", small, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(rf"'{name}'; did you mean [^?]*{meant}\b", result.stderr)
    assert "there are: " in call("query", small, "@zzz").stderr
    assert "neither SPARQL nor a file" in call("query", small, "zzz").stderr


def test_table_in_a_pipe_is_plain(call: Call, small: Path) -> None:
    result = call("query", small, METHODS)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["name", "-" * len(NAMES[-1]), *NAMES]
    assert result.stderr == ""


def test_folder_and_file_are_the_same_graph(call: Call, small: Path) -> None:
    assert call("query", small.parent, METHODS).stdout == call("query", small, METHODS).stdout


def test_csv_tsv_and_json(call: Call, small: Path) -> None:
    told = list(csv.reader(io.StringIO(call("query", small, METHODS, "--format", "csv").stdout)))
    assert told == [["name"], *([name] for name in NAMES)]
    rows = ["?name", *(f'"{name}"' for name in NAMES)]
    assert call("query", small, METHODS, "--format", "tsv").stdout == "".join(f"{row}\n" for row in rows)
    found = json.loads(call("query", small, METHODS, "--format", "json").stdout)
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == NAMES


def test_turtle_is_for_graphs_only(call: Call, small: Path) -> None:
    made = call("query", small, "CONSTRUCT WHERE { entity:lora skos:prefLabel ?name }", "--format", "turtle")
    assert made.exit_code == 0
    assert '"LoRA"' in made.stdout
    refused = call("query", small, METHODS, "--format", "turtle")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "CONSTRUCT" in refused.stderr


def test_ask_answers_in_a_word(call: Call, small: Path) -> None:
    assert call("query", small, "ASK { ?x a mg:Task }").stdout.splitlines()[-1] == "true"


def test_saved_query_file_and_stdin_say_the_same(call: Call, small: Path, tmp_path: Path) -> None:
    told = call("query", small, "@uses-method").stdout
    file = tmp_path / "mine.rq"
    file.write_text(query_text("uses-method"), encoding="utf-8")
    assert call("query", small, file).stdout == told
    assert call("query", small, "-", stdin=query_text("uses-method")).stdout == told
    assert told.startswith("paper ")


def test_a_parameter_fixes_a_variable(call: Call, small: Path) -> None:
    result = call("query", small, METHODS, "name=LoRA", "--format", "csv")
    assert result.stdout.split() == ["name", "LoRA"]
    saved = call("query", small, "@compares-with", "method=GRPO", "--format", "csv")
    assert "We compare with GRPO and with LoRA on MMLU." in saved.stdout
    assert call("query", small, METHODS, "nme=LoRA").exit_code == 2
    assert "not of the form name=value" in call("query", small, METHODS, "LoRA").stderr


def test_xml_is_that_of_sparql(call: Call, small: Path) -> None:
    told = ElementTree.fromstring(call("query", small, METHODS, "--format", "xml").stdout)  # noqa: S314 - our own
    assert [node.text for node in told.iter("{http://www.w3.org/2005/sparql-results#}literal")] == NAMES


def test_triples_are_turtle_unless_asked_otherwise(call: Call, small: Path) -> None:
    query = "DESCRIBE entity:lora"
    assert call("query", small, query).stdout == call("query", small, query, "--format", "turtle").stdout
    assert call("query", small, query, "--format", "table").stdout.startswith("subject ")


def test_explain_tells_what_becomes_of_a_query(call: Call, small: Path) -> None:
    told = call("query", small, "@compares-with", "method=Nothing", "--explain")
    assert (told.exit_code, told.stderr) == (0, "")
    assert 'VALUES ?method = "Nothing"' in told.stdout
    assert "0 answers in " in told.stdout


def test_no_answer_is_said_on_stderr_with_names_like_the_one_given(call: Call, small: Path) -> None:
    result = call("query", small, "@uses-method", "method=grpo")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no answer" in result.stderr
    assert "Nothing is called 'grpo'; method= may be GRPO" in result.stderr
    unlike = call("query", small, METHODS, "name=Nothing")
    assert unlike.stderr == "The graph holds no answer to this query.\n"
    kind = call("query", small, "@most-named", "type=Nothing")
    assert kind.stderr == "The graph holds no answer to this query.\n"
    known = call("query", small, "@uses-method", "method=MMLU")
    assert known.stderr == "The graph holds no answer to this query.\n"


def test_misspelt_term_is_pointed_out(call: Call, small: Path) -> None:
    result = call("query", small, "SELECT ?p { ?p mg:introduce ?x }")
    assert result.exit_code == 0
    assert "did you mean mg:introduces?" in result.stderr


def test_syntax_error_shows_the_place(call: Call, small: Path) -> None:
    result = call("query", small, "SELECT ?p {\n  ?p mg:uses ?x ORDR BY ?x\n}")
    assert (result.exit_code, result.stdout) == (1, "")
    shown, pointer, message = result.stderr.splitlines()
    assert shown[pointer.index("^") :].startswith("ORDR")
    assert "line 2, column 17" in message


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "GRAPH QUERY"),
        (("x.ttl",), "GRAPH QUERY"),
        (("x.ttl", "@uses-mehtod"), "@uses-method"),
        (("x.ttl", "ASK {}", "--format", "yaml"), "yaml"),
    ],
)
def test_misuse(call: Call, args: tuple[str, ...], said: str) -> None:
    result = call("query", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_graph_that_is_not_there_and_graph_that_is_none(call: Call, tmp_path: Path) -> None:
    missing = call("query", tmp_path, "ASK {}")
    assert missing.exit_code == 1
    assert "no graph.ttl in this folder; build a graph first: methodgraph build PATH" in missing.stderr
    bad = tmp_path / "bad.ttl"
    bad.write_text("<urn:a> <urn:b> .\n", encoding="utf-8")
    result = call("query", bad, "ASK {}")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{bad.as_posix()}:1: not Turtle" in result.stderr


def test_query_that_is_not_utf8(call: Call, shell: Shell, small: Path) -> None:
    piped = call("query", small, "-", stdin=b"ASK {\n ?x ?y '\xff' }")
    assert (piped.exit_code, piped.stdout) == (1, "")
    assert piped.stderr.startswith("-:2: not UTF-8")
    named = shell("query", str(small), "ASK { ?x ?y '\udcff' }")
    assert (named.returncode, named.stdout) == (2, b"")
    assert b"not UTF-8" in named.stderr
