"""What acronyms stand for in a corpus: their expansions, spelling variants joined, and how often papers say so.

Evidence is what papers define ("mutual information (MI)"); beside it stand the vocabulary's own short forms, which
no paper need define. An expansion that a single paper gives counts where its initials fit and others write it too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from methodgraph.learn.expansions import (
    Group,
    alike,
    bracketed,
    contained,
    is_short_form,
    joined,
    spells,
    tails,
)
from methodgraph.learn.profiles import Corpus, clue_row
from methodgraph.text.folding import singular_name
from methodgraph.text.stems import stems
from methodgraph.vocabulary.senses import CLUE_COLUMNS, SENSE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from methodgraph.learn.profiles import Stems
    from methodgraph.records import PaperGraph
    from methodgraph.vocabulary import Vocabulary

_ENOUGH, _FEW = 2, 5
"""Papers that make an expansion a sense by defining it; papers that must write one which a single paper defines."""
_WITHIN, _MANY = 4, 20
"""Letters that precede a sense in longer short forms (WSOD, COD), and papers that must write it."""


def induce(graphs: Iterable[PaperGraph], vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the tables `senses.tsv` and `clues.tsv` that `methodgraph.vocabulary.senses` reads.

    Pure and deterministic: the order of `graphs` does not matter but for papers that are given twice. Known misses: a
    sense that no paper of the corpus defines and the vocabulary does not hold.

    >>> senses, clues = induce(map(extract, papers), load_vocabulary())  # doctest: +SKIP
    """
    corpus, told = read(graphs)
    groups = gathered(told, vocabulary)
    corpus.locate(key for found in groups.values() for group in found for key in group.keys)
    senses: list[tuple[str, ...]] = [SENSE_COLUMNS]
    clues: list[tuple[str, ...]] = [CLUE_COLUMNS]
    for short, found in sorted(groups.items()):
        kept = _kept(short, found, corpus)
        of = sum(told.get(short, Counter()).values())
        if len(kept) > 1:
            clues.append((short, clue_row(corpus, short, [group.keys for group in kept])))
        elif not kept or kept[0].defined <= _ENOUGH:
            continue
        senses += [_row(short, group, of, corpus) for group in kept]
    return _table(senses), _table(clues)


def read(graphs: Iterable[PaperGraph]) -> tuple[Corpus, dict[str, Counter[str]]]:
    """Return the words of all papers, and how many papers define each short form by each expansion."""
    corpus = Corpus()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    defining = [(graph.paper, definitions(graph)) for graph in graphs]  # all that is needed of a graph
    for paper, found in sorted(defining, key=lambda pair: pair[0].id):
        corpus.add(paper, found)
        for short, long in found.items():
            told[short][long] += 1
    return corpus, told


def gathered(told: Mapping[str, Counter[str]], vocabulary: Vocabulary) -> dict[str, list[Group]]:
    """Return the expansions of each short form that papers define or the vocabulary holds."""
    within: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for long_short, forms in told.items():
        for form in forms:
            for short, tail in tails(long_short, form):
                within[short][tail.lower()].add(long_short[-len(short) - 1])
    groups = {
        short: joined(short, told.get(short, {}), {form: len(letters) for form, letters in within[short].items()})
        for short in [*told, *(short for short in within if short not in told)]
    }
    _add_vocabulary(groups, vocabulary)
    return {short: contained(short, found) for short, found in groups.items()}


def definitions(graph: PaperGraph) -> dict[str, str]:
    """Return what a paper defines: singular short form -> expansion as written.

    That is the entities whose sense the paper spells out, and what stands in brackets behind words whose initials fit.
    """
    defined = (entity for entity in graph.entities if entity.sensed and entity.sensed.reason == "definition")
    told = {singular_name(entity.name): entity.sense for entity in defined if entity.sense}
    return dict(bracketed(graph.paper.text)) | told


def _add_vocabulary(groups: dict[str, list[Group]], vocabulary: Vocabulary) -> None:
    """Join the vocabulary's long names of each short form to the expansions, or add them."""
    for term in vocabulary.terms.values():
        names = [name for name in (term.sense, term.label, *term.aliases) if name]
        longs = list(dict.fromkeys(name for name in names if len(stems(name)) > 1 and not is_short_form(name)))
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
            home.take(other)
            found.remove(other)
    home.label = home.label or longs[0]
    for long in longs:
        home.forms[long] += 0


def _heads(short: Stems, long: Stems) -> bool:
    """Return True where `long` is `short` and one further word: "canonical polyadic", "... decomposition"."""
    return len(short) > 1 and len(long) == len(short) + 1 and long[: len(short)] == short


def _kept(short: str, groups: list[Group], corpus: Corpus) -> list[Group]:
    """Return the senses that enough speaks for, the most defined first."""
    kept = []
    for group in groups:
        written, fits = corpus.written(group.keys), spells(short, group)
        once = group.defined == 1 and fits and written >= _FEW
        inside = group.within >= _WITHIN and written >= _MANY
        listed = group.label is not None and written > 0 and (fits or group.defined > 0)
        if group.defined >= _ENOUGH or once or inside or listed:
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
    return short, group.expansion, str(group.defined), str(of), str(written), str(group.within), "|".join(others)


def _table(rows: Iterable[Iterable[str]]) -> str:
    def lines() -> Iterator[str]:
        for row in rows:
            yield "\t".join(row) + "\n"

    return "".join(lines())
