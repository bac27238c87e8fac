"""docs/store.md, run: what it shows is what comes out, and all that can be asked for is in it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.calls import ROOT, environment

from methodgraph.store import Store
from methodgraph.store.asking import FIELDS

PAGE = (ROOT / "docs/store.md").read_text(encoding="utf-8")


def test_python_prints_what_the_page_shows(tmp_path: Path) -> None:
    ((code, told),) = re.findall(r"^```python\n(.*?)^```\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=environment()
    )
    assert done.stdout.decode() == told


@pytest.mark.parametrize("field", FIELDS)
def test_every_term_of_a_question_is_in_the_page(field: str) -> None:
    assert f"`{field}:" in PAGE


def test_every_table_is_in_the_page(tmp_path: Path) -> None:
    with closing(Store(tmp_path)) as store:
        tables = {name for (name,) in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert tables == set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
