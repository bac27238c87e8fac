"""Short ways to what one paper says and to a small vocabulary, for tests of all that comes after EXTRACT."""

from __future__ import annotations

from collections.abc import Sequence

from methodgraph.records import (
    EntityType,
    Paper,
    PaperEntity,
    PaperGraph,
    Passage,
    Predicate,
    Relation,
    Result,
    Role,
    Unlinked,
)
from methodgraph.vocabulary import Term, Vocabulary
from methodgraph.vocabulary.terms import _by_name

TERMS = (
    Term("segment-anything-model", "SAM", ("Model",), ("segment anything",), "Segment Anything Model"),
    Term("sharpness-aware-minimization", "SAM", ("Method",), (), "Sharpness-Aware Minimization"),
    Term("sam2", "SAM2", ("Model",), ("Segment Anything Model 2",), None, "segment-anything-model"),
    Term("sam9", "SAM9", ("Model",), ("Segment Anything Model 9",), None, "sharpness-aware-minimization"),
    Term("low-rank-adaptation", "LoRA", ("Method",), (), "Low-Rank Adaptation"),
    Term("image-segmentation", "image segmentation", ("Task",)),
    Term("variational-quantum-algorithm", "VQA", ("Method",), (), "Variational Quantum Algorithm"),
    Term("neural-network", "neural network", ("Method",)),
    Term("graph-neural-network", "GNN", ("Method",), ("graph neural network",), None, "neural-network"),
    Term("llava", "LLaVA", ("Model",)),
    Term("llava-1.5", "LLaVA-1.5", ("Model",), (), None, "llava"),
    Term("diffusion", "diffusion model", ("Method", "Model")),
    Term("adam", "Adam", ("Method",), (), None, "diffusion"),
)


def vocabulary(*terms: Term) -> Vocabulary:
    """Return a vocabulary of `terms`, by default `TERMS`."""
    by_id = {term.id: term for term in terms or TERMS}
    return Vocabulary(by_id, {}, _by_name(by_id))


def seen(
    name: str,
    *types: EntityType,
    role: Role = "uses",
    sense: str | None = None,
    aliases: Sequence[str] = (),
    concept: str | None = None,
) -> PaperEntity:
    """Return an entity as one paper sees it, a Method by default; `paper_graph` gives it mentions and evidence."""
    return PaperEntity(name, tuple(aliases), types or ("Method",), (role,), sense, (), (), concept)


def paper_graph(
    identity: str,
    *entities: PaperEntity,
    relations: Sequence[tuple[str, Predicate, str]] = (),
    results: Sequence[Result] = (),
    unlinked: Sequence[str] = (),
    code: Sequence[str] = (),
) -> PaperGraph:
    """Return what a paper says whose text has one sentence for each entity, naming it and its aliases."""
    text = ""
    told: list[PaperEntity] = []
    for entity in entities:
        names = (entity.name, *entity.aliases)
        sentence = f"We use {', '.join(names)} here."
        start = len(text) + (1 if text else 0)
        text = f"{text} {sentence}" if text else sentence
        mentions = tuple(_passage(text, name, start, "name/test") for name in names)
        evidence = (_passage(text, sentence, start, "role/test"),)
        told.append(
            PaperEntity(
                entity.name,
                entity.aliases,
                entity.types,
                entity.roles,
                entity.sense,
                mentions,
                evidence,
                entity.concept,
                entity.sensed,
            )
        )
    whole = (Passage("text", 0, len(text), text, ("relation/test",)),)
    return PaperGraph(
        Paper(identity, None, text),
        tuple(told),
        tuple(Relation(head, predicate, tail, whole) for head, predicate, tail in relations),
        tuple(Result(r.subject, r.dataset, r.metric, r.value, r.before, r.baseline, whole) for r in results),
        tuple(code),
        tuple(Unlinked(name, "no type", whole) for name in unlinked),
    )


def _passage(text: str, quote: str, start: int, rule: str) -> Passage:
    at = text.index(quote, start)
    return Passage("text", at, at + len(quote), quote, (rule,))
