"""What is written of changes is what is written of everything, byte for byte, whatever changed."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.publish.exchange.hostile import NASTY, NASTY_IDENTIFIERS
from tests.support.linked import sample_linked

from methodgraph.graph import Told
from methodgraph.publish.book import Book
from methodgraph.publish.changes import ChangedBook, Changes, is_current
from methodgraph.publish.facts import facts
from methodgraph.publish.kept import Kept, dump, load
from methodgraph.publish.manifest import counts as counts_linked
from methodgraph.publish.manifest import counts_of
from methodgraph.publish.rdf.statistics import Statistics
from methodgraph.publish.said import Said, by_paper
from methodgraph.records import (
    ENTITY_TYPES,
    PREDICATES,
    ROLES,
    Claim,
    Confidence,
    Entity,
    Figure,
    Link,
    Paper,
    PaperGraph,
    Passage,
    Source,
    Unlinked,
)

FILES = ("graph.ttl", "graph.html", "graph.graphml", "graph.json", "papers.jsonl", "merges.tsv", "unlinked.tsv")
State = tuple[dict[str, Said], dict[str, Entity]]


def paper(number: int, version: int) -> Said:
    """Return a paper and what it says; another version says something else."""
    dice = random.Random(f"{number} {version}")  # noqa: S311 - a sample
    text = f"Version {version}: we use THING {number}; " + 'say "more". 𝛼' * (number % 3)
    known = Paper(
        f"p{number:03}", dice.choice((None, f"Title {number}", NASTY)), dice.choice(("", text, text)),
        (Source("a.txt", number + 1),), dice.choice((None, 2020)), authors=("Ada",) * (number % 2),
        identifiers=NASTY_IDENTIFIERS[: number % 3],
    )  # fmt: skip
    place = (Passage("text", 0, min(7, len(known.text)), known.text[:7], ("a/b",)),)
    things = [f"e{dice.randrange(40)}" for _ in range(3)]
    sure = Confidence(Decimal(dice.randrange(1, 99)).scaleb(-2), ())
    claims = [
        Claim(f"{number:03}{n}", known.id, dice.choice(ROLES), e, known.id, place, sure) for n, e in enumerate(things)
    ]
    if dice.random() < 0.5:
        claims.append(
            Claim(f"{number:03}r", things[0], dice.choice(PREDICATES), f"e{dice.randrange(40)}", known.id, place)
        )
    figures = [Figure(f"f{number}", known.id, things[0], None, None, "7%", Decimal(7), "%", False, None, None, place)]
    merges = [(thing, f"Form {thing}", "its spelling") for thing in sorted(set(things))[: number % 2]]
    left = [Unlinked("=left", "a reason", place)] * (number % 2)
    links = [Link(known.id, "THING", things[0], "test", place)]
    return Said(
        known, links, claims, figures if number % 5 == 0 else [], ["https://example.org"] * (number % 2), left, merges
    )


def entity(number: int, version: int) -> Entity:
    kind = ENTITY_TYPES[number % len(ENTITY_TYPES)]
    return Entity(f"e{number}", f"Thing {number} v{version}", kind, (NASTY,) * version, None if version else "sense")


def graph_of(said: Said) -> PaperGraph:
    return PaperGraph(said.paper, code=tuple(said.code), unlinked=tuple(said.unlinked))


def whole(folder: Path, state: State) -> Kept:
    said, entities = state
    book = Book([said[one] for one in sorted(said)], [entities[one] for one in sorted(entities)], Told(), Statistics())
    for name in FILES:
        book.write(folder / name, [graph_of(said[one]) for one in sorted(said)])
    kept = book.kept()
    assert kept is not None
    return kept


def changed(folder: Path, before: Kept, old: State, new: State) -> Kept:
    said = [one for id_, one in sorted(new[0].items()) if old[0].get(id_) != one]
    changes = Changes(
        said,
        sorted(old[0].keys() - new[0].keys()),
        [one for id_, one in sorted(new[1].items()) if old[1].get(id_) != one],
        sorted(old[1].keys() - new[1].keys()),
        {one.paper.id: graph_of(one) for one in said},
    )
    book = ChangedBook(load(dump(before)), folder, changes, Told())
    for name in FILES:
        book.write(folder / name)
    return book.kept()


def counts(kept: Kept) -> tuple[object, ...]:
    wanted = {
        kind: kept.examples.get(f"<https://w3id.org/methodgraph/ontology#{kind}>") for kind in ("Paper", "Result")
    }
    return kept.triples, kept.subjects, kept.classes, kept.properties, wanted, kept.files, list(kept.papers.values())


def step(dice: random.Random, state: State) -> State:
    """Return a state a little other: papers come, go and say something else, so do entities."""
    papers, entities = dict(state[0]), dict(state[1])
    for number in dice.sample(range(400), 12):
        version = dice.randrange(4)
        papers.pop(f"p{number:03}", None)
        if version:
            papers[f"p{number:03}"] = paper(number, version)
    for number in dice.sample(range(40), 3):
        entities[f"e{number}"] = entity(number, dice.randrange(2))
    return papers, entities


@pytest.mark.parametrize("seed", range(4))
def test_change_after_change_gives_the_files_of_everything(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a sample
    state: State = (
        {f"p{n:03}": paper(n, 0) for n in range(0, 400, 2)}, {f"e{n}": entity(n, 0) for n in range(40)},
    )  # fmt: skip
    (tmp_path / "changed").mkdir()
    (tmp_path / "whole").mkdir()
    kept = whole(tmp_path / "changed", state)
    for _ in range(3):
        assert is_current(kept, tmp_path / "changed")
        new = step(dice, state)
        kept = changed(tmp_path / "changed", kept, state, new)
        again = whole(tmp_path / "whole", new)
        for name in FILES:
            assert (tmp_path / "changed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name
        assert counts(kept) == counts(again)
        state = new


def test_from_nothing_and_back(tmp_path: Path) -> None:
    full: State = ({f"p{n:03}": paper(n, 0) for n in range(30)}, {f"e{n}": entity(n, 0) for n in range(40)})
    for name in ("changed", "none", "full"):
        (tmp_path / name).mkdir()
    nothing = whole(tmp_path / "none", ({}, {}))
    whole(tmp_path / "full", full)
    kept = changed(tmp_path / "changed", whole(tmp_path / "changed", ({}, {})), ({}, {}), full)
    for name in FILES:
        assert (tmp_path / "changed" / name).read_bytes() == (tmp_path / "full" / name).read_bytes(), name
    kept = changed(tmp_path / "changed", kept, full, ({}, {}))
    for name in FILES:
        assert (tmp_path / "changed" / name).read_bytes() == (tmp_path / "none" / name).read_bytes(), name
    assert counts(kept) == counts(nothing)


def test_a_folder_whose_files_were_touched_is_not_current(tmp_path: Path) -> None:
    kept = whole(tmp_path, ({"p001": paper(1, 0)}, {f"e{n}": entity(n, 0) for n in range(40)}))
    assert is_current(kept, tmp_path)
    (tmp_path / "merges.tsv").write_text("", encoding="utf-8")
    assert not is_current(kept, tmp_path)
    (tmp_path / "merges.tsv").unlink()
    assert not is_current(kept, tmp_path)


def test_what_was_kept_is_checked_when_it_is_read() -> None:
    with pytest.raises(ValueError, match="MessagePack"):
        load(b"\xc1")


@pytest.mark.parametrize("name", ["a\ud800", "a\x00"])
def test_of_ids_that_not_all_forms_can_hold_nothing_is_kept(tmp_path: Path, name: str) -> None:
    said = paper(1, 0)
    bad = said._replace(paper=replace(said.paper, id=name), claims=[], figures=[], merges=[])
    entities = {f"e{n}": entity(n, 0) for n in range(40)}
    book = Book([bad], list(entities.values()), Told(), Statistics())
    for file in FILES:
        book.write(tmp_path / file, [graph_of(bad)])
    assert book.kept() is None
    changes = Changes([bad], [], [], [], {name: graph_of(bad)})
    with pytest.raises(ValueError, match="XML"):
        ChangedBook(whole(tmp_path, ({}, entities)), tmp_path, changes, Told())


def test_a_text_that_changes_alone_changes_its_block(tmp_path: Path) -> None:
    state: State = ({f"p{n:03}": paper(n, 0) for n in range(200)}, {f"e{n}": entity(n, 0) for n in range(40)})
    one = state[0]["p100"]
    new: State = ({**state[0], "p100": one._replace(paper=replace(one.paper, venue="elsewhere"))}, state[1])
    for name in ("changed", "whole"):
        (tmp_path / name).mkdir()
    changed(tmp_path / "changed", whole(tmp_path / "changed", state), state, new)
    whole(tmp_path / "whole", new)
    for name in FILES:
        assert (tmp_path / "changed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


def test_papers_that_do_not_come_by_id_keep_their_order_and_nothing_is_kept(tmp_path: Path) -> None:
    said = [paper(n, 0) for n in range(29, -1, -1)]
    entities = sorted((entity(n, 0) for n in range(40)), key=lambda one: one.id)
    book = Book(said, entities, Told(), Statistics())
    for name in FILES:
        book.write(tmp_path / name, [graph_of(one) for one in said])
    assert book.kept() is None
    told = [json.loads(line)["id"] for line in (tmp_path / "papers.jsonl").read_text("utf-8").split("\n")[:-1]]
    assert told == [one.paper.id for one in said]
    nodes = json.loads((tmp_path / "graph.json").read_bytes())["nodes"]
    assert [node["id"] for node in nodes if node["kind"] == "paper"] == [f"paper:{one}" for one in told]


def test_facts_count_as_records_do() -> None:
    linked = sample_linked()
    told = counts_of((facts(one) for one in by_paper(linked)), linked.entities)
    assert told == counts_linked(linked)
    assert list(told["claims"]) == list(counts_linked(linked)["claims"])
