"""The graph for other programs: graph formats that are one file, and folders of tables.

Each form of `GRAPHS` is a module with a function `pieces`, which gives the file bit by bit, so that memory does not
grow with it; each of `FOLDERS` writes its files into a folder that is there. `write_graph`, `write_to` and
`write_folder` are the thin places that write, whole or not at all. The same records give the same bytes.

What a form has no place for is told in docs/export.md: lists are joined where there are none, characters that a form
cannot hold become U+FFFD, and two ids that this makes equal are told apart.
"""

from methodgraph.publish.exchange.writing import FOLDERS, GRAPHS, form_of, ready, write_folder, write_graph, write_to

__all__ = ["FOLDERS", "GRAPHS", "form_of", "ready", "write_folder", "write_graph", "write_to"]
