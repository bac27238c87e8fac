"""What notebooks show: whatever a paper says is text in it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from methodgraph.knowledge import KnowledgeGraph
from methodgraph.knowledge.markup import grid, text

PARTS = ("papers", "entities", "claims", "figures", "whole", "explain")
ALLOWED = {"div", "strong", "span", "table", "thead", "tbody", "tr", "th", "td", "small", "pre"}


class Parsed(HTMLParser):
    """The elements, attributes and text of a document, and whether every element is closed in order."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.told, self.open = "", list[str]()
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.told += data


def shown(graph: KnowledgeGraph, part: str) -> str:
    if part == "whole":
        return graph._repr_html_()
    if part == "explain":
        return graph.explain(graph.entities[0])._repr_html_()
    told: str = getattr(graph, part)._repr_html_()
    return told


@pytest.mark.parametrize("part", PARTS)
def test_hostile_names_are_text(hostile: KnowledgeGraph, part: str) -> None:
    parsed = Parsed(shown(hostile, part))
    assert parsed.open == []
    assert parsed.elements <= ALLOWED
    assert parsed.attributes <= {"style"}
    assert "\u202e" not in parsed.told
    parsed.told.encode()  # no lone surrogates
    assert part == "figures" or "<img src=x onerror=alert(1)>" in parsed.told


@pytest.mark.parametrize("part", PARTS)
def test_colours_are_those_of_the_notebook(whole: KnowledgeGraph, part: str) -> None:
    told = shown(whole, part)
    assert told.startswith('<div style="color:inherit;background:none">')
    assert "white" not in told.replace("white-space", "")


def test_the_graph_shows_counts_and_the_largest_entities_by_type(whole: KnowledgeGraph) -> None:
    told = Parsed(whole._repr_html_()).told
    assert "4 papers, 13 entities, 23 claims, 2 reported figures" in told
    assert told.index("Method") < told.index("Model") < told.index("Task")
    methods = told[told.index("Method") :]
    assert methods.index("GRPO") < methods.index("LoRA") < methods.index("LightSAM")
    assert "GRPO\u00a02" in methods


def test_a_graph_of_nothing_shows_too() -> None:
    nothing = KnowledgeGraph(())
    assert "0 papers, 0 entities" in nothing._repr_html_()
    assert nothing.claims._repr_html_().count("<tr>") == 1


def test_long_cells_are_cut_lists_joined_and_what_is_missing_is_empty() -> None:
    told = grid("Title", 20, ["a", "b"], [["x" * 100, ["one", "two"]], [None, float("nan")]])
    assert f"{'x' * 79}…</td>" in told
    assert ">one, two</td>" in told
    assert told.count("></td>") == 2
    assert "20, the first 2" in told


def test_text_is_one_line() -> None:
    assert text("a\n<b>\x1b") == "a &lt;b&gt;\ufffd"
