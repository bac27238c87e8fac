"""Every saved query over the sample: what it answers, in rdflib as in Oxigraph, and with a graph for each paper."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.query import Result, ResultRow
from tests.support.linked import SEGMENT, link, passage, relation, role

from methodgraph.ids import digest
from methodgraph.ontology import PREFIXES, compact, query_names, query_text
from methodgraph.publish.rdf import turtle, write_rdf
from methodgraph.query import TripleStore, as_table
from methodgraph.query.binding import bind, defaults, parsed
from methodgraph.records import Better, Claim, Confidence, Entity, Figure, Linked, Paper, Source

REPLY = Paper(
    id="arxiv:2401.00001",
    title="LoRA strikes back",
    text=(
        "We introduce QLoRA for video understanding, tested on ImageNet too. "
        "LoRA outperforms QLoRA on MMLU and Video-MME. "
        "QLoRA, of which LoRA is a part, extends LoRA and is extended by LightSAM, which we use. "
        "TinySAM, a variant that outperforms LightSAM, is trained on ImageNet and tested on Video-MME; GRPO is not. "
        "On MMLU, LoRA has a perplexity of 10.1, 2.4 less than LightSAM with 12.5, and QLoRA 61.0% accuracy, 7 and +3%."
    ),
    sources=(Source("seeds/d.txt", 1),),
    year=2024,
)
"""A paper that introduces what the sample's first one does, contradicts it, and is less sure."""

WORDS = {
    "EXTENDS": "We propose QLoRA, which extends LoRA to quantized models.",
    "BEATS": "QLoRA outperforms LoRA on MMLU, raising Accuracy from 60.1% to 63.4%.",
    "COMPARES": "We compare with GRPO and with LoRA on MMLU.",
    "SOLVES": "GRPO, a part of many pipelines, solves math reasoning.",
    "PRESENT": "We present LightSAM, a variant of Sharpness-Aware Minimization (SAM) for image classification.",
    "TRAINED": "LightSAM is trained on ImageNet and improves Accuracy by +1.4% over SAM.",
    "CALLS": 'The model answers with <analyze> and "quotes" \\ before it calls the Segment Anything Model (SAM).',
    "ADDRESS": "We address video understanding with GRPO and test on Video-MME, a benchmark for video understanding.",
    **dict(zip(("NEW", "BACK", "PART", "TINY", "FIGURES"), re.split(r"(?<=[.]) ", REPLY.text), strict=True)),
    "Q": "arxiv:2305.14314 | QLoRA: finetuning of quantized models",
    "L": "003:9 | LightSAM: lighter sharpness",
    "R": "arxiv:2401.00001 | LoRA strikes back",
    "S": "survey one/2 | 日本語のモデル: a survey of GRPO and LoRA",
}
"""What the answers call the sample's sentences and, with their titles, its papers."""

ANSWERS = Path(__file__).with_name("answers.txt")


def with_reply(linked: Linked) -> Linked:
    """Return the sample with the reply and its figures, a confidence in each claim and a year for one more paper."""
    entities = (Entity("perplexity", "perplexity", "Metric"), Entity("tinysam", "TinySAM", "Model"))
    known = {entity.id: entity for entity in (*linked.entities, *entities)}
    sure, unsure = (Confidence(Decimal(score), ()) for score in ("0.9", "0.4"))
    told = [replace(claim, confidence=sure) for claim in linked.claims]
    told += [replace(claim, confidence=unsure) for claim in _replied()]
    links = (link(REPLY, known[name], "its label") for name in ("qlora", "lora", "lightsam", "tinysam"))
    return replace(
        linked,
        papers=(*(replace(paper, year=2025) if paper == SEGMENT else paper for paper in linked.papers), REPLY),
        entities=(*linked.entities, *entities),
        claims=tuple(sorted(told, key=lambda claim: claim.id)),
        links=(*linked.links, *links),
        figures=(*linked.figures, *_measured()),
        code=(*linked.code, (REPLY.id, "https://github.com/example/reply")),
    )


