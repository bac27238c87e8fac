"""The command line: `methodgraph build | extract | query | explain | check`."""
