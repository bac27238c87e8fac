"""Things of one paper that are one thing said in two ways, and things that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from methodgraph.records import PaperGraph


def test_a_narrower_phrase_said_once_is_the_wider_thing(extract: Callable[..., PaperGraph]) -> None:
    (attacks,) = extract("Poisoning attacks are many. We stop bamboo poisoning attacks.").entities
    assert [m.text for m in attacks.mentions] == ["Poisoning attacks", "bamboo poisoning attacks"]
    assert attacks.aliases == ()


def test_what_is_said_twice_is_a_thing_of_its_own(extract: Callable[..., PaperGraph]) -> None:
    text = "Poisoning attacks are many. We stop bamboo poisoning attacks. Bamboo poisoning attacks are new."
    assert len(extract(text).entities) == 2


def test_what_the_title_says_is_a_thing_of_its_own(extract: Callable[..., PaperGraph]) -> None:
    text = "Poisoning attacks are many. We stop bamboo poisoning attacks."
    assert len(extract(text).entities) == 1
    graph = extract(text, title="On Bamboo Poisoning Attacks")
    assert {e.name for e in graph.entities} == {"Poisoning attacks", "bamboo poisoning attacks"}


def test_a_known_narrower_task_stays_itself(extract: Callable[..., PaperGraph]) -> None:
    names = {e.name for e in extract("Question answering is old. We study visual question answering.").entities}
    assert names == {"Question answering", "visual question answering"}


def test_an_expansion_with_a_kind_at_its_end_meets_the_plain_form(extract: Callable[..., PaperGraph]) -> None:
    graph = extract("The bamboo detection task (BD) is hard. We study bamboo detection.")
    assert [e.name for e in graph.entities] == ["BD"]
    assert "bamboo detection" in graph.entities[0].aliases
