"""What commands say of their work: by how much, in which form, and that no text from elsewhere steers a terminal."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text
from tests.cli.calls import ROOT, Call

from methodgraph.cli import harmless, streams
from methodgraph.cli.logging import DONE, as_json, log, set_voice, voice
from methodgraph.cli.speaking import speaking
from methodgraph.errors import Problem, UsageError
from methodgraph.text.characters import as_escapes

HOSTILE = "a\x1b[2J\x1b]0;owned\x07b\r\x08c\u202egnp.exe\u2066\u061c\x9b31m\ud800\u2028d\x00"
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to build from and into."""
    shutil.copy(ROOT / "seeds/004_33ff9b10812fb1eb.txt", tmp_path / "papers.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def speaking_as(*options: str) -> Iterator[click.Context]:
    """Run what is within as a command that was called with `options`."""

    @click.command()
    @speaking
    def command(*, quiet: bool) -> None:
        pass

    with click.Context(command) as ctx:
        command.parse_args(ctx, list(options))
        yield ctx


def events(told: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in told.splitlines()]


@pytest.mark.usefixtures("paper")
def test_a_json_log_is_one_object_a_line_and_nothing_else(call: Call) -> None:
    done = call("build", "papers.txt", "--json")
    assert (done.exit_code, done.stdout) == (0, "")
    told = events(done.stderr)
    assert all(set(event) == {"time", "level", "event", "fields"} for event in told)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(event["time"])) for event in told)
    stages = [event["fields"] for event in told if event["event"] == "stage"]
    assert [fields["stage"] for fields in stages if isinstance(fields, dict)] == ["read", "extract", "link", "write"]
    over = [event["fields"] for event in told if event["event"] == "stage done"]
    assert all(isinstance(fields, dict) and fields["seconds"] >= 0 for fields in over)
    assert len(over) == 4


@pytest.mark.usefixtures("paper")
def test_what_is_wrong_is_an_event_with_its_parts(call: Call) -> None:
    Path("bad\x1b[2J.jsonl").write_text('{"id": "x"\n', encoding="utf-8")
    done = call("build", "bad\x1b[2J.jsonl", "--json", "--quiet")
    assert done.exit_code == 1
    (told,) = events(done.stderr)
    assert (told["level"], told["event"]) == ("error", "problem")
    fields = told["fields"]
    assert isinstance(fields, dict)
    assert set(fields) == {"path", "line", "what", "remedy"}
    assert fields["line"] == 1
    assert re.fullmatch(r"bad.\[2J\.jsonl", str(fields["path"]))
    assert done.stderr.isascii()
    assert "\x1b" not in done.stderr


@pytest.mark.usefixtures("paper")
def test_misuse_is_an_event_too(call: Call) -> None:
    Path("file").touch()
    done = call("build", "papers.txt", "--output", "out/../file/x", "--json")
    assert done.exit_code == 2
    assert [event["level"] for event in events(done.stderr)] == ["error"]


@pytest.mark.usefixtures("paper")
def test_verbose_tells_how_long_each_stage_took_and_without_it_nobody_does(call: Call) -> None:
    told = call("build", "papers.txt", "--verbose").stderr
    assert re.search(r"^\[ +\d+\.\d s\] stage done: stage read, seconds \d+\.\d\d, done \d+$", told, re.MULTILINE)
    assert re.search(r"^\[ +\d+\.\d s\] file read: file papers\.txt, papers \d+, problems 0, ", told, re.MULTILINE)
    silent = call("build", "papers.txt").stderr
    assert "stage done" not in silent
    assert "file read" not in silent


@pytest.mark.usefixtures("paper")
def test_quiet_says_nothing_when_all_is_well(call: Call) -> None:
    for more in ((), ("--verbose",)):
        done = call("build", "papers.txt", "--quiet", *more)
        assert (done.exit_code, done.output) == (0, "")
    told = events(call("build", "papers.txt", "--quiet", "--json").stderr)
    assert {event["event"] for event in told} <= {DONE}


def test_quiet_tells_warnings_and_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking_as("--quiet", "--json"):
        log("stage", {})
        log("odd", {}, logging.WARNING)
        log(DONE, {"papers": 3})
        streams.tell("this is amiss")
    assert [event["event"] for event in events(capsys.readouterr().err)] == ["odd", DONE, "message"]


def test_after_a_command_everything_is_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    root, ours = logging.getLogger(), logging.getLogger("methodgraph")
    before = list(root.handlers), ours.level
    with speaking_as("--verbose", "--json"):
        assert (list(root.handlers), ours.level) != before
        assert voice().json
        assert voice().verbose
    assert (list(root.handlers), ours.level) == before
    assert not voice().json
    logging.getLogger("methodgraph.read").info("file read")
    assert capsys.readouterr().err == ""


