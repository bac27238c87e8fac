"""A store that is damaged, cut short, no store, too new or in a folder that takes nothing: told, and left as it is."""

from __future__ import annotations

import logging
import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.stores import paper, put

from methodgraph.errors import InputError, UsageError
from methodgraph.store import STORE_FILE, Derived, Store, held, papers, state_digest
from methodgraph.store.opening import connect
from methodgraph.store.schema import APPLICATION_ID, MIGRATIONS, VERSION


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store of two hundred papers."""
    with Store(tmp_path) as store:
        put(store, [paper(f"P{n}", line=n, text=f"We present P{n}. " * 20) for n in range(200)])
    return tmp_path


def _read(folder: Path) -> tuple[object, ...]:
    """Return all that a store holds, looking at everything."""
    with Store(folder, read_only=True) as store:
        return held(store), state_digest(store, "1"), tuple(papers(store))


def test_a_closed_store_is_one_file(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == [STORE_FILE]
    _read(folder)
    assert [path.name for path in folder.iterdir()] == [STORE_FILE]


def test_tables_are_strict_and_heed_their_references(folder: Path) -> None:
    with Store(folder) as store:
        assert {row[0] for row in store.rows("SELECT strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite%'")} == {1}  # fmt: skip  # noqa: E501
        with pytest.raises(InputError, match="FOREIGN KEY"):
            store.run("INSERT INTO record_key VALUES (x'00', 9999)")
        assert store.row("PRAGMA journal_mode") == ("wal",)
        assert store.number("PRAGMA synchronous") == 2
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_tables_of_version_one_become_those_of_today_and_keep_what_they_hold(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / STORE_FILE, isolation_level=None)) as connection:
        connection.executescript(MIGRATIONS[0])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO setting VALUES ('learn', x'00')")
        before = _schema(connection)
    with Store(tmp_path) as store:
        assert store.row("SELECT value FROM setting") == (b"\0",)
        assert store.number("PRAGMA user_version") == VERSION
        Derived(store, "link", "1").update([(b"k", b"v")])
    (tmp_path / "fresh").mkdir()
    Store(tmp_path / "fresh").close()
    with (
        closing(sqlite3.connect(tmp_path / STORE_FILE)) as old,
        closing(sqlite3.connect(tmp_path / "fresh" / STORE_FILE)) as new,
    ):
        assert _schema(old) == _schema(new) != before


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path).close()
    monkeypatch.setattr(
        "methodgraph.store.schema.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE more (id INTEGER) STRICT;\nWRONG")
    )
    monkeypatch.setattr("methodgraph.store.schema.VERSION", VERSION + 1)
    monkeypatch.setattr("methodgraph.store.opening.VERSION", VERSION + 1)
    with pytest.raises(InputError, match="syntax error"):
        Store(tmp_path)
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchone() is None


def test_a_newer_store_is_refused_and_left_as_it_is(folder: Path) -> None:
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (folder / STORE_FILE).read_bytes()
    with pytest.raises(
        InputError, match=rf"store\.db: made by a newer methodgraph .* {VERSION + 1}.*; install that version"
    ):
        Store(folder)
    assert (folder / STORE_FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", r"damaged \(it is empty: 0 bytes\); restore it from a copy, or move it away"),
        (b"Dear diary, " * 1000, r"damaged \(file is not a database\); restore it"),
    ],
    ids=["empty", "no database"],
)
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / STORE_FILE).write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(InputError, match=rf"store\.db: {told}"):
            Store(tmp_path, read_only=read_only)
    assert (tmp_path / STORE_FILE).read_bytes() == content


def test_another_program_s_database_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        connection.execute("CREATE TABLE diary (day TEXT)")
    with pytest.raises(InputError, match="a SQLite database, but no store of methodgraph; name another output folder"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [STORE_FILE]


def test_a_store_that_was_cut_short_is_told(folder: Path) -> None:
    whole = (folder / STORE_FILE).read_bytes()
    for size in (50, 4096, len(whole) // 2, len(whole) - 1):
        (folder / STORE_FILE).write_bytes(whole[:size])
        with pytest.raises(InputError, match=r"store\.db: damaged \("):
            _read(folder)
        assert (folder / STORE_FILE).read_bytes() == whole[:size]


def test_flipped_bytes_are_told_or_make_no_difference(folder: Path) -> None:
    """What is read is what was written, or there is a message: 200 times, a byte anywhere in the file."""
    whole, right = (folder / STORE_FILE).read_bytes(), _read(folder)
    chance, noticed = random.Random(5), 0  # noqa: S311 - no secret
    for _ in range(200):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= chance.randrange(1, 256)
        (folder / STORE_FILE).write_bytes(damaged)
        try:
            found = _read(folder)
        except (InputError, UsageError) as error:
            noticed += "store.db: damaged" in str(error) or "store.db: a SQLite database, but no store" in str(error)
        else:
            assert found[1:] == right[1:]
    assert noticed > 100


def test_a_log_whose_store_is_gone_is_not_thrown_away(folder: Path) -> None:
    (folder / STORE_FILE).rename(folder / "elsewhere")
    (folder / f"{STORE_FILE}-wal").write_bytes(b"papers")
    with pytest.raises(InputError, match=r"its log store\.db-wal is there and may hold papers; put the file back"):
        Store(folder)
    assert not (folder / STORE_FILE).exists()


def test_a_folder_in_the_store_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / STORE_FILE).mkdir()
    with pytest.raises(UsageError, match=r"store\.db: a folder, where a store was expected"):
        Store(tmp_path)


def test_without_a_store_reading_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no store; add papers first: methodgraph add PATH --output"):
        Store(tmp_path, read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def read_only_folder(folder: Path) -> Iterator[Path]:
    """The folder where nothing can be written: for root by a mount, for others by its permissions."""
    if os.geteuid():
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        return
    mounted = folder / "mounted"
    mounted.mkdir()
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "--bind", folder, mounted], check=False, capture_output=True).returncode:
        pytest.skip("root, and no mounts here")
    try:
        subprocess.run([mount, "-o", "remount,ro,bind", mounted], check=True)
        yield mounted
    finally:
        subprocess.run([shutil.which("umount") or "umount", mounted], check=True)


def test_a_store_in_a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written(read_only_folder: Path) -> None:
    assert len(_read(read_only_folder)[2]) == 200  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"store\.db: cannot be (written|opened)"), Store(read_only_folder) as store:
        put(store, [paper("more")])


def test_a_file_system_without_a_log_does_with_a_note(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """SQLite's "unix-dotfile" has no shared memory, like many network file systems."""
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with caplog.at_level(logging.WARNING), Store(folder, vfs="unix-dotfile") as store:
        assert store.row("PRAGMA journal_mode") == ("delete",)
        put(store, [paper("more", file="b.jsonl")])
        assert len(list(papers(store))) == 201
    assert "this file system has no write-ahead log (delete instead)" in caplog.text


def test_a_process_that_died_while_the_store_was_made_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("methodgraph.store.opening.migrate", die)
    with pytest.raises(KeyboardInterrupt):
        connect(tmp_path / STORE_FILE)
    assert list(tmp_path.iterdir()) == []


def test_what_a_stage_derived_is_thrown_away_when_its_version_is_another(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        Derived(store, "link", "1").update([(b"b", b"2"), (b"a", b"1"), (b"c", b"3")], take=[b"a"])
        kept = Derived(store, "link", "1")
        kept.update([(b"b", b"4")], take=[b"c"])
        assert list(kept.items()) == [(b"a", b"1"), (b"b", b"4")]
        assert (kept.get(b"b"), kept.get(b"x")) == (b"4", None)
        assert list(Derived(store, "publish", "1").items()) == []
        assert list(Derived(store, "link", "2").items()) == []
        assert list(Derived(store, "link", "1").items()) == []
