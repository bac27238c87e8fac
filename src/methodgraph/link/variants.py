"""What may be added to a name to name a version, size or variant: "Qwen2.5-VL-7B" is "Qwen2.5-VL" and a size.

Knowingly missed: beginnings ("Flan-T5" of "T5"), unless the vocabulary has the row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, cast

from methodgraph.link.names import written
from methodgraph.records import family

if TYPE_CHECKING:
    from methodgraph.records import EntityType


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Ending:
    """What may be added to a name to name a variant, with a child that has it, its parent, and a name without it.

    `type` is the only family of types it counts for, and "Model" for models alone; None where it counts for all.
    """

    rule: str
    type: EntityType | None
    pattern: re.Pattern[str]
    child: str
    parent: str
    counterexample: str

    def counts_for(self, kind: EntityType) -> bool:
        """Return True where a thing of this type may be named so."""
        return self.type is None or self.type in (kind, family(kind))


@lru_cache(maxsize=1)
def endings() -> tuple[Ending, ...]:
    """Return the endings, in the order of their file."""
    lines = resources.files("methodgraph.link").joinpath("rules/variants.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return tuple(
        Ending(rule, cast("EntityType", kind) if kind else None, re.compile(rf"(?:{pattern})$"), *rest)
        for rule, kind, pattern, *rest in rows
    )


def parents_by_name(name: str, kind: EntityType = "Model") -> tuple[str, ...]:
    """Return the names of which `name`, of a thing of this type, names a variant, nearest first.

    A parent has at least two characters; one in small letters alone is an ordinary word (knowledge base), unless the
    ending has a digit.

    >>> parents_by_name("LLaMA-3.1-8B-Instruct"), parents_by_name("T5")
    (('LLaMA-3.1-8B', 'LLaMA-3.1', 'LLaMA'), ())
    """
    if name == name.lower() and not _DIGIT.search(name):
        return ()  # most names are such words, and whatever ends them: no parent is an ordinary word
    found: list[str] = []
    while (shorter := _shorter(name, kind)) is not None:
        found.append(shorter)
        name = shorter
    return tuple(found)


def _shorter(name: str, kind: EntityType) -> str | None:
    if written(name) == "word":
        return None
    for ending in endings():
        match = ending.pattern.search(name) if ending.counts_for(kind) else None
        if match is not None:
            shorter = name[: match.start()].rstrip("- ")
            is_word = shorter == shorter.lower() and not any(char.isdigit() for char in name)
            return None if len(shorter) < 2 or is_word else shorter
    return None
