"""The graph in Python: build or load it, look things up, ask it in SPARQL, write it."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from methodgraph import pipeline
from methodgraph.errors import InputError, Problem, UsageError
from methodgraph.interchange import read_graphs
from methodgraph.records import ROLES
from methodgraph.text.folding import fold
from methodgraph.text.near import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from methodgraph.query import Answer, TripleStore
    from methodgraph.records import Claim, Curation, Entity, Figure, Linked, Paper, PaperGraph, Passage, Role
    from methodgraph.vocabulary import Term

PAPERS_FILE = "papers.jsonl"
"""The file of a build's output folder that the whole graph can be made of again."""
MANIFEST_FILE = "manifest.json"
"""The file that tells what a person decided on identity, if anything."""


def build(*paths: str | Path, curation: str | Path | None = None) -> KnowledgeGraph:
    """Return the graph of the papers in `paths` (files and folders, one argument each), writing nothing.

    `curation` is a folder with same.tsv and different.tsv: names that are one thing, and names that are not. Raises
    InputError for a source or a curation that cannot be read, UsageError for an argument that is no path.

    >>> len(build("seeds").papers)  # doctest: +SKIP
    49
    """
    given: tuple[object, ...] = paths  # a list of paths in one argument is a likely slip
    for path in given:
        if not isinstance(path, str | os.PathLike):
            kind = type(path).__name__
            raise UsageError(f"a path is a string or a pathlib.Path, not a {kind}; give several as build(*paths)")
    decided = None if curation is None else pipeline.read_curation(curation)
    return KnowledgeGraph(pipeline.extract(paths), curation=decided)


def load(path: str | Path) -> KnowledgeGraph:
    """Return the graph of a build's output folder, or of its papers.jsonl. It equals the graph that was written.

    Papers are linked anew, by the vocabulary of this installation and the rows that the build was given. Raises
    InputError, with all faulty lines, for what is not such a file.

    >>> load("output").entity("SAM2").type  # doctest: +SKIP
    'Model'
    """
    given = Path(path)
    if not given.is_dir():
        return KnowledgeGraph(read_graphs(given))
    rows = [given / pipeline.VOCABULARY_FILE]
    terms = pipeline.given_terms(file for file in rows if file.exists())
    return KnowledgeGraph(read_graphs(given / PAPERS_FILE), terms, _read_curation(given / MANIFEST_FILE))


