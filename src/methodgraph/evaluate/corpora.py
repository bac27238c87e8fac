"""Public corpora: spans with labels, senses of short forms, and lists of names that a paper's text holds literally."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from methodgraph.evaluate.figures import Tally
from methodgraph.evaluate.names import key, keys, names_of
from methodgraph.records import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from methodgraph.records import EntityType, PaperEntity, PaperGraph

LABELS = ("Method", "Task", "Dataset", "Metric")
_WORD = re.compile(r"[^\W_]+")


class Span(NamedTuple):
    """A stretch of a text (code points, half-open) and what it names: one of `LABELS`, or another scheme's label."""

    start: int
    end: int
    label: str

    def meets(self, others: Iterable[Span]) -> bool:
        """True where one of `others` shares a character with it."""
        return any(self.start < other.end and other.start < self.end for other in others)


def tally_spans(gold: Mapping[str, frozenset[Span]], graphs: Mapping[str, PaperGraph]) -> dict[tuple[str, str], Tally]:
    """Return a tally for each measure ("strict", "overlap") and label, and for "all" labels together.

    Strict asks for the same span, overlap for a common character. Labels that no paper of `gold` has are passed over,
    and so is what is told of a span that the gold gives a label of another scheme.
    """
    present = {span.label for spans in gold.values() for span in spans}
    labels = [label for label in LABELS if label in present]
    tallies = {(measure, label): Tally() for measure in ("strict", "overlap") for label in (*labels, "all")}
    for paper, spans in gold.items():
        told = _told(graphs.get(paper), spans, labels)
        for label in labels:
            wanted = {span for span in spans if span.label == label}
            here = {span for span in told if span.label == label}
            found = sum(span.meets(here) for span in wanted)
            right = sum(span.meets(wanted) for span in here)
            for which in (label, "all"):
                tallies["strict", which].add(len(wanted & here), len(here - wanted), len(wanted - here))
                tallies["overlap", which].add(found, len(here) - right, len(wanted) - found)
    return tallies


def _told(graph: PaperGraph | None, gold: frozenset[Span], labels: Iterable[str]) -> set[Span]:
    others = {(span.start, span.end) for span in gold if span.label not in labels}
    told = {
        Span(mention.start, mention.end, family(entity.types[0]))
        for entity in (graph.entities if graph is not None else ())
        for mention in entity.mentions
        if mention.field == "text"
    }
    return {s for s in told if s.label in labels and (s in gold or (s.start, s.end) not in others)}


def is_sense(graph: PaperGraph | None, short: str, sense: str) -> bool:
    """True where the thing that `graph` calls `short` is said to be `sense`."""
    entities = graph.entities if graph is not None else ()
    named = next((e for e in entities if key(short) in keys((e.name, *e.aliases))), None)
    return named is not None and key(named.sense or named.name) == key(sense)


def tally_literals(
    wanted: Mapping[str, Iterable[str]], kind: EntityType, graphs: Mapping[str, PaperGraph]
) -> dict[str, Tally]:
    """Return how many of the names that each paper's text is known to hold were found as things of the family `kind`.

    "literal": a name, alias, sense or mention of the thing is that name but for case, hyphens and a plural s.
    "contained": ... or holds it as whole words ("ImageNet-1k" holds "ImageNet", "mAP" does not hold "AP"). Nothing is
    known of further names, so nothing is ever too many: only the recall means something.
    """
    tallies = {"literal": Tally(), "contained": Tally()}
    for paper, names in wanted.items():
        graph = graphs.get(paper)
        things = [e for e in (graph.entities if graph is not None else ()) if family(e.types[0]) == kind]
        known = {told for thing in things for told in (*names_of(thing), *(key(m.text) for m in thing.mentions))}
        phrases = {_words(form) for thing in things for form in _forms(thing)}
        for name in names:
            literal = key(name) in known
            contained = literal or any(_words(name) in phrase for phrase in phrases)
            tallies["literal"].add(literal, 0, not literal)
            tallies["contained"].add(contained, 0, not contained)
    return tallies


def _forms(thing: PaperEntity) -> Iterator[str]:
    yield from (thing.name, *thing.aliases, *(mention.text for mention in thing.mentions))


def _words(name: str) -> str:
    """Return the folded words between blanks, so that one name within another is found by whole words."""
    return "".join(f" {key(word)}" for word in _WORD.findall(name)) + " "


def spans_by_paper(rows: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[Span]]:
    """Return the spans of a corpus whose rows have "id" and "entities" with "start", "end" and "label"."""
    told: dict[str, set[Span]] = defaultdict(set)
    for row in rows:
        told[row["id"]] |= {Span(e["start"], e["end"], e["label"]) for e in row["entities"]}
    return {paper: frozenset(spans) for paper, spans in told.items()}
