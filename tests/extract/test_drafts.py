"""Records made fast are the records that their classes make."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from methodgraph.extract.drafts import maker_of
from methodgraph.records import PaperEntity, Passage


def test_a_made_record_is_what_its_class_makes() -> None:
    told = ("text", 3, 7, "LoRA", ("name/written",))
    made, usual = maker_of(Passage)(*told), Passage("text", 3, 7, "LoRA", ("name/written",))
    assert type(made) is Passage
    assert made == usual
    assert hash(made) == hash(usual)
    assert repr(made) == repr(usual)


def test_a_made_record_is_frozen() -> None:
    made = maker_of(Passage)("text", 3, 7, "LoRA", ("name/written",))
    with pytest.raises(FrozenInstanceError):
        made.start = 4  # type: ignore[misc]  # what must fail


def test_every_field_must_be_given() -> None:
    with pytest.raises(TypeError):
        maker_of(PaperEntity)("LoRA", ())