class KnowledgeGraph:
    """All that a set of papers says. Immutable; the same papers in the same order give the same graph."""

    def __init__(
        self, graphs: Iterable[PaperGraph], terms: Iterable[Term] = (), curation: Curation | None = None
    ) -> None:
        """Link `graphs`, what each paper says by itself, as far as `curation` does not decide.

        `terms` are known beside the shipped vocabulary.
        """
        self._graphs: tuple[PaperGraph, ...] = tuple(graphs)
        self._terms = tuple(terms)
        self._curation = curation

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.papers)} papers, {len(self.entities)} entities, {len(self.claims)} claims>"

    @cached_property
    def linked(self) -> Linked:
        """The records that everything here is made of: links and names left out too."""
        return pipeline.link(self._graphs, self._terms, self._curation)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers, in input order."""
        return self.linked.papers

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The things that the papers speak of, sorted by id."""
        return self.linked.entities

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The roles and relations, each with its evidence, sorted by id."""
        return self.linked.claims

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The results that the papers report, sorted by id."""
        return self.linked.figures

    def paper(self, identity: str) -> Paper:
        """Return the paper with this id. Raises UsageError, with close ones, where there is none."""
        found = self._papers.get(identity)
        if found is None:
            raise UsageError(f"no paper {identity!r}{_close(identity, self._papers)}")
        return found

    def entity(self, name: str) -> Entity:
        """Return the one entity that `senses` finds for `name`, which is an id, label, alias or expanded name.

        Raises UsageError where the name is unknown, with close ones, or where several things bear it, with their ids.

        >>> methodgraph.load("output").entity("VQA").label  # doctest: +SKIP
        'visual question answering'
        """
        found = self.senses(name)
        if not found:
            raise UsageError(f"nothing is called {name!r}{_close(name, self._names)}")
        if len(found) > 1:
            senses = "; ".join(f"{entity.id} ({entity.type}, {entity.sense or entity.label})" for entity in found)
            raise UsageError(f"{name!r} may be {len(found)} things, give the id of one: {senses}")
        return found[0]

    def senses(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that `name` may mean, sorted by id; empty where nothing bears it.

        That is the one with this id; else those so called, exactly as written if there are any, else in any spelling
        (case, hyphens, plural).

        >>> [entity.id for entity in methodgraph.load("output").senses("QA")]  # doctest: +SKIP
        ['question-answer', 'question-answering']
        """
        if name in self._entities:
            return (self._entities[name],)
        return self._names.get(name) or self._folded.get(fold(name), ())

    def claims_about(self, entity: Entity | str) -> tuple[Claim, ...]:
        """Return the claims of which an entity (or what `entity` takes) is subject or object, sorted by id."""
        return tuple(self._about[self._resolve(entity).id])

    def papers_with(self, entity: Entity | str, role: Role | None = None) -> tuple[Paper, ...]:
        """Return the papers that have a role for an entity, in input order; with `role`, those that have this one.

        Raises UsageError for a role that does not exist.

        >>> len(methodgraph.load("output").papers_with("LoRA", "introduces"))  # doctest: +SKIP
        0
        """
        if role is not None and role not in ROLES:
            raise UsageError(f"no role {role!r}; roles are {', '.join(ROLES)}")
        claims = (claim for claim in self.claims_about(entity) if claim.is_role)
        found = {claim.paper for claim in claims if role is None or claim.predicate == role}
        return tuple(paper for paper in self.papers if paper.id in found)

    def mentions(self, entity: Entity | str) -> tuple[tuple[Paper, Passage], ...]:
        """Return every place that names an entity, and the rules that found it; in the order of papers and text."""
        wanted = self._resolve(entity).id
        places: dict[str, set[Passage]] = defaultdict(set)
        for link in self.linked.links:
            if link.entity == wanted:
                places[link.paper].update(link.mentions)
        return tuple((paper, mention) for paper in self.papers for mention in sorted(places.get(paper.id, ())))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return a `networkx.MultiDiGraph` of its own; `methodgraph.graph.to_networkx` documents its attributes."""
        from methodgraph.graph import to_networkx  # noqa: PLC0415

        return to_networkx(self.linked)

    def query(self, sparql: str, values: Mapping[str, str] | None = None) -> Answer:
        """Return what a SPARQL query finds, or one saved with methodgraph: "@" and its name.

        `values` fixes variables of the query: the parameters of a saved one, or any other. Raises QueryError for a
        query that is wrong, UsageError for a variable that it does not have. The first query loads the graph into a
        store.

        >>> graph.query("@uses-method", {"method": "GRPO"}).variables  # doctest: +SKIP
        ('paper', 'title', 'year', 'sentence')

        >>> graph.query("SELECT ?label { ?model a mg:Model ; skos:prefLabel ?label }").rows  # doctest: +SKIP
        (('GPT-4o',), ('SAM2',))
        """
        from methodgraph.query import resolve  # noqa: PLC0415
        from methodgraph.query.binding import bind  # noqa: PLC0415

        return self._store.query(bind(resolve(sparql), values or {}))

    def write(self, folder: str | Path) -> tuple[Path, ...]:
        """Write all that a build writes into `folder` and return the files. Raises UsageError where that fails."""
        return tuple(
            file.path
            for file in pipeline.publish(self._graphs, self.linked, folder, added=pipeline.given_table(self._terms))
        )

    def write_rdf(self, path: str | Path, *, profile: str = "methodgraph") -> int:
        """Write the graph as RDF and return the number of triples.

        The form is what the suffix tells (.ttl .nt .nq .trig .jsonld .rdf, each also with .gz), the terms are those of
        `profile`: "methodgraph", "lpwc" (Linked Papers With Code) or "schema" (schema.org). Raises UsageError for
        another suffix or profile and where the file cannot be written.
        """
        from methodgraph.publish.rdf import write_rdf  # noqa: PLC0415

        return write_rdf(self.linked, Path(path), profile=profile)

    def write_html(self, path: str | Path) -> None:
        """Write the graph as an interactive page that works offline. Raises UsageError where that fails."""
        from methodgraph.publish.html import write_html  # noqa: PLC0415

        write_html(self.linked, Path(path))

    def _resolve(self, entity: Entity | str) -> Entity:
        return self.entity(entity) if isinstance(entity, str) else self.entity(entity.id)

    @cached_property
    def _papers(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _names(self) -> dict[str, tuple[Entity, ...]]:
        return _grouped(_named(self.entities))

    @cached_property
    def _folded(self) -> dict[str, tuple[Entity, ...]]:
        return _grouped((fold(name), entity) for name, entity in _named(self.entities))

    @cached_property
    def _about(self) -> defaultdict[str, list[Claim]]:
        about: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if not claim.is_role:
                about[claim.subject].append(claim)
            about[claim.object].append(claim)
        return about

    @cached_property
    def _store(self) -> TripleStore:
        from methodgraph.publish.rdf import turtle  # noqa: PLC0415
        from methodgraph.query import TripleStore  # noqa: PLC0415

        return TripleStore(turtle(self.linked))


def names(entity: Entity) -> tuple[str, ...]:
    """Return all that an entity is called: label, aliases and sense, each once.

    >>> from methodgraph.records import Entity
    >>> names(Entity("low-rank-adaptation", "LoRA", "Method", ("low-rank adapter",), "Low-Rank Adaptation"))
    ('LoRA', 'low-rank adapter', 'Low-Rank Adaptation')
    """
    return tuple(dict.fromkeys((entity.label, *entity.aliases, *((entity.sense,) if entity.sense else ()))))


def _named(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    for entity in entities:
        for name in names(entity):
            yield name, entity


def _grouped(told: Iterable[tuple[str, Entity]]) -> dict[str, tuple[Entity, ...]]:
    """Return each name with the entities that bear it, sorted by id."""
    groups: dict[str, dict[str, Entity]] = defaultdict(dict)
    for name, entity in told:
        groups[name][entity.id] = entity
    return {name: tuple(group[identity] for identity in sorted(group)) for name, group in groups.items()}


def _close(name: str, known: Iterable[str]) -> str:
    """Return the end of a message: what is close to `name` among the `known`, in any case."""
    found = nearest(name, known)
    return "; close: " + ", ".join(found) if found else ""


def _read_curation(manifest: Path) -> Curation | None:
    """Return what a person decided for the build of this manifest; None where there is none, or nothing decided."""
    from methodgraph.files import read_text  # noqa: PLC0415
    from methodgraph.interchange import curation_from_json  # noqa: PLC0415

    if not manifest.exists():
        return None
    try:
        told = json.loads(read_text(manifest)).get("curation")
        return None if told is None else curation_from_json(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"not a build's manifest ({type(error).__name__}: {error})"
        raise InputError([Problem(manifest.as_posix(), None, what, "build the graph again")]) from error
