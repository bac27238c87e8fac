"""The record sets of the Croissant description: which fields a loader finds in which file, and where in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its name, what it holds in words, its type, whether it is a list, its parts if it has any.

    `optional` is a column of papers.jsonl that stands only in the lines of papers that have it.
    """

    name: str
    told: str
    kind: str = "sc:Text"
    many: bool = False
    parts: tuple[Field, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class RecordSet:
    """Records of a file: a line each, with a column for each field, or what stands at `path` in its JSON.

    `source` is what the distribution calls the file for this purpose, `key` the field that tells records apart.
    """

    name: str
    file: str
    source: str
    told: str
    fields: tuple[Field, ...]
    key: str | None = None
    path: str | None = None


PAPERS = RecordSet(
    "papers", "papers.jsonl", "papers.jsonl", "A record is a paper and what it says by itself, with the names it uses.",
    (
        Field("id", "The id of the paper."),
        Field("title", "Its title, where it has one."),
        Field("text", "Its abstract; empty where only its title is known."),
        Field("year", "The year it appeared in.", "sc:Integer", optional=True),
        Field("url", "Where it is on the web.", "sc:URL", optional=True),
        Field("urls", "Where else it is on the web.", "sc:URL", many=True, optional=True),
        Field("authors", "Its authors, in its order.", many=True, optional=True),
        Field("venue", "Where it appeared: a journal, a conference.", optional=True),
        Field("identifiers", "What registries call it: doi:10.1234/5.", many=True, optional=True),
        Field("categories", "Its categories and keywords.", many=True, optional=True),
        Field("sources", "Where it was read.", many=True, optional=True, parts=(
            Field("file", "The file."),
            Field("line", "The line, counted from 1.", "sc:Integer"),
        )),
        Field("entities", "What it names. The file also tells each place that does, and the rules.", many=True, parts=(
            Field("name", "The name, as the paper writes it best."),
            Field("aliases", "Its other names in the paper.", many=True),
            Field("types", "What it is, best first: Method, Model, Task, Dataset, Benchmark, Metric.", many=True),
            Field("roles", "What the paper does with it, best first: introduces, uses, addresses ...", many=True),
            Field("sense", "The name written out, where it is known."),
        )),
        Field("relations", "How two of these stand to each other.", many=True, parts=(
            Field("head", "The name of the one."),
            Field("relation", "What it does: extends, outperforms, solves ..."),
            Field("tail", "The name of the other."),
        )),
        Field("results", "The figures it reports.", many=True, parts=(
            Field("subject", "The name of what was measured."),
            Field("dataset", "The name of what it was measured on."),
            Field("metric", "The name of what was measured of it."),
            Field("value", "The figure, as written; a sign before it makes it a difference."),
            Field("from", "The figure that it rose or fell from, as written."),
            Field("baseline", "The name of what it is compared with."),
            Field("unit", "The unit of the figure."),
            Field("better", "Which is better, higher or lower, where it is known."),
        )),
        Field("code", "Where its code is on the web.", "sc:URL", many=True),
        Field("unlinked", "Names that were seen in it and left out.", many=True, parts=(
            Field("name", "The name, as written."),
            Field("reason", "Why it was left out."),
        )),
    ),
    key="id",
)  # fmt: skip
NODES = RecordSet(
    "nodes", "graph.json", "nodes-of-graph.json", "A record is a node of the graph: a paper or an entity.",
    (
        Field("id", "The kind and the id, parted by a colon."),
        Field("kind", "paper or entity."),
        Field("label", "Of an entity its name, of a paper its title, or its id where it has none."),
        Field("type", "Of an entity: Method, Model, Task, Dataset, Benchmark or Metric."),
        Field("aliases", "Of an entity: its other names.", many=True),
        Field("sense", "Of an entity: the name written out, where it is known."),
        Field("broader", "Of an entity: the nearest node that it is a kind of."),
        Field("papers", "Of an entity: how many papers have a role for it.", "sc:Integer"),
        Field("title", "Of a paper: its title."),
        Field("text", "Of a paper: its abstract."),
        Field("year", "Of a paper: the year it appeared in.", "sc:Integer"),
        Field("url", "Of a paper: where it is on the web.", "sc:URL"),
        Field("urls", "Of a paper: where else it is on the web.", "sc:URL", many=True),
        Field("authors", "Of a paper: its authors, in its order.", many=True),
        Field("venue", "Of a paper: where it appeared."),
        Field("identifiers", "Of a paper: what registries call it.", many=True),
        Field("categories", "Of a paper: its categories and keywords.", many=True),
        Field("code", "Of a paper: where its code is on the web.", "sc:URL", many=True),
        Field("sources", "Of a paper: where it was read, file and line parted by a colon.", many=True),
    ),
    key="id", path="nodes[*]",
)  # fmt: skip
CLAIMS = RecordSet(
    "claims", "graph.json", "graph.json", "A record is a claim, an edge of the graph: what a paper says, and where.",
    (
        Field("key", "The id of the claim."),
        Field("source", "The node that it leads from."),
        Field("predicate", "What it says: introduces, uses, extends, outperforms ..."),
        Field("target", "The node that it leads to."),
        Field("kind", "role, of a paper, or relation, of an entity."),
        Field("paper", "The id of the paper that says so."),
        Field("evidence", "The sentences that say so, as written.", many=True),
        Field("places", "Where each of them stands in the paper: field, start and end.", many=True),
        Field("rules", "The rules that found it.", many=True),
        Field("confidence", "How likely it is right, from 0 to 1.", "sc:Float"),
    ),
    key="key", path="edges[*]",
)  # fmt: skip
MERGES = RecordSet(
    "merges", "merges.tsv", "merges.tsv", "A record is a written form that became an entity of another name, and why.",
    (
        Field("entity", "The id of the entity."),
        Field("label", "Its name."),
        Field("form", "The written form."),
        Field("reason", "Why the form is taken for this entity."),
        Field("papers", "How many papers write it so.", "sc:Integer"),
        Field("paper", "The id of the first of them."),
        Field("text", "The words around the form there."),
    ),
)  # fmt: skip
UNLINKED = RecordSet(
    "unlinked", "unlinked.tsv", "unlinked.tsv", "A record is a name that was seen in a paper and left out.",
    (
        Field("paper", "The id of the paper."),
        Field("name", "The name, as written."),
        Field("reason", "Why it was left out."),
        Field("count", "How often it stands there.", "sc:Integer"),
        Field("text", "The words around it where it first stands."),
    ),
)  # fmt: skip
RECORD_SETS = (PAPERS, NODES, CLAIMS, MERGES, UNLINKED)


def record_sets(files: Collection[str], present: Collection[str]) -> Iterator[Json]:
    """Yield the record sets of those `files` that were written, as Croissant tells them.

    Of the optional fields only those in `present` are told: a loader fails on a column that is nowhere in a file.
    """
    for told in RECORD_SETS:
        if told.file in files:
            fields = [field for field in told.fields if not field.optional or field.name in present]
            yield {
                "@type": "cr:RecordSet",
                "@id": told.name,
                "name": told.name,
                "description": told.told,
                **({"key": {"@id": f"{told.name}/{told.key}"}} if told.key else {}),
                "field": [_field(told, field) for field in fields],
            }


def _field(records: RecordSet, field: Field, inside: Field | None = None) -> Json:
    path = [records.name, *([inside.name] if inside else []), field.name]
    told: Json = {
        "@type": "cr:Field",
        "@id": "/".join(path),
        "name": field.name,
        "description": field.told,
        **({"isArray": True} if field.many else {}),
    }
    if field.parts:
        return {**told, "subField": [_field(records, part, field) for part in field.parts]}
    return {**told, "dataType": field.kind, "source": _source(records, field, inside)}


def _source(records: RecordSet, field: Field, inside: Field | None) -> Json:
    """Return where a field's value stands: a column, a key of what stands in a column, a key of what stands at a path.

    A key is looked up after all records were taken as they are: one that a record lacks has no value there.
    """
    source: Json = {"fileObject": {"@id": records.source}}
    if records.path is not None:
        return {**source, "extract": {"jsonPath": records.path}, "transform": {"jsonPath": field.name}}
    if inside is not None:
        return {**source, "extract": {"column": inside.name}, "transform": {"jsonPath": field.name}}
    return {**source, "extract": {"column": field.name}}
