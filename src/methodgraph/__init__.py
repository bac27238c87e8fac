"""methodgraph: a knowledge graph of methods, models, tasks, datasets, benchmarks and metrics from paper abstracts.

>>> import methodgraph
>>> graph = methodgraph.build("seeds")  # doctest: +SKIP
>>> graph.entity("SAM2").type  # doctest: +SKIP
'Model'
>>> graph.claims.to_pandas()["predicate"].value_counts()  # doctest: +SKIP
>>> methodgraph.analysis.influence(graph.to_networkx())  # doctest: +SKIP

Importing is free: what a name needs is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = ["KnowledgeGraph", "__version__", "analysis", "build", "load"]

if TYPE_CHECKING:
    from methodgraph import analysis
    from methodgraph.knowledge import KnowledgeGraph, build, load

    __version__: str
else:  # hidden from type checkers, to whom it would say that the module has every attribute

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from methodgraph.version import version  # noqa: PLC0415

            return version()
        if name == "analysis":
            return import_module("methodgraph.analysis")
        if name in __all__:
            from methodgraph import knowledge  # noqa: PLC0415

            return getattr(knowledge, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
