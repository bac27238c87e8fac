"""What a build has to say when it is done, in lines a person reads."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text

from methodgraph.records import ENTITY_TYPES, PREDICATES, ROLES
from methodgraph.text.characters import FORMULA_STARTS, for_terminal
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from methodgraph.pipeline import BuildReport
    from methodgraph.read import Note

_EXAMPLES = 4
_NOTES = 10
_GUARDED = tuple(f"'{first}" for first in (*FORMULA_STARTS, '"'))
_SEEN = 2000
"""Rows of unlinked.tsv looked at for examples: its first pages are enough, and it may be long."""


def summary(report: BuildReport) -> Iterator[Text]:
    """Yield the lines: what was found, what was left out, what was written, how long it took."""
    yield Text()
    yield from _found(report)
    yield from _unlinked(report)
    yield from notes(report.notes)
    yield Text()
    for file in report.files:
        yield Text.assemble(f"{size(file.size):>8}  ", (file.path.as_posix(), "cyan"))
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.seconds.items())
    yield Text.assemble((f"\nDone in {sum(report.seconds.values()):.1f} s", "bold"), f" ({stages})")


def size(number: int) -> str:
    """Return a number of bytes for reading.

    >>> size(812), size(48_200), size(1_250_000)
    ('812 B', '48 kB', '1.2 MB')
    """
    if number < 1000:
        return f"{number} B"
    return f"{number / 1000:.0f} kB" if number < 999_500 else f"{number / 1_000_000:.1f} MB"


def _found(report: BuildReport) -> Iterator[Text]:
    entities: dict[str, int] = {kind: report.entities.get(kind, 0) for kind in ENTITY_TYPES}
    roles: dict[str, int] = {role: report.claims.get(role, 0) for role in ROLES}
    relations: dict[str, int] = {relation: report.claims.get(relation, 0) for relation in PREDICATES}
    more = joined(report.records - report.papers)
    yield _row("papers", report.papers, f"{count(report.records, 'record')}, {more}" if more else "")
    yield _row("entities", sum(entities.values()), _parts(entities))
    yield _row("roles", sum(roles.values()), _parts(roles))
    yield _row("relations", sum(relations.values()), _parts(relations))
    yield _row("results", report.figures)
    yield _row("code links", report.code)
    if report.learned is not None:
        yield _row("learned", report.learned, "names that these papers tell of themselves; learned.tsv says why")


def joined(records: int) -> str:
    """Return how many records brought no paper of their own; empty where all did.

    >>> joined(4)
    '4 of them of papers that are there already'
    """
    if records <= 0:
        return ""
    return f"{records:,} of them of {'a paper that is' if records == 1 else 'papers that are'} there already"


def _unlinked(report: BuildReport) -> Iterator[Text]:
    yield _row("unlinked", report.unlinked, "names seen and left out; unlinked.tsv has them all")
    table = next((file.path for file in report.files if file.path.name == "unlinked.tsv"), None)
    for reason, names in _by_reason(table).items() if table else ():
        told = list(dict.fromkeys(names))
        more = ", ..." if len(told) > _EXAMPLES else ""
        yield Text(f"{'':22}{', '.join(map(for_terminal, told[:_EXAMPLES]))}{more} ({for_terminal(reason)})", "dim")


def _by_reason(table: Path) -> dict[str, list[str]]:
    """Return names left out by the reason for it, the most frequent reason first, from the table of them."""
    reasons: dict[str, list[str]] = {}
    with table.open(encoding="utf-8") as lines:
        for line in islice(lines, 1, _SEEN):
            _, name, reason, *_ = line.split("\t")
            # before a formula a cell has an apostrophe, which is no part of the name
            reasons.setdefault(reason, []).append(name[1:] if name.startswith(_GUARDED) else name)
    return dict(sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])))


def notes(told: Sequence[Note]) -> Iterator[Text]:
    """Yield what readers left out or repaired: how much, and the first of it."""
    if told:
        yield Text(f"\n{count(len(told), 'place')} where something was left out or repaired while reading:")
    for note in told[:_NOTES]:
        yield Text(f"  {for_terminal(str(note))}", "dim")
    if len(told) > _NOTES:
        yield Text(f"  and {len(told) - _NOTES:,} more", "dim")


def _row(name: str, number: int, told: str = "") -> Text:
    return Text.assemble(f"{name:<12}", (f"{number:>8,}", "bold"), f"  {told}" if told else "")


def _parts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in numbers.items() if number)