def test_what_stages_log_is_told_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("methodgraph.read.files")
    fields = {"fields": {"file": "a\x1b[2J.bib", "papers": 1200, "seconds": 0.5}}
    with speaking_as("--verbose"):
        logger.debug("file read", extra=fields)
    assert re.fullmatch(
        r"\[ +0\.\d s\] file read: file a\\x1b\[2J\.bib, papers 1,200, seconds 0\.50\n", capsys.readouterr().err
    )
    with speaking_as("--json"):
        logger.debug("file read", extra=fields)
        logger.info("files read", extra=fields)
    (told,) = events(capsys.readouterr().err)
    assert told["fields"] == fields["fields"]


@pytest.mark.usefixtures("paper")
def test_a_warning_is_told_harmlessly_whatever_was_asked_for(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def warn(*_args: object, **_options: object) -> None:
        logging.getLogger("methodgraph.store").warning("%s: no locks", "a\x1b[2J")
        raise UsageError("enough")

    monkeypatch.setattr("methodgraph.pipeline.build", warn)
    for options in ((), ("--quiet",)):
        assert call("build", "papers.txt", *options).stderr.splitlines()[-2:] == [
            r"a\x1b[2J: no locks",
            "methodgraph: enough",
        ]


def test_what_libraries_warn_of_is_json_where_all_is(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking_as("--json"):
        logging.getLogger("pdfreader").warning("odd xref")
        logging.getLogger("pdfreader").info("page 1")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(capture=True)
            warnings.warn("old\x1b[2J", UserWarning, stacklevel=1)
    told = events(capsys.readouterr().err)
    assert [event["fields"]["logger"] for event in told if isinstance(event["fields"], dict)] == [
        "pdfreader",
        "py.warnings",
    ]


def test_an_error_that_is_logged_is_told_in_a_field() -> None:
    error = ValueError("no\x1b way")
    record = logging.LogRecord("methodgraph.x", logging.ERROR, "", 0, "failed", (), (ValueError, error, None))
    assert json.loads(as_json(record))["fields"]["error"] == r"ValueError('no\x1b way')"


def test_the_console_prints_into_the_log_where_that_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking_as("--json"):
        streams.words().print(Text("two\nlines of a summary " + "x" * 500, "bold"))
        streams.tell_problems([Problem("a.txt", 3, "wrong", "mend it")])
    told = events(capsys.readouterr().err)
    assert [event["event"] for event in told] == ["message", "message", "problem"]
    assert told[1]["fields"] == {"text": "lines of a summary " + "x" * 500}


@pytest.mark.parametrize("form", [(), ("--json",), ("--verbose",)])
def test_nothing_that_is_said_steers_a_terminal(form: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with speaking_as(*form):
        streams.tell(HOSTILE)
        streams.tell_problems([Problem(HOSTILE, 1, HOSTILE, HOSTILE)])
        streams.words().print(HOSTILE, markup=False)
        streams.words().print(Text(HOSTILE, "red"))
        log("event", {"name": HOSTILE})
    told = capsys.readouterr().err
    assert told.count("owned") >= 4
    assert not STEERING.search(told)
    assert r"\x1b[2J" in told or r"\u001b[2J" in told


def test_a_terminal_gets_the_console_s_own_colours_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    console = harmless.console()
    console.file = io.StringIO()
    console._force_terminal = True
    console._color_system = None
    console.print(Text.assemble(("fine", "bold"), "\x1b[31mred"))
    told = console.file.getvalue()
    assert r"\x1b[31mred" in told
    assert "\x1b[31m" not in told


@given(st.text())
def test_escapes_leave_one_line_that_can_be_written(text: str) -> None:
    told = as_escapes(text)
    assert not STEERING.search(told)
    assert "\n" not in told
    assert as_escapes(told) == told
    told.encode("utf-8")


def test_escapes_leave_alone_what_papers_write() -> None:
    text = "κ = 0.742 <analyze> 日本語 é 👩‍🔬 عربى \\alpha"
    assert as_escapes(text) == text


def test_a_message_of_several_lines_is_several_lines(capsys: pytest.CaptureFixture[str]) -> None:
    streams.tell("one\ntwo")
    assert capsys.readouterr().err == "one\ntwo\n"


def test_docs_name_every_event_and_field() -> None:
    page = (ROOT / "docs/logs.md").read_text(encoding="utf-8")
    logged = {
        name
        for path in (ROOT / "src/methodgraph").rglob("*.py")
        for name in re.findall(r"""(?:\blog|\b_?LOG\.\w+)\(\s*"([a-z ]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert {"stage", "stage done", "progress", "message", "problem"} <= logged
    assert {name for name in logged | {DONE} if f"`{name}`" not in page} == set()


def test_the_callback_takes_options_in_any_order() -> None:
    for options in (("--json", "--quiet"), ("--quiet", "--json")):
        with speaking_as(*options):
            assert (voice().json, voice().quiet) == (True, True)
    assert set_voice.__doc__


@pytest.mark.usefixtures("paper")
def test_quiet_holds_where_verbose_is_given_too(call: Call) -> None:
    assert call("build", "papers.txt", "--verbose", "--quiet").output == ""
    with speaking_as("--quiet", "--verbose"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stderr", seen := io.StringIO())
        log("something is wrong", {}, logging.WARNING)
    assert seen.getvalue() == "something is wrong\n"
