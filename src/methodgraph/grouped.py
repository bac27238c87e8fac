"""What all papers say together, grouped: by entity and by paper. Whatever counts or writes a graph asks for these."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.records import Linked


def papers_of_entities(linked: Linked) -> defaultdict[str, set[str]]:
    """Return the ids of the papers that have a role for an entity, by its id; an empty set for one that none has.

    A paper that is only known to relate the entity to another does not count.

    >>> len(papers_of_entities(linked)["lora"])  # doctest: +SKIP
    2
    """
    papers: defaultdict[str, set[str]] = defaultdict(set)
    for claim in linked.claims:
        if claim.is_role:
            papers[claim.object].add(claim.paper)
    return papers


def code_of_papers(linked: Linked) -> defaultdict[str, list[str]]:
    """Return the URLs of a paper's code, sorted and each once, by its id; an empty list for one that gives none.

    >>> code_of_papers(linked)["arxiv:2305.14314"]  # doctest: +SKIP
    ['https://github.com/example/qlora']
    """
    code: defaultdict[str, list[str]] = defaultdict(list)
    for paper, url in sorted(set(linked.code)):
        code[paper].append(url)
    return code