def _replied() -> tuple[Claim, ...]:
    new, back, part, tiny = (passage(REPLY, WORDS[word], f"reply/{word}") for word in ("NEW", "BACK", "PART", "TINY"))
    return (
        role(REPLY, "introduces", "QLoRA", new),
        role(REPLY, "addresses", "video understanding", new),
        role(REPLY, "uses", "LightSAM", part),
        role(REPLY, "uses", "TinySAM", tiny),
        role(REPLY, "comparesWith", "LoRA", back),
        role(REPLY, "evaluatesOn", "ImageNet", new),
        role(REPLY, "evaluatesOn", "MMLU", back),
        role(REPLY, "mentions", "GRPO", tiny),
        relation(REPLY, "LoRA", "outperforms", "QLoRA", back),
        relation(REPLY, "LoRA", "partOf", "QLoRA", part),
        relation(REPLY, "QLoRA", "extends", "LoRA", part),
        relation(REPLY, "LightSAM", "extends", "QLoRA", part),
        relation(REPLY, "LightSAM", "evaluatedOn", "MMLU", part),
        relation(REPLY, "TinySAM", "variantOf", "LightSAM", tiny),
        relation(REPLY, "TinySAM", "outperforms", "LightSAM", tiny),
        relation(REPLY, "TinySAM", "solves", "video understanding", tiny),
        relation(REPLY, "TinySAM", "evaluatedOn", "Video-MME", tiny),
        relation(REPLY, "TinySAM", "trainedOn", "ImageNet", tiny),
    )


