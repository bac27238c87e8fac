"""The kinds of evidence with their weights, the nouns and endings that tell a type: `data/evidence.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from methodgraph.records import EntityType


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules as `data/evidence.toml` explains them.

    `weights` has the kinds of evidence, the surest first; `kind_of` the kind of a rule of EXTRACT; `nouns` the kind and
    the type that a noun beside a name tells.
    """

    weights: Mapping[str, float]
    kind_of: Mapping[str, str]
    forms: Mapping[str, float]
    nouns: Mapping[str, tuple[str, EntityType]]
    endings: Mapping[str, EntityType]
    descriptions: Mapping[str, frozenset[str]]
    doubts: frozenset[str]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of evidence, the surest first."""
        return tuple(self.weights)

    def is_doubt(self, word: str) -> bool:
        """True for the words that speak of other things than methods: "dataset", "metric", "satellite"."""
        return word in self.doubts or (word in self.nouns and family(self.nouns[word][1]) != "Method")


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Return the shipped rules."""
    text = resources.files("methodgraph.learn").joinpath("data", "evidence.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    return Rules(
        weights={kind["name"]: kind["weight"] for kind in told["kind"]},
        kind_of={rule: kind["name"] for kind in told["kind"] for rule in kind.get("rules", ())},
        forms=told["form"],
        nouns={
            noun: (kind, type_)
            for kind, table in (("noun", "nouns"), ("loose", "loose_nouns"))
            for noun, type_ in _by_word(told[table]).items()
        },
        endings=_by_word(told["endings"]),
        doubts=frozenset(told["doubts"]),
        descriptions={side: frozenset(words) for side, words in told["descriptions"].items()},
    )


def _by_word(table: Mapping[str, Any]) -> dict[str, EntityType]:
    return {word: cast("EntityType", kind) for kind, words in table.items() for word in words}
