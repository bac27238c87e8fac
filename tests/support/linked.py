"""A small graph with everything in it: what LINK hands on for four made-up papers.

It holds all six entity types, two senses of "SAM", a kind of one of them, every role, most relations, a level and a
difference as figures, links with mentions, markup and quotes in an evidence sentence, a paper without a title and one
with evidence in its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from methodgraph.ids import digest, slug
from methodgraph.records import (
    Claim,
    Entity,
    EntityType,
    Field,
    Figure,
    Identifier,
    Link,
    Linked,
    Paper,
    Passage,
    Predicate,
    Role,
    Source,
    Unlinked,
)

QLORA = Paper(
    id="arxiv:2305.14314",
    title="QLoRA: finetuning of quantized models",
    text=(
        "We propose QLoRA, which extends LoRA to quantized models. QLoRA outperforms LoRA on MMLU, "
        "raising Accuracy from 60.1% to 63.4%. Code is available at https://github.com/example/qlora."
    ),
    sources=(Source("seeds/a.txt", 3), Source("seeds/b.txt", 1)),
    year=2023,
    url="https://arxiv.org/abs/2305.14314",
    urls=("https://arxiv.org/pdf/2305.14314",),
    authors=("Ada Lovelace", "Charles Babbage"),
    venue="NeurIPS",
    identifiers=(Identifier("arxiv", "2305.14314"), Identifier("doi", "10.48550/arxiv.2305.14314")),
    categories=("cs.CL", "cs.LG"),
)
LIGHT = Paper(
    id="003:9",
    title="LightSAM: lighter sharpness",
    text=(
        "We present LightSAM, a variant of Sharpness-Aware Minimization (SAM) for image classification. "
        "LightSAM is trained on ImageNet and improves Accuracy by +1.4% over SAM."
    ),
    sources=(Source("seeds/c.txt", 12),),
)
SEGMENT = Paper(
    id="003:10",
    title=None,
    text=(
        'The model answers with <analyze> and "quotes" \\ before it calls the Segment Anything Model (SAM). '
        "We address video understanding with GRPO and test on Video-MME, a benchmark for video understanding."
    ),
    sources=(Source("seeds/c.txt", 14),),
)
SURVEY = Paper(
    id="survey one/2",
    title="日本語のモデル: a survey of GRPO and LoRA",
    text="GRPO, a part of many pipelines, solves math reasoning. We compare with GRPO and with LoRA on MMLU.",
    sources=(Source("more/論文.txt", 1),),
    year=2025,
)

ENTITIES: tuple[tuple[str, EntityType, tuple[str, ...], str | None], ...] = (
    ("Accuracy", "Metric", ("accuracy",), None),
    ("GRPO", "Method", ("Group Relative Policy Optimization",), "Group Relative Policy Optimization"),
    ("image classification", "Task", (), None),
    ("ImageNet", "Dataset", ("ImageNet-1k",), None),
    ("LightSAM", "Method", (), None),
    ("LoRA", "Method", ("Low-Rank Adaptation",), "Low-Rank Adaptation"),
    ("math reasoning", "Task", (), None),
    ("MMLU", "Benchmark", (), None),
    ("QLoRA", "Method", (), None),
    ("Segment Anything Model", "Model", ("SAM",), "Segment Anything Model"),
    ("Sharpness-Aware Minimization", "Method", ("SAM",), "Sharpness-Aware Minimization"),
    ("Video-MME", "Benchmark", ("VideoMME",), None),
    ("video understanding", "Task", (), None),
)
BROADER = {"lightsam": "sharpness-aware-minimization"}


def passage(paper: Paper, quote: str, *rules: str, field: Field = "text") -> Passage:
    """Return the first place of `quote` in the paper, found by `rules`."""
    whole = paper.text if field == "text" else paper.title or ""
    start = whole.index(quote)
    return Passage(field, start, start + len(quote), quote, tuple(sorted(rules)))


def link(paper: Paper, entity: Entity, reason: str) -> Link:
    """Return the link of `entity` in `paper`, with every place that literally holds a name of it as a whole word."""
    names = sorted({name for name in (entity.label, *entity.aliases, entity.sense) if name})
    fields: tuple[tuple[Field, str], ...] = (("text", paper.text), ("title", paper.title or ""))
    places = tuple(
        Passage(field, found.start(), found.end(), name, ("name/literal",))
        for field, whole in fields
        for name in names
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", whole)
    )
    shortest = min((place.text for place in places), key=len, default=entity.label)
    return Link(paper.id, shortest, entity.id, reason, tuple(sorted(places)))


def role(paper: Paper, predicate: Role, name: str, *evidence: Passage) -> Claim:
    """Return the claim that `paper` plays `predicate` to the entity called `name`."""
    return _claim(paper, paper.id, predicate, slug(name), evidence)


def relation(paper: Paper, head: str, predicate: Predicate, tail: str, *evidence: Passage) -> Claim:
    """Return the claim, made by `paper`, that `head` stands in `predicate` to `tail`."""
    return _claim(paper, slug(head), predicate, slug(tail), evidence)


def sample_linked() -> Linked:
    """Return the sample: four papers, thirteen entities, all roles, most relations and two figures."""
    papers = (QLORA, LIGHT, SEGMENT, SURVEY)
    entities = tuple(sorted(_entities(), key=_id))
    claims = tuple(sorted((*_qlora(), *_light(), *_segment(), *_survey()), key=_id))
    return Linked(
        papers=papers,
        entities=entities,
        links=tuple(sorted(_links(papers, entities, claims))),
        claims=claims,
        figures=tuple(sorted(_figures(), key=_id)),
        code=((QLORA.id, "https://github.com/example/qlora"),),
        unlinked=((SEGMENT.id, Unlinked("quotes", "too common a word", (passage(SEGMENT, "quotes", "name/quoted"),))),),
    )


def _entities() -> Iterator[Entity]:
    for label, kind, names, sense in ENTITIES:
        yield Entity(slug(label), label, kind, names, sense, BROADER.get(slug(label)))


def _qlora() -> tuple[Claim, ...]:
    first = passage(
        QLORA, "We propose QLoRA, which extends LoRA to quantized models.", "role/we-propose", "relation/extends"
    )
    second = passage(
        QLORA, "QLoRA outperforms LoRA on MMLU, raising Accuracy from 60.1% to 63.4%.", "relation/outperforms"
    )
    title = passage(QLORA, "QLoRA: finetuning of quantized models", "role/title-colon", field="title")
    return (
        role(QLORA, "introduces", "QLoRA", first, title),
        role(QLORA, "uses", "LoRA", first),
        role(QLORA, "evaluatesOn", "MMLU", second),
        role(QLORA, "reports", "Accuracy", second),
        relation(QLORA, "QLoRA", "extends", "LoRA", first),
        relation(QLORA, "QLoRA", "outperforms", "LoRA", second),
        relation(QLORA, "QLoRA", "evaluatedOn", "MMLU", second),
    )


def _light() -> tuple[Claim, ...]:
    first = passage(LIGHT, LIGHT.text[: LIGHT.text.index(" LightSAM is trained")], "role/we-present")
    second = passage(LIGHT, LIGHT.text[LIGHT.text.index("LightSAM is trained") :], "role/trained-on")
    return (
        role(LIGHT, "introduces", "LightSAM", first),
        role(LIGHT, "addresses", "image classification", first),
        role(LIGHT, "trainsOn", "ImageNet", second),
        role(LIGHT, "comparesWith", "Sharpness-Aware Minimization", second),
        role(LIGHT, "reports", "Accuracy", second),
        relation(LIGHT, "LightSAM", "variantOf", "Sharpness-Aware Minimization", first),
        relation(LIGHT, "LightSAM", "trainedOn", "ImageNet", second),
    )


def _segment() -> tuple[Claim, ...]:
    first = passage(SEGMENT, SEGMENT.text[: SEGMENT.text.index(" We address")], "role/calls")
    second = passage(SEGMENT, SEGMENT.text[SEGMENT.text.index("We address") :], "role/we-address")
    return (
        role(SEGMENT, "mentions", "Segment Anything Model", first),
        role(SEGMENT, "addresses", "video understanding", second),
        role(SEGMENT, "uses", "GRPO", second),
        role(SEGMENT, "evaluatesOn", "Video-MME", second),
        relation(SEGMENT, "GRPO", "solves", "video understanding", second),
    )


def _survey() -> tuple[Claim, ...]:
    first = passage(SURVEY, "GRPO, a part of many pipelines, solves math reasoning.", "relation/solves")
    second = passage(SURVEY, "We compare with GRPO and with LoRA on MMLU.", "role/compare-with")
    title = passage(SURVEY, "日本語のモデル", "name/title", field="title")
    return (
        role(SURVEY, "comparesWith", "GRPO", second),
        role(SURVEY, "comparesWith", "LoRA", second),
        role(SURVEY, "addresses", "math reasoning", first, title),
        relation(SURVEY, "GRPO", "solves", "math reasoning", first),
    )


def _figures() -> tuple[Figure, ...]:
    level = passage(QLORA, "QLoRA outperforms LoRA on MMLU, raising Accuracy from 60.1% to 63.4%.", "figure/from-to")
    change = passage(LIGHT, LIGHT.text[LIGHT.text.index("LightSAM is trained") :], "figure/by")
    return (
        Figure(
            id=digest(QLORA.id, "63.4%"), paper=QLORA.id, subject="qlora", dataset="mmlu", metric="accuracy",
            value="63.4%", number=Decimal("63.4"), unit="%", is_difference=False, before=Decimal("60.1"),
            baseline="lora", evidence=(level,), better="higher",
        ),
        Figure(
            id=digest(LIGHT.id, "+1.4%"), paper=LIGHT.id, subject="lightsam", dataset=None, metric="accuracy",
            value="+1.4%", number=Decimal("1.4"), unit="%", is_difference=True, before=None,
            baseline="sharpness-aware-minimization", evidence=(change,),
        ),
    )  # fmt: skip


def _links(papers: Iterable[Paper], entities: Iterable[Entity], claims: Iterable[Claim]) -> Iterator[Link]:
    """Yield one link for each entity of each paper's claims."""
    known = {entity.id: entity for entity in entities}
    for paper in papers:
        claimed = [claim for claim in claims if claim.paper == paper.id]
        said = {claim.object for claim in claimed} | {claim.subject for claim in claimed if not claim.is_role}
        for entity in sorted(said):
            short = "SAM" in known[entity].aliases
            yield link(paper, known[entity], "short form of this paper" if short else "its label")


def _claim(
    paper: Paper, subject: str, predicate: Role | Predicate, target: str, evidence: tuple[Passage, ...]
) -> Claim:
    return Claim(
        digest(subject, predicate, target, paper.id), subject, predicate, target, paper.id, tuple(sorted(evidence))
    )


def _id(record: Entity | Claim | Figure) -> str:
    return record.id
