"""What papers say that a short form stands for: definitions in brackets, spelling variants joined to one expansion.

A longer short form tells of a shorter one too: who writes "weakly supervised object detection (WSOD)" takes OD for
object detection. Such tails are counted apart from definitions (`Group.within`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from methodgraph.text.folding import singular_name
from methodgraph.text.stems import JOINING, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from methodgraph.learn.profiles import Stems

_PART = re.compile(r"[^\s\-/–‐]+")
_BRACKET = re.compile(r"\(([A-Za-z][A-Za-z0-9-]{1,8})(?=[),;])")
_BREAK = re.compile(r"[.,;:()\[\]?!]")
_BEFORE = 120
"""Characters before a bracket in which its expansion stands."""
_LONGEST_SHORT = 8
_SHORTEST_STEM = 6
"""Letters from which on a stem may differ in its last one."""
_TAILS = frozenset(stems("model method algorithm approach technique task system problem network framework unit"))


@dataclass
class Group:
    """One expansion of a short form while it is gathered: its forms as written, with how many papers define each."""

    key: Stems
    forms: Counter[str] = field(default_factory=Counter)
    within: int = 0
    """Letters that stand before it in longer short forms: MDP and POMDP, both with M, are one."""
    label: str | None = None
    """The vocabulary's name for it."""

    @property
    def defined(self) -> int:
        """Papers that define it."""
        return sum(self.forms.values())

    @property
    def keys(self) -> frozenset[Stems]:
        """The stems of all its forms."""
        return frozenset(key for form in self.forms if (key := stems(form))) | {self.key}

    @property
    def expansion(self) -> str:
        """The form that most papers define; the vocabulary's where hardly any paper does."""
        if self.label is not None and self.defined <= 2:
            return self.label
        return min(self.forms, key=lambda form: (-self.forms[form], form != form.lower(), len(form), form))

    def take(self, other: Group) -> None:
        """Join another expansion to this one."""
        self.forms.update(other.forms)
        self.within += other.within
        self.label = self.label or other.label


def bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each singular short form that stands in brackets behind words whose initials spell it, and these words.

    >>> list(bracketed("We tag each dialogue act (DA) of a call."))
    [('DA', 'dialogue act')]
    """
    for found in _BRACKET.finditer(text):
        short = singular_name(found[1])
        if is_short_form(short):
            before = _BREAK.split(text[max(0, found.start() - _BEFORE) : found.start()])[-1].rstrip()
            starts = [part.start() for part in _PART.finditer(before)][::-1][: 2 * len(short)]
            longs = (before[start:] for start in starts[1:])
            long = next((long for long in longs if initials_fit(short, long)), None)
            if long is not None:
                yield short, long


def tails(short: str, long: str) -> Iterator[tuple[str, str]]:
    """Yield the shorter short forms that a longer one ends in, with their part of its expansion.

    >>> list(tails("WSOD", "weakly supervised object detection"))
    [('OD', 'object detection'), ('SOD', 'supervised object detection')]
    """
    starts = [part.start() for part in _PART.finditer(long)]
    if not short.isupper() or "".join(long[start].upper() for start in starts) != short:
        return
    for count in range(2, len(short)):
        yield short[-count:], long[starts[-count] :]


def joined(short: str, forms: Mapping[str, int], within: Mapping[str, int] = MappingProxyType({})) -> list[Group]:
    """Return the expansions of a short form, spelling variants joined to the one that most papers use.

    `forms` are those that papers define, `within` those that longer short forms end in, with
    the number of letters that stand before them there.
    """
    groups: list[Group] = []
    told = Counter(forms)
    for form in sorted({*told, *within}, key=lambda form: (-told[form], -within.get(form, 0), form)):
        key = stems(form)
        if not key or short in form.split():
            continue
        home = next((group for group in groups if alike(key, group.key)), None)
        if home is None:
            groups.append(home := Group(key))
        home.forms[form] += told[form]
        home.within += within.get(form, 0)
    return groups


def contained(short: str, groups: list[Group]) -> list[Group]:
    """Return `groups`, where one only adds words to another that spells the short form, joined to that one.

    QA is "question answering" whether or not a paper writes "visual question answering (QA)" or "QA pairs".
    """
    kept: list[Group] = []
    for group in sorted(groups, key=lambda group: (len(group.key), -group.defined, group.key)):
        home = next((one for one in kept if _adds_words(group.key, one.key) and spells(short, one)), None)
        if home is None:
            kept.append(group)
        else:
            home.take(group)
    return kept


def _adds_words(long: Stems, short: Stems) -> bool:
    size = len(short)
    if not 1 < size < len(long):
        return False
    ends = (long[:size], long[-size:])
    return any(all(_akin(a, b) for a, b in zip(end, short, strict=True)) for end in ends)


def spells(short: str, group: Group) -> bool:
    """Return True where the initials of one of the forms spell the short form."""
    return any(initials_fit(short, form) for form in group.forms)


def alike(one: Stems, other: Stems) -> bool:
    """Return True for two expansions that differ in endings or in a generic last word alone.

    >>> alike(stems("Gaussian processes"), stems("Gaussian process model"))
    True
    """
    if _bare(one) == _bare(other) or "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and all(_akin(a, b) for a, b in zip(one, other, strict=True))


def _akin(one: str, other: str) -> bool:
    """Return True for two stems of one word: the shorter begins the longer, but for its last letter if it is long."""
    shared = min(len(one), len(other))
    shared -= shared >= _SHORTEST_STEM
    return one[:shared] == other[:shared] and abs(len(one) - len(other)) <= 3


def _bare(key: Stems) -> Stems:
    return key[:-1] if len(key) > 1 and key[-1] in _TAILS else key


def is_short_form(name: str) -> bool:
    """Return True for a name written like an acronym: no space, at least two capitals, at most eight characters."""
    return 2 <= len(name) <= _LONGEST_SHORT and sum(char.isupper() for char in name) >= 2 and " " not in name


def initials_fit(short: str, expansion: str) -> bool:
    """Return True where the initials of at least two words, joining words or not, spell the short form."""
    parts = [part for part in _PART.findall(expansion) if part[0].isalnum()]
    wanted = "".join(char for char in short.lower() if char.isalnum())
    spelled = {
        "".join(part[0].lower() for part in parts),
        "".join(part[0].lower() for part in parts if part.lower() not in JOINING),
    }
    return len(parts) > 1 and wanted in spelled
