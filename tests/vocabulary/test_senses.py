"""Integrity of the learned senses, and of the reader of their tables."""

from __future__ import annotations

import time

import pytest

from methodgraph.errors import DataError
from methodgraph.text.stems import stems
from methodgraph.vocabulary.senses import CLUE_COLUMNS, SENSE_COLUMNS, digit, load_senses, read_senses, weight

HEAD, CLUES = "\t".join(SENSE_COLUMNS) + "\n", "\t".join(CLUE_COLUMNS) + "\n"


def test_every_acronym_has_senses_that_differ_and_clues_that_fit() -> None:
    faults = []
    for short, acronym in load_senses().acronyms.items():
        if len({stems(sense.expansion) for sense in acronym.senses}) < len(acronym.senses):
            faults.append(f"{short}: two senses with the same words; learn the table anew")
        if any(len(digits) != len(acronym.senses) for digits in acronym.clues.values()):
            faults.append(f"{short}: a clue has another number of digits than there are senses")
        if len(acronym.senses) > 1 and not acronym.row:
            faults.append(f"{short}: several senses and no clues")
    assert not faults


def test_senses_stand_from_the_most_defined_on() -> None:
    for short, acronym in load_senses().acronyms.items():
        counts = [sense.defined for sense in acronym.senses]
        assert counts == sorted(counts, reverse=True), short
        assert sum(counts) <= acronym.of, short


def test_the_tables_load_fast() -> None:
    load_senses.cache_clear()
    begin = time.process_time()
    load_senses()
    assert time.process_time() - begin < 0.5


def test_plural_and_singular_meet_but_not_other_capitals() -> None:
    senses = read_senses(HEAD + "QZ\tquiet zoning\t3\t3\t9\t0\t\n", CLUES)
    assert senses.of("QZs") is senses.of("QZ") is not None
    assert senses.of("qz") is None


def test_faulty_tables_are_told_row_by_row() -> None:
    with pytest.raises(DataError, match="give 7"):
        read_senses(HEAD + "QZ\tquiet zoning\n", CLUES)
    with pytest.raises(DataError, match="header"):
        read_senses("acronym\n", CLUES)


def test_a_digit_is_the_nearest_of_its_steps() -> None:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    assert "".join(digit(weight(one)) for one in digits) == digits
