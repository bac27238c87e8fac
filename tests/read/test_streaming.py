"""Files of any size are read in memory that does not grow with them, in batches."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from methodgraph.read import iter_papers, papers, streams, window
from methodgraph.read.papers import BATCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = "We propose FooNet, which is long. " * 40
FEW, MANY = 200, 1000


def _records(count: int) -> Iterator[dict[str, str]]:
    return ({"id": f"p{at}", "title": f"Title {at}", "abstract": f"{TEXT} {at}."} for at in range(count))


FORMS: dict[str, Callable[[int], str]] = {
    "x.jsonl": lambda count: "\n".join(json.dumps(each) for each in _records(count)),
    "x.json": lambda count: json.dumps(list(_records(count))),
    "page.json": lambda count: json.dumps({"meta": {"count": 2}, "results": list(_records(count))}),
    "map.json": lambda count: json.dumps({each["id"]: each for each in _records(count)}),
    "x.csv": lambda count: (
        "id,title,abstract\n"
        + "\n".join(f'{each["id"]},{each["title"]},"{each["abstract"]}"' for each in _records(count))
    ),
    "x.py": lambda count: "\n".join(str(each) for each in _records(count)),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", FORMS)
def test_memory_does_not_grow_with_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, packed: bool
) -> None:
    for module, size in ((papers, "BATCH"), (window, "_CHUNK"), (streams, "_CHUNK")):
        monkeypatch.setattr(module, size, 50 if size == "BATCH" else 2**14)
    peaks = []
    for count in (FEW, FEW, MANY):  # twice, for what is loaded once does not count
        content = FORMS[name](count).encode()
        path = tmp_path / name
        path.write_bytes(gzip.compress(content, 1) if packed else content)
        del content
        tracemalloc.start()
        assert sum(len(found.papers) for found in iter_papers([path])) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.2 * peaks[1] + 300_000, f"{peaks[2]} bytes for {MANY} papers, {peaks[1]} for {FEW}"


def test_batches_are_of_one_file_each_and_in_order(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(at), "title": f"T{at}"}) for at in range(2 * BATCH + 1)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "b.jsonl").write_text("[]\nnothing more")
    found = list(iter_papers([tmp_path]))
    assert [(each.file[-7:], len(each.papers), len(each.problems)) for each in found] == [
        ("a.jsonl", BATCH, 0),
        ("a.jsonl", BATCH, 0),
        ("a.jsonl", 1, 0),
        ("b.jsonl", 0, 1),
    ]
    assert [paper.id for each in found for paper in each.papers] == [str(at) for at in range(2 * BATCH + 1)]
    assert [note.what for each in found for note in each.notes] == [
        "2,001 of 2,001 papers with a title and no abstract"
    ]