def _measured() -> Iterator[Figure]:
    """Yield levels and a difference of a metric of which less is better, one not the best, and two bare ones."""
    place = passage(REPLY, WORDS["FIGURES"], "reply/FIGURES")
    rows: tuple[tuple[str | None, str | None, str, Better | None, str | None], ...] = (
        ("lora", "perplexity", "10.1", "lower", None),
        ("lightsam", "perplexity", "12.5", "lower", None),
        ("lora", "perplexity", "-2.4", "lower", "lightsam"),
        ("qlora", "accuracy", "61.0%", "higher", "lora"),
        ("qlora", None, "7", None, None),
        (None, None, "+3%", None, "qlora"),
    )
    for subject, metric, told, better, baseline in rows:
        yield Figure(
            id=digest(REPLY.id, told), paper=REPLY.id, subject=subject, dataset="mmlu", metric=metric, value=told,
            number=Decimal(told.rstrip("%")), unit="%" if told.endswith("%") else "",
            is_difference=told[0] in "+-", before=None, baseline=baseline, evidence=(place,), better=better,
        )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A saved query, what it is asked for ("method=GRPO") and the rows of its answer."""

    name: str
    given: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def query(self) -> str:
        return bind(query_text(self.name), parsed(self.given))


def _cases() -> Iterator[Case]:
    for part in ANSWERS.read_text(encoding="utf-8").split("\n@")[1:]:
        call, *rows = part.strip().split("\n")
        name, *given = shlex.split(call)
        yield Case(name, tuple(given), tuple(_row(row.format_map(WORDS)) for row in rows))


def _row(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split("|"))


CASES = tuple(_cases())
DATED = {"timeline", "rising", "new-in-year", "first-papers", "doubtful"}
"""What asks for years or for confidence and has no answer without."""


def case_id(case: Case) -> str:
    return " ".join((case.name, *case.given))


every_case = pytest.mark.parametrize("case", CASES, ids=case_id)


@pytest.fixture(scope="module")
def sample(linked: Linked) -> Linked:
    return with_reply(linked)


@pytest.fixture(scope="module")
def store(sample: Linked) -> TripleStore:
    return TripleStore(turtle(sample))


@pytest.fixture(scope="module")
def by_paper(sample: Linked, tmp_path_factory: pytest.TempPathFactory) -> TripleStore:
    """The sample where what each paper says stands in a graph of its own."""
    path = tmp_path_factory.mktemp("saved") / "graph.nq"
    write_rdf(sample, path)
    return TripleStore(path)


@pytest.fixture(scope="module")
def bare(sample: Linked) -> TripleStore:
    """The sample without titles, years and confidence."""
    unknown = {f"{PREFIXES['dcterms']}title", f"{PREFIXES['mg']}year", f"{PREFIXES['mg']}confidence"}
    triples = (t for t in ox.parse(turtle(sample), format=ox.RdfFormat.TURTLE) if t.predicate.value not in unknown)
    return TripleStore(b"".join(f"{t.subject} {t.predicate} {t.object} .\n".encode() for t in triples))


@pytest.fixture(scope="module")
def renamed(sample: Linked) -> TripleStore:
    """The sample where each thing has an alias and a sense besides."""
    entities = (
        replace(each, aliases=(*each.aliases, f"other {each.label}"), sense=f"sense of {each.label}")
        for each in sample.entities
    )
    return TripleStore(turtle(replace(sample, entities=tuple(entities))))


@pytest.fixture(scope="module")
def in_rdflib(sample: Linked) -> Graph:
    return Graph(bind_namespaces="none").parse(data=turtle(sample), format="turtle")


def told(node: object) -> str:
    """Return a cell so that it can be compared: IRIs shortened, equal numbers written alike."""
    text = "" if node is None else compact(str(node)) if isinstance(node, URIRef) else str(node)
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def alike(rows: Iterable[Iterable[object]]) -> list[tuple[str, ...]]:
    return [tuple(told(cell) for cell in row) for row in rows]


def rows_of(result: Result) -> list[tuple[str, ...]]:
    """Return what rdflib answers as `as_table` shows it."""
    if result.type == "ASK":
        return [(str(result.askAnswer).lower(),)]
    if result.graph is not None:
        return sorted(alike(result.graph))
    return alike(row for row in result if isinstance(row, ResultRow))


def test_every_saved_query_is_answered() -> None:
    assert {case.name for case in CASES} == set(query_names())
    assert all(case.rows for case in CASES), "an empty answer shows nothing"


@every_case
def test_a_saved_query_answers(case: Case, store: TripleStore) -> None:
    answer = store.query(case.query)
    assert answer.warnings == ()
    assert as_table(answer)[1] == case.rows


@every_case
def test_rdflib_answers_the_same(case: Case, in_rdflib: Graph) -> None:
    rows = alike(case.rows)
    assert rows_of(in_rdflib.query(case.query)) == (rows if "ORDER BY" in case.query else sorted(rows))


@every_case
def test_a_graph_for_each_paper_answers_the_same(case: Case, by_paper: TripleStore) -> None:
    assert as_table(by_paper.query(case.query))[1] == case.rows


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in DATED], ids=case_id)
def test_what_is_not_known_of_a_paper_is_left_empty(case: Case, bare: TripleStore) -> None:
    answer = bare.query(case.query)
    lost = {
        i for i, name in enumerate(answer.variables) if name in {"title", "year", "confidence", "lowest", "highest"}
    }
    rows = {tuple("" if i in lost else cell for i, cell in enumerate(row)) for row in case.rows}
    assert set(as_table(answer)[1]) == rows


@every_case
def test_any_name_will_do(case: Case, renamed: TripleStore, linked: Linked) -> None:
    labels = {entity.label for entity in with_reply(linked).entities}
    asked = [
        (name, value) for name, value in re.findall(r'VALUES \?(\w+) \{ "(.*?)" \}', case.query) if value in labels
    ]
    answer = renamed.query(case.query)
    for kind in ("other", "sense of"):
        other = renamed.query(bind(case.query, {name: f"{kind} {value}" for name, value in asked}))
        assert other.rows == answer.rows


@pytest.mark.parametrize("name", [name for name in query_names() if defaults(query_text(name))])
def test_what_nothing_is_called_has_no_answer(name: str, store: TripleStore) -> None:
    text = query_text(name)
    unknown = bind(text, dict.fromkeys(defaults(text), "nothing is called so"))
    assert store.query(unknown).rows in {(), ((False,),)}
