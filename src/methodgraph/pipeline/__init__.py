"""The order of the stages, known here and nowhere else: READ, STORE, EXTRACT, LINK, then GRAPH and PUBLISH.

What a stage needs is imported when it runs, so that importing this package is nearly free.
"""

from methodgraph.output import LEARNED_FILE, OUTPUT_FILES, VOCABULARY_FILE, Added, WrittenFile, publish
from methodgraph.pipeline.adding import add, build
from methodgraph.pipeline.keeping import publish_store, status
from methodgraph.pipeline.removing import remove
from methodgraph.pipeline.reports import AddReport, BuildReport, Going, RemoveReport, Status
from methodgraph.pipeline.stages import (
    evaluate,
    extract,
    extract_or_tell,
    extract_papers,
    given_table,
    given_terms,
    learn_names,
    learn_senses,
    link,
    read,
    read_curation,
    read_learned,
)

__all__ = [
    "LEARNED_FILE", "OUTPUT_FILES", "VOCABULARY_FILE", "AddReport", "Added", "BuildReport", "Going", "RemoveReport",
    "Status", "WrittenFile", "add", "build", "evaluate", "extract", "extract_or_tell", "extract_papers", "given_table",
    "given_terms", "learn_names", "learn_senses", "link", "publish", "publish_store", "read", "read_curation",
    "read_learned", "remove", "status",
]  # fmt: skip
