"""Where a paper names its entities: what the page highlights.

LINK hands on which names of a paper mean which entity, not every place, so the places are looked up again. Knowingly
missed: an inflection other than a plural "s", and a name broken by other characters than a single space.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from methodgraph.records import Linked, Paper

Named = dict[str, str]
"""Names as written -> entity id, of one paper."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of a paper's `field` that names `entity`. Offsets count code points."""

    field: Literal["text", "title"]
    start: int
    end: int
    entity: str


def mentions(linked: Linked) -> dict[str, list[Mention]]:
    """Return for each paper's id the places that name its entities: sorted, never overlapping, longest name first.

    A name with two or more capitals matches as written; any other also in other case.
    """
    names = _names(linked)
    return {paper.id: sorted(_in_paper(paper, names.get(paper.id, {}))) for paper in linked.papers}


def _names(linked: Linked) -> dict[str, Named]:
    entities = {entity.id: entity for entity in linked.entities}
    names: defaultdict[str, Named] = defaultdict(dict)
    for link in linked.links:
        names[link.paper][link.name] = link.entity
    said = sorted({(link.paper, link.entity) for link in linked.links} | _claimed(linked))
    for paper, entity in said:
        known = entities[entity]
        for name in (known.label, *known.aliases, *filter(None, [known.sense])):
            # The paper's own use of a name comes first: aliases are shared between senses.
            names[paper].setdefault(name, entity)
    return dict(names)


def _claimed(linked: Linked) -> set[tuple[str, str]]:
    objects = {(claim.paper, claim.object) for claim in linked.claims}
    return objects | {(claim.paper, claim.subject) for claim in linked.claims if not claim.is_role}


def _in_paper(paper: Paper, names: Named) -> Iterator[Mention]:
    if not names:
        return
    pattern = _pattern(names)
    folded = {name.casefold(): entity for name, entity in sorted(names.items(), reverse=True)}
    fields: tuple[tuple[Literal["text", "title"], str], ...] = (("text", paper.text), ("title", paper.title or ""))
    for field, text in fields:
        for found in pattern.finditer(text):
            name = found["name"]
            entity = names.get(name) or folded.get(name.casefold())
            if entity is not None:
                yield Mention(field, found.start(), found.end(), entity)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?P<name>{'|'.join(map(_one, longest_first))})s?(?!\w)")


def _one(name: str) -> str:
    capitals = sum(char.isupper() for char in name)
    return re.escape(name) if capitals > 1 else f"(?i:{re.escape(name)})"
