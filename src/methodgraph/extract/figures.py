"""Reported figures: "raising mAM by 14.4%", "+11.3\\% on MMVet", "on CIRR, it boosts R@1 by 9.6\\%", "70.6% to 79.8%".

A figure counts only beside a metric, a dataset or a model it is said of; a bare share ("0.3% of trajectories") or
a size does not. Known misses: figures spelled out, tables, "respectively" lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.extract.passages import passage
from methodgraph.records import Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.extract.candidate import Place
    from methodgraph.extract.reading import Reading
    from methodgraph.extract.sections import Section
    from methodgraph.extract.things import Thing
    from methodgraph.extract.tokens import Tokens

_NUMBER = r"[+\-−]?\s?\$?\d{1,12}(?:[.,]\d{1,12}){0,4}(?:[-–]\d{1,12}(?:\.\d{1,12})?)?\$?"
_UNIT = r"(?:\s?(?:\\?%|percent\b|×|\\times|x\b|points?\b|pp\b|dB\b|ms\b|mm\b|cm\b|m\b|s\b))?"
_FIGURE = re.compile(rf"(?<![\w.@\-])(?<![pP] [<>=] )(?<!Python )(?<!version ){_NUMBER}{_UNIT}(?!\w|\.\d)")
_RANGE = re.compile(rf"(?<![\w.@,\-])(?P<before>{_NUMBER}{_UNIT})\s+to\s+(?P<value>{_NUMBER}{_UNIT})")
_UP = re.compile(
    r"\b(improv|boost|rais|increas|gain|outperform|surpass|exceed|higher|better|enhanc|advanc|up by)\w*", re.I
)
_DOWN = re.compile(r"\b(reduc|decreas|lower|drop|cut|fewer|less|degrad)\w*", re.I)
_BEHIND = re.compile(
    r"\s*(?:\w+\s)?(?:increase|improvement|gain|higher|better|improved|boost|reduction|decrease|lower|drop|fewer|less)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
_WINDOW = 300
"""Characters around a figure in which words speak of it."""

_CHANGED_BY = re.compile(
    r"\b(?:by|(?:gains?|improvements?|increases?|reductions?|drops?|margin) of)\s+"
    r"(?:at least |up to |over |about |around |an? |nearly |more than )*$"
)
_SHARE = re.compile(
    r"\s*(?:of|samples?|parameters?|tasks?|papers?|images?|times|sparsity|tokens?|data|training|overhead)\b"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    value: str
    before: str | None


def find_figures(
    things: Sequence[Thing], main: Thing | None, reading: Reading, parts: Sequence[Section]
) -> list[Result]:
    """Return the figures of the text that are said of a known metric or dataset, in text order."""
    tokens = reading.fields[0]
    found: list[Result] = []
    for n, (start, end) in enumerate(tokens.sentences):
        if parts[n] == "background":
            continue
        offset = tokens.starts[start]
        sentence = tokens.text(start, end)
        if not _DIGIT.search(sentence) or "respectively" in sentence:
            continue
        here = [(thing, place) for thing in things for place in thing.places if _inside(place, tokens, n)]
        for figure in _figures(sentence):
            told = _result(figure, sentence, offset, here, main)
            if told is not None:
                evidence = passage(tokens, start, end, "result/figure")
                found.append(Result(*told, evidence=(evidence,)))
    return found


def _inside(place: Place, tokens: Tokens, sentence: int) -> bool:
    return place.tokens.field == tokens.field and place.sentence == sentence


def _figures(sentence: str) -> Iterator[_Figure]:
    covered: list[tuple[int, int]] = []
    for match in _RANGE.finditer(sentence):
        covered.append(match.span())
        yield _Figure(*match.span(), clean(match["value"]), clean(match["before"]))
    for match in _FIGURE.finditer(sentence):
        if any(start <= match.start() < end for start, end in covered):
            continue
        text = clean(match.group())
        if not ("%" in text or "." in text or "x" in text):
            continue
        if _SHARE.match(sentence, match.end()):
            continue
        sign = _sign(sentence, match.start(), text)
        yield _Figure(*match.span(), sign + text, None)


def _sign(sentence: str, at: int, text: str) -> str:
    """Return "+" or "-" where the words before the figure call it a difference ("raising X by"), else ""."""
    if text[0] in "+-":
        return ""
    behind = _BEHIND.match(sentence[at + len(text) : at + len(text) + _WINDOW].lstrip("\\%$ x"))
    if behind:
        return "-" if _DOWN.search(behind.group()) else "+"
    ahead = sentence[max(0, at - _WINDOW) : at]
    before = re.split(r"[;,]| and ", ahead)[-1]
    if not _CHANGED_BY.search(ahead.removesuffix("$")):
        return ""
    if _DOWN.search(before):
        return "-"
    return "+" if _UP.search(ahead) else ""


def clean(text: str) -> str:
    r"""Return a figure without LaTeX and blanks: "+11.3\\%" -> "+11.3%", "$2.5\\%$" -> "2.5%"."""
    told = re.sub(r"[\\$]", "", text).strip().replace("−", "-").replace("–", "-")
    told = re.sub(r"\s*(?:times|×|x)$", "x", told)
    told = re.sub(r"\s*(?:%|percent)$", "%", told)
    told = re.sub(r"(?<=\d)\s*(?=[A-Za-z]{2}|[ms]$)", " ", told)
    return re.sub(r"^([+-])\s+", r"\1", re.sub(r"points?$", "points", told))


def _result(
    figure: _Figure, sentence: str, offset: int, here: Sequence[tuple[Thing, Place]], main: Thing | None
) -> tuple[str | None, str | None, str | None, str, str | None, str | None] | None:
    clause = _clause(sentence, figure)
    near = [(thing, *_span(place, offset)) for thing, place in here]
    near = [(thing, first, last) for thing, first, last in near if clause[0] <= first and last <= clause[1]]
    dataset = _nearest(near, figure, sentence, ("Dataset", "Benchmark"), behind=30)
    metric = _nearest(near, figure, sentence, ("Metric",), behind=28)
    if metric is None and dataset is None:
        return None
    subject = main.name if main else None
    if figure.before is not None:
        baseline = _nearest(near, figure, sentence, ("Model", "Method"), behind=0)
    else:
        baseline = _baseline(here, sentence, offset)
    return subject, dataset, metric, figure.value, figure.before, baseline if baseline != subject else None


def _clause(sentence: str, figure: _Figure) -> tuple[int, int]:
    """Return the stretch between semicolons around the figure."""
    begin = sentence.rfind(";", 0, figure.start)
    end = sentence.find(";", figure.end)
    return begin + 1, end if end >= 0 else len(sentence)


def _span(place: Place, offset: int) -> tuple[int, int]:
    tokens, candidate = place.tokens, place.candidate
    return tokens.starts[candidate.start] - offset, tokens.ends[candidate.end - 1] - offset


def _nearest(
    near: Sequence[tuple[Thing, int, int]], figure: _Figure, sentence: str, types: tuple[str, ...], behind: int
) -> str | None:
    """Return the thing just behind the figure ("9.5% on CIRCO", "74% accuracy"), else the last before it, else None.

    `behind` is how many characters away "just behind" ends.
    """
    fitting = [(thing, first, last) for thing, first, last in near if thing.types[0] in types]
    after = sorted((first, thing.name) for thing, first, _ in fitting if 0 <= first - figure.end <= behind)
    if after and not re.search(r"[,;(]|\band\b", sentence[figure.end : after[0][0]]):
        return after[0][1]
    before = sorted((last, thing.name) for thing, _, last in fitting if last <= figure.start)
    if before:
        return before[-1][1]
    later = sorted((first, thing.name) for thing, first, _ in fitting if first >= figure.end)
    return later[0][1] if later and types[0] != "Metric" else None


def _baseline(here: Sequence[tuple[Thing, Place]], sentence: str, offset: int) -> str | None:
    for thing, place in here:
        if thing.types[0] not in ("Model", "Method") or thing.introduced:
            continue
        first = place.tokens.starts[place.candidate.start] - offset
        last = place.tokens.ends[place.candidate.end - 1] - offset
        if re.match(r"\s+baselines?\b", sentence[last:]) or re.search(
            r"\b(over|than)\s+(?:the\s+)?$", sentence[:first]
        ):
            return thing.name
    return None
