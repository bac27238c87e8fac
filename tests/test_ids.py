"""Identifiers: slugs, digests and IRIs."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph import ids

SEGMENT = re.compile(r"[a-z0-9][a-z0-9.+-]*")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Qwen2.5-VL-7B", "qwen2.5-vl-7b"),
        ("PixArt-α", "pixart-alpha"),
        ("C++", "cplusplus"),
        ("Sharpness-Aware Minimization", "sharpness-aware-minimization"),
        ("Müller–Brown", "muller-brown"),
        ("R@10", "r-10"),
        ("  -.x.- ", "x"),
    ],
)
def test_a_slug_is_readable(name: str, slug: str) -> None:
    assert ids.slug(name) == slug


@given(st.text(max_size=30))
def test_a_slug_is_a_path_segment_and_its_own_slug(name: str) -> None:
    told = ids.slug(name)
    assert SEGMENT.fullmatch(told)
    assert ids.slug(told) == told.replace("+", "plus")


@given(st.text(alphabet="模型图谱", min_size=1, max_size=5), st.text(alphabet="模型图谱", min_size=1, max_size=5))
def test_names_without_latin_letters_keep_apart(one: str, other: str) -> None:
    assert (ids.slug(one) == ids.slug(other)) == (one == other)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_a_digest_tells_parts_apart(one: list[str], other: list[str]) -> None:
    clean_one, clean_other = ([part.replace("\x1f", "") for part in parts] for parts in (one, other))
    same = clean_one == clean_other or (
        not "".join(clean_one + clean_other) and {len(clean_one), len(clean_other)} <= {0, 1}
    )
    assert (ids.digest(*clean_one) == ids.digest(*clean_other)) == same
    assert re.fullmatch(r"[0-9a-f]{16}", ids.digest(*clean_one))


def test_a_digest_takes_lone_surrogates() -> None:
    assert ids.digest("\ud800") != ids.digest("\ud801")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_a_paper_iri_holds_the_id_and_no_character_an_iri_lacks(paper: str) -> None:
    iri = ids.paper_iri(paper)
    assert re.fullmatch(r"https://w3id\.org/methodgraph/paper/[A-Za-z0-9%._~:-]+", iri)
    assert unquote(iri.removeprefix(f"{ids.BASE}paper/")) == paper


def test_iris() -> None:
    assert ids.entity_iri("qwen2.5-vl") == f"{ids.BASE}entity/qwen2.5-vl"
    assert ids.paper_iri("arxiv:2604.06774") == f"{ids.BASE}paper/arxiv:2604.06774"
    assert ids.claim_iri("0a") == f"{ids.BASE}claim/0a"
    assert ids.figure_iri("0a") == f"{ids.BASE}result/0a"


def test_evidence_is_the_same_place_wherever_it_is_used() -> None:
    one = ids.evidence_iri("a", "text", 1, 12)
    assert one == ids.evidence_iri("a", "text", 1, 12)
    assert len({one, ids.evidence_iri("a", "text", 11, 2), ids.evidence_iri("a", "title", 1, 12)}) == 3
