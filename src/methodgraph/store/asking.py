"""Which papers are meant: an id, or terms such as year:2015-2019 and source:old/*.bib, which all have to hold.

    ID                    the paper's id, or an identifier of it: doi:10.1000/182, arxiv:2106.09685
    id:ID                 the same, for an id that looks like a term
    source:GLOB           the part of the paper that these sources told; a folder means all in it
    year:2019  year:2015-2019
    category:cs.CL  category:cs.*
    venue:GLOB
    title:WORDS  author:WORDS      all these words are in it, in any order
    identifier:GLOB       scheme and value: identifier:pmid:*

Case makes no difference but in sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from methodgraph.errors import UsageError
from methodgraph.text.near import nearest, nearest_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from methodgraph.records import Paper

    Holds = Callable[[Paper], bool]

_WORD = re.compile(r"\w+")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?$")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of papers. `ids` are alternatives, everything else has to hold at once."""

    ids: tuple[str, ...]
    terms: tuple[Holds, ...]
    sources: tuple[str, ...]

    def means(self, paper: Paper) -> bool:
        """Return True where `paper` is meant, whatever its sources are."""
        return (not self.ids or _is_called(paper, self.ids)) and all(holds(paper) for holds in self.terms)

    def means_source(self, file: str) -> bool:
        """Return True where what the source `file` tells of such a paper is meant."""
        return all(_is_within(file, pattern) for pattern in self.sources)


def question(told: Iterable[str]) -> Question:
    """Return what the words of a command line ask for. Raises UsageError for a term that makes no sense.

    >>> from methodgraph.records import Paper
    >>> question(["year:2015-2019", "title:graph"]).means(Paper("1", "A Graph Network", "", year=2017))
    True
    """
    ids: list[str] = []
    terms: list[Holds] = []
    sources: list[str] = []
    for word in told:
        field, colon, value = word.partition(":")
        if not colon or field not in FIELDS:
            ids.append(word)
        elif not value.strip():
            raise UsageError(f"{word!r} asks for nothing; write what {field} should be: {field}:{FIELDS[field][0]}")
        elif field == "id":
            ids.append(value)
        elif field == "source":
            sources.append(value)
        else:
            terms.append(FIELDS[field][1](value))
    if not (ids or terms or sources):
        raise UsageError("name an id, or terms such as year:2019 or source:old.bib")
    return Question(tuple(ids), tuple(terms), tuple(sources))


def unmet(asked: Question, papers: Iterable[Paper]) -> list[str]:
    """Return the ids of a question that none of `papers` is called by, in their order."""
    left = dict.fromkeys(asked.ids)
    for paper in papers:
        for identity in [one for one in left if _is_called(paper, (one,))]:
            del left[identity]
    return list(left)


def near_sources(asked: Question, files: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a question asks for as a source and is none of `files`, with those that are called much like it."""
    known = list(files)
    named = [(called, file) for file in known for called in (file, PurePosixPath(file).name)]
    for pattern in asked.sources:
        if not any(_is_within(file, pattern) for file in known):
            yield pattern, nearest_labels(pattern, named)


def near_fields(word: str) -> tuple[str, ...]:
    """Return the fields that are called much like that of `word`, where it is none.

    >>> near_fields("titel:graph"), near_fields("doi:10.1000/182"), near_fields("pmid:1")
    (('title',), (), ())
    """
    field, colon, _ = word.partition(":")
    # "id" is like many a scheme of identifiers
    return nearest(field, FIELDS.keys() - {"id"}) if colon and field not in FIELDS else ()


def _is_called(paper: Paper, ids: tuple[str, ...]) -> bool:
    if paper.id in ids:
        return True
    wanted = {identity.casefold() for identity in ids}
    return any(f"{known.scheme}:{known.value}".casefold() in wanted for known in paper.identifiers)


def _is_within(file: str, pattern: str) -> bool:
    """Return True where `file`, or a folder or archive that it is in, is what `pattern` says."""
    path, wanted = PurePosixPath(file), pattern.rstrip("/")
    return any(fnmatchcase(str(place), wanted) for place in (path, *path.parents))


def _year(value: str) -> Holds:
    found = _YEARS.match(value)
    if found is None:
        raise UsageError(f"'year:{value}' is no year and no span of years; write year:2019 or year:2015-2019")
    first, last = int(found[1]), int(found[2] or found[1])
    return lambda paper: paper.year is not None and first <= paper.year <= last


def _category(value: str) -> Holds:
    return lambda paper: any(_like(category, value) for category in paper.categories)


def _venue(value: str) -> Holds:
    return lambda paper: paper.venue is not None and _like(paper.venue, value)


def _identifier(value: str) -> Holds:
    return lambda paper: any(_like(f"{known.scheme}:{known.value}", value) for known in paper.identifiers)


def _title(value: str) -> Holds:
    words = _words(value)
    return lambda paper: paper.title is not None and words <= _words(paper.title)


def _author(value: str) -> Holds:
    words = _words(value)
    return lambda paper: any(words <= _words(author) for author in paper.authors)


def _like(told: str, pattern: str) -> bool:
    return fnmatchcase(told.casefold(), pattern.casefold())


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _never(_value: str) -> Holds:
    raise AssertionError  # ids and sources are told apart before


FIELDS: dict[str, tuple[str, Callable[[str], Holds]]] = {
    "id": ("arxiv:2106.09685", _never),
    "source": ("old/*.bib", _never),
    "year": ("2019", _year),
    "category": ("cs.CL", _category),
    "venue": ("ACL*", _venue),
    "title": ("graph network", _title),
    "author": ("Lovelace", _author),
    "identifier": ("doi:10.18653/*", _identifier),
}
"""What can be asked for, with an example, and how it is understood."""
