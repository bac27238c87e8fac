"""Phrases that end like a task and are a means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from methodgraph.records import PaperGraph


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We parse rivers, combining bamboo segmentation with search.", "Method"),
        ("We parse rivers by pattern-based segmentation.", "Method"),
        ("We study bamboo segmentation.", "Task"),
        ("We train a model for bamboo segmentation.", "Task"),
        ("We parse rivers, combining image segmentation with search.", "Task"),  # the vocabulary knows it
    ],
)
def test_a_means_is_a_method(extract: Callable[..., PaperGraph], text: str, kind: str) -> None:
    assert [e.types[0] for e in extract(text).entities if e.name.endswith("segmentation")] == [kind]
