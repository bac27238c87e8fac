"""The graph as Python users hold it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from methodgraph import pipeline
from methodgraph.errors import UsageError
from methodgraph.grouped import papers_of_entities
from methodgraph.knowledge.naming import Names
from methodgraph.knowledge.sequences import Claims, Entities, Figures, Papers
from methodgraph.records import ROLES, Entity
from methodgraph.text.naming import close

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import igraph
    import networkx as nx
    import rustworkx

    from methodgraph.knowledge.explanation import Explanation
    from methodgraph.knowledge.viewing import NotebookPage
    from methodgraph.query import Answer, TripleStore
    from methodgraph.records import Claim, Curation, Linked, Paper, PaperGraph, Passage, Role
    from methodgraph.vocabulary import Term


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

    def _repr_html_(self) -> str:
        """Return how much there is, and what most papers speak of, for notebooks."""
        from methodgraph.knowledge.overview import overview  # noqa: PLC0415  notebooks only

        return overview(self.linked)

    @cached_property
    def linked(self) -> Linked:
        """The records that everything here is made of: links and names left out too."""
        return pipeline.link(self._graphs, self._terms, self._curation)

    @cached_property
    def papers(self) -> Papers:
        """The papers, in input order: a tuple that has `to_pandas()`."""
        return Papers(self.linked.papers, self.linked)

    @cached_property
    def entities(self) -> Entities:
        """The things that the papers speak of, sorted by id: a tuple that has `to_pandas()`."""
        return Entities(self.linked.entities, self.linked)

    @cached_property
    def claims(self) -> Claims:
        """The roles and relations, each with its evidence, sorted by id: a tuple that has `to_pandas()`."""
        return Claims(self.linked.claims, self.linked)

    @cached_property
    def figures(self) -> Figures:
        """The results that the papers report, sorted by id: a tuple that has `to_pandas()`."""
        return Figures(self.linked.figures, self.linked)

    def paper(self, identity: str) -> Paper:
        """Return the paper with this id. Raises UsageError, with close ones, where there is none."""
        found = self._papers.get(identity)
        if found is None:
            raise UsageError(f"no paper {identity!r}{close(identity, self._papers)}")
        return found

    def entity(self, name: Entity | str) -> Entity:
        """Return the entity that a name means: an id, label, alias or expanded name, or an entity, by its id.

        Of several things that bear the name it is the one that nine in ten of their papers speak of, where there are
        ten such papers; `senses` gives all. Raises UsageError where the name is unknown, with close ones; where several
        things bear it and none is that, with their ids, the one in most papers first; and for what is no name.

        >>> methodgraph.load("output").entity("VQA").label  # doctest: +SKIP
        'visual question answering'
        """
        return self._names.one(name.id if isinstance(name, Entity) else name)

    def senses(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that `name` may mean, sorted by id; empty where nothing bears it.

        That is the one with this id; else those so called, exactly as written if there are any, else in any spelling
        (case, hyphens, plural).

        >>> [entity.id for entity in methodgraph.load("output").senses("QA")]  # doctest: +SKIP
        ['question-answer', 'question-answering']
        """
        return self._names.senses(name)

    def claims_about(self, entity: Entity | str) -> tuple[Claim, ...]:
        """Return the claims of which an entity (or what `entity` takes) is subject or object, sorted by id."""
        return tuple(self._about[self.entity(entity).id])

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
        wanted = self.entity(entity).id
        places: dict[str, set[Passage]] = defaultdict(set)
        for link in self.linked.links:
            if link.entity == wanted:
                places[link.paper].update(link.mentions)
        return tuple((paper, mention) for paper in self.papers for mention in sorted(places.get(paper.id, ())))

    def explain(self, name: Entity | str) -> Explanation:
        """Return all that the graph holds on an entity: names, papers by role, places, relations, figures, and why.

        `print` shows what `methodgraph explain NAME` does, a notebook shows it set. Raises UsageError as `entity` does.

        >>> print(methodgraph.load("output").explain("GRPO"))  # doctest: +SKIP
        GRPO  Method  entity:group-relative-policy-optimization
        """
        from methodgraph.knowledge.explanation import Explanation  # noqa: PLC0415

        return Explanation(self.entity(name), self)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return a `networkx.MultiDiGraph` of its own; `methodgraph.graph.to_networkx` documents its attributes."""
        from methodgraph.graph import to_networkx  # noqa: PLC0415

        return to_networkx(self.linked)

    def to_igraph(self) -> igraph.Graph:
        """Return a directed `igraph.Graph` of its own; `methodgraph.graph.convert.to_igraph` tells what is where.

        Raises UsageError where igraph is not installed.
        """
        from methodgraph.graph.convert import to_igraph  # noqa: PLC0415

        return to_igraph(self.to_networkx())

    def to_rustworkx(self) -> rustworkx.PyDiGraph[dict[str, Any], dict[str, Any]]:
        """Return a `rustworkx.PyDiGraph` of its own; `methodgraph.graph.convert.to_rustworkx` tells what is where.

        Raises UsageError where rustworkx is not installed.
        """
        from methodgraph.graph.convert import to_rustworkx  # noqa: PLC0415

        return to_rustworkx(self.to_networkx())

    def view(self, entity: Entity | str | None = None, *, height: int = 640) -> Path | NotebookPage:
        """Show the graph as an interactive page, at `entity` if one is given.

        In a notebook, return what shows the page in a frame of `height` pixels. Elsewhere, write it into a new
        temporary folder, open it in the browser, and return the file, which is yours to keep or delete. Raises
        UsageError as `entity` does.

        >>> graph.view("LoRA")  # doctest: +SKIP
        """
        from methodgraph.knowledge import viewing  # noqa: PLC0415

        fragment = viewing.fragment_of(None if entity is None else self.entity(entity))
        if viewing.in_notebook():
            return viewing.NotebookPage(viewing.page(self.linked), fragment, height)
        return viewing.open_page(self.linked, fragment)

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

    def write_graph(self, path: str | Path) -> None:
        """Write the graph of `to_networkx` for other graph tools, its edges by paper; the suffix tells the form.

        .graphml, .gexf, .json (node-link), .cyjs (Cytoscape), each also with .gz. Raises UsageError for another suffix
        and where the file cannot be written.
        """
        from methodgraph.graph import Rows  # noqa: PLC0415
        from methodgraph.publish.exchange import write_graph  # noqa: PLC0415

        write_graph(Rows(self.linked), Path(path))

    def write_tables(self, folder: str | Path, *, form: str = "parquet") -> dict[str, int]:
        """Write the graph as a new folder of tables and return the number of rows of each.

        `form` is "parquet" (which needs pyarrow), "csv", or "neo4j" (CSV for its import). Raises UsageError for another
        form, a library that is missing, and a folder that is there already or cannot be written.
        """
        from methodgraph.publish.exchange import write_folder  # noqa: PLC0415

        return write_folder(self.linked, Path(folder), form)

    def write_html(self, path: str | Path) -> None:
        """Write the graph as an interactive page that works offline. Raises UsageError where that fails."""
        from methodgraph.publish.html import write_html  # noqa: PLC0415

        write_html(self.linked, Path(path))

    @cached_property
    def _papers(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def _names(self) -> Names:
        sizes = {entity: len(papers) for entity, papers in papers_of_entities(self.linked).items()}
        return Names(self.entities, sizes)

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
