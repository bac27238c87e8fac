"""What acronyms stand for in a corpus: their expansions, spelling variants joined, and how often papers say so.

Evidence is what papers define ("mutual information (MI)"); beside it stand the vocabulary's own short forms, which
no paper need define. An expansion that a single paper gives counts where its initials fit and others write it too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from methodgraph.learn.profiles import Corpus, clue_row
from methodgraph.text.folding import singular_name
from methodgraph.text.stems import JOINING, stems
from methodgraph.vocabulary.senses import CLUE_COLUMNS, SENSE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from methodgraph.learn.profiles import Stems
    from methodgraph.records import PaperGraph
    from methodgraph.vocabulary import Vocabulary

_PART = re.compile(r"[\s\-/–‐]+")
_ENOUGH, _FEW = 2, 10
"""Papers that make an expansion a sense by defining it; papers that must write one which a single paper defines."""
_LONGEST_SHORT = 8
_TAILS = frozenset(stems("model method algorithm approach technique task system problem network framework unit"))


@dataclass
class Group:
    """One expansion of a short form while it is gathered: its forms as written, with how many papers define each."""

    key: Stems
    forms: Counter[str] = field(default_factory=Counter)
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
        if self.label is not None and self.defined <= _ENOUGH:
            return self.label
        return min(self.forms, key=lambda form: (-self.forms[form], form != form.lower(), len(form), form))


def induce(graphs: Iterable[PaperGraph], vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the tables `senses.tsv` and `clues.tsv` that `methodgraph.vocabulary.senses` reads.

    Pure and deterministic: the order of `graphs` does not matter but for papers that are given twice. Definitions are
    the entities whose sense the paper spells out. Known misses: a sense that no paper of the corpus defines and the
    vocabulary does not hold.

    >>> senses, clues = induce(map(extract, papers), load_vocabulary())  # doctest: +SKIP
    """
    corpus = Corpus()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    defining = [(graph.paper, definitions(graph)) for graph in graphs]  # all that is needed of a graph
    for paper, found in sorted(defining, key=lambda pair: pair[0].id):
        corpus.add(paper, found)
        for short, long in found.items():
            told[short][long] += 1
    groups = {short: joined(short, forms) for short, forms in told.items()}
    _add_vocabulary(groups, vocabulary)
    corpus.locate(key for found in groups.values() for group in found for key in group.keys)
    senses: list[tuple[str, ...]] = [SENSE_COLUMNS]
    clues: list[tuple[str, ...]] = [CLUE_COLUMNS]
    for short, gathered in sorted(groups.items()):
        kept = _kept(short, gathered, corpus)
        of = sum(told.get(short, Counter()).values())
        if len(kept) > 1:
            clues.append((short, clue_row(corpus, short, [group.keys for group in kept])))
        elif not kept or kept[0].defined <= _ENOUGH:
            continue
        senses += [_row(short, group, of, corpus) for group in kept]
    return _table(senses), _table(clues)


def definitions(graph: PaperGraph) -> dict[str, str]:
    """Return what a paper defines: singular short form -> expansion as written."""
    defined = (entity for entity in graph.entities if entity.sensed and entity.sensed.reason == "definition")
    return {singular_name(entity.name): entity.sense for entity in defined if entity.sense}


def joined(short: str, forms: Mapping[str, int]) -> list[Group]:
    """Return the expansions of a short form, spelling variants joined to the one that most papers use."""
    groups: list[Group] = []
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        key = stems(form)
        if not key or short in form.split():
            continue
        home = next((group for group in groups if alike(key, group.key)), None)
        if home is None:
            groups.append(home := Group(key))
        home.forms[form] += count
    return groups


def alike(one: Stems, other: Stems) -> bool:
    """Return True for two expansions that differ in endings or in a generic last word alone.

    >>> alike(stems("Gaussian processes"), stems("Gaussian process model"))
    True
    """
    if _bare(one) == _bare(other) or "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and all(_akin(a, b) for a, b in zip(one, other, strict=True))


def _akin(one: str, other: str) -> bool:
    """Return True for two stems of one word: all but their last three letters agree."""
    if one == other:
        return True
    shared = max(4, min(len(one), len(other)) - 3)
    return one[:shared] == other[:shared] and min(len(one), len(other)) >= shared and abs(len(one) - len(other)) <= 3


def _bare(key: Stems) -> Stems:
    return key[:-1] if len(key) > 1 and key[-1] in _TAILS else key


def _add_vocabulary(groups: dict[str, list[Group]], vocabulary: Vocabulary) -> None:
    """Join the vocabulary's long names of each short form to the expansions, or add them."""
    for term in vocabulary.terms.values():
        names = [name for name in (term.sense, term.label, *term.aliases) if name]
        longs = list(dict.fromkeys(name for name in names if len(_PART.split(name)) > 1 and not is_short_form(name)))
        for short in sorted({singular_name(name) for name in names if is_short_form(name)}) if longs else ():
            _join_term(groups.setdefault(short, []), longs)


def _join_term(found: list[Group], longs: list[str]) -> None:
    keys = [stems(long) for long in longs]
    homes = [group for group in found if any(alike(key, group.key) or _heads(group.key, key) for key in keys)]
    home = max(homes, key=lambda group: group.defined, default=None)
    if home is None:
        found.append(home := Group(keys[0]))
    for other in homes:
        if other is not home:
            home.forms.update(other.forms)
            found.remove(other)
    home.label = home.label or longs[0]
    for long in longs:
        home.forms[long] += 0


def _heads(short: Stems, long: Stems) -> bool:
    """Return True where `long` is `short` and one further word: "canonical polyadic", "... decomposition"."""
    return len(short) > 1 and len(long) == len(short) + 1 and long[: len(short)] == short


def is_short_form(name: str) -> bool:
    """Return True for a name written like an acronym: no space, at least two capitals, at most eight characters."""
    return 2 <= len(name) <= _LONGEST_SHORT and sum(char.isupper() for char in name) >= 2 and " " not in name


def initials_fit(short: str, expansion: str) -> bool:
    """Return True where the initials of at least two words, joining words or not, spell the short form."""
    parts = [part for part in _PART.split(expansion) if part and part[0].isalnum()]
    wanted = "".join(char for char in short.lower() if char.isalnum())
    spelled = {
        "".join(part[0].lower() for part in parts),
        "".join(part[0].lower() for part in parts if part.lower() not in JOINING),
    }
    return len(parts) > 1 and wanted in spelled


def _kept(short: str, groups: list[Group], corpus: Corpus) -> list[Group]:
    """Return the senses that enough speaks for, the most defined first."""
    kept = []
    for group in groups:
        written = corpus.written(group.keys)
        fits = any(initials_fit(short, form) for form, count in group.forms.items() if count)
        once = group.defined == 1 and fits and written >= _FEW
        listed = group.label is not None and written > 0
        if group.defined >= _ENOUGH or once or listed:
            kept.append(group)
    return sorted(kept, key=lambda group: (-group.defined, -corpus.written(group.keys), group.expansion))


def _row(short: str, group: Group, of: int, corpus: Corpus) -> tuple[str, ...]:
    seen = {stems(group.expansion)}
    others = []
    for form in sorted(group.forms):
        if stems(form) not in seen:
            seen.add(stems(form))
            others.append(form)
    written = corpus.written(group.keys)
    return short, group.expansion, str(group.defined), str(of), str(written), "|".join(others)


def _table(rows: Iterable[Iterable[str]]) -> str:
    def lines() -> Iterator[str]:
        for row in rows:
            yield "\t".join(row) + "\n"

    return "".join(lines())
