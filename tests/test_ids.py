"""Identifiers: slugs, digests and IRIs."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methodgraph import ids
from methodgraph.records import Identifier

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


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("arxiv", "2305.14314", "https://arxiv.org/abs/2305.14314"),
        ("arxiv", "math.AG/0601001", "https://arxiv.org/abs/math.AG/0601001"),
        ("arxiv", "cond-mat/0601001", "https://arxiv.org/abs/cond-mat/0601001"),
        ("doi", "10.48550/arxiv.2305.14314", "https://doi.org/10.48550/arxiv.2305.14314"),
        ("acl", "2020.acl-main.1", "https://aclanthology.org/2020.acl-main.1"),
        ("openreview", "B1l_-x", "https://openreview.net/forum?id=B1l_-x"),
        ("s2corpus", "123", "https://api.semanticscholar.org/CorpusID:123"),
        ("openalex", "W123", "https://openalex.org/W123"),
        ("dblp", "conf/nips/VaswaniSPUJGKP17", "https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17"),
        ("pmid", "123", "https://pubmed.ncbi.nlm.nih.gov/123"),
        ("pmcid", "PMC123", "https://pmc.ncbi.nlm.nih.gov/articles/PMC123"),
        ("zotero", "ABCD", None),
        ("arxiv", "../../evil", None),
        ("arxiv", "2305.14314\n", None),
        ("doi", "javascript:alert(1)", None),
        ("doi", "10.1234/a b", None),
        ("doi", "10.1234/\ud800", None),
        ("openreview", "x&y=1", None),
        ("pmid", "\u0661\u0662", None),
        ("acl", "..", None),
    ],
)
def test_a_registry_shows_what_is_an_identifier_of_its_own(scheme: str, value: str, address: str | None) -> None:
    assert ids.address(Identifier(scheme, value)) == address


@given(st.sampled_from(("doi", "arxiv", "acl", "dblp", "openreview")), st.text() | st.from_regex(r"10\.1234/.+"))
def test_an_address_is_an_iri_and_leads_to_a_registry(scheme: str, value: str) -> None:
    told = ids.address(Identifier(scheme, value))
    assert told is None or re.fullmatch(r"https://[a-z.]+/[!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]+", told)
