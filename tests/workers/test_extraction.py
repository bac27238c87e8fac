"""Extraction by workers: the same results in the same order for any number of them, with bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, islice

import pytest
from tests.workers.papers import HOSTILE, SEEDS

from methodgraph.encoding import decode
from methodgraph.errors import UsageError
from methodgraph.records import Paper, PaperGraph
from methodgraph.vocabulary import Term
from methodgraph.workers import again_encoded, extract_encoded, extract_graphs, extraction
from methodgraph.workers.extraction import AHEAD, CHUNK, _in_processes, _tasks
from methodgraph.workers.job import Job
from methodgraph.workers.pool import Pool


@pytest.mark.slow
def test_results_are_the_same_in_the_same_order_for_any_number_of_workers(extractor: Callable[..., PaperGraph]) -> None:
    papers = SEEDS * 5
    here = list(extract_encoded(papers, workers=0))
    assert list(extract_graphs(papers, workers=0)) == [extractor(paper) for paper in papers]
    for workers in (1, 3):
        assert list(extract_encoded(iter(papers), workers=workers)) == here


def test_what_is_no_text_is_told_here_as_in_a_process() -> None:
    paper = Paper("broken", "T", "We use \ud800 BERT.")
    told = [list(extract_encoded([paper, SEEDS[0]], workers=workers)) for workers in (0, 1)]
    assert told[0] == told[1]
    assert "broken: nothing came of paper 'broken' (paper 'broken' holds a lone surrogate" in str(told[0][0])
    assert isinstance(told[0][1], bytes)


def test_papers_are_taken_in_as_results_are_asked_for() -> None:
    taken = 0

    def papers() -> Iterator[Paper]:
        nonlocal taken
        for n in count():
            taken += 1
            yield Paper(str(n), None, f"text {n}")

    with closing(_in_processes(papers(), Pool(Job(), 2, 60.0, HOSTILE), 2)) as found:
        for n, told in enumerate(islice(found, 5000)):
            assert isinstance(told, bytes)
            assert taken <= n + 1 + (2 * AHEAD + 2) * CHUNK


def test_long_texts_are_tasks_of_their_own() -> None:
    papers = [Paper(str(n), None, "x" * size) for n, size in enumerate((10, 60_000, 60_000, 500_000, 10, 10))]
    assert [[paper.id for paper in task.papers] for task in _tasks(papers)] == [["0", "1"], ["2"], ["3"], ["4", "5"]]
    assert [task.start for task in _tasks(papers)] == [0, 2, 3, 4]


def test_few_papers_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "Pool", None)
    assert len(list(extract_encoded(SEEDS[:2]))) == 2
    assert list(extract_encoded([])) == []


def test_many_papers_are_read_by_as_many_processes_as_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def pool(job: Job, workers: int, limit: float) -> Pool:
        asked.append(workers)
        return Pool(job, workers, limit, HOSTILE)

    monkeypatch.setattr(extraction, "Pool", pool)
    monkeypatch.setattr(extraction, "default_workers", lambda: 3)
    papers = [Paper(str(n), None, f"text {n}") for n in range(extraction.FEW + 1)]
    found = list(extract_graphs(papers))
    assert [told.code for told in found if isinstance(told, PaperGraph)] == [(paper.text,) for paper in papers]
    assert asked == [3]
    with pytest.raises(UsageError, match="cannot be -1 workers"):
        list(extract_encoded([], workers=-1))


def test_a_learned_name_is_looked_for_in_the_papers_that_bear_it() -> None:
    learned = Term("frobnet", "Frobnet", ("Model",))
    papers = [Paper("0", None, "We train our model on Frobnet."), Paper("1", None, "We use BERT."), SEEDS[0]]
    for workers in (0, 1):
        told, *others = again_encoded(papers, [learned], workers=workers)
        assert isinstance(told, bytes)
        assert [entity.types for entity in decode(told, papers[0]).entities] == [("Model",)]
        assert others == [None, None]
    assert list(again_encoded(papers, [])) == [None, None, None]


def test_given_terms_are_known_to_every_worker() -> None:
    term = Term("frobnet", "Frobnet", ("Dataset",))
    paper = Paper("0", None, "We train our model on Frobnet.")
    here, there = (list(extract_encoded([paper], [term], workers=workers)) for workers in (0, 1))
    assert here == there
    assert isinstance(here[0], bytes)
    assert [entity.concept for entity in decode(here[0], paper).entities] == ["frobnet"]
