"""What papers are packed in: folders, gzip, Zstandard, zip, standard input, and what is refused."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
import zstandard

from methodgraph.read import archives, read_papers, streams
from methodgraph.read.streams import RATIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from methodgraph.read import Reading

LINES = b'{"id": "a", "text": "We propose FooNet."}\n{"id": "b", "text": "We propose BarNet."}\n'
BIB = b"@article{foo, title={Foo Networks for the Masses}, abstract={We propose FooNet.}, year={2020}}"
LISTING = b"Abstract: We propose QuxGraph, a method for graphs that change while they are learned."


def _zip(**members: bytes) -> bytes:
    """Return an archive of `members`; "__" in a name stands for a slash, "_" for a dot, "MAC" for a Mac's folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", ".").replace("MAC", "__MACOSX"), content)
    return packed.getvalue()


def _zst(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


PACKED: dict[str, tuple[str, bytes, list[tuple[str, str]]]] = {
    "gzip": ("x.jsonl.gz", gzip.compress(LINES), [("a", ""), ("b", "")]),
    "Zstandard": ("x.jsonl.zst", _zst(LINES), [("a", ""), ("b", "")]),
    "Zstandard in two frames": ("x.zst", _zst(LINES[:42]) + _zst(LINES[42:]), [("a", ""), ("b", "")]),
    "gzip in two members": ("x.gz", gzip.compress(LINES[:42]) + gzip.compress(LINES[42:]), [("a", ""), ("b", "")]),
    "gzip without its suffix": ("x.jsonl", gzip.compress(LINES), [("a", ""), ("b", "")]),
    "a listing": ("x.txt.gz", gzip.compress(LISTING), [("x:1", "")]),
    "zip": (
        "x.zip",
        _zip(one_jsonl=LINES, two__y_txt=LISTING),
        [("a", "/one.jsonl"), ("b", "/one.jsonl"), ("y:1", "/two/y.txt")],
    ),
    "gzip in zip": ("x.zip", _zip(one_jsonl_gz=gzip.compress(LINES)), [("a", "/one.jsonl.gz"), ("b", "/one.jsonl.gz")]),
    "zip in zip": ("x.zip", _zip(in_zip=_zip(y_txt=LISTING)), [("y:1", "/in.zip/y.txt")]),
    "zip in gzip": ("x.zip.gz", gzip.compress(_zip(y_txt=LISTING)), [("y:1", "/y.txt")]),
    "gzip in gzip": ("x.gz.gz", gzip.compress(gzip.compress(LINES)), [("a", ""), ("b", "")]),
    "zip with what a Mac adds": ("x.zip", _zip(MAC__y_txt=b"\0", _DS_Store=b"\0", y_txt=LISTING), [("y:1", "/y.txt")]),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_is_read(tmp_path: Path, name: str) -> None:
    file, content, expected = PACKED[name]
    path = tmp_path / file
    path.write_bytes(content)
    papers = read_papers([path]).papers
    told = [(paper.id, source.file.removeprefix(path.as_posix())) for paper in papers for source in paper.sources]
    assert told == expected


@pytest.mark.parametrize("name", ["gzip", "Zstandard", "zip", "gzip in zip"])
def test_standard_input_may_be_packed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _, content, expected = PACKED[name]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(_Pipe(content)))
    papers = read_papers(["-"]).papers
    assert [(paper.id, paper.sources[0].file) for paper in papers] == [(own, f"-{file}") for own, file in expected]


class _Pipe(io.BytesIO):
    """Bytes that cannot be gone back in, and come a few at a time."""

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size, 100) if size and size > 0 else size)


