"""A changed vocabulary: what is kept is what would be extracted again. Soundness first, then that it is worth it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methodgraph import pipeline
from methodgraph.extract import Extractor, load_extractor
from methodgraph.records import EntityType, Paper, PaperGraph
from methodgraph.store.standing import Standing, joined, needles, spaced
from methodgraph.store.vocabularies import changed_names, of_terms
from methodgraph.text.folding import fold
from methodgraph.vocabulary import Term, Vocabulary, extended, load_vocabulary
from methodgraph.vocabulary.senses import load_senses

ROOT = Path(__file__).parents[2]
ROUNDS = 12
_TYPES: tuple[EntityType, ...] = get_args(EntityType)


@pytest.fixture(scope="module")
def graphs() -> dict[Paper, PaperGraph]:
    return {graph.paper: graph for graph in pipeline.extract([ROOT / "seeds"])}


def _names_met(graphs: dict[Paper, PaperGraph]) -> list[str]:
    """Return names as the papers write them, and stretches of their words: what a row is likely to be about."""
    found = {form for graph in graphs.values() for entity in graph.entities for form in (entity.name, *entity.aliases)}
    found |= {left.name for graph in graphs.values() for left in graph.unlinked}
    for paper in graphs:
        words = paper.text.split()
        found |= {" ".join(words[at : at + 2]).strip(".,;:()") for at in range(0, len(words) - 2, 17)}
    return sorted(name for name in found if any(map(str.isalnum, name)))


def _spelled(name: str, chance: random.Random) -> str:
    """Return a spelling of `name` that a row of a vocabulary may have."""
    spelling: Callable[[str], str] = chance.choice(_SPELLINGS)
    return spelling(name) or name


_SPELLINGS: list[Callable[[str], str]] = [
    str, str.lower, str.upper, str.title, fold,
    lambda told: told.replace("-", " "), lambda told: told.replace(" ", "-"), lambda told: told.split()[-1],
    lambda told: f"{told}s", lambda told: told.removesuffix("s"),
    lambda told: told.replace("or", "our"), lambda told: told.replace("z", "s"),
]  # fmt: skip


def _term(names: list[str], chance: random.Random) -> Term:
    told = dict.fromkeys(_spelled(name, chance) for name in chance.sample(names, chance.randint(1, 3)))
    label, *aliases = [name for name in told if any(map(str.isalnum, name))] or [names[0]]
    return Term(f"random-{label}", label, tuple(chance.sample(_TYPES, chance.randint(1, 2))), tuple(aliases))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_is_kept_is_what_would_be_extracted_again(seed: int, graphs: dict[Paper, PaperGraph]) -> None:
    """Rows come, go, change and swap places at random; papers in which nothing of that can stand read as before."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    names = _names_met(graphs)
    shipped = sorted(load_vocabulary().terms.values(), key=lambda term: term.id)
    before = [_term(names, chance) for _ in range(4)] + [_changed(chance.choice(shipped), chance) for _ in range(2)]
    after = [_changed(term, chance) if chance.random() < 0.3 else term for term in before if chance.random() < 0.7]
    after += [_term(names, chance) for _ in range(2)]
    chance.shuffle(after)
    beside = {term.id: list(term.names) for term in shipped}
    told = [tuple({term.id: term for term in terms}.values()) for terms in (before, after)]
    standing = Standing(changed_names(of_terms(told[0]), of_terms(told[1]), beside), load_senses())
    extractors = [load_extractor().with_terms(terms) for terms in told]
    concerned = {paper for paper in graphs if standing.can_be_in(paper.title, paper.text)}
    differing = {paper for paper in graphs if extractors[0](paper) != extractors[1](paper)}
    assert differing <= concerned


