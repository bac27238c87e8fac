from __future__ import annotations

import re
from pathlib import Path

import pytest

from methodgraph.errors import DataError
from methodgraph.publish.html import assets

FOLDER = Path(assets.__file__).parent / "assets"


def test_every_file_is_part_of_the_page() -> None:
    told = {*assets.modules(), *assets.STYLES, "template.html"}
    assert told == {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*") if file.is_file()}


def test_a_module_stands_after_all_that_it_imports() -> None:
    order = assets.modules()
    assert order[-1] == assets.MAIN
    for number, name in enumerate(order):
        for imported in re.findall(r'from "(\.[^"]+)"', (FOLDER / name).read_text("utf-8")):
            path = ((FOLDER / name).parent / imported).resolve()
            assert path.relative_to(FOLDER.resolve()).as_posix() in order[:number]


def test_the_script_neither_imports_nor_exports() -> None:
    assert not re.search(r"^\s*(?:import|export)\b", assets.code(), re.MULTILINE)
    assert assets.code().rstrip().endswith(f"{assets.START}();\n}})();")


def test_modules_that_import_each_other_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / assets.MAIN).write_text('import { a } from "./other.js";\n', "utf-8")
    (tmp_path / "assets" / "other.js").write_text('import { b } from "./app.js";\n', "utf-8")
    monkeypatch.setattr(assets, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match="imports itself"):
        assets.modules.__wrapped__()


@pytest.mark.parametrize("mark", ["</script>", "<!-- x", "</STYLE"])
def test_a_part_that_would_end_its_block_is_refused(mark: str) -> None:
    with pytest.raises(DataError, match="would end its block"):
        assets._inline("x.js", f"const a = '{mark}';")
