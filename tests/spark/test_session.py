"""What keeps Spark from starting is said, with what to do about it."""

from __future__ import annotations

import sys

import pytest

from methodgraph.errors import UsageError
from methodgraph.spark.session import connect, settings_of


def test_settings_are_told_as_spark_submit_takes_them() -> None:
    told = settings_of(["spark.executor.memory=4g", "spark.driver.extraJavaOptions=-Da=b"])
    assert told == {"spark.executor.memory": "4g", "spark.driver.extraJavaOptions": "-Da=b"}
    for wrong in ("spark.executor.memory", "memory=4g"):
        with pytest.raises(UsageError, match="is no setting of Spark"):
            settings_of([wrong])


@pytest.mark.parametrize("name", ["pyspark.sql", "pyarrow"])
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=r"pip install 'methodgraph\[spark\]'"):
        connect()


@pytest.mark.usefixtures("needs_spark")
def test_missing_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyspark.sql  # noqa: PLC0415  it may be missing

    monkeypatch.setattr(pyspark.sql.SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(UsageError, match="Java 17"):
        connect()
