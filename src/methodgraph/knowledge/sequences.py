"""What a graph holds, as tuples that know how to become tables."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from methodgraph.records import Claim, Entity, Figure, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    import pandas as pd

    from methodgraph.records import Linked

_T = TypeVar("_T")
_SHOWN = 10


class _Records(tuple[_T, ...]):
    """Records of a graph, immutable and in its order, with the graph that says what their ids stand for."""

    _linked: Linked
    _shown: tuple[str, ...] = ()
    """The columns that a notebook shows."""

    def __new__(cls, records: Iterable[_T], linked: Linked) -> Self:
        """Return the records; `linked` is what they are part of."""
        made = super().__new__(cls, records)
        made._linked = linked
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:  # what copy and pickle call __new__ with
        return tuple(self), self._linked

    @overload
    def __getitem__(self, at: SupportsIndex) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: SupportsIndex | slice) -> _T | Self:
        """Return one record, or those of a slice, which know how to become a table too."""
        if isinstance(at, slice):
            return type(self)(super().__getitem__(at), self._linked)
        return super().__getitem__(at)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self):,}>"

    def _repr_html_(self) -> str:
        """Return the first rows of the table, for notebooks."""
        from methodgraph.knowledge.markup import grid  # noqa: PLC0415  notebooks only

        table = self[:_SHOWN].to_pandas().reset_index()[list(self._shown)]
        return grid(type(self).__name__, len(self), self._shown, table.to_numpy().tolist())

    @abstractmethod
    def to_pandas(self) -> pd.DataFrame:
        """Return the records as a table, one a row."""


class Papers(_Records[Paper]):
    """The papers of a graph, in input order: a tuple of `Paper`, and a table for pandas and notebooks."""

    _shown = ("paper", "title", "year", "text")

    def to_pandas(self) -> pd.DataFrame:
        """Return the papers as a DataFrame of your own, in the same order.

        ===========  ========  ==================================================
        column       dtype     what it holds
        ===========  ========  ==================================================
        paper        string    the index: the paper's id
        title        string    <NA> where it has none
        year         Int64     <NA> where nobody knows
        url          string    <NA> where there is none
        urls         object    list of its other addresses
        authors      object    list of names, in the paper's order
        venue        string    where it appeared, <NA> where nobody knows
        identifiers  object    list of what registries call it, "doi:10.1234/5"
        categories   object    list of its categories and keywords
        text         string    the abstract that all offsets refer to
        code         object    list of the URLs of its code, sorted
        sources      object    list of where it was read, "file:line"
        ===========  ========  ==================================================

        >>> graph.papers.to_pandas().groupby("year").size()  # doctest: +SKIP
        """
        from methodgraph.report.tables import papers  # noqa: PLC0415  importing is free

        return papers(self, self._linked)


class Entities(_Records[Entity]):
    """The entities of a graph, sorted by id: a tuple of `Entity`, and a table for pandas and notebooks."""

    _shown = ("entity", "label", "type", "papers", "aliases")

    def to_pandas(self) -> pd.DataFrame:
        """Return the entities as a DataFrame of your own, in the same order.

        =========  ========  ==================================================
        column     dtype     what it holds
        =========  ========  ==================================================
        entity     string    the index: the entity's id
        label      string    what it is mostly called
        type       string    Method, Model, Task, Dataset, Benchmark or Metric
        sense      string    the expanded name, <NA> where none is known
        broader    string    id of the nearest thing that it is a kind of
        aliases    object    list of its other names, sorted
        papers     int64     how many papers have a role for it
        =========  ========  ==================================================

        >>> graph.entities.to_pandas().nlargest(3, "papers")["label"]  # doctest: +SKIP
        """
        from methodgraph.report.tables import entities  # noqa: PLC0415  importing is free

        return entities(self, self._linked)


class Claims(_Records[Claim]):
    """The claims of a graph, sorted by id: a tuple of `Claim`, and a table for pandas and notebooks."""

    _shown = ("subject_label", "predicate", "object_label", "paper", "year", "confidence", "evidence")

    def to_pandas(self) -> pd.DataFrame:
        """Return the claims as a DataFrame of your own, in the same order.

        =============  ========  ==================================================
        column         dtype     what it holds
        =============  ========  ==================================================
        claim          string    the index: the claim's id
        kind           string    "role" (of a paper) or "relation" (of an entity)
        subject        string    id of a paper or an entity, as the kind says
        subject_label  string    the entity's label, the paper's title or id
        subject_type   string    "Paper", or the entity's type
        predicate      string    "introduces", "uses" ...; "extends" ...
        object         string    id of an entity
        object_label   string    its label
        object_type    string    its type
        paper          string    id of the paper that says so
        year           Int64     of that paper, <NA> where nobody knows
        confidence     float64   from 0 to 1, NaN where none was asked for
        rules          object    list of the rules that found it, sorted
        evidence       object    list of the sentences, as written
        =============  ========  ==================================================

        >>> claims = graph.claims.to_pandas()  # doctest: +SKIP
        >>> claims[claims["predicate"] == "uses"].groupby("year")["object_label"].value_counts()  # doctest: +SKIP
        """
        from methodgraph.report.tables import claims  # noqa: PLC0415  importing is free

        return claims(self, self._linked)


class Figures(_Records[Figure]):
    """The figures that the papers report, sorted by id: a tuple of `Figure`, and a table for pandas and notebooks."""

    _shown = ("subject_label", "metric_label", "value", "dataset_label", "baseline_label", "paper", "year", "evidence")

    def to_pandas(self) -> pd.DataFrame:
        """Return the figures as a DataFrame of your own, in the same order.

        Of subject (what reached it), dataset, metric and baseline there are the id and, in a column that ends in
        `_label`, the label; both <NA> where the paper does not say.

        ==============  ========  ==================================================
        column          dtype     what it holds
        ==============  ========  ==================================================
        figure          string    the index: the figure's id
        subject         string    id of an entity; next to it subject_label
        dataset         string    the same, with dataset_label
        metric          string    the same, with metric_label
        value           string    as the paper writes it: "+14.4%"
        number          float64   the same as a number
        unit            string    "%", "x", "s" ...; "" for none
        is_difference   bool      a change against the baseline, not a level
        better          string    "higher" or "lower", <NA> where nobody knows
        before          float64   the starting value of a "from ... to ..."
        baseline        string    id of an entity; next to it baseline_label
        paper           string    id of the paper that reports it
        year            Int64     of that paper, <NA> where nobody knows
        confidence      float64   from 0 to 1, NaN where none was asked for
        rules           object    list of the rules that found it, sorted
        evidence        object    list of the sentences, as written
        ==============  ========  ==================================================

        >>> graph.figures.to_pandas().query("is_difference == False")["value"]  # doctest: +SKIP
        """
        from methodgraph.report.tables import figures  # noqa: PLC0415  importing is free

        return figures(self, self._linked)
