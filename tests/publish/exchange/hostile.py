"""A graph whose text is as bad as text gets: what CSV, XML, spreadsheets and UTF-8 stumble over, and parallel edges."""

from __future__ import annotations

from dataclasses import replace

from tests.support.linked import sample_linked

from methodgraph.ids import digest
from methodgraph.records import Claim, Entity, Identifier, Link, Linked, Paper, Passage, Source

NASTY = (
    "one; two | three\r\nfour\rfive \"six\", 'seven'\t<b>&amp;</b> ]]> \\ \x1f \x00 \x0b \U0001f600 é 日本 \u2028"
    " \u202e end"
)
FORMULA = '=HYPERLINK("http://example.org","x")'
LONE = "a\ud800b"
NASTY_IDENTIFIERS = (
    Identifier("arxiv", "../../x"),
    Identifier("doi", "10.1234/a b"),
    Identifier("doi", '10.1234/sici<"1>;2-#?&{}|\\^`é\u202e'),
    Identifier("doi", "javascript:alert(1)"),
    Identifier("openreview", 'x"onclick=alert(1)'),
    Identifier("s2", LONE),
    Identifier("we", f'=1+1" {NASTY}'),
)
BAD = dict(zip((f"paper:bad{lone}" for lone in "\ud800\ud801"), ("paper:bad\ufffd", "paper:bad\ufffd 2"), strict=True))
"""What the nodes of the two bad papers are called where there are no lone surrogates."""


def hostile() -> Linked:
    """Return the sample with two papers more, whose ids only differ in what UTF-8 and XML have no place for."""
    sample = sample_linked()
    papers = (
        Paper(
            "bad\ud800", FORMULA, NASTY, (Source("a;b.txt", 1),), 1999, "https://example.org/?a=1;b=2",
            urls=("javascript:alert(1)", "https://example.org/a b\"<>"),
            authors=(FORMULA, NASTY, LONE, "Ada; Lovelace"), venue=FORMULA, identifiers=NASTY_IDENTIFIERS,
            categories=("@SUM(A1)", NASTY),
        ),
        Paper("bad\ud801", LONE, "-1+1|@SUM(A1)", (), None, None),
    )  # fmt: skip
    places = (Passage("text", 0, 8, NASTY[:8], ("a/b", "c/d")), Passage("text", 11, 13, NASTY[11:13], ("a/b",)))
    entities = (Entity("zz-bad", '"=1+1"\n', "Metric", ("+a;b", "@c\x1fd", ""), LONE, None),)
    roles = tuple(
        Claim(digest(paper.id.encode("utf-8", "surrogatepass").hex(), role), paper.id, role, "zz-bad", paper.id, places)
        for paper in papers
        for role in ("uses", "introduces")
    )
    digits = Claim("1234567890", papers[0].id, "mentions", "lora", papers[0].id, places)  # an id like a number
    relations = tuple(
        Claim(digest("x", str(n)), "zz-bad", "extends", "lora", paper.id, places) for n, paper in enumerate(papers)
    )
    return replace(
        sample,
        papers=(*sample.papers, *papers),
        entities=(*sample.entities, *entities),
        claims=tuple(sorted((*sample.claims, *roles, *relations, digits), key=lambda claim: claim.id)),
        links=(*sample.links, Link("bad\ud800", FORMULA, "zz-bad", "a person said so")),
        code=(*sample.code, ("bad\ud800", "https://example.org/b;c"), ("bad\ud800", "https://example.org/a")),
    )
