"""A made-up field of sixty papers over six years, in which one method rises, another falls, and names are hostile."""

from __future__ import annotations

from decimal import Decimal

from methodgraph.ids import digest
from methodgraph.records import (
    Claim,
    Confidence,
    Entity,
    EntityType,
    Figure,
    Linked,
    Paper,
    Passage,
    Predicate,
    Role,
    Unlinked,
)

YEARS = range(2018, 2024)
EVIL = '</style><script>alert(1)</script>|*x* [y](javascript:z) "q" $\\alpha$ \x1b[2J 模型'
_PLACE = (Passage("text", 0, 3, "The", ("a/b",)),)
_SURE = Confidence(Decimal("0.70"), ())

ENTITIES: tuple[tuple[str, str, EntityType], ...] = (
    ("bench", "Bench", "Benchmark"),
    ("child", "Child", "Method"),
    ("evil", EVIL, "Method"),
    ("fall", "Falling", "Method"),
    ("grandchild", "Grandchild", "Method"),
    ("rise", "Rising", "Method"),
    ("score", "Score", "Metric"),
    ("steady", "Steady", "Model"),
    ("task", "the task", "Task"),
)


def dated() -> Linked:
    """Return the field."""
    papers = [
        Paper(f"p{year}-{n}", None if n == 0 else f"Title {n} of {EVIL if n == 1 else year}", "The text", (), year,
              "javascript:alert(1)" if n == 1 else f"https://example.org/{year}/{n}")
        for year in YEARS
        for n in range(10)
    ]  # fmt: skip
    claims: list[Claim] = []
    for at, paper in enumerate(papers):
        year, n = divmod(at, 10)
        claims.append(_claim(paper.id, "uses", "steady", paper.id))
        if n <= year:
            claims.append(_claim(paper.id, "uses", "rise", paper.id))
        if n < 6 - year:
            claims += [_claim(paper.id, "uses", "fall", paper.id), _claim(paper.id, "introduces", "evil", paper.id)]
        if n < 4:
            claims += [_claim(paper.id, role, thing, paper.id) for role, thing in _TRIALS]
    first, second = papers[0].id, papers[1].id
    claims += [
        _claim("child", "extends", "fall", first), _claim("child", "extends", "fall", second),
        _claim("grandchild", "variantOf", "child", second), _claim("evil", "solves", "task", first),
    ]  # fmt: skip
    return Linked(
        papers=tuple(papers),
        entities=tuple(Entity(identity, label, kind) for identity, label, kind in ENTITIES),
        links=(),
        claims=tuple(sorted(claims, key=lambda claim: claim.id)),
        figures=tuple(sorted((_figure(papers[n].id, n) for n in range(3)), key=lambda figure: figure.id)),
        code=((papers[1].id, "https://github.com/example/one"), (papers[2].id, "javascript:alert(2)")),
        unlinked=((first, Unlinked(EVIL, "written like a name", ())), (second, Unlinked("Foo", "too common", ()))),
    )


_TRIALS: tuple[tuple[Role, str], ...] = (("addresses", "task"), ("evaluatesOn", "bench"), ("reports", "score"))


def _claim(subject: str, predicate: Role | Predicate, target: str, paper: str) -> Claim:
    return Claim(digest(subject, predicate, target, paper), subject, predicate, target, paper, _PLACE, _SURE)


def _figure(paper: str, number: int) -> Figure:
    return Figure(
        id=digest(paper, "figure"), paper=paper, subject="rise" if number else None, dataset="bench", metric="score",
        value=f"6{number}.5%", number=Decimal(f"6{number}.5"), unit="%", is_difference=False, before=None,
        baseline=None, evidence=_PLACE, better="higher",
    )  # fmt: skip
