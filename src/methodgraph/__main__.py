"""`python -m methodgraph` is the command line."""

from methodgraph.cli import main

if __name__ == "__main__":
    main()
