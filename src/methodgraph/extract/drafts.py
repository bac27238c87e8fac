"""Frozen records made fast, for those of which every paper has dozens."""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Record = TypeVar("Record")


def maker_of(record: type[Record]) -> Callable[..., Record]:
    """Return what makes a `record`, a frozen dataclass with slots, from all its fields in their order.

    A frozen dataclass sets each field by a call. Here a twin that is not frozen is filled, and becomes the record, in
    a third of the time. What comes back is no other than what the class itself would make.

    >>> from methodgraph.records import Rival
    >>> maker_of(Rival)("random sample", 0.2) == Rival("random sample", 0.2)
    True
    """
    names = [(field.name, Any) for field in fields(cast("Any", record))]
    draft: Any = make_dataclass("Draft", names, slots=True, eq=False, repr=False)

    def made(*told: object) -> Record:
        new: Record = draft(*told)
        new.__class__ = record
        return new

    return made
