"""When two papers are one, and what is then known of it: a pure function of a set of papers, whatever their order.

Two papers are one by
- an identifier that both have (a DOI, an arXiv id ...), unless titles and abstracts are others altogether;
- the same abstract, but for case and white space;
- the same id given by a person, where the abstracts or titles are alike too;
- the same title, where nothing speaks against it: `methodgraph.read.likeness` says what does.

What is then known: all sources, identifiers, addresses and categories. Of what can be one only, the rule is in
`methodgraph.read.union`. Ids are unique afterwards (`methodgraph.read.naming`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.read.groups import Groups
from methodgraph.read.identifiers import ranks
from methodgraph.read.keys import Keys, title_words
from methodgraph.read.likeness import may_be_one, may_share_identifier, speaks_of_one
from methodgraph.read.naming import file_named, other_ids, unique_ids
from methodgraph.read.union import order, united

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from methodgraph.errors import Problem
    from methodgraph.read.found import Note
    from methodgraph.records import Identifier, Paper


_CROWD = 100


@dataclass(frozen=True, slots=True)
class Merged:
    """The papers, sorted by id; ids unique. `problems` and `notes` are sorted by place."""

    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


def merge(papers: Iterable[Paper]) -> Merged:
    """Return each paper once, with the sources of all its copies.

    Args:
        papers: as read, each with one source; papers merged before are taken too, and merging again changes nothing.

    Returns:
        The papers sorted by id, the same for every order of `papers`. Where a person gave two different papers one id,
        the one of the smallest place keeps it and the others are left out, with a problem each. A note tells where
        an id had to be made longer.

    >>> [paper.id for paper in merge(reversed(read_papers(["seeds"]).papers)).papers][:1]  # doctest: +SKIP
    ['000_30042b6cec7714a8:1']
    """
    found = list(dict.fromkeys(papers))
    keys = Keys()
    count = -1
    while len(found) != count:
        count = len(found)
        found = _joined(found, _surely_one(found, keys))
        found = _joined(found, _likely_one(found, _given_id, speaks_of_one))
        found = _joined(found, _likely_one(found, keys.title, may_be_one))
    named, problems, notes = unique_ids(found)
    return Merged(tuple(sorted(named, key=lambda paper: paper.id)), tuple(problems), tuple(notes))


def meeting_keys(paper: Paper) -> Iterator[str]:
    """Yield keys of which two papers share one wherever `merge` may join them or must tell their ids apart.

    So the papers of a set fall into groups, connected by these keys, that can be merged each by itself.

    >>> from methodgraph.records import Identifier, Paper
    >>> list(meeting_keys(Paper("x", "Foo", "", identifiers=(Identifier("doi", "10.1/foo"),))))
    ['id x', 'doi 10.1/foo']
    """
    keys = Keys()
    yield f"id {paper.id}"
    yield from (f"id {longer}" for longer in other_ids(paper))
    yield from (f"{told.scheme} {told.value}" for told in paper.identifiers if told.scheme in ranks())
    content, title = keys.content(paper), keys.title(paper)
    if content is not None:
        yield f"content {content}"
    if title is not None:
        yield f"title {title}"


def _joined(papers: Sequence[Paper], groups: Iterable[Sequence[int]]) -> list[Paper]:
    return [papers[group[0]] if len(group) == 1 else united([papers[at] for at in group]) for group in groups]


def _surely_one(papers: Sequence[Paper], keys: Keys) -> list[list[int]]:
    """Return the places of papers in groups that share an identifier or an abstract, directly or through others."""
    groups = Groups(len(papers))
    texts: dict[str, int] = {}
    called: defaultdict[Identifier, list[int]] = defaultdict(list)
    naming = ranks()
    for at, paper in enumerate(papers):
        key = keys.content(paper)
        if key is not None:
            groups.join(texts.setdefault(key, at), at)
        for identifier in paper.identifiers:
            if identifier.scheme in naming:
                called[identifier].append(at)
    for places in called.values():
        if len(places) > 1:
            for part in _agreeing(papers, _first_of_each_title(papers, places, groups), may_share_identifier):
                groups.join_all(part)
    return groups.all()


def _first_of_each_title(papers: Sequence[Paper], places: list[int], groups: Groups) -> list[int]:
    """Join the papers of one identifier that have one title too, and return one of each, with all that have no title.

    A file that is read every day has the same papers every day: only what differs needs to be looked at closely.
    """
    titled: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        titled[" ".join(title_words(papers[at].title or ""))].append(at)
    untitled = titled.pop("", [])
    for alike in titled.values():
        groups.join_all(alike)
    return [*untitled, *(min(alike, key=lambda at: order(papers[at])) for alike in titled.values())]


def _given_id(paper: Paper) -> str | None:
    return None if file_named(paper) else paper.id


def _likely_one(
    papers: Sequence[Paper], key_of: Callable[[Paper], str | None], agree: Callable[[Paper, Paper], bool]
) -> list[list[int]]:
    """Return the places of papers in groups of one key in which each agrees with each; without a key, each alone."""
    alike: defaultdict[str | None, list[int]] = defaultdict(list)
    for at, paper in enumerate(papers):
        alike[key_of(paper)].append(at)
    groups = [[at] for at in alike.pop(None, [])]
    for places in alike.values():
        groups += _agreeing(papers, places, agree) if len(places) > 1 else [places]
    return groups


def _agreeing(papers: Sequence[Paper], places: list[int], agree: Callable[[Paper, Paper], bool]) -> list[list[int]]:
    """Return `places` in groups: those that most is known of first, each in the first group that all agree with it.

    What more than a hundred papers share that are not one by anything else tells none of them: each stays alone.
    """
    groups: list[list[int]] = []
    if len(places) > _CROWD:
        return [[at] for at in places]
    for at in sorted(places, key=lambda at: order(papers[at])):
        home = next((group for group in groups if all(agree(papers[at], papers[other]) for other in group)), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    return groups
