"""How the data set came about, in PROV: `provenance.ttl`.

All of it but the clock and the programs at work is what the manifest tells. A run is known by what it used and what
came of it: done again with the same outcome it is the same run, and no clock goes into its IRI. A file that was read
is its content, wherever it lay; a file that was written is a part of its data set. So what a run read stays apart from
what it wrote even where both are the same bytes, while their checksums are one. No machine, user or absolute path.
"""

from __future__ import annotations

import json
import platform
from datetime import UTC
from importlib import metadata
from typing import TYPE_CHECKING, Any

from methodgraph.ids import BASE, digest
from methodgraph.publish.description import files as of
from methodgraph.publish.description.files import FileContent
from methodgraph.publish.description.turtle import turtle
from methodgraph.publish.rdf.graph import Block
from methodgraph.publish.rdf.terms import string, term, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    Told = Mapping[str, Any]
    Pairs = list[tuple[str, str]]

LIBRARIES = ("spaCy", "ftfy", "networkx", "numpy", "pyoxigraph")
"""The programs, beside Python, that have a hand in what is read, found and written."""

_PREFIXES = ("dcterms", "prov", "rdf", "schema", "spdx", "xsd")
_TYPE = term("rdf:type")
_ENTITY = (_TYPE, term("prov:Entity"))
_DATA = (
    "Data files of methodgraph that decide what it finds. The checksum is over the names, sizes and contents of all of "
    "them."
)


def provenance_turtle(
    manifest: Told, started: datetime, ended: datetime, programs: Mapping[str, str] | None = None
) -> bytes:
    """Return how a run of methodgraph went as Turtle in UTF-8: the same arguments, the same bytes.

    `manifest` is what `methodgraph.publish.manifest.manifest` told of it, `started` and `ended` are its times: a run
    ends no earlier than it started, even where the clock was set back meanwhile. `programs` are the versions of those
    at work, by name; by default those that are installed.

    >>> provenance_turtle(manifest, started, moment())  # doctest: +SKIP
    """
    programs = installed() if programs is None else programs
    run = f"{BASE}run/{digest(json.dumps([manifest, dict(programs)], sort_keys=True))}"
    written = [FileContent.of(told) for told in manifest["files"]]
    dataset = of.dataset_iri(written)
    agent, *helpers = (of.software(*told) for told in [("methodgraph", manifest["methodgraph"]), *programs.items()])
    inputs = list(_inputs(manifest["inputs"], run))
    used = [*inputs, *_curation(manifest)]
    made = [Block(f"<{dataset}>", [_ENTITY, *_each("prov:wasDerivedFrom", inputs)]), *_outputs(written, dataset)]
    plans = [*_data(manifest), *_added(manifest, dataset)]
    followed = [_followed(plan, agent, run, number) for number, plan in enumerate(plans, 1)]
    activity = [
        *_when(started, ended),
        *_each("prov:used", used),
        *_each("prov:wasAssociatedWith", [agent, *helpers]),
        *_each("prov:qualifiedAssociation", followed),
        *_each("prov:generated", made),
    ]
    helpers = [
        Block(helper.subject, [*helper.pairs, (term("prov:actedOnBehalfOf"), agent.subject)]) for helper in helpers
    ]
    blocks = [Block(f"<{run}>", activity), agent, *helpers, *used, *plans, *followed, *made, *_checksums(manifest)]
    return turtle(_merged(blocks), _PREFIXES)


def installed() -> dict[str, str]:
    """Return the versions of Python and of `LIBRARIES`, by name.

    >>> list(installed())[:2]
    ['Python', 'spaCy']
    """
    return {"Python": platform.python_version(), **{name: metadata.version(name) for name in LIBRARIES}}


def _when(started: datetime, ended: datetime) -> Pairs:
    return [
        (_TYPE, term("prov:Activity")),
        (term("dcterms:title"), string("methodgraph build")),
        (term("prov:startedAtTime"), _time(started)),
        (term("prov:endedAtTime"), _time(max(started, ended))),
    ]


