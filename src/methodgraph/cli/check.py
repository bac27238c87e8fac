"""`methodgraph check`: does our own data keep its own rules?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from methodgraph.cli.streams import put, tell
from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.cli.integrity import Check


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check the vocabulary, the rules on their own examples, the ontology and the saved queries.

    Findings go to stdout, one a line; exit status 1 if there are any. A graph is checked by `validate`.

    \b
    methodgraph check > findings.txt
    """
    findings = 0
    for check in _checks():
        verdict = count(len(check.findings), "finding") if check.findings else "ok"
        tell(f"{check.name:<10}  {check.looked_at}: {verdict}")
        put("".join(for_terminal(finding) + "\n" for finding in check.findings))
        findings += len(check.findings)
    if findings:
        ctx.exit(1)


def _checks() -> Iterator[Check]:
    from methodgraph.cli import integrity

    yield integrity.check_vocabulary()
    yield integrity.check_rules()
    yield integrity.check_ontology()
    yield integrity.check_queries()
