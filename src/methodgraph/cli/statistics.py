"""What a graph holds, in lines that fit a screen: numbers right of their names, and bars where there is a shape."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodgraph.report import Overview, Used

_BAR = 30
"""Characters of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_HALF = 16
"""The same where two charts stand side by side."""
_NAME = 15
_YEARS = 12
"""Years that have a line of their own; those before share one."""
_REASONS = 2
_BANDS = (("below 0.5", 0, 5), ("to 0.6", 5, 6), ("to 0.7", 6, 7), ("to 0.8", 7, 8), ("to 0.9", 8, 9), ("above", 9, 10))


def lines(told: Overview) -> Iterator[Text]:
    """Yield the lines, without line breaks. What a paper wrote cannot steer the terminal."""
    yield from _papers(told)
    yield from _entities(told)
    yield from _claims(told)
    yield from _rest(told)
    yield from _leading(told)


def bar(number: int, most: int, width: int = _BAR) -> str:
    """Return a bar of blocks, `width` characters for `most`; nothing is that thin that it cannot be seen.

    >>> bar(3, 4, 4), bar(1, 1000, 4)
    ('███', '▏')
    """
    eighths = max(round(8 * width * number / most), 1) if number else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _papers(told: Overview) -> Iterator[Text]:
    parts = [f"{told.titled:,} with a title"] if told.titled else []
    if told.silent:
        parts.append(f"{len(told.silent):,} without any entity")
    if not told.years:
        parts.append("no years known")
    elif told.undated:
        parts.append(f"{told.undated:,} without a year")
    yield _head("papers", told.papers, ", ".join(parts))
    if told.years:
        yield from _chart(_by_year(told.years), "cyan", zeros=True)


def _by_year(years: Mapping[int, int]) -> dict[str, int]:
    """Return the last years one by one, and all before together."""
    told = sorted(years.items())
    before = told[:-_YEARS]
    early = {f"to {before[-1][0]}": sum(number for _, number in before)} if before else {}
    return early | {str(year): number for year, number in told[-_YEARS:]}


def _entities(told: Overview) -> Iterator[Text]:
    number, once = sum(told.entities.values()), sum(told.once.values())
    yield _head("entities", number, f"{once:,} in one paper only" if once else "")
    notes = {kind: f"{once:,} in one paper only" for kind, once in told.once.items() if once}
    yield from _chart(told.entities, "green", notes=notes)


def _claims(told: Overview) -> Iterator[Text]:
    claims = sum(told.roles.values()) + sum(told.relations.values())
    yield _head("claims", claims, f"{told.evidence:,} sentences of evidence, {told.mentions:,} mentions")
    roles, relations = (list(_chart(numbers, "magenta", _HALF)) for numbers in (told.roles, told.relations))
    for role, relation in zip_longest(roles, relations, fillvalue=Text()):
        line = Text.assemble(role, " " * (_NAME + 13 + _HALF - len(role)), relation)
        line.rstrip()
        yield line
    if claims > told.unsure:
        parts = [f"{sum(told.bands[start:end]):,} {name}" for name, start, end in _BANDS]
        yield Text.assemble((f"{'confidence':<{_NAME}}", "bold"), " · ".join(parts))


def _rest(told: Overview) -> Iterator[Text]:
    papers = f"in {count(told.reporting, 'paper')}, {told.differences:,} of them differences" if told.results else ""
    yield _head("results", told.results, papers)
    yield _head("code links", told.code, f"in {count(told.coded, 'paper')}" if told.code else "")
    yield _head("merges", told.merges, "written forms that became one with another")
    reasons = [f"{number:,} {for_terminal(reason)}" for reason, number in islice(told.left_out.items(), _REASONS)]
    more = ["others"] if len(told.left_out) > _REASONS else []
    yield _head("left out", sum(told.left_out.values()), "; ".join(reasons + more))


def _leading(told: Overview) -> Iterator[Text]:
    if any(told.used.values()):
        yield Text("most used, by papers", "bold")
    for kind, used in told.used.items():
        if used:
            yield Text.assemble(f"  {kind:<{_NAME - 2}}", _named(used))
    if told.connected:
        yield Text.assemble((f"{'most related':<{_NAME}}", "bold"), _named(told.connected))


def _named(used: tuple[Used, ...]) -> Text:
    parts = [Text.assemble(for_terminal(one.label), (f" {one.number:,}", "dim")) for one in used]
    return Text(" · ").join(parts)


def _head(name: str, number: int, note: str = "") -> Text:
    return Text.assemble((f"{name:<{_NAME}}", "bold"), (f"{number:>9,}", "bold"), (f"  {note}" if note else "", "dim"))


def _chart(
    numbers: Mapping[str, int],
    style: str,
    width: int = _BAR,
    *,
    notes: Mapping[str, str] | None = None,
    zeros: bool = False,
) -> Iterator[Text]:
    most = max(numbers.values(), default=0)
    for name, number in numbers.items():
        if number or zeros:
            drawn = bar(number, most, width)
            line = Text.assemble(f"  {name:<{_NAME - 2}}", f"{number:>9,}  ", (drawn, style))
            note = (notes or {}).get(name)
            yield line if note is None else Text.assemble(line, (" " * (width - len(drawn) + 2) + note, "dim"))
