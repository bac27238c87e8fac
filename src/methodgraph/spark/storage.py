"""Folders of any file system that Hadoop knows, and tables that are complete or not there.

Spark commits a table as a whole: workers write beside it, and `_SUCCESS` appears in its folder when all parts stand. So
a table with that mark is complete, whoever was killed meanwhile, and one without it is written anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame, SparkSession

DONE = "_SUCCESS"
"""The empty file that says that a folder is complete."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, by its address ("output", "hdfs:///graphs/1", "s3a://bucket/graph"), as a session reaches it."""

    session: SparkSession
    address: str

    def below(self, name: str) -> Folder:
        """Return a folder in this one."""
        return Folder(self.session, f"{self.address.rstrip('/')}/{name}")

    def names(self) -> list[str]:
        """Return the names of what stands in it, sorted; empty where it is not there."""
        system, path = self._reach()
        return sorted(str(told.getPath().getName()) for told in system.listStatus(path)) if system.exists(path) else []

    def size(self) -> int:
        """Return how many bytes its files have, those of folders below it counted."""
        system, path = self._reach()
        return int(system.getContentSummary(path).getLength()) if system.exists(path) else 0

    def is_complete(self) -> bool:
        """Return True where `_SUCCESS` stands in it."""
        system, path = self._reach(DONE)
        return bool(system.exists(path))

    def remove(self) -> None:
        """Delete it with all that it holds, if it is there."""
        system, path = self._reach()
        system.delete(path, True)  # noqa: FBT003 - Hadoop's signature

    def remove_file(self, name: str) -> None:
        """Delete a file in it, if it is there."""
        system, path = self._reach(name)
        system.delete(path, False)  # noqa: FBT003

    def move_file(self, name: str, target: Folder, new: str) -> None:
        """Move a file of it into another folder of the same file system, which is made if need be."""
        system, path = self._reach(name)
        system.mkdirs(target._reach()[1])
        if not system.rename(path, target._reach(new)[1]):
            raise OSError(f"{self.address}/{name} could not be moved to {target.address}/{new}")

    def write_file(self, name: str, content: bytes = b"") -> None:
        """Write a small file in it."""
        system, path = self._reach(name)
        stream = system.create(path, True)  # noqa: FBT003
        stream.write(bytearray(content))
        stream.close()

    def read_file(self, name: str) -> str | None:
        """Return the text of a small file in it; None where it is not there."""
        system, path = self._reach(name)
        if not system.exists(path):
            return None
        (row,) = self.session.read.option("wholetext", "true").text(path.toString()).collect()
        return str(row.value)

    def saved(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """Return the table `name` of this folder: the one that stands there, complete, else what `make` gives, written.

        What is read back no longer hangs on what it was made from: a worker that dies costs its own part.
        """
        folder = self.below(name)
        if not folder.is_complete():
            make().write.mode("overwrite").parquet(folder.address)
        return self.read(name)

    def read(self, name: str) -> DataFrame:
        """Return the table `name` of this folder."""
        return self.session.read.parquet(self.below(name).address)

    def _reach(self, name: str = "") -> tuple[Any, Any]:
        told = self.session._jvm.org.apache.hadoop.fs.Path(f"{self.address}/{name}" if name else self.address)  # type: ignore[union-attr]  # noqa: SLF001 - pyspark shows Hadoop's files no other way
        return told.getFileSystem(self.session._jsc.hadoopConfiguration()), told  # noqa: SLF001
