"""Votes as rows that add up: what a paper's entity says of its thing, and the thing that all such rows make."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from methodgraph.link.votes import Votes, votes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.link.names import Key
    from methodgraph.link.rows import Row as LinkRow
    from methodgraph.records import EntityType
    from methodgraph.spark.rows import Row

TALLIES = "array<struct<what:string,value:string,rows:bigint,uses:bigint>>"
"""What a vote is on, for which value, in how many rows, and how often these use it."""
_YES, _NO = "introduces ", "only has "


def tallies_of(row: LinkRow, key: Key) -> list[Row]:
    """Return the votes of one row on the thing of `key`. Those of equal `what` and `value` add up.

    What a term of the vocabulary is called, and of which type it is, the vocabulary knows: there only forms count.
    """
    votes = votes_of([row])
    return [*_counted(votes), *(_voted(votes) if key[0] != "term" else ())]


def _counted(votes: Votes) -> Iterator[Row]:
    yield {"what": "rows", "value": "", "rows": votes.rows, "uses": 0}
    for form in votes.forms:
        yield {"what": "form", "value": form, "rows": 0, "uses": 0}


def _voted(votes: Votes) -> Iterator[Row]:
    for form, rows in votes.labels.items():
        yield {"what": "label", "value": form, "rows": rows, "uses": votes.uses[form]}
    for sense, rows in votes.senses.items():
        yield {"what": "sense", "value": sense, "rows": rows, "uses": 0}
    for what, counts in (("first", votes.first), ("accepted", votes.accepted)):
        for (introduces, kind), rows in counts.items():
            yield {"what": what, "value": (_YES if introduces else _NO) + kind, "rows": rows, "uses": 0}


def votes_from(tallies: Iterable[Row]) -> Votes:
    """Return the votes that tallies are: those of one thing, each `what` and `value` once."""
    votes = Votes()
    for told in tallies:
        value, rows = told["value"], told["rows"]
        match told["what"]:
            case "rows":
                votes.rows = rows
            case "label":
                votes.labels[value], votes.uses[value] = rows, told["uses"]
            case "form":
                votes.forms.add(value)
            case "sense":
                votes.senses[value] = rows
            case what:
                introduces = value.startswith(_YES)
                kind = cast("EntityType", value.removeprefix(_YES if introduces else _NO))
                (votes.first if what == "first" else votes.accepted)[introduces, kind] = rows
    return votes
