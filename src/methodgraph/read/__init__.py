"""READ: any source a researcher has becomes Papers.

`read_papers` takes files, folders and "-" (standard input). What a file is, is decided in `detect`; each format
is one module with one function, `SourceText -> Found`.
"""

from methodgraph.read.found import Found, Note, SourceText
from methodgraph.read.papers import Reading, read_papers

__all__ = ["Found", "Note", "Reading", "SourceText", "read_papers"]
