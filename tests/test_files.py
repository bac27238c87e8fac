"""Files are read with clear problems, written whole or not at all, and walked in order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph import files
from methodgraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_comes_without_bom_and_with_plain_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert files.read_text(path) == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"a\0b", None, "binary"),
        ("text".encode("utf-16"), None, "UTF-16"),
        (b"fine\ncaf\xe9\n", 2, "not UTF-8 (byte 0xE9 at column 4)"),
        (b"\xed\xa0\x80", 1, "not UTF-8 (byte 0xED at column 1)"),
    ],
)
def test_what_is_no_utf8_is_one_clear_problem(tmp_path: Path, content: bytes, line: int | None, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        files.read_text(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path.as_posix(), line)
    assert what in problem.what


def test_every_faulty_line_is_told_up_to_ten(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xe9\nfine\n\xe9\n")
    with pytest.raises(InputError) as caught:
        files.read_text(path)
    assert [problem.line for problem in caught.value.problems] == [1, 3]
    path.write_bytes(b"\xe9\n" * 5000)
    with pytest.raises(InputError, match="like 4989 more lines below") as caught:
        files.read_text(path)
    assert [problem.line for problem in caught.value.problems] == [*range(1, 12)]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: no such file or folder; check the path"):
        files.read_text(tmp_path / "nowhere")
    with pytest.raises(InputError, match="a folder, where a file was expected"):
        files.read_text(tmp_path)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff")))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert files.decode(text.encode(), "x") == (text, ())


@given(st.binary().filter(lambda data: b"\0" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))))
def test_problems_are_told_exactly_where_bytes_are_no_utf8(data: bytes) -> None:
    text, problems = files.decode(data, "x")
    assert files.is_broken(text) == bool(problems)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert problems
    else:
        assert not problems


def test_writing_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write_atomic(path, "one\nκ\r\n")
    assert path.read_bytes() == "one\nκ\r\n".encode()
    files.write_atomic(path, b"\0")
    assert path.read_bytes() == b"\0"
    files.write_lines_atomic(path, iter(["one", "two"]))
    assert path.read_bytes() == b"one\ntwo\n"
    assert names_in(tmp_path) == ["a.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def lines() -> Iterator[str]:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.write_lines_atomic(path, lines())
    with pytest.raises(ValueError, match="holds a line break"):
        files.write_lines_atomic(path, ["one\ntwo"])
    with pytest.raises(UnicodeEncodeError):
        files.write_atomic(path, "\ud800")
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["a.txt"]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        files.write_atomic(tmp_path / "nowhere" / "a.txt", "x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        files.write_atomic(tmp_path / "folder", "x")
    assert names_in(tmp_path) == ["folder"]


def test_permissions_follow_the_umask_and_links_stay_links(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write_atomic(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640
    (tmp_path / "link").symlink_to("a.txt")
    files.write_atomic(tmp_path / "link", "y")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.txt").read_text() == "y"


def test_folders_are_walked_in_order_without_hidden_files_and_circles(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", ".git/x", "c/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in files.walk(tmp_path)] == ["a.txt", "b/10.txt", "b/2.txt"]
    with pytest.raises(InputError):
        list(files.walk(tmp_path / "nowhere"))


def test_what_cannot_be_written_is_known_before(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("a.txt", "new.txt"):
        files.check_writable(tmp_path / name)
    for name in ("folder", "no/a.txt", "a.txt/b.txt"):
        with pytest.raises(UsageError, match=f"{name}: cannot be written \\("):
            files.check_writable(tmp_path / name)
    assert names_in(tmp_path) == ["a.txt", "folder"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "old"
