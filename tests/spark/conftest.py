"""One session of Spark for all quick tests, and one graph that both a local run and Spark build of the same papers."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.spark.invented import records

from methodgraph.interchange import dumps, paper_to_json
from methodgraph.read import Reading, read_papers
from methodgraph.records import Linked

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from methodgraph.extract import Extractor
    from methodgraph.spark import SparkReport

ROOT = Path(__file__).resolve().parents[2]
QUICK = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",  # compiling takes longer than these few rows
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "1g",
}


@pytest.fixture(scope="session")
def needs_spark() -> None:
    """Skip where Spark cannot run; in CI, which installs all of it, fail."""
    missing = [name for name in ("pyspark", "pyarrow") if importlib.util.find_spec(name) is None]
    missing += [] if shutil.which("java") else ["java"]
    if missing:
        told = f"needs {', '.join(missing)}: pip install 'methodgraph[spark]', and a JRE 17"
        assert "CI" not in os.environ, told
        pytest.skip(told)


@pytest.fixture(scope="session")
def session(needs_spark: None) -> Iterator[SparkSession]:  # noqa: ARG001 - asked for what it does
    """Two cores of this machine, each task tried four times."""
    from methodgraph.spark.session import connect  # noqa: PLC0415  pyspark may be missing

    told = connect("local[2,4]", QUICK)
    yield told
    told.stop()


@dataclass(frozen=True)
class Both:
    """What a local run and Spark make of the same files."""

    reading: Reading
    local: Linked
    report: SparkReport
    output: Path
    stopped: tuple[set[str], set[str]]
    """The files of `graphs` when a first run was stopped behind it, and those in the end."""


class _StoppedError(Exception):
    """A run is broken off."""


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of JSON lines: the seeds, made-up papers in files small and packed, and lines that hold no paper."""
    folder = tmp_path_factory.mktemp("papers")
    write_papers(folder, 150)
    return folder


def write_papers(folder: Path, count: int) -> None:
    """Write the seeds, `count` made-up papers and some faulty lines into a folder."""
    seeds = [paper_to_json(paper) for paper in read_papers([ROOT / "seeds"]).papers]
    lines = [json.dumps(record).encode() for record in records(count)]
    (folder / "seeds.jsonl").write_bytes("\n".join(map(dumps, seeds)).encode())
    (folder / "deep").mkdir()
    (folder / "deep" / "über 50%.jsonl").write_bytes(b"\n".join(lines[: count // 2]) + b"\r\n\r\n{broken\n[1]\n")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines[count // 2 :]), mtime=0))
    (folder / "faulty.jsonl").write_bytes(b'{"title": "caf\xe9"}\n{"id": "x", "title": "", "abstract": " "}\n\n')
    (folder / "README.txt").write_text("about these papers")


@pytest.fixture(scope="session")
def both(session: SparkSession, papers: Path, extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Both graphs. The run of Spark is broken off once, behind the extraction, and goes on."""
    from methodgraph.link import link  # noqa: PLC0415
    from methodgraph.spark import build  # noqa: PLC0415
    from methodgraph.vocabulary import load_vocabulary  # noqa: PLC0415

    reading = read_papers([papers], keep_going=True)
    local = link([extractor(paper) for paper in reading.papers], load_vocabulary())
    output = tmp_path_factory.mktemp("graph") / "output"

    def stop(stage: str) -> None:
        if stage == "link":
            raise _StoppedError

    with pytest.raises(_StoppedError):
        build([papers], output, session=session, progress=stop)
    assert not (output / "_SUCCESS").exists()
    before = {path.name for path in (output / "graphs").iterdir()}
    report = build([papers], output, session=session)
    after = {path.name for path in (output / "graphs").iterdir()}
    return Both(reading, local, report, output, (before, after))


def table(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a table of Parquet."""
    from pyarrow import parquet  # noqa: PLC0415  it may be missing

    rows: list[dict[str, Any]] = parquet.read_table(folder).to_pylist()
    return rows
