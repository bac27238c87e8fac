"""Reported figures: "raising mAM by 14.4%", "+11.3\\% on MMVet", "on CIRR, it boosts R@1 by 9.6\\%", "70.6% to 79.8%".

A figure counts only beside a metric or a dataset, or as a speedup; a bare share ("0.3% of trajectories") or a size
does not. "A and B reach 1% and 2%" pairs lists of equal length. Known misses: figures spelled out, tables.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from methodgraph.extract.amounts import Written, find_written
from methodgraph.extract.directions import better
from methodgraph.extract.lexicon import word_set
from methodgraph.extract.passages import passage
from methodgraph.extract.standing import Standings
from methodgraph.extract.things import Thing
from methodgraph.records import Passage, Result, family
from methodgraph.text.numbers import parse_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.extract.reading import Reading
    from methodgraph.extract.sections import Section
    from methodgraph.extract.tokens import Tokens

_DIGIT = re.compile(r"\d")
_FASTER = re.compile(r"\s*(?:\w+\s){0,2}(?:faster|speed-?ups?|acceleration|slower)\b")
_RIVAL_CUE = re.compile(
    r"\b(?:over|than|compared (?:to|with)|against|relative to|vs\.?|outperform\w*|surpass\w*|exceed\w*|beat\w*)\s+"
    r"(?:\(\w+\)\s+)?"
    r"(?:(?:the|a|an|its|vanilla|standard|baseline|original|previous|best|strong|state-of-the-art|"
    r"existing)\s+)*$",
    re.IGNORECASE,
)
_OTHER_MEASURE = re.compile(
    r"\s*(?:\w+\s)?(?:drop|increase|decrease|reduction|improvement|gain|boost|degradation|decline|loss)s? (?:in|of)\b"
)
"""Behind a figure: it measures what comes next, be that known or not, and nothing named before."""

_NO_BRIDGE = re.compile(r"[,;(\d]|\b(?:and|while|but)\b")
_MEASURE_REACH = 40
_DATA_REACH = 60
"""Characters behind a figure in which its measure and its data are looked for."""

_RESPECTIVELY = "respectively"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A thing in a sentence, at characters `start` to `end` of it."""

    thing: Thing
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, what is named in it and the figures in it, both in text order."""

    text: str
    spots: Mapping[str, list[_Spot]]
    """By broad type."""
    figures: list[Written]
    owner: str | None
    """The paper's own method, of which figures are told where nothing else is."""
    evidence: tuple[Passage, ...]

    def named(self, kind: Literal["Dataset", "Metric", "Method"]) -> list[_Spot]:
        return self.spots.get(kind, [])


def find_figures(
    things: Sequence[Thing], main: Thing | None, reading: Reading, parts: Sequence[Section]
) -> list[Result]:
    """Return the figures of the text that are said of a known metric or dataset, in text order."""
    tokens = reading.fields[0]
    found: list[Result] = []
    standings: Standings | None = None
    for n, (start, end) in enumerate(tokens.sentences):
        text = tokens.text(start, end)
        if parts[n] == "background" or not _DIGIT.search(text):
            continue
        written = find_written(text)
        if not written:
            continue
        standings = standings or Standings(things)
        spots = _spots(standings, tokens, n)
        figures = _unnamed(written, spots)
        if not figures:
            continue
        evidence = (passage(tokens, start, end, "result/figure"),)
        sentence = _Sentence(text, _by_kind(spots), figures, main.name if main else None, evidence)
        found += _told(sentence)
    return found


def _told(sentence: _Sentence) -> Iterator[Result]:
    """Yield the results of a sentence; none where it says "respectively" of lists that do not pair."""
    paired = _paired(sentence)
    if _RESPECTIVELY in sentence.text and not paired:
        return
    last: Result | None = None
    for n in range(len(sentence.figures)):
        result = _result(sentence, n, paired.get(n, {}), last)
        if result is not None:
            yield result
            last = result


def _spots(standings: Standings, tokens: Tokens, sentence: int) -> list[_Spot]:
    offset = tokens.starts[tokens.sentences[sentence][0]]
    here = sorted(standings.within(tokens, sentence), key=lambda told: told[:3])
    return [
        _Spot(told.thing, tokens.starts[told.start] - offset, tokens.ends[told.place.candidate.end - 1] - offset)
        for told in here
    ]