def _changed(term: Term, chance: random.Random) -> Term:
    """Return another row for the same thing."""
    return chance.choice(
        [
            replace(term, types=(chance.choice(_TYPES),)), replace(term, aliases=()), replace(term, sense=None),
            replace(term, aliases=(*term.aliases, "LoRA")), replace(term, label=term.names[-1], aliases=(term.label,)),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(ROUNDS // 3))
def test_shipped_terms_that_go_or_change_leave_no_other_paper_changed(
    seed: int, graphs: dict[Paper, PaperGraph]
) -> None:
    """As a new version would: terms that papers bear leave the shipped vocabulary or change, and so do their senses."""
    chance, shipped = random.Random(seed), load_vocabulary()  # noqa: S311 - no secret
    met = sorted({entity.concept for graph in graphs.values() for entity in graph.entities if entity.concept})
    chosen = {identity: shipped.terms[identity] for identity in chance.sample(met, 25)}
    terms = {told.id: told for told in shipped.terms.values() if told.id not in chosen or chance.random() < 0.5}
    terms |= {identity: _changed(term, chance) for identity, term in chosen.items() if identity in terms}
    names = {
        name
        for identity in chosen
        for told in (shipped.terms, terms)
        if identity in told
        for name in told[identity].names
    }
    usual = {form: sense for form, sense in shipped.usual.items() if sense in terms}
    names |= shipped.usual.keys() - usual.keys()
    other = Extractor(extended(Vocabulary({}, shipped.not_terms, usual=usual), terms.values()))
    standing = Standing(names, load_senses())
    differing = {paper for paper, graph in graphs.items() if other(paper) != graph}
    assert differing
    assert {paper for paper in differing if not standing.can_be_in(paper.title, paper.text)} == set()


def test_most_papers_are_kept_when_a_row_comes(graphs: dict[Paper, PaperGraph]) -> None:
    standing = Standing(["Segment Anything", "rotary positional embedding", "DINO"], load_senses())
    concerned = [paper for paper in graphs if standing.can_be_in(paper.title, paper.text)]
    assert 0 < len(concerned) < len(graphs) / 4


def test_a_short_form_has_the_names_of_its_expansion() -> None:
    standing = Standing(["generative adversarial networks"], load_senses())
    assert standing.can_be_in(None, "We train a GAN.")
    assert not standing.can_be_in(None, "We train a network.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("WMT 2014", "on WMT'14 and"), ("colour constancy", "Color-constancy"), ("policies", "a policy is"),
        ("matrix factorization", "factorisation of two matrices"), ("Image Net", "ImageNets"),
        ("naïve bayes", "Naive Bayes"),
        ("post-training", "pre- and post-trainings"), ("Llama-3-8B", "Llama-3 (1B, 8B)"), ("full use", "to fully-used"),
        ("zero unit", "zero-units"), ("modelling", "modeling"), ("𝐋oRA", "LoRA"),
    ],
)  # fmt: skip
def test_spellings_of_a_name_are_seen(name: str, text: str) -> None:
    assert all(needle in joined(spaced(text)) for needle in needles(name))


_WORD = st.text(st.sampled_from("aeiouszclrnbm-"), min_size=1, max_size=9) | st.sampled_from(
    ["colour", "neighbour", "modelling", "analyses", "matrices", "GANs", "organisation", "o", "u", "l", "2014"]
)


@settings(deadline=None)
@given(_WORD, _WORD, _WORD, st.booleans())
def test_whatever_folds_alike_is_seen(word: str, before: str, behind: str, is_joined: bool) -> None:
    """Where EXTRACT takes a word of the text, or several, for one name with a row's, whatever stands around it."""
    spellings = [word, f"{word}s", f"{word}es", word.upper(), word.replace("our", "or"), word.replace("is", "iz")]
    for other in (*spellings, "-".join(word), word.replace("-", " ")):
        if fold(other) == fold(word) and any(map(str.isalnum, word)):
            text = f"{before}-{other} {behind}" if is_joined else f"{before} {other}, {behind}"
            assert Standing([word], load_senses()).can_be_in(None, text), other


def test_rows_that_change_places_are_suspicious() -> None:
    one, two, three = (Term(name, name, ("Method",)) for name in ("Foo", "Bar", "Baz"))
    assert changed_names(of_terms([one, two, three]), of_terms([one, two, three])) == set()
    assert changed_names(of_terms([one, two, three]), of_terms([two, one, three])) == {"Foo", "Bar"}
    assert changed_names(of_terms([one, two, three]), of_terms([one, three])) == {"Bar"}
    assert changed_names(of_terms([one]), of_terms([]), {"Foo": ["Fuu"]}) == {"Foo", "Fuu"}
