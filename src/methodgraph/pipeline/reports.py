"""What the functions of the pipeline tell of what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.errors import Problem
    from methodgraph.output import WrittenFile
    from methodgraph.read import Note
    from methodgraph.records import EntityType, Predicate, Role
    from methodgraph.store import Changes


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Counts are sorted from many to few; `seconds` has one entry for each stage, in their order.

    `problems` are what could not be read (with `keep_going`), `notes` what was left out on purpose.
    """

    papers: int
    entities: dict[EntityType, int]
    claims: dict[Role | Predicate, int]
    figures: int
    code: int
    unlinked: int
    files: tuple[WrittenFile, ...]
    seconds: dict[str, float]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    learned: int | None = None
    """How many names were learned; None where that was not asked for."""
    extracted: int = 0
    """How many papers had to be extracted; of the others it was known what they say."""
    records: int = 0
    """How many records the papers were merged of, one for each paper of each source."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding did. `changes` counts records, one for each paper of each source; `papers` are in the store now.

    `built` is None where nothing was published: because nobody asked, or because it was up to date already.
    """

    changes: Changes
    papers: int
    extracted: int
    """How many papers had to be extracted; of the others it was known what they say."""
    built: BuildReport | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    joined: int = 0
    """How many of the new records are of papers that are there already."""


@dataclass(frozen=True, slots=True)
class Going:
    """A paper of which something is taken out: `records` of its `of` records, all where the paper goes as a whole."""

    id: str
    title: str | None
    records: int
    of: int

    @property
    def is_whole(self) -> bool:
        """True where all its records go."""
        return self.records == self.of


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """What was taken out, or would be: papers sorted by id, and the ids asked for that no paper bears."""

    going: tuple[Going, ...]
    unmet: tuple[str, ...]
    papers: int
    """How many are left."""
    built: BuildReport | None = None
    published: str = "up to date"
    """How the files stand to what is left; see `Status`."""
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What was asked for with "source:" and is no source of the store, each with those that are called much like it."""

    @property
    def gone(self) -> int:
        """How many papers go as a whole; the others keep what another source tells."""
        return sum(paper.is_whole for paper in self.going)


@dataclass(frozen=True, slots=True)
class Status:
    """What a folder's store holds, and what is published of it.

    `published` is "up to date", "out of date", "interrupted" (begun and not finished) or "never".
    """

    store: str
    papers: int
    records: int
    sources: tuple[tuple[str, int], ...]
    """The files that papers were read from, as the user named them, and how many papers each has."""
    extracted: int
    to_extract: int
    bytes: int
    tables: int
    """The version of the store's tables."""
    learn: bool
    given_terms: int
    curated_lines: int
    published: str
    published_by: str | None
    """The version of methodgraph that published."""
    version: str
    """The version of methodgraph that tells this."""
    reason: str | None = None
    """Why what is published is out of date, in words; None where it is not."""