def _unnamed(written: Sequence[Written], spots: Sequence[_Spot]) -> list[Written]:
    """Return the figures that do not begin within a name ("Top-1"). A sentence may have thousands of both, so how far
    names reach is known for each of them beforehand; `spots` are in the order of their starts.
    """
    starts = [spot.start for spot in spots]
    reach = [0, *accumulate((spot.end for spot in spots), max)]
    return [figure for figure in written if reach[bisect_right(starts, figure.start)] <= figure.start]


def _by_kind(spots: Sequence[_Spot]) -> dict[str, list[_Spot]]:
    told: dict[str, list[_Spot]] = {}
    for spot in spots:
        told.setdefault(family(spot.thing.types[0]), []).append(spot)
    return told


def _result(sentence: _Sentence, n: int, paired: Mapping[str, str], last: Result | None) -> Result | None:
    figure = sentence.figures[n]
    metric = paired.get("Metric") or _measure(sentence, n)
    dataset = paired.get("Dataset") or _data(sentence, n)
    if metric and last and last.metric == metric and _gap_unit(last.value) != _gap_unit(figure.value):
        metric = None if not _stands_beside(sentence, n, metric) else metric
    is_speedup = figure.value[-1] in "x×*" and bool(_FASTER.match(sentence.text, figure.end))
    if metric is None and dataset is None and not is_speedup:
        return None
    subject = paired.get("Method") or _subject(sentence, figure)
    baseline = _baseline(sentence, n)
    amount = parse_amount(figure.value.replace("*", "x"))
    return Result(
        subject=subject,
        dataset=dataset,
        metric=metric,
        value=figure.value,
        before=figure.before,
        baseline=baseline if baseline != subject else None,
        evidence=sentence.evidence,
        unit=(amount.unit or None) if amount else None,
        better=better(metric) if metric else None,
    )


def _gap_unit(value: str) -> str:
    return value.lstrip("+-0123456789., ")


def _stands_beside(sentence: _Sentence, n: int, metric: str) -> bool:
    """True where the measure stands right at the figure, no other figure between."""
    figure = sentence.figures[n]
    begin = sentence.figures[n - 1].end if n else 0
    return any(
        spot.thing.name == metric and begin <= spot.start and spot.start <= figure.end + _MEASURE_REACH
        for spot in sentence.named("Metric")
    )


def _measure(sentence: _Sentence, n: int) -> str | None:
    """Return the measure right behind the figure ("74% accuracy", "5% drop in WER"), else the last one before it."""
    figure, spots = sentence.figures[n], sentence.named("Metric")
    behind = next((s for s in spots if figure.end <= s.start <= figure.end + _MEASURE_REACH), None)
    before = _last_before(spots, figure, sentence.text)
    if behind is not None and not _NO_BRIDGE.search(sentence.text[figure.end : behind.start]):
        claimed = n + 1 < len(sentence.figures) and _is_by(sentence.text[behind.end : sentence.figures[n + 1].start])
        if not (claimed and before is not None):
            return behind.thing.name
    if _OTHER_MEASURE.match(sentence.text, figure.end):
        return None
    return before.thing.name if before else None


def _right_behind(sentence: _Sentence, n: int) -> str | None:
    """Return the measure that stands behind a list of figures for all of them: "85% and 90% accuracy"."""
    end = sentence.figures[n].end
    spot = next((s for s in sentence.named("Metric") if end <= s.start <= end + _MEASURE_REACH), None)
    return spot.thing.name if spot and not _NO_BRIDGE.search(sentence.text[end : spot.start]) else None


def _is_by(gap: str) -> bool:
    return bool(re.match(r"\s*(?:by|of|to|from|at|is|=|:)\b[^,;]{0,20}$", gap))


def _data(sentence: _Sentence, n: int) -> str | None:
    """Return the data behind the figure ("9.5% on CIRCO"), else the last before it, else the first named after it."""
    figure, spots = sentence.figures[n], sentence.named("Dataset")
    behind = next((s for s in spots if figure.end <= s.start <= figure.end + _DATA_REACH), None)
    if behind is not None:
        gap = sentence.text[figure.end : behind.start]
        if not re.search(r"[;(\d]|\band\b|,(?! on\b| across\b)", gap) and re.search(
            r"\b(?:on|for|in|across|over|of)\b", gap
        ):
            return behind.thing.name
    before = _last_before(spots, figure, sentence.text)
    if before is not None:
        return before.thing.name
    clause_end = sentence.text.find(";", figure.end)
    later = [s for s in spots if s.start >= figure.end and (clause_end < 0 or s.start < clause_end)]
    return later[0].thing.name if later else None


