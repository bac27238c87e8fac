"""Nouns of data: what they tell of the names around them, and how far a mention of data goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from methodgraph.records import PaperGraph


@pytest.fixture
def mentioned(extract: Callable[..., PaperGraph]) -> Callable[[str], list[tuple[str, str, str]]]:
    """Return the name, first type and mention of each thing in a text, in text order."""

    def found(text: str) -> list[tuple[str, str, str]]:
        graph = extract(text)
        told = [(m.start, e.name, e.types[0], m.text) for e in graph.entities for m in e.mentions]
        return [place[1:] for place in sorted(told)]

    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We train on the ImageNet dataset.", [("ImageNet", "Dataset", "ImageNet dataset")]),
        ("We train on the ImageNet training set.", [("ImageNet", "Dataset", "ImageNet training set")]),
        ("We train on the ImageNet data set.", [("ImageNet", "Dataset", "ImageNet data set")]),
        ("We train on ImageNet.", [("ImageNet", "Dataset", "ImageNet")]),
        ("We read the Quaxby Letters corpus.", [("Quaxby Letters", "Dataset", "Quaxby Letters corpus")]),
        ("We read the Quaxby Letters Corpus.", [("Quaxby Letters Corpus", "Dataset", "Quaxby Letters Corpus")]),
        ("We read the Letters of Quaxby corpus.", [("Letters of Quaxby", "Dataset", "Letters of Quaxby corpus")]),
        ("We crawl a Twitter dataset.", [("Twitter dataset", "Dataset", "Twitter dataset")]),
        (
            "We use the Quaxby, Foohill and Bartown corpora.",
            [
                ("Quaxby", "Dataset", "Quaxby"),
                ("Foohill", "Dataset", "Foohill"),
                ("Bartown", "Dataset", "Bartown corpora"),
            ],
        ),
        (
            "We use two corpora, Quaxby and Bartown.",
            [("Quaxby", "Dataset", "Quaxby"), ("Bartown", "Dataset", "Bartown")],
        ),
        (
            "We define the Quax Index of Foohill Letters (QIFL) dataset.",
            [("QIFL", "Dataset", "Quax Index of Foohill Letters"), ("QIFL", "Dataset", "QIFL")],
        ),
    ],
)
def test_what_a_noun_of_data_tells(
    mentioned: Callable[[str], list[tuple[str, str, str]]], text: str, told: list[tuple[str, str, str]]
) -> None:
    assert mentioned(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "We use this dataset and our corpus.",
        "Large datasets and real-world benchmarks are hard.",
        "We read an English corpus and German treebanks.",
        "Two datasets (Table 3) are small.",
        "Many corpora, such as those of Smith et al., are small.",
        "We use Internet-scale datasets.",
        "We use X-ray datasets.",
        "Vision datasets are large.",
    ],
)
def test_what_names_no_data(mentioned: Callable[[str], list[tuple[str, str, str]]], text: str) -> None:
    assert not mentioned(text)


def test_a_year_or_a_version_makes_an_edition(mentioned: Callable[[str], list[tuple[str, str, str]]]) -> None:
    assert mentioned("It wins on ImageCLEF 2031.")[0][0] == "ImageCLEF 2031"
    assert mentioned("It wins on ImageCLEF by 2031 points.")[0][0] == "ImageCLEF"


def test_a_mention_of_a_measure_ends_before_its_score(mentioned: Callable[[str], list[tuple[str, str, str]]]) -> None:
    assert ("BLEU", "Metric", "BLEU") in mentioned("We report BLEU scores.")
    assert ("F1", "Metric", "F1 score") in mentioned("We report the F1 score.")


def test_data_and_task_of_one_term_are_two_things(mentioned: Callable[[str], list[tuple[str, str, str]]]) -> None:
    assert {place[0] for place in mentioned("It wins on ImageNet image classification.")} == {
        "ImageNet",
        "image classification",
    }


def test_a_blank_line_ends_a_term(mentioned: Callable[[str], list[tuple[str, str, str]]]) -> None:
    assert [place[0] for place in mentioned("We study image segmentation\n\nimage retrieval is hard.")] == [
        "image segmentation",
        "image retrieval",
    ]
