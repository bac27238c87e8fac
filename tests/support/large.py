"""Graphs made up for tests of size and of malice."""

from __future__ import annotations

import random

from methodgraph.records import Claim, Entity, EntityType, Linked, Paper, Passage

TYPES: tuple[EntityType, ...] = ("Method", "Model", "Task", "Dataset", "Benchmark", "Metric")


def large(papers: int, entities: int, *, fields: int = 12, seed: int = 0) -> Linked:
    """Return a graph of so many papers and entities, in fields of research: a paper mostly stays in one.

    Some entities are in many papers, most in one or two, as it is with real ones.
    """
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    kinds: tuple[EntityType, ...] = (*TYPES, "Method")
    things = tuple(
        Entity(f"thing-{n:05}", f"thing {n}", kinds[n % len(kinds)], (f"alias of {n}",)) for n in range(entities)
    )
    own = [things[field::fields] for field in range(fields)]
    told, claims = [], []
    for number in range(papers):
        paper = Paper(f"p{number:05}", f"Paper {number} on its field", "We use this.", (), 2015 + number % 11)
        told.append(paper)
        evidence = (Passage("text", 0, 12, paper.text, ("test/x",)),)
        field = own[number % fields]
        chosen = {field[min(int(draw.paretovariate(0.4)), len(field)) - 1] for _ in range(4)}
        chosen.add(things[number * entities // papers])
        claims += [
            Claim(f"{paper.id}-{e.id}", paper.id, "uses", e.id, paper.id, evidence)
            for e in sorted(chosen, key=lambda e: e.id)
        ]
    return Linked(tuple(told), things, (), tuple(sorted(claims, key=lambda claim: claim.id)), ())


def hostile() -> Linked:
    """Return a graph of names that try to be markup, to turn the text around and to break the layout."""
    names = (
        "</script><script>window.bad=1</script>",
        '<img src=x onerror="window.bad=1">',
        "\u202egnp.exe",
        "N" * 5000,
        "quote \" apostrophe ' grave ` backslash \\",
    )
    text = " and ".join(names)
    paper = Paper("p", names[0], text, url="javascript:window.bad=1")
    entities = tuple(Entity(f"e{i}", name, "Method", (names[1] + "!",)) for i, name in enumerate(names))
    evidence = (Passage("text", 0, len(text), text, ("<b>rule</b>",)),)
    claims = tuple(Claim(f"c{i}", "p", "introduces", e.id, "p", evidence) for i, e in enumerate(entities))
    return Linked((paper,), entities, (), claims, (), (("p", "javascript:window.bad=1"),))


def crowd() -> Linked:
    """Return forty entities with long names around one paper and its twin."""
    text = "x"
    papers = tuple(Paper(f"p{i}", f"A rather long title of paper number {i}", text) for i in range(2))
    entities = tuple(Entity(f"e{i:02}", f"a method with a long name, number {i}", "Method") for i in range(40))
    evidence = (Passage("text", 0, 1, text, ("test/x",)),)
    claims = [Claim(f"{p.id}{e.id}", p.id, "introduces", e.id, p.id, evidence) for p in papers for e in entities]
    return Linked(papers, entities, (), tuple(claims), ())
