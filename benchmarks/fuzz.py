"""Coverage-guided fuzzing of the readers and of the extractor, with atheris (pip install atheris; Linux and macOS).

    python -m benchmarks.fuzz readers [FOLDER] -max_total_time=600
    python -m benchmarks.fuzz extractor [FOLDER] -max_total_time=600

FOLDER keeps what reaches new code, so that the next run goes on from there; what fails is written to crash-* in the
working directory, and `python -m benchmarks.fuzz readers crash-...` runs it again. All options of libFuzzer hold. A
reader may raise nothing but InputError and has to say something of every file; the extractor may raise nothing, and
its offsets slice.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW = 10
"""Seconds after which libFuzzer calls an input a hang."""
_FORMATS = ("atom", "oai", "acl", "dblp", "bibtex", "ris", "json", "python", "csv", "text")
"""All but PDF, which is read in a process of its own."""


def main() -> None:
    """Instrument our modules, then run until told to stop."""
    targets = {"readers": _readers, "extractor": _extractor}
    if len(sys.argv) < 2 or sys.argv[1] not in targets:
        sys.exit(__doc__)
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["methodgraph"]):
        one = targets[sys.argv.pop(1)](atheris)
    atheris.Setup([*sys.argv, f"-timeout={SLOW}"], one)
    atheris.Fuzz()


def _readers(_atheris: Any) -> Callable[[bytes], None]:
    """Return a function that reads bytes as the format which their first byte chooses."""
    from methodgraph.errors import InputError  # noqa: PLC0415 - instrumented as it is imported
    from methodgraph.read.assemble import assembled  # noqa: PLC0415
    from methodgraph.read.entry import Entry  # noqa: PLC0415
    from methodgraph.read.formats import format_named  # noqa: PLC0415

    formats = [format_named(name) for name in _FORMATS]

    def one(data: bytes) -> None:
        if not data:
            return
        kind = formats[data[0] % len(formats)]
        kind.looks_like(data[1:65536].decode("utf-8", "replace"))
        with suppress(InputError):
            for told in kind.read(BytesIO(data[1:]), "fuzzed"):
                for paper in assembled(told, "fuzzed") if isinstance(told, Entry) else (told,):
                    str(paper).encode("utf-8")

    return one


def _extractor(atheris: Any) -> Callable[[bytes], None]:
    """Return a function that extracts from a text of bytes."""
    from methodgraph.extract import load_extractor  # noqa: PLC0415 - instrumented as it is imported
    from methodgraph.records import Paper  # noqa: PLC0415

    extract = load_extractor()

    def one(data: bytes) -> None:
        told = atheris.FuzzedDataProvider(data)
        title = told.ConsumeUnicodeNoSurrogates(80)
        text = told.ConsumeUnicodeNoSurrogates(len(data))
        graph = extract(Paper("fuzzed", title, text))
        for entity in graph.entities:
            for passage in (*entity.mentions, *entity.evidence):
                whole = text if passage.field == "text" else title
                assert whole[passage.start : passage.end] == passage.text  # noqa: S101 - what is looked for

    return one


if __name__ == "__main__":
    main()