def _encrypted() -> bytes:
    """Return an archive whose member says it is encrypted: bit 0 of its flags, in both headers."""
    content = bytearray(_zip(y_txt=LISTING))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def _linked() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("y.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return packed.getvalue()


def _overlapping() -> bytes:
    """Return an archive whose second member is the first one again, under another name."""
    content = _zip(a_txt=LISTING * 50, b_txt=b"x")
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    entry = bytearray(content[first:second])
    entry[46:47] = b"c"
    end = bytearray(content[content.index(b"PK\x05\x06") :])
    for at in (8, 10):
        end[at : at + 2] = (80).to_bytes(2, "little")
    end[12:16] = (80 * len(entry)).to_bytes(4, "little")
    return content[:first] + bytes(entry) * 80 + bytes(end)


UNWATCHED = 2**20
ZEROES = b"a" * (2 * UNWATCHED)
REFUSED: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "a gzip bomb": ("x.gz", lambda: gzip.compress(ZEROES), "", f"unpacks to more than {RATIO} times"),
    "a Zstandard bomb": ("x.zst", lambda: _zst(ZEROES), "", f"unpacks to more than {RATIO} times"),
    "a zip bomb": ("x.zip", lambda: _zip(y_txt=ZEROES), "/y.txt", f"unpacks to more than {RATIO} times"),
    "members over each other": ("x.zip", _overlapping, "", f"unpacks to more than {RATIO} times"),
    "packed thrice": ("x.gz", lambda: gzip.compress(gzip.compress(gzip.compress(LINES))), "", "packed more than twice"),
    "a path above": ("x.zip", lambda: _zip(**{"..__y_txt": LISTING}), "/../y.txt", "its path leaves the archive"),
    "a path from the root": ("x.zip", lambda: _zip(__etc__y_txt=LISTING), "//etc/y.txt", "its path leaves"),
    "an encrypted member": ("x.zip", _encrypted, "/y.txt", "encrypted"),
    "a link": ("x.zip", _linked, "/y.txt", "a link to another file"),
    "a document": ("x.docx", lambda: _zip(**{"[Content.Types]_xml": b"", "y_xml": b""}), "", "a document or book"),
    "nothing inside": ("x.zip", _zip, "", "no file to read in this archive"),
    "gzip cut off": ("x.gz", lambda: gzip.compress(LINES)[:-20], "", "cannot be unpacked (Compressed file ended"),
    "gzip damaged": ("x.gz", lambda: gzip.compress(LINES)[:-8] + b"\0" * 8, "", "cannot be unpacked (CRC check failed"),
    "Zstandard damaged": ("x.zst", lambda: _zst(LINES)[:4] + b"\xff" * 40, "", "cannot be unpacked (zstd"),
    "Zstandard cut off": (
        "x.zst",
        lambda: _zst(LINES * 2)[:-20],
        "",
        "cannot be unpacked (Compressed file ended within",
    ),
    "zip cut off": ("x.zip", lambda: _zip(y_txt=LISTING)[:-30], "", "cannot be unpacked (File is not a zip file)"),
    "zip damaged": (
        "x.zip",
        lambda: _zip(y_txt=LISTING).replace(b"PK\x03\x04", b"PK\x03\x04\0", 1),
        "/y.txt",
        "cannot",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_papers_are_in_is_refused_with_one_message(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (streams, archives):  # bombs of 64 MiB would take their time
        monkeypatch.setattr(module, "UNWATCHED", UNWATCHED)
    file, content, inside, what = REFUSED[name]
    path = tmp_path / file
    path.write_bytes(content().replace(b"[Content.Types]", b"[Content_Types]"))
    problems = _tried(path).problems
    assert {(problem.path, problem.line) for problem in problems} == {(f"{path.as_posix()}{inside}", None)}
    assert len(problems) == 1
    assert problems[0].what.startswith(what)
    assert problems[0].remedy


def _tried(*paths: Path) -> Reading:
    return read_papers(paths, keep_going=True)


def test_what_was_read_before_the_damage_is_kept(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": "%d", "text": "Text %d, %d."}\n' % (n, n, n * n) for n in range(50_000))
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-4000])
    reading = _tried(path)
    assert 10_000 < len(reading.papers) < 50_000
    assert reading.problems[-1].what.startswith("cannot be unpacked")


def test_two_members_of_one_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("y.jsonl", LINES)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("y.jsonl", LISTING)
    reading = _tried(path)
    assert [paper.id for paper in reading.papers] == ["a", "b"]
    assert [problem.what for problem in reading.problems] == ["a second file of this name in the archive"]


def test_a_folder_of_mixed_files_is_read_and_what_holds_no_papers_is_left_out_with_a_note(tmp_path: Path) -> None:
    files = {
        "a.jsonl": LINES,
        "b.bib.gz": gzip.compress(BIB),
        "c.zip": _zip(y_txt=LISTING, README=b"Hello."),
        "d.png": b"\x89PNG\0\0",
        "sub/e.css": b"p { color: red }",
        "LICENSE": b"Anyone may.",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    reading = read_papers([tmp_path])
    assert [paper.id for paper in reading.papers] == ["a", "b", "y:1"]  # b.bib.gz tells of the first again
    left_out = [(note.path.removeprefix(f"{tmp_path.as_posix()}/"), note.what[:30]) for note in reading.notes]
    assert left_out == [
        ("LICENSE", "left out: tells about the fold"),
        ("c.zip/README", "left out: tells about the fold"),
        ("d.png", "left out: a binary file (it ho"),
        ("sub/e.css", "left out: '.css' is not a kind"),
    ]


def test_names_that_steer_a_terminal_or_are_no_text_are_told_without_that(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J.jsonl").write_bytes(LINES.splitlines()[0])
    (tmp_path / os.fsdecode(b"b\xff.jsonl")).write_bytes(LINES.splitlines()[1])
    (tmp_path / "c.zip").write_bytes(_zip(**{"d\u202e_txt": LISTING}))
    files = [source.file.rpartition("/")[2] for paper in read_papers([tmp_path]).papers for source in paper.sources]
    assert files == ["a\ufffd[2J.jsonl", "b\ufffd.jsonl", "d\ufffd.txt"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    (problem,) = _tried(tmp_path / "x.txt").problems
    assert problem.what == "not a file but a pipe, socket or device"
    (problem,) = _tried(tmp_path).problems
    assert problem.what == "not a file but a pipe, socket or device"
