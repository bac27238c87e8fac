"""The connection to Spark: the one that is there (spark-submit, a notebook), or a new one."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from pyspark.sql import SparkSession

_INSTALL = "install it: pip install 'methodgraph[spark]'"
_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    "spark.sql.parquet.columnarReaderBatchSize": "256",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.caseSensitive": "true",
}
"""What a job sets, whoever made the session.

A paper's quads are 60 kB before they are packed: of the 4,096 rows that Spark reads at once by itself, two tasks hold
half a gigabyte. And where names differ in capitals only ("DOI" beside "doi"), it would refuse a file that any reader of
JSON takes.
"""
_NEW = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
"""What a session that is made here says less of: its words stand between ours."""
_LOCAL = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""What a session of one machine needs no more than: no page to watch it by, no port that others reach."""


def connect(master: str | None = None, settings: Mapping[str, str] | None = None) -> SparkSession:
    """Return a session of Spark: the active one, else a new one at `master` with `settings` of Spark's own names.

    None is what spark-submit says; without it "local[*,4]", all cores of this machine, each task tried four times.
    Raises UsageError, which says what to install, where pyspark, pyarrow or Java is missing.

    >>> connect("local[2,4]").version  # doctest: +SKIP
    '4.0.1'
    """
    sql = _library()
    session: SparkSession | None = sql.SparkSession.getActiveSession()
    if session is None:
        session = _new(sql, master, settings or {})
    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    return session


def settings_of(told: Iterable[str]) -> dict[str, str]:
    """Return settings told as spark-submit takes them. Raises UsageError for what is none.

    >>> settings_of(["spark.executor.memory=4g"])
    {'spark.executor.memory': '4g'}
    """
    settings: dict[str, str] = {}
    for one in told:
        name, is_told, value = one.partition("=")
        if not is_told or not name.startswith("spark."):
            raise UsageError(f"{one!r} is no setting of Spark; write it as spark.NAME=VALUE")
        settings[name] = value
    return settings


def _library() -> ModuleType:
    try:
        import_module("pyarrow")
        return import_module("pyspark.sql")
    except ImportError as error:
        raise UsageError(f"this takes pyspark and pyarrow, and {error.name} is not there; {_INSTALL}") from error


def _new(sql: ModuleType, master: str | None, settings: Mapping[str, str]) -> SparkSession:
    if not _has_java():
        raise UsageError("Spark takes Java 17, and there is no `java`; install a JRE 17 or set JAVA_HOME")
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers run any python3, which may lack us
    builder = sql.SparkSession.builder.appName("methodgraph")
    if master is not None or not submitted:
        builder = builder.master(master or "local[*,4]")
    if (master or "local").startswith("local") and not submitted:
        settings = {**_LOCAL, **settings}
    for name, value in {**_NEW, **settings}.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    return session


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None or (home is not None and (Path(home) / "bin" / "java").exists())
