"""What a graph holds, as tuples and as tables."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from methodgraph.knowledge import Claims, Entities, Figures, KnowledgeGraph, Papers
from methodgraph.records import Linked

Records = Papers | Entities | Claims | Figures
PARTS: dict[str, Callable[[KnowledgeGraph], Records]] = {
    "papers": lambda graph: graph.papers,
    "entities": lambda graph: graph.entities,
    "claims": lambda graph: graph.claims,
    "figures": lambda graph: graph.figures,
}
every_part = pytest.mark.parametrize("part", PARTS)


@every_part
def test_they_are_the_tuples_of_the_records(whole: KnowledgeGraph, part: str) -> None:
    records = PARTS[part](whole)
    assert isinstance(records, tuple)
    assert records == getattr(whole.linked, part)
    assert hash(records) == hash(getattr(whole.linked, part))
    assert records[0] == getattr(whole.linked, part)[0]
    for other in (copy.copy(records), pickle.loads(pickle.dumps(records))):  # noqa: S301 - our own
        assert type(other) is type(records)
        pd.testing.assert_frame_equal(other.to_pandas(), records.to_pandas())


@every_part
def test_a_slice_knows_how_to_become_a_table(whole: KnowledgeGraph, part: str) -> None:
    records = PARTS[part](whole)
    first = records[:1]
    assert type(first) is type(records)
    pd.testing.assert_frame_equal(first.to_pandas(), records.to_pandas()[:1])


@every_part
def test_columns_and_dtypes_are_as_documented_with_rows_and_without(whole: KnowledgeGraph, part: str) -> None:
    records = PARTS[part](whole)
    documented = re.findall(
        r"^ {8}(\w+)  +(string|Int64|int64|float64|bool|object)  ", type(records).to_pandas.__doc__ or "", re.MULTILINE
    )
    index, *columns = documented
    for table in (records.to_pandas(), records[:0].to_pandas()):
        assert (table.index.name, table.index.dtype) == index
        told = {
            name: str(kind)
            for name, kind in table.dtypes.items()
            if not str(name).endswith("_label") or part == "claims"
        }
        assert list(told.items()) == columns
    assert records.to_pandas().index.is_unique


def test_papers(whole: KnowledgeGraph) -> None:
    table = whole.papers.to_pandas()
    assert table.index.tolist() == [paper.id for paper in whole.papers]
    assert table.loc["arxiv:2305.14314", "code"] == ["https://github.com/example/qlora"]
    assert table.loc["arxiv:2305.14314", "sources"] == ["seeds/a.txt:3", "seeds/b.txt:1"]
    assert table["year"].isna().tolist() == [False, True, True, False]
    assert table["title"].isna().sum() == 1


def test_entities(whole: KnowledgeGraph) -> None:
    table = whole.entities.to_pandas()
    lora = table.loc["lora"].to_dict()
    assert lora.pop("aliases") == ["Low-Rank Adaptation"]
    assert pd.isna(lora.pop("broader"))
    assert lora == {"label": "LoRA", "type": "Method", "sense": "Low-Rank Adaptation", "papers": 2}
    assert table.loc["imagenet", "aliases"] == ["ImageNet-1k"]
    assert table["broader"].dropna().to_dict() == {"lightsam": "sharpness-aware-minimization"}


def test_claims_tell_both_ends_and_the_year(whole: KnowledgeGraph) -> None:
    table = whole.claims.to_pandas()
    roles = table[(table["predicate"] == "uses") & (table["object"] == "lora")]
    ends = ["kind", "subject", "subject_label", "subject_type", "object_label", "object_type", "year"]
    assert roles[ends].to_numpy().tolist() == [
        ["role", "arxiv:2305.14314", "QLoRA: finetuning of quantized models", "Paper", "LoRA", "Method", 2023]
    ]
    ((evidence, rules),) = roles[["evidence", "rules"]].to_numpy().tolist()
    assert evidence == ["We propose QLoRA, which extends LoRA to quantized models."]
    assert rules == ["relation/extends", "role/we-propose"]
    relation = table[table["predicate"] == "extends"]
    assert relation[["kind", "subject_label", "subject_type"]].to_numpy().tolist() == [["relation", "QLoRA", "Method"]]
    untitled = table[(table["paper"] == "003:10") & (table["kind"] == "role")]
    assert set(untitled["subject_label"]) == {"003:10"}
    assert untitled["year"].isna().all()


def test_rules_and_code_are_sorted_and_told_once(linked: Linked) -> None:
    claim, figure, paper = linked.claims[0], linked.figures[0], linked.papers[0]
    place = claim.evidence[0]
    evidence = tuple(replace(place, rules=rules) for rules in (("z/z", "m/m"), ("a/a",), ("m/m",)))
    code = tuple((paper.id, url) for url in ("https://z", "https://a", "https://z"))
    told = replace(
        linked, claims=(replace(claim, evidence=evidence),), figures=(replace(figure, evidence=evidence),), code=code
    )
    for records in (Claims(told.claims, told), Figures(told.figures, told)):
        assert records.to_pandas()["rules"].tolist() == [["a/a", "m/m", "z/z"]]
        assert records.to_pandas()["evidence"].tolist() == [[place.text] * 3]
    assert Papers(told.papers, told).to_pandas().loc[paper.id, "code"] == ["https://a", "https://z"]


def test_confidences_are_numbers(graph: KnowledgeGraph) -> None:
    told = graph.claims.to_pandas()["confidence"]
    assert told.tolist() == [float(claim.confidence.score) for claim in graph.claims if claim.confidence]
    assert told.between(0, 1, inclusive="neither").all()


def test_claims_can_be_grouped_by_year(whole: KnowledgeGraph) -> None:
    table = whole.claims.to_pandas()
    used = table[table["predicate"].isin(["uses", "comparesWith"])]
    assert used.groupby("year")["object_label"].agg(list).to_dict().keys() == {2023, 2025}


def test_figures(whole: KnowledgeGraph) -> None:
    level, change = (whole.figures.to_pandas().set_index("value").loc[value].to_dict() for value in ("63.4%", "+1.4%"))
    assert (level["number"], level["before"], level["unit"], level["is_difference"]) == (63.4, 60.1, "%", False)
    assert (level["subject_label"], level["dataset_label"], level["baseline"]) == ("QLoRA", "MMLU", "lora")
    assert (level["year"], level["better"]) == (2023, "higher")
    assert change["is_difference"]
    assert [pd.isna(change[name]) for name in ("dataset", "dataset_label", "before", "year", "better")] == [True] * 5


@every_part
def test_a_notebook_shows_the_first_rows(whole: KnowledgeGraph, part: str) -> None:
    records = PARTS[part](whole)
    shown = records._repr_html_()
    assert shown.count("<tr>") == min(len(records), 10) + 1
    assert f"<strong>{type(records).__name__}</strong>" in shown
    assert ("the first 10" in shown) == (len(records) > 10)
    assert "&lt;NA&gt;" not in shown
    assert "nan" not in shown


@every_part
def test_repr_is_short(whole: KnowledgeGraph, part: str) -> None:
    assert repr(PARTS[part](whole)) == f"<{part.title()}: {len(PARTS[part](whole))}>"
