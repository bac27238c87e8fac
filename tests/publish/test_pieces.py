"""A file that is written from an old one and what changed is the file that is written of everything, byte for byte."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.publish.pieces import Changed, Frame, Index, Section, read, write, write_changed

KEYS = st.text(max_size=3)
DATA = st.binary(max_size=5)
BYTES = st.binary(max_size=3)
FRAMES = st.builds(Frame, BYTES, BYTES, BYTES, st.none() | BYTES)
PIECES = st.dictionaries(KEYS, DATA, max_size=12)
CHANGES = st.dictionaries(KEYS, st.none() | DATA, max_size=8)


def whole(*sections: tuple[Frame, dict[str, bytes]]) -> tuple[bytes, tuple[Index, ...]]:
    stream = BytesIO()
    indexes = write(stream, [Section(frame, sorted(pieces.items())) for frame, pieces in sections])
    return stream.getvalue(), indexes


def after(pieces: dict[str, bytes], changes: dict[str, bytes | None]) -> dict[str, bytes]:
    return {key: data for key, data in {**pieces, **changes}.items() if data is not None}


@given(st.lists(st.tuples(FRAMES, PIECES, CHANGES), max_size=3))
def test_what_changed_is_written_as_all_is(told: list[tuple[Frame, dict[str, bytes], dict[str, bytes | None]]]) -> None:
    data, indexes = whole(*((frame, pieces) for frame, pieces, _ in told))
    stream = BytesIO()
    changed = [Changed(frame, index, changes) for (frame, _, changes), index in zip(told, indexes, strict=True)]
    new = write_changed(stream, BytesIO(data), changed)
    expected, expected_indexes = whole(*((frame, after(pieces, changes)) for frame, pieces, changes in told))
    assert stream.getvalue() == expected
    for one, other in zip(new, expected_indexes, strict=True):
        assert (list(one.keys), list(one.sizes), one.start) == (list(other.keys), list(other.sizes), other.start)


@given(FRAMES, PIECES, st.lists(CHANGES, max_size=4))
def test_change_after_change_is_as_good(
    frame: Frame, pieces: dict[str, bytes], steps: list[dict[str, bytes | None]]
) -> None:
    data, (index,) = whole((frame, pieces))
    for changes in steps:
        stream = BytesIO()
        (index,) = write_changed(stream, BytesIO(data), [Changed(frame, index, changes)])
        data, pieces = stream.getvalue(), after(pieces, changes)
    assert data == whole((frame, pieces))[0]


@given(FRAMES, FRAMES, PIECES, CHANGES)
def test_a_head_may_change_too(
    frame: Frame, other: Frame, pieces: dict[str, bytes], changes: dict[str, bytes | None]
) -> None:
    other = Frame(other.head, frame.joint, other.tail, other.none)
    data, (index,) = whole((frame, pieces))
    stream = BytesIO()
    write_changed(stream, BytesIO(data), [Changed(other, index, changes)])
    assert stream.getvalue() == whole((other, after(pieces, changes)))[0]


@given(FRAMES, PIECES, st.sets(KEYS))
def test_pieces_are_found_by_their_keys(frame: Frame, pieces: dict[str, bytes], keys: set[str]) -> None:
    data, (index,) = whole((frame, pieces))
    found = {key: data for key, data in pieces.items() if key in keys}
    assert list(read(index, frame, BytesIO(data), keys)) == sorted(found.items())


def test_pieces_that_are_not_sorted_are_refused() -> None:
    with pytest.raises(ValueError, match="'a' does not belong behind 'b'"):
        write(BytesIO(), [Section(Frame(), [("b", b""), ("a", b"")])])


def test_a_file_that_was_cut_is_told() -> None:
    data, (index,) = whole((Frame(), {"a": b"one", "b": b"two"}))
    with pytest.raises(ValueError, match="ends before"):
        write_changed(BytesIO(), BytesIO(data[:-1]), [Changed(Frame(), index, {})])


def test_unchanged_runs_are_read_in_long_stretches() -> None:
    class Heard(BytesIO):
        reads = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            return super().read(size)

    data, (index,) = whole((Frame(joint=b"\n"), {f"{n:05}": b"x" * 20 for n in range(10_000)}))
    old = Heard(data)
    write_changed(BytesIO(), old, [Changed(Frame(joint=b"\n"), index, {"05000": b"new", "07000x": b"more"})])
    assert old.reads == 3
