"""The command group: fast, complete, documented, and every error one message."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calls import ROOT, Call, Shell, environment

import methodgraph
from methodgraph.cli.main import COMMANDS

HEAVY = (
    "spacy", "rdflib", "networkx", "pyoxigraph", "pyvis", "pyshacl", "rich", "ftfy", "numpy", "starlette", "uvicorn",
    "jinja2", "pandas", "matplotlib", "pyarrow",
)  # fmt: skip
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from methodgraph.cli import main\n"
        "sys.argv = ['methodgraph', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment())
    assert b"Commands:" in done.stdout
    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_help_names_every_command(call: Call) -> None:
    told = call("--help").output
    assert all(re.search(rf"^  {name}\s", told, re.MULTILINE) for name in COMMANDS)


def test_every_module_of_a_command_is_in_the_group() -> None:
    modules = {
        path.stem
        for path in (ROOT / "src/methodgraph/cli").glob("*.py")
        if "@click.command" in path.read_text(encoding="utf-8")
    }
    assert modules == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_how_to_call_it(call: Call, name: str) -> None:
    for flag in ("--help", "-h"):
        result = call(name, flag)
        assert result.exit_code == 0
        assert re.search(rf"^  (\w+ .*\| )?methodgraph {name} \S", result.output, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_shows_every_command_in_use(name: str) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert any(re.search(rf"methodgraph {name}\b", block) for block in blocks)


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_every_option(call: Call, name: str) -> None:
    options = set(re.findall(r"--[a-z-]+", call(name, "--help").output)) - {"--help"}
    assert {option for option in options if option not in README} == set()


def test_version_is_the_package_s(shell: Shell) -> None:
    done = shell("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"methodgraph {methodgraph.__version__}\n"


def test_unknown_command_is_misuse(call: Call) -> None:
    result = call("biuld", "seeds")
    assert result.exit_code == 2
    assert "biuld" in result.stderr
    assert result.stdout == ""


def test_missing_argument_is_misuse(call: Call) -> None:
    assert call("build").exit_code == call("extract").exit_code == call("explain").exit_code == 2


def test_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    errors = tmp_path / "stderr"
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", "from methodgraph.cli import main; main()", "query", "--list"],
            stdout=subprocess.PIPE, stderr=stream, env=environment(),
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 0
    assert errors.read_bytes() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full, as Linux has it")
def test_full_disk_is_one_message() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "methodgraph", "query", "--list"],
            stdout=full, stderr=subprocess.PIPE, check=False, env=environment(),
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"methodgraph: standard output cannot be written")
    assert done.stderr.count(b"\n") == 1
