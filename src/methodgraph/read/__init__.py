"""READ: any source a researcher has becomes Papers.

`read_papers` takes files, folders, archives and "-" (standard input); `iter_papers` gives what they hold as it is read.

    paths ─► containers ─► Part ─► detect ─► formats ─► Entry ─► assemble ─► Paper ─► merge

Each format is a module of `formats` with one object, `FORMAT`; what it yields is made a paper in `assemble`, and copies
of a paper become one in `merge`, which is a pure function of a set of papers.
"""

from methodgraph.read.found import Found, Note
from methodgraph.read.merge import Merged, meeting_keys, merge
from methodgraph.read.papers import Reading, iter_papers, read_papers

__all__ = ["Found", "Merged", "Note", "Reading", "iter_papers", "meeting_keys", "merge", "read_papers"]
