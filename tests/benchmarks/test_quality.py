"""The table of benchmarks/quality.py, over a small folder of the form that the shared one has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.quality import OWN, table

TEXT = "We propose FooNet for image classification. FooNet reaches 91% accuracy on CIFAR-100."


def span(name: str, label: str) -> dict[str, object]:
    start = TEXT.index(name)
    return {"start": start, "end": start + len(name), "text": name, "label": label}


def write(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    spans = [span("FooNet", "Method"), span("image classification", "Task"), span("CIFAR", "Dataset")]
    write(tmp_path / "scirex_abs" / "train.jsonl", {"id": "a", "text": TEXT, "entities": spans})
    short = {"id": "b", "acronym": "VAE", "sense": "variational autoencoder", "title": "A paper", "text": TEXT}
    write(tmp_path / "acronym_senses.jsonl", short)
    literals = {"datasets": ["cifar 100", "CIFAR"], "tasks": ["Image Classification"], "metrics": ["Precision"]}
    row = {f"{plural}_literal_in_text": names for plural, names in literals.items()}
    write(tmp_path / "nfdi4ds_tdm" / "dev.jsonl", {"id": "c", "text": TEXT, **row})
    return tmp_path


def test_every_set_on_disk_is_measured(corpora: Path) -> None:
    rows = {(row[0], row[1]): row[2:] for row in table([corpora / "none.jsonl"], corpora)}
    assert {name for name, _ in rows} == {"scirex_abs", "acronym_senses", "nfdi4ds_tdm"}
    assert rows["scirex_abs", "strict Task"] == ("1.000", "1.000", "1.000", "1", "0", "0")
    assert rows["scirex_abs", "strict Dataset"][3:] == ("0", "1", "1")
    assert rows["scirex_abs", "overlap Dataset"][3:] == ("1", "0", "0")
    assert rows["acronym_senses", "right sense"] == ("", "0.000", "", "0", "", "1")
    assert rows["nfdi4ds_tdm", "literal datasets"] == ("", "0.500", "", "1", "", "1")
    assert rows["nfdi4ds_tdm", "contained datasets"] == ("", "1.000", "", "2", "", "0")
    assert rows["nfdi4ds_tdm", "literal tasks"][1] == "1.000"
    assert rows["nfdi4ds_tdm", "contained metrics"][1] == "0.000"


def test_our_own_abstracts_are_measured_wherever_one_is(tmp_path: Path) -> None:
    assert OWN.exists()
    rows = list(table([OWN], tmp_path))
    assert [row[:2] for row in rows][:2] == [("own", "entities"), ("own", "typed")]


def test_only_what_was_asked_for(corpora: Path) -> None:
    assert {row[0] for row in table([OWN], corpora, ["acronym_senses"])} == {"acronym_senses"}
