"""methodgraph: a knowledge graph of methods, models, tasks, datasets, benchmarks and metrics from paper abstracts.

>>> import methodgraph
>>> graph = methodgraph.build("seeds")  # doctest: +SKIP
>>> graph.entity("SAM2").type  # doctest: +SKIP
'Model'

Importing is free: what a name needs is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from methodgraph.knowledge import KnowledgeGraph, build, load

    __version__: str

__all__ = ["KnowledgeGraph", "__version__", "build", "load"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name in __all__:
        from methodgraph import knowledge  # noqa: PLC0415

        return getattr(knowledge, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("methodgraph")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0+uninstalled"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
