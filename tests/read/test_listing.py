"""Listings of abstracts in the layouts people use."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.reading import found_in

from methodgraph.read.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

Told = list[tuple[str | None, str]]

FOO = (
    "Image segmentation is hard when labels are few and noisy. We propose FooNet, a model that learns from few labels "
    "by consistency over augmented views of one image. On Cityscapes it outperforms BarNet by 2.1\\% at half the cost, "
    "and it needs no second network for training. Our code is available at https://github.com/foo/foonet."
)
QUX = (
    "Graph learning meets graphs that change while they are learned. This work introduces QuxGraph, which keeps a "
    "memory per node and forgets what no neighbor asks for. Experiments on three public datasets show that it matches "
    "retraining from scratch, though it sees each edge only once and stores nothing but its memory."
)
FOO_TITLE = "FooNet: Segmentation of Images from Few and Noisy Labels"
QUX_TITLE = "Learning on Graphs That Change While They Are Learned"


def told(listing: str) -> Told:
    return [(paper.title, paper.text) for paper in found_in(listing, "text", "x.txt").papers]


def wrapped(text: str, width: int = 80) -> str:
    return "\n".join(textwrap.wrap(text, width))


UNTITLED: Told = [(None, FOO), (None, QUX)]
TITLED: Told = [(FOO_TITLE, FOO), (QUX_TITLE, QUX)]

LAYOUTS: dict[str, tuple[str, Told]] = {
    "marked": (f"Abstract:{FOO}\nAbstract: {QUX}", UNTITLED),
    "marked, blank runs": (f"\n\nAbstract:{FOO}\n\n\n\n\nAbstract:{QUX}\n\n", UNTITLED),
    "marked, glued": (f"Abstract:{FOO}Abstract:{QUX}", UNTITLED),
    "mark on its own line": (f"Abstract\n{FOO}\n\nABSTRACT:\n\n{QUX}", UNTITLED),
    "other marks": (f"ABSTRACT {FOO}\n**Abstract.** {QUX}", UNTITLED),
    "Markdown": (f"# {FOO_TITLE}\n\n## Abstract\n\n{FOO}", [(f"# {FOO_TITLE}", FOO)]),
    "bare lines": (f"{FOO}\n{QUX}\n", UNTITLED),
    "bare paragraphs": (f"{FOO}\n\n{QUX}", UNTITLED),
    "stray first line": (f"Wuhan University\nAbstract:{FOO}\nAbstract:{QUX}", UNTITLED),
    "longer affiliation": (f"The Chinese University of Hong Kong\nAbstract:{FOO}", [(None, FOO)]),
    "pairs": (f"Country\n{FOO_TITLE}\n{FOO}\n{QUX_TITLE}\n{QUX}", TITLED),
    "pairs, blank between": (f"{FOO_TITLE}\n\n{FOO}\n\n\n{QUX_TITLE}\n\n{QUX}", TITLED),
    "file name for a title": (f"{FOO_TITLE}\n{FOO}\n06872e1e-Paper.pdf\n{QUX}", [(FOO_TITLE, FOO), (None, QUX)]),
    "title above mark": (f"{FOO_TITLE}\nAbstract: {FOO}\n\n{QUX_TITLE}\nAbstract: {QUX}", TITLED),
    "short titles everywhere": (
        f"FooNet\nAbstract: {FOO}\nQuxGraph\nAbstract: {QUX}",
        [("FooNet", FOO), ("QuxGraph", QUX)],
    ),
    "title marks": (f"Title: {FOO_TITLE}\nAbstract: {FOO}\n\ntitle: {QUX_TITLE}\n{QUX}", TITLED),
    "authors and keywords": (
        f"{FOO_TITLE}\nAda Lovelace, Alan M. Turing and Grace Hopper\nUniversity of Somewhere\nAbstract: {FOO}\n"
        f"Keywords: labels, images\n\nTitle: {QUX_TITLE}\nAuthors: Ada Lovelace,\n  Alan Turing\nAbstract: {QUX}",
        TITLED,
    ),
    "wrapped, bare": (f"{wrapped(FOO)}\n\n{wrapped(QUX, 60)}\n", UNTITLED),
    "wrapped, marked": (f"Abstract: {wrapped(FOO)}\nAbstract:\n{wrapped(QUX)}", UNTITLED),
    "wrapped, titled": (f"{FOO_TITLE}\n\n{wrapped(FOO)}\n\n{QUX_TITLE}\n\n{wrapped(QUX)}", TITLED),
    "wrapped, no blank line": (f"{FOO_TITLE}\n{wrapped(FOO)}\n{QUX_TITLE}\n{wrapped(QUX)}", TITLED),
    "wrapped, title above mark": (
        f"{FOO_TITLE}\nAbstract: {wrapped(FOO)}\n{QUX_TITLE}\nAbstract: {wrapped(QUX)}",
        TITLED,
    ),
    "wrapped title marks": (
        f"Title: {FOO_TITLE[:24].strip()}\n  {FOO_TITLE[24:].strip()}\nAbstract: {wrapped(FOO)}\n\n"
        f"Title: {QUX_TITLE[:30]}\n{QUX_TITLE[30:].strip()}\nAbstract: {wrapped(QUX)}",
        TITLED,
    ),
    "code on a line of its own": (
        f"Abstract:{QUX}\nThe code is at https://github.com/qux/quxgraph.\nAbstract:{FOO}",
        [(None, f"{QUX} The code is at https://github.com/qux/quxgraph."), (None, FOO)],
    ),
    "a sentence a line": ("\n".join(f"{part}." for part in FOO.split(". ")).removesuffix("."), [(None, FOO)]),
    "short abstracts, one a line": (
        "We propose A for segmentation. It beats B on three sets.\nWe introduce C, a dataset. It has many images of D.",
        [
            (None, "We propose A for segmentation. It beats B on three sets."),
            (None, "We introduce C, a dataset. It has many images of D."),
        ],
    ),
    "cut in the middle": (
        f"{FOO_TITLE}\n{FOO[:-60]}\n{QUX_TITLE}\n{QUX}",
        [(FOO_TITLE, FOO[:-60].strip()), *TITLED[1:]],
    ),
    "abstract is a word too": (f"Abstract reasoning is hard. {FOO}", [(None, f"Abstract reasoning is hard. {FOO}")]),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read(name: str) -> None:
    listing, expected = LAYOUTS[name]
    assert told(listing) == expected


def test_ids_and_sources_name_the_line_of_the_abstract() -> None:
    listing = f"{FOO_TITLE}\nAbstract:\n\n{wrapped(FOO)}\nAbstract:{QUX}Abstract:We do."
    found = found_in(listing, "text", "dir/my.list.txt")
    lines = [4, 4 + len(wrapped(FOO).split("\n")), 4 + len(wrapped(FOO).split("\n"))]
    assert [paper.sources[0].line for paper in found.papers] == lines
    assert [paper.id for paper in found.papers] == ["my.list:4", f"my.list:{lines[1]}", f"my.list:{lines[1]}.2"]
    assert {paper.sources[0].file for paper in found.papers} == {"dir/my.list.txt"}


def test_an_abstract_without_text_is_a_problem() -> None:
    found = found_in(f"Abstract:\nAbstract:{FOO}\nAbstract:", "text", "x.txt")
    assert [(problem.line, problem.what) for problem in found.problems] == [
        (1, "an empty abstract"),
        (3, "an empty abstract"),
    ]
    assert [paper.text for paper in found.papers] == [FOO]


def test_what_is_left_out_is_told() -> None:
    found = found_in(f"Country\nAbstract:{FOO}\nThe End", "text", "x.txt")
    assert [str(note) for note in found.notes] == [
        "x.txt:1: left out, neither title nor abstract: 'Country'",
        "x.txt:3: left out, neither title nor abstract: 'The End'",
    ]


def test_what_goes_with_an_abstract_that_is_left_out_is_told() -> None:
    broken = wrapped(FOO).replace("noisy", "noi\udcf3sy").encode("utf-8", "surrogateescape")
    last = 2 + broken.count(b"\n")
    found = found_in(b"Title: Learning from Few\n" + broken + f"\n\nAbstract: {QUX}".encode(), "text", "x.txt")
    assert [paper.text for paper in found.papers] == [QUX]
    assert [problem.line for problem in found.problems] == [2]
    assert [str(note) for note in found.notes] == [
        "x.txt:1: left out, a title without an abstract: 'Learning from Few'",
        f"x.txt:2: left out, for a line that is not UTF-8; passed over to line {last}",
    ]
    (note,) = found_in("Title: Learning from Few\nAbstract:", "text", "x.txt").notes
    assert note.line == 1


def test_a_broken_title_and_what_is_neither_are_told_with_their_other_lines() -> None:
    title = b"Title: Learning from\n  F\xf3w Labels\nAbstract: " + FOO.encode()
    found = found_in(title + b"\nKeywords: foo,\n  b\xf3r\n", "text", "x.txt")
    assert [(paper.title, paper.text) for paper in found.papers] == [(None, FOO)]
    assert [(note.line, note.what.rpartition("; ")[2]) for note in found.notes] == [
        (1, "passed over to line 2"),
        (4, "passed over to line 5"),
    ]


# -- any abstracts, in any layout -------------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    ["model", "learns", "images,", "with", "(noisy)", "labels", "and", "LoRA-style", "over", "$N$", "30\\%", "BERT"]
)
_TITLE_WORDS = st.sampled_from(
    ["Learning", "Graphs", "Models", "Robust", "with", "LoRA:", "for", "Vision-Language", "Deep"]
)


@st.composite
def _abstract(draw: st.DrawFn) -> str:
    sentences = draw(st.lists(st.lists(_WORDS, min_size=12, max_size=24), min_size=5, max_size=8))
    return " ".join(f"We find {' '.join(words).rstrip(',')} here." for words in sentences)


_title = st.lists(_TITLE_WORDS, min_size=4, max_size=9).map(lambda words: f"On {' '.join(words).rstrip(':')} Networks")
_papers = st.lists(st.tuples(_title, _abstract()), min_size=1, max_size=5)

_JOINED: dict[str, tuple[Callable[[str, str], str], bool]] = {
    "marked": (lambda _title, text: f"Abstract:{text}\n", False),
    "marked, blanks": (lambda _title, text: f"Abstract: {text}\n\n\n\n", False),
    "bare": (lambda _title, text: f"{text}\n", False),
    "wrapped": (lambda _title, text: wrapped(text) + "\n\n", False),
    "wrapped, marked": (lambda _title, text: wrapped(f"Abstract: {text}") + "\n", False),
    "pairs": (lambda title, text: f"{title}\n{text}\n", True),
    "title marks": (lambda title, text: f"Title: {title}\nAbstract: {text}\n", True),
    "titled, marked": (lambda title, text: f"{title}\n\nAbstract: {wrapped(text)}\n", True),
    "titled, wrapped": (lambda title, text: f"{title}\n\n{wrapped(text)}\n\n", True),
}


@settings(max_examples=60, deadline=None)
@given(papers=_papers, layout=st.sampled_from(sorted(_JOINED)), ending=st.sampled_from(["", "\n"]))
def test_any_abstracts_in_any_layout_read_back(papers: Told, layout: str, ending: str) -> None:
    joined, titled = _JOINED[layout]
    listing = "".join(joined(title or "", text) for title, text in papers).rstrip("\n") + ending
    assert told(listing) == [(title if titled else None, text) for title, text in papers]


_SCRAPS = st.sampled_from(
    [*"ab .\n\n?é", "Abstract:", "Title: ", "We propose a ", "Keywords:", "A Title", "long " * 70]
)


@given(st.lists(_SCRAPS).map("".join))
def test_no_character_of_any_text_is_lost_or_invented(text: str) -> None:
    """Paragraphs hold all the letters there are but for the marks, in order, and name lines that exist."""
    parts = list(paragraphs(text))
    bare = "".join(text.split())
    kept = "".join("".join(part.text.split()) for part in parts)
    letters = iter(bare)
    assert all(letter in letters for letter in kept)
    marks = bare.count("Abstract:") + bare.count("Title:")
    assert len(bare) - len(kept) <= len("Abstract:") * marks
    assert all(1 <= part.line <= text.count("\n") + 1 for part in parts)
    assert [part.line for part in parts] == sorted(part.line for part in parts)
