"""What a person decided: same.tsv and different.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.test_properties import VOCABULARY, collections
from tests.support.graphs import paper_graph, seen, vocabulary

from methodgraph.errors import InputError
from methodgraph.interchange import curation_from_json, curation_to_json
from methodgraph.link import link, read_curation
from methodgraph.link.parting import Pair
from methodgraph.records import Curation, Different, EntityType, Linked, PaperGraph, Same

PAPERS = [
    paper_graph("a", seen("FooNet"), seen("Bar-Tok")),
    paper_graph("b", seen("Foo"), seen("BarTok")),
    paper_graph("c", seen("LoRA", concept="low-rank-adaptation", aliases=("LoRA tuning",)), seen("BazSet", "Dataset")),
    paper_graph("d", seen("VQA", "Task"), seen("VQA", "Dataset"), seen("FooNets")),
]


def same(*lines: tuple[str, str] | tuple[str, str, EntityType]) -> tuple[Same, ...]:
    return tuple(
        Same(name, other, kind[0] if kind else None, ("x/same.tsv", n))
        for n, (name, other, *kind) in enumerate(lines, 2)
    )


def different(*lines: tuple[str, str], papers: bool = False) -> tuple[Different, ...]:
    return tuple(
        Different(name, None if papers else told, told if papers else None, ("x/different.tsv", n))
        for n, (name, told) in enumerate(lines, 2)
    )


def linked(
    same: tuple[Same, ...] = (), different: tuple[Different, ...] = (), papers: list[PaperGraph] = PAPERS
) -> Linked:
    return link(papers, vocabulary(), Curation(same, different))


def entity_of(told: Linked, paper: str, name: str) -> str:
    (found,) = {link_.entity for link_ in told.links if (link_.paper, link_.name) == (paper, name)}
    return found


def problems(same: tuple[Same, ...] = (), different: tuple[Different, ...] = ()) -> list[str]:
    with pytest.raises(InputError) as caught:
        linked(same, different)
    return [str(problem) for problem in caught.value.problems]


def test_two_names_become_one_thing_and_the_log_names_the_line() -> None:
    told = linked(same(("FooNet", "Foo")))
    assert entity_of(told, "a", "FooNet") == entity_of(told, "b", "Foo")
    assert [(m.form, m.reason, m.papers) for m in told.merges if m.form == "Foo"] == [
        ("Foo", "joined by same.tsv:2", ("b",))
    ]
    assert next(x.reason for x in told.links if x.name == "Foo") == "joined by same.tsv:2"


def test_a_term_of_the_vocabulary_gives_its_id_to_what_joins_it_whichever_stands_first() -> None:
    for line in (("Foo", "LoRA"), ("LoRA", "Foo")):
        assert entity_of(linked(same(line)), "b", "Foo") == "low-rank-adaptation"


def test_three_names_are_one_where_lines_say_so() -> None:
    told = linked(same(("FooNet", "Foo"), ("Foo", "Bar-Tok")))
    assert len({entity_of(told, *at) for at in (("a", "FooNet"), ("b", "Foo"), ("b", "BarTok"))}) == 1
    assert len({entity_of(linked(same(("FooNet", "Foo"))), *at) for at in (("a", "FooNet"), ("b", "BarTok"))}) == 2


def test_a_type_tells_which_thing_is_meant() -> None:
    told = linked(same(("BazSet", "VQA", "Dataset")))
    assert {entity_of(told, "c", "BazSet")} < {x.entity for x in told.links if x.name == "VQA"}
    assert len({x.entity for x in told.links if x.name == "VQA"}) == 2


def test_an_id_names_one_thing() -> None:
    told = linked(same(("BazSet", "vqa-dataset")))
    assert entity_of(told, "c", "BazSet") in {x.entity for x in told.links if x.name == "VQA"}


def test_names_that_nothing_or_that_several_things_bear_are_told_with_the_remedy_all_at_once() -> None:
    assert problems(
        same(("FooNte", "Foo"), ("VQA", "Foo"), ("Foo", "BazSet", "Method")), different(("Foo", "Xyz"))
    ) == [
        "x/different.tsv:2: nothing is called 'Xyz'; use a name of the graph",
        "x/same.tsv:2: nothing is called 'FooNte'; use a name of the graph (FooNet, FooNets, Foo)",
        "x/same.tsv:3: 'VQA' names several things; give the id of one: vqa-dataset, vqa-task",
        "x/same.tsv:4: no Method is called 'BazSet'; use a name of the graph (BazSet)",
    ]


def test_lines_against_each_other_are_told_through_the_chain() -> None:
    chain = same(("FooNet", "Foo"), ("Foo", "BazSet"))
    assert problems(chain, different(("FooNet", "BazSet"))) == [
        "x/different.tsv:2: 'FooNet' and 'BazSet' are told apart here but made one by same.tsv:2, same.tsv:3;"
        " take one of these lines out"
    ]


def test_different_spellings_of_a_name_are_two_things_where_a_line_says_so() -> None:
    told = linked(different=different(("BarTok", "Bar-Tok")))
    assert entity_of(told, "a", "Bar-Tok") != entity_of(told, "b", "BarTok")
    assert entity_of(told, "b", "BarTok") == "bartok"
    assert next(x.reason for x in told.links if x.name == "Bar-Tok") == "set apart by different.tsv:2"


def test_two_names_of_one_paper_are_two_things_each_with_its_own_mentions() -> None:
    told = linked(different=different(("LoRA", "LoRA tuning")))
    assert entity_of(told, "c", "LoRA") == "low-rank-adaptation"
    assert entity_of(told, "c", "LoRA tuning") == "lora-tuning"
    texts = {x.name: {mention.text for mention in x.mentions} for x in told.links if x.paper == "c"}
    assert (texts["LoRA"], texts["LoRA tuning"]) == ({"LoRA"}, {"LoRA tuning"})
    (lora,) = [entity for entity in told.entities if entity.id == "low-rank-adaptation"]
    assert "LoRA tuning" not in lora.aliases


def test_the_name_that_the_thing_is_called_after_stays() -> None:
    told = linked(different=different(("LoRA tuning", "LoRA")))
    assert entity_of(told, "c", "LoRA") == "low-rank-adaptation"
    assert entity_of(told, "c", "LoRA tuning") == "lora-tuning"


def test_a_name_in_one_paper_is_a_thing_of_its_own() -> None:
    told = linked(different=different(("FooNet", "d"), papers=True))
    assert entity_of(told, "d", "FooNets") != entity_of(told, "a", "FooNet")
    assert entity_of(told, "a", "FooNet") == entity_of(linked(), "a", "FooNet")
    assert problems(different=different(("FooNet", "zz"), ("FooNet", "c"), papers=True))[1].startswith(
        "x/different.tsv:3: c does not name 'FooNet'"
    )


def test_what_was_taken_apart_leaves_the_other_ids_as_they_are() -> None:
    before = {x.entity for x in linked().links}
    after = {x.entity for x in linked(different=different(("BarTok", "Bar-Tok"))).links}
    assert before <= after


def test_curation_goes_through_json() -> None:
    told = Curation(same(("A", "B"), ("A", "C", "Task")), (*different(("A", "D")), *different(("A", "p"), papers=True)))
    again = curation_from_json(curation_to_json(told))
    assert [(x.name, x.other, x.type) for x in again.same] == [(x.name, x.other, x.type) for x in told.same]
    assert [(x.name, x.other, x.paper) for x in again.different] == [(x.name, x.other, x.paper) for x in told.different]
    assert again.same[0].place == ("same.tsv", 2)


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def test_files_are_read_line_by_line(tmp_path: Path) -> None:
    told = read_curation(
        write(
            tmp_path,
            same="name\tother\ttype\tnote\nA\tB\n\n# why not\nA\tC\tTask\tseen in x\n",
            different="name\tother\tpaper\nA\tD\nA\t\tp1\n",
        )
    )
    assert [(x.name, x.other, x.type, x.place[1]) for x in told.same] == [("A", "B", None, 2), ("A", "C", "Task", 5)]
    assert [(x.name, x.other, x.paper) for x in told.different] == [("A", "D", None), ("A", None, "p1")]


def test_one_file_is_enough_and_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no same\.tsv and no different\.tsv in it; add one"):
        read_curation(tmp_path)
    assert read_curation(write(tmp_path, same="name\tother\nA\tB\n")).different == ()


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        ("same", "A\tB\n", 1, "the heading is 'A\\tB'"),
        ("same", "", 1, "the heading is ''"),
        ("same", "name\tother\nA\n", 2, "not two names"),
        ("same", "name\tother\nA\tA\n", 2, "not two names"),
        ("same", "name\tother\nA\tB\tC\n", 2, "3 cells under 2 columns"),
        ("same", "name\tother\ttype\nA\tB\tThing\n", 2, "unknown type 'Thing'"),
        ("different", "name\tother\tpaper\nA\tB\tp\n", 2, "not a name and either another name or a paper's id"),
        ("different", "name\tother\nA\t\n", 2, "not a name and either another name or a paper's id"),
    ],
)
def test_faulty_lines_are_told(tmp_path: Path, name: str, text: str, line: int, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_curation(write(tmp_path, **{name: text}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.what) == ((tmp_path / f"{name}.tsv").as_posix(), line, what)


def forms(graphs: list[PaperGraph]) -> list[str]:
    return sorted({form for graph in graphs for one in graph.entities for form in (one.name, *one.aliases)})


@settings(deadline=None)
@given(collections(), st.data())
def test_what_different_tells_apart_is_never_one(graphs: list[PaperGraph], data: st.DataObject) -> None:
    names = forms(graphs)
    if len(names) < 2:
        return
    two = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda told: told[0] != told[1])
    lines = different(*data.draw(st.lists(two, min_size=1, max_size=4)))
    bare = [PaperGraph(graph.paper, graph.entities) for graph in graphs]
    told = link(bare, VOCABULARY, Curation((), lines))
    assert link(bare[::-1], VOCABULARY, Curation((), lines)).entities == told.entities
    for line in lines:
        pair = Pair(line.name, line.other or "")
        places = [(mention.text, x.entity) for x in told.links for mention in x.mentions]
        one = {entity for text, entity in places if pair.is_name(text)}
        other = {entity for text, entity in places if pair.is_other(text)}
        assert one
        assert not one & other


@settings(deadline=None)
@given(collections(), st.data())
def test_what_same_joins_is_one_and_taking_the_line_out_undoes_it(
    graphs: list[PaperGraph], data: st.DataObject
) -> None:
    before = link(graphs, VOCABULARY)
    ids = [entity.id for entity in before.entities]
    if len(ids) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    told = link(graphs, VOCABULARY, Curation(same((one, other))))
    for first in (x for x in before.links if x.entity in {one, other}):
        assert {x.entity for x in told.links if (x.paper, x.name) == (first.paper, first.name)}
    assert len(told.entities) == len(before.entities) - 1
    assert link(graphs, VOCABULARY, Curation()) == before
    untouched = {(x.paper, x.name, x.mentions) for x in before.links if x.entity not in {one, other}}
    assert untouched <= {(x.paper, x.name, x.mentions) for x in told.links}
