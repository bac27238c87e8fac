"""What each paper says, record by record: the unit of which all that is published of papers is made."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from methodgraph.grouped import code_of_papers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from methodgraph.records import Claim, Figure, Link, Linked, Paper, Unlinked


class Said(NamedTuple):
    """A paper, its links, what it claims and reports, the addresses of its code, and the names left out of it.

    Claims and figures are sorted by id, addresses sorted and each once.
    """

    paper: Paper
    links: Sequence[Link]
    claims: Sequence[Claim]
    figures: Sequence[Figure]
    code: Sequence[str]
    unlinked: Sequence[Unlinked]
    merges: Sequence[tuple[str, str, str]]
    """Entity, form and reason of the merges that the paper has a part in."""


def by_paper(linked: Linked) -> Iterator[Said]:
    """Yield what each paper says, in the order of the papers."""
    links: defaultdict[str, list[Link]] = defaultdict(list)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    unlinked: defaultdict[str, list[Unlinked]] = defaultdict(list)
    for link in linked.links:
        links[link.paper].append(link)
    for claim in sorted(linked.claims, key=_id):
        claims[claim.paper].append(claim)
    for figure in sorted(linked.figures, key=_id):
        figures[figure.paper].append(figure)
    for paper_id, name in linked.unlinked:
        unlinked[paper_id].append(name)
    merges: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for merge in linked.merges:
        for paper_id in merge.papers:
            merges[paper_id].append((merge.entity, merge.form, merge.reason))
    code = code_of_papers(linked)
    for paper in linked.papers:
        own = paper.id
        yield Said(paper, links[own], claims[own], figures[own], code[own], unlinked[own], merges[own])


def _id(record: Claim | Figure) -> str:
    return record.id
