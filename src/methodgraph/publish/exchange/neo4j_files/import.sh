#!/bin/sh
# Make a new Neo4j database (5 or newer) of the tables beside this file. Usage: sh import.sh [DATABASE]
# The server must be stopped, or the database must not exist yet; see neo4j-admin database import full --help.
set -eu
cd "$(dirname "$0")"
exec neo4j-admin database import full "${1:-neo4j}" \
    --array-delimiter=U+001F --multiline-fields=true \
    --nodes=papers.csv --nodes=entities.csv --nodes=results.csv \
    --relationships=roles.csv --relationships=relations.csv --relationships=kinds.csv \
    --relationships=results_of_papers.csv --relationships=results_on.csv
