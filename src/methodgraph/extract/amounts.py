"""The figures of a sentence as written: value, sign, the value they set out from; not what they measure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from methodgraph.extract.lexicon import word_set

_NUMBER = r"[+\-−]?\s?\$?\d{1,12}(?:[.,]\d{1,12}){0,4}(?:(?:[-–]|--)\d{1,12}(?:\.\d{1,12})?)?\$?"
_UNIT = (
    r"(?:\s?(?:\\?%|percentage points?\b|percent\b|×|\\times|\*(?=\s)|x\b|points?\b|pp\b|"
    r"dB\b|ms\b|mm\b|cm\b|m\b|s\b|Hz\b|mW\b|W\b|MB\b|GB\b|FPS\b|fps\b))?"
)
_FIGURE = re.compile(
    rf"(?<![\w.@\-])(?<![pP] [<>=] )(?<!Python )(?<!version )(?<!± )(?<!/- )(?<!±)(?<!/)"
    r"(?<!\\pm )(?<!\\pm\$ )(?<!\\pm\$)(?<!\\pm)"
    rf"{_NUMBER}{_UNIT}(?!\w|\.\d)(?!\s(?:million|billion|thousand)\b)"
)
_RANGE = re.compile(rf"(?<![\w.@,\-])(?P<before>{_NUMBER}{_UNIT})\s+to\s+(?P<value>{_NUMBER}{_UNIT})")
_TO = re.compile(r"\sto\s+[+\-−]?\s?\$?\d")
"""What every range holds, and is found sooner."""
_UP = r"improv|boost|rais|increas|gain|outperform|surpass|exceed|higher|better|enhanc|advanc|beat"
_DOWN = r"reduc|decreas|lower|drop|cut|fewer|less|degrad|declin|shrink"
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\w*", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:(?!of\b|on\b|and\b|with\b|in\b|to\b|for\b|the\b|over\b)[\w@./\-]+\s){0,4}"
    r"(?P<word>increase|improvement|gain|higher|better|improved|boost|faster|reduction|decrease|lower|drop|fewer|less|degradation)s?\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|(?:gains?|improvements?|increases?|reductions?|drops?|decreases?|margins?) of)\s+"
    r"(?:at least |up to |over |about |around |approximately |roughly |an? |nearly |more than |average of |average )*$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"^[^.;]{0,40}(?:,|\band\b|\()[^.;]{0,30}$")
_LEVEL = re.compile(r"\b(?:achiev|reach|attain|obtain|yield|scor)\w*|\bto\s*$", re.IGNORECASE)
_RIVAL = re.compile(
    r"^(?P<gap>[^;]*?)\b(?:vs\.?|versus|compared (?:to|with)|than)\s+(?:(?!\d)[\w\-/'.\[\]]+\s){0,4}$", re.IGNORECASE
)
_SPREAD = re.compile(
    r"\b(?:improvements|gains|increases|(?P<down>reductions|decreases|drops))\b"
    r"[^,;]{0,40}\b(?:from|of|by|ranging from)\s*$",
    re.IGNORECASE,
)
"""What makes "from 5% to 28%" a spread of gains, not a change of one value."""

_WINDOW = 300
"""Characters around a figure in which words speak of it."""


@dataclass(frozen=True, slots=True)
class Written:
    """A figure at `start` to `end` of its sentence: `value` bears its sign if it is a difference; `before` is None
    or the value that a change sets out from or is held against.
    """

    start: int
    end: int
    value: str
    before: str | None

    @property
    def unit(self) -> str:
        """What stands behind the digits: "%", "x", " mm" or nothing."""
        return self.value.lstrip("+-0123456789., ")


def find_written(sentence: str) -> list[Written]:
    """Return the figures of `sentence` that may be results, in text order; shares and sizes are passed over.

    >>> [w.value for w in find_written("It improves accuracy by 4.2% on CIFAR-10.")]
    ['+4.2%']
    """
    found: list[Written] = []
    for written in sorted(_all(sentence), key=lambda w: w.start):
        last = found[-1] if found else None
        gap = sentence[last.end : written.start] if last else ""
        if last and _RIVAL.match(gap) and written.before is None:
            if last.before is None and last.unit == written.unit and last.value[0] not in "+-":
                found[-1] = replace(last, before=written.value.lstrip("+"))
            continue
        if last and last.value[0] in "+-" and written.value[0] not in "+-" and _carries(sentence, last, written):
            found.append(replace(written, value=last.value[0] + written.value))
        else:
            found.append(written)
    return found


def _carries(sentence: str, last: Written, written: Written) -> bool:
    """True where the sign of the last figure is meant again: "gains of 4.2% on A and 4.0% on B"."""
    gap = sentence[last.end : written.start]
    same = last.unit == written.unit and written.before is None and last.before is None
    return same and bool(_JOINT.match(gap)) and not _LEVEL.search(gap) and not _CHANGE.search(gap)


def _all(sentence: str) -> Iterator[Written]:
    covered: list[tuple[int, int]] = []
    for match in _RANGE.finditer(sentence) if _TO.search(sentence) else ():
        covered.append(match.span())
        if not any(mark in match.group() for mark in "%.") or re.match(r"\s*times\b", sentence[match.end() :]):
            continue  # years, counts, "3 to 5 times"
        value, before = clean(match["value"]), clean(match["before"])
        ahead = sentence[: match.start()].rstrip()
        spread = _SPREAD.search(ahead, max(0, len(ahead) - _WINDOW))
        if spread and before[0] not in "+-":
            yield Written(*match.span(), f"{'-' if spread['down'] else '+'}{before} to {value}", None)
        else:
            yield Written(*match.span(), value, before)
    for match in _FIGURE.finditer(sentence):
        at = bisect_right(covered, (match.start(), len(sentence))) - 1
        if at >= 0 and match.start() < covered[at][1]:
            continue
        text = clean(match.group())
        if not any(mark in text for mark in "%.x×*") and not re.search(r"[A-Za-z]", text):
            continue
        if _share().match(sentence, match.end()):
            continue
        yield Written(*match.span(), _sign(sentence, match, text) + text, None)


def _sign(sentence: str, match: re.Match[str], text: str) -> str:
    """Return "+" or "-" where the words around the figure call it a difference ("raising X by"), else ""."""
    if text[0] in "+-" or text[-1] in "x×*":
        return ""
    behind = _BEHIND.match(sentence[match.end() : match.end() + _WINDOW])
    if behind:
        return "-" if re.match(_DOWN, behind["word"], re.IGNORECASE) else "+"
    ahead = sentence[max(0, match.start() - _WINDOW) : match.start()].rpartition(";")[2].removesuffix("$")
    if not _BY.search(ahead):
        return ""
    changes = list(_CHANGE.finditer(ahead))
    if not changes:
        return ""
    return "-" if changes[-1]["down"] else "+"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    r"""Return a figure without LaTeX and blanks: "+11.3\\%" -> "+11.3%", "$2.5\\%$" -> "2.5%"."""
    told = text.replace("\\times", "×")
    told = re.sub(r"[\\$]", "", told).strip().replace("−", "-").replace("–", "-").replace("--", "-")
    told = re.sub(r"\s*(×|x|\*)$", r"\1", told)
    told = re.sub(r"\s*(?:%|percent)$", "%", told)
    told = re.sub(r"percentage (points?)$", r"\1", told)
    told = re.sub(r"(?<=\d)\s*(?=[A-Za-z]{2}|[msW]$)", " ", told)
    return re.sub(r"^([+-])\s+", r"\1", told)


@lru_cache(maxsize=1)
def _share() -> re.Pattern[str]:
    """Return what stands behind a figure that is a share or a number of things: "5% of", "30 images"."""
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, sorted(word_set('shared_things'))))})\b")
