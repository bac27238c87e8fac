"""The interchange form: what is written is read back, and stands where its readers look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph.errors import InputError
from methodgraph.interchange import dumps, from_json, paper_from_json, read_graphs, to_json
from methodgraph.records import (
    ENTITY_TYPES,
    PREDICATES,
    ROLES,
    EntityType,
    Field,
    Identifier,
    Paper,
    PaperEntity,
    PaperGraph,
    Passage,
    Relation,
    Result,
    Role,
    Source,
    Unlinked,
)

TEXT = st.text(max_size=12)
BETTER = st.none() | st.sampled_from(("higher", "lower"))
NAME = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=2).map(tuple)


@st.composite
def passages(draw: st.DrawFn) -> tuple[Passage, ...]:
    """Draw passages as EXTRACT orders them: those of the text before those of the title."""
    told = draw(st.lists(st.tuples(st.sampled_from(("text", "title")), TEXT, st.integers(0, 99)), max_size=3))
    told.sort(key=lambda place: place[0])
    return tuple(Passage(cast("Field", f), start, start + len(text), text, ("a/b", "c/d")) for f, text, start in told)


PAPERS = st.builds(
    Paper,
    id=TEXT,
    title=NAME,
    text=TEXT,
    sources=st.lists(st.builds(Source, TEXT, st.integers(1, 9)), max_size=2).map(tuple),
    year=st.none() | st.integers(1900, 2100),
    url=NAME,
    urls=TEXTS,
    authors=TEXTS,
    venue=NAME,
    identifiers=st.lists(st.builds(Identifier, st.sampled_from(("doi", "we")), TEXT), max_size=2).map(tuple),
    categories=TEXTS,
)
ENTITIES = st.builds(
    PaperEntity,
    name=TEXT,
    aliases=st.lists(TEXT, max_size=2).map(tuple),
    types=st.lists(st.sampled_from(ENTITY_TYPES), min_size=1, max_size=2).map(
        lambda x: cast("tuple[EntityType, ...]", tuple(x))
    ),
    roles=st.lists(st.sampled_from(ROLES), min_size=1, max_size=2).map(lambda x: cast("tuple[Role, ...]", tuple(x))),
    sense=NAME,
    mentions=passages(),
    evidence=passages(),
    concept=NAME,
)
GRAPHS = st.builds(
    PaperGraph,
    paper=PAPERS,
    entities=st.lists(ENTITIES, max_size=2).map(tuple),
    relations=st.lists(st.builds(Relation, TEXT, st.sampled_from(PREDICATES), TEXT, passages()), max_size=2).map(tuple),
    results=st.lists(st.builds(Result, NAME, NAME, NAME, TEXT, NAME, NAME, passages(), NAME, BETTER), max_size=2).map(
        tuple
    ),
    code=st.lists(TEXT, max_size=2).map(tuple),
    unlinked=st.lists(st.builds(Unlinked, TEXT, TEXT, passages()), max_size=2).map(tuple),
)


@given(GRAPHS)
def test_what_is_written_is_read_back(graph: PaperGraph) -> None:
    assert from_json(json.loads(dumps(to_json(graph)))) == graph


@given(GRAPHS)
def test_a_record_is_one_line_of_utf_8(graph: PaperGraph) -> None:
    line = dumps(to_json(graph))
    assert "\n" not in line
    assert line.encode("utf-8").decode("utf-8") == line


def test_a_lone_surrogate_survives() -> None:
    graph = PaperGraph(Paper("\ud800", None, "é\udfff"))
    assert from_json(json.loads(dumps(to_json(graph)).encode("utf-8"))) == graph


def test_offsets_under_mentions_always_slice_the_text() -> None:
    places = (Passage("text", 0, 3, "MoR", ("a/b",)), Passage("title", 4, 7, "MoR", ("a/b",)))
    entity = PaperEntity("MoR", (), ("Method",), ("introduces",), None, places, places[1:])
    record = to_json(PaperGraph(Paper("1", "The MoR", "MoR is it."), (entity,)))
    (told,) = record["entities"]
    assert [record["text"][m["start"] : m["end"]] for m in told["mentions"]] == ["MoR"]
    assert [record["title"][m["start"] : m["end"]] for m in told["title_mentions"]] == ["MoR"]
    assert (told["evidence"], len(told["title_evidence"])) == ([], 1)


def test_a_gold_record_without_our_own_keys_is_read() -> None:
    record = {
        "id": "1", "title": None, "text": "MoR", "code": [], "relations": [], "results": [],
        "entities": [
            {"name": "MoR", "aliases": [], "types": ["Method"], "roles": ["uses"], "sense": None, "mentions": []},
        ],
    }  # fmt: skip
    graph = from_json(record)
    assert (graph.entities[0].concept, graph.entities[0].evidence, graph.unlinked) == (None, (), ())
    assert paper_from_json(record) == Paper("1", None, "MoR")


@pytest.mark.parametrize(
    "record", [{}, {"id": "1", "title": None, "text": "x"}, {"id": "1", "title": None, "entities": []}]
)
def test_what_is_no_record_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        from_json(record)


@pytest.mark.parametrize("year", [999, 10_000, -1, True, 2020.0, "2020"])
def test_what_is_no_year_is_told(year: object, tmp_path: Path) -> None:
    record = {**to_json(PaperGraph(Paper("1", None, "x"))), "year": year}
    with pytest.raises(ValueError, match=f"'year' is {year!r}"):
        from_json(record)
    (tmp_path / "papers.jsonl").write_text(f"\n{json.dumps(record)}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_graphs(tmp_path / "papers.jsonl")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ((tmp_path / "papers.jsonl").as_posix(), 2)
    assert "whole number of four digits" in str(problem)


@pytest.mark.parametrize(("faulty", "told"), [(3, 3), (11, 11), (12, 11), (5000, 11)])
def test_a_file_of_another_kind_is_told_in_a_few_lines(tmp_path: Path, faulty: int, told: int) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("entity:a a mg:Method .\n" * faulty, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_graphs(path)
    problems = caught.value.problems
    assert [problem.line for problem in problems] == list(range(1, told + 1))
    assert (f"like {faulty - 11:,} more lines below" in problems[-1].what) == (faulty > 12)
    assert ("like 1 more line below" in problems[-1].what) == (faulty == 12)


@pytest.mark.parametrize("told", ["Ada Lovelace", ["Ada", 3], None, {"name": "Ada"}])
def test_what_is_no_list_of_texts_is_told(told: object) -> None:
    with pytest.raises(ValueError, match="'authors' is no list of texts"):
        paper_from_json({"id": "x", "title": None, "text": "", "authors": told})