def _time(moment: datetime) -> str:
    told = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return typed(f"{told}Z", "xsd:dateTime")


def _inputs(inputs: Iterable[Told], run: str) -> Iterator[Block]:
    """Yield the files that were read; one that could not be read again is known as an input of this run only."""
    for number, told in enumerate(inputs, 1):
        pairs = [_ENTITY, (term("dcterms:title"), string(told["name"]))]
        if "sha256" in told:
            yield Block(f"<{of.content_iri(told['sha256'])}>", [*pairs, *_content(FileContent.of(told))])
        else:
            yield Block(f"<{run}#input-{number}>", pairs)


def _outputs(written: Iterable[FileContent], dataset: str) -> Iterator[Block]:
    for file in written:
        pairs = [_ENTITY, (term("dcterms:title"), string(file.name)), *_content(file)]
        yield Block(f"<{of.part_iri(dataset, file.name)}>", pairs)


def _content(file: FileContent) -> Pairs:
    return [(term("schema:contentSize"), string(f"{file.size} B")), of.checked(file.sha256)]


def _curation(manifest: Told) -> Iterator[Block]:
    """Yield what a person decided on identity, which the manifest holds line by line, if there is any of it."""
    lines = [line for part in manifest.get("curation", {}).values() for line in part]
    if lines:
        decided = digest(json.dumps(manifest["curation"], sort_keys=True))
        pairs = [
            _ENTITY,
            (term("dcterms:title"), string(", ".join(sorted({file for *_, file, _ in lines})))),
            (
                term("dcterms:description"),
                string(f"Lines of a person on what is one thing and what is not: {len(lines)}"),
            ),
        ]
        yield Block(f"<{BASE}curation/{decided}>", pairs)


def _data(manifest: Told) -> Iterator[Block]:
    """Yield the rules and the vocabulary."""
    for folder, sha256 in manifest["data"].items():
        pairs = [
            _ENTITY,
            (_TYPE, term("prov:Plan")),
            (term("dcterms:title"), string(folder)),
            (term("dcterms:description"), string(_DATA)),
            of.checked(sha256),
        ]
        yield Block(f"<{BASE}data/{sha256}>", pairs)


def _added(manifest: Told, dataset: str) -> Iterator[Block]:
    """Yield the names known beside the shipped vocabulary, as far as they are plans; they are written files besides."""
    for name, told in manifest.get("added", {}).items():
        counts = ", ".join(f"{key} {value}" for key, value in told.items())
        described = f"Names known beside the shipped vocabulary: {counts}"
        pairs = [(_TYPE, term("prov:Plan")), (term("dcterms:description"), string(described))]
        yield Block(f"<{of.part_iri(dataset, name)}>", pairs)


def _followed(plan: Block, agent: Block, run: str, number: int) -> Block:
    """Return that methodgraph followed a plan. PROV gives an association one plan at most, so that each has its own."""
    return Block(
        f"<{run}#association-{number}>",
        [(_TYPE, term("prov:Association")), (term("prov:agent"), agent.subject), (term("prov:hadPlan"), plan.subject)],
    )


def _checksums(manifest: Told) -> Iterator[Block]:
    contents = [told["sha256"] for told in (*manifest["inputs"], *manifest["files"]) if "sha256" in told]
    return map(of.checksum, sorted({*manifest["data"].values(), *contents}))


def _each(predicate: str, blocks: Iterable[Block]) -> Pairs:
    return [(term(predicate), block.subject) for block in blocks]


def _merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield one block a subject, each pair once: two files may be one content, and a plan a written file."""
    merged: dict[str, dict[tuple[str, str], None]] = {}
    for subject, pairs, _ in blocks:
        merged.setdefault(subject, {}).update(dict.fromkeys(pairs))
    return (Block(subject, list(pairs)) for subject, pairs in merged.items())