def _last_before(spots: Sequence[_Spot], figure: Written, text: str) -> _Spot | None:
    """Return the last of `spots` before the figure in its clause (semicolons part clauses)."""
    clause = text.rfind(";", 0, figure.start) + 1
    return next((spot for spot in reversed(spots) if clause <= spot.start and spot.end <= figure.start), None)


def _subject(sentence: _Sentence, figure: Written) -> str | None:
    """Return the method named last before the figure that is the paper's own or that achieves it, else the main one."""
    for spot in reversed(sentence.named("Method")):
        if spot.end > figure.start:
            continue
        verb = re.match(r"\s+(?:\w+ly\s+|model\s+)*(\w+)", sentence.text[spot.end :])
        if spot.thing.introduced or (verb and verb[1] in word_set("achievements")):
            return spot.thing.name
    return sentence.owner


def _baseline(sentence: _Sentence, n: int) -> str | None:
    """Return what the figure is held against: the rival of its own stretch, else the one at the sentence's end.

    The stretch of a figure runs from the figure before to the figure behind: "(+35.1 over CLIP, +17.8 over X)".
    """
    figures, figure = sentence.figures, sentence.figures[n]
    begin = figures[n - 1].end if n else 0
    end = figures[n + 1].start if n + 1 < len(figures) else len(sentence.text)
    rivals = [spot for spot in sentence.named("Method") if not spot.thing.introduced and _is_rival(sentence.text, spot)]
    if figure.before is not None and not rivals:
        lifted = [
            s for s in sentence.named("Method") if begin <= s.start and s.end <= figure.start and not s.thing.introduced
        ]
        return lifted[-1].thing.name if lifted and lifted[-1].end + 2 >= figure.start else None
    near = [spot for spot in rivals if begin <= spot.start < end]
    last = [spot for spot in rivals if spot.start >= figures[-1].end]
    return next((spot.thing.name for spot in [*near, *last]), None)


def _is_rival(text: str, spot: _Spot) -> bool:
    described = text[spot.end : spot.end + 1] == "-"
    return not described and bool(
        re.match(r"\s+baselines?\b", text[spot.end :]) or _RIVAL_CUE.search(text[: spot.start])
    )


def _paired(sentence: _Sentence) -> dict[int, dict[str, str]]:
    """Pair lists of equal length: "85.3% and 90.1% on A and B" gives each figure its data; {} where nothing pairs.

    A list is two or more of a kind with no more than joints between. Lists of data, of measures and of methods may
    stand beside one list of figures; of each kind the nearest one counts.
    """
    paired: dict[int, dict[str, str]] = {}
    for run in _runs(sentence.text, [(f.start, f.end) for f in sentence.figures]):
        first, last = sentence.figures[run[0]], sentence.figures[run[-1]]
        for kind in ("Dataset", "Metric", "Method"):
            spots = sentence.named(kind)
            if kind == "Method" and _RESPECTIVELY not in sentence.text:
                continue
            lists = [
                members
                for members in _runs(sentence.text, [(s.start, s.end) for s in spots])
                if len(members) == len(run)
            ]
            if not lists:
                shared = _right_behind(sentence, run[-1]) if kind == "Metric" else None
                paired |= {at: {**paired.get(at, {}), kind: shared} for at in run if shared}
                continue
            nearest = min(
                lists, key=lambda m: min(abs(spots[m[0]].start - last.end), abs(first.start - spots[m[-1]].end))
            )
            for at, member in zip(run, nearest, strict=True):
                paired.setdefault(at, {})[kind] = spots[member].thing.name
    return paired


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the indices of spans that stand in one list, for every list of two or more."""
    runs: list[list[int]] = []
    for n, (start, _) in enumerate(spans):
        gap = text[spans[n - 1][1] : start] if n else ""
        if n and re.fullmatch(r"\s*(?:,|and|,\s*and|&|/|or)\s*(?:by |the |of )?", gap):
            runs[-1].append(n)
        else:
            runs.append([n])
    return [run for run in runs if len(run) > 1]
