"""The command line: `methodgraph build | extract | query | explain | check`.

Each command is a module of this package, imported when it is called, so that `methodgraph --help` stays fast.
Data goes to stdout, words to stderr; exit status 0 is done, 1 findings, 2 misuse.
"""

from methodgraph.cli.main import main

__all__ = ["main"]
