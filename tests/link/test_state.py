"""The kept state: bytes and back, keys and texts and back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.test_properties import VOCABULARY, collections
from tests.support.graphs import paper_graph, seen

from methodgraph.errors import InputError
from methodgraph.link import dump_state, link_whole, load_state
from methodgraph.link.rows import RowReader
from methodgraph.link.state import as_key, as_text
from methodgraph.records import PaperGraph

NAMES = st.text(st.sampled_from("aB\x1e\x1fs"), max_size=5)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_a_key_comes_back_from_its_text(key: list[str]) -> None:
    assert as_key(as_text(key)) == tuple(key)


@given(st.lists(NAMES, min_size=1, max_size=3), st.lists(NAMES, min_size=1, max_size=3))
def test_two_keys_have_two_texts(one: list[str], other: list[str]) -> None:
    assert (as_text(one) == as_text(other)) == (one == other)


@given(collections())
def test_a_state_comes_back_from_its_bytes_with_its_rows_and_entities(graphs: list[PaperGraph]) -> None:
    told = link_whole(graphs, VOCABULARY)
    state = load_state(dump_state(told.state))
    reader = RowReader(VOCABULARY)
    rows = [row for graph in graphs for row in reader.read(graph)]
    assert [state.row(at) for at in range(state.rows.size)] == [row._replace(at=0) for row in rows]
    assert sorted(state.entity(at).id for at in range(state.things.size)) == [entity.id for entity in told.entities]
    assert {state.entity(at) for at in range(state.things.size)} == set(told.entities)
    assert dump_state(state) == dump_state(told.state)


def test_a_lone_surrogate_is_kept() -> None:
    graph = paper_graph("a\udc80", seen("GiTok\udc80"))
    state = load_state(dump_state(link_whole([graph], VOCABULARY).state))
    assert (state.row(0).paper, state.row(0).name) == ("a\udc80", "GiTok\udc80")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"nothing of the kind",
        msgspec.msgpack.encode({"version": 0, "texts": []}),
        msgspec.msgpack.encode([1, 2]),
        dump_state(link_whole([], VOCABULARY).state)[:-20],
    ],
)
def test_what_is_no_state_is_refused(broken: bytes) -> None:
    with pytest.raises(InputError, match="link all papers again"):
        load_state(broken)
