"""The noun behind the name of data: "CTB test set", "Fooville Traffic dataset", "datasets such as Cora and Citeseer".

Such a noun does two things. It tells that the capitalised words before it, or listed behind it, name data, however
plain they are; and a mention of data runs on over it, though the name itself ends before it. Known misses: names in
lower case ("the school dataset"), and headings, whose every word is capitalised.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType

DATA: tuple[EntityType, ...] = ("Dataset", "Benchmark")
BENCHMARK: tuple[EntityType, ...] = ("Benchmark", "Dataset")

_EDITION = re.compile(r"^(?:(?:19|20)\d\d|['’]\d\d|[1-9]\.\d)$")
_SHORTEST_HEADING = 4
_LONGEST = 6
"""Most words of a name without a sign but its capitals."""


def data_noun_end(tokens: Tokens, at: int) -> int:
    """Return where the data noun that begins at `at` ends, its qualifiers included; `at` where none stands there.

    The noun may be one word ("corpus"), two ("data set"), or one that a qualifier makes into one ("test split").
    """
    begin, last = at, len(tokens.words)
    while at < last and tokens.lower[at] in word_set("data_qualifiers"):
        at += 1
    if at >= last:
        return begin
    word = tokens.lower[at]
    if word == "data" and at + 1 < last and tokens.lower[at + 1] in ("set", "sets"):
        return at + 2
    if word in word_set("data_parts"):
        return at + 1 if at > begin or word not in ("set", "sets", "data") else begin
    if word not in word_set("data_nouns"):
        return begin
    return max(at + 1, data_noun_end(tokens, at + 1))


def data_type(tokens: Tokens, at: int) -> tuple[EntityType, ...]:
    """Return the types that a data noun at `at` tells; empty where none stands there."""
    end = data_noun_end(tokens, at)
    if end == at:
        return ()
    return BENCHMARK if tokens.lower[end - 1] in word_set("benchmark_nouns") else DATA


def find_editions(tokens: Tokens, known: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the known data with the year behind it: "PASCAL VOC 2011" is not "PASCAL VOC"."""
    for candidate in known:
        end = candidate.end
        if candidate.types[:1] in (DATA[:1], BENCHMARK[:1]) and end < len(tokens.words) and _is_edition(tokens, end):
            yield Candidate(candidate.start, end + 1, "name/edition", candidate.types)


def _is_edition(tokens: Tokens, at: int) -> bool:
    """True for a year or a version; a figure with a unit behind it is none."""
    behind = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
    return bool(_EDITION.match(tokens.words[at])) and not behind.startswith("%") and behind not in ("points", "point")


def find_data_names(tokens: Tokens) -> list[Candidate]:
    """Return what the data nouns of the text name, the names before each noun and those listed behind it.

    The title is not read: in it every word may be capitalised.
    """
    found: list[Candidate] = []
    if tokens.field == "title":
        return found
    headings: dict[int, bool] = {}
    nouns = _nouns()
    if nouns.isdisjoint(tokens.said):
        return found
    for at in [n for n, word in enumerate(tokens.lower) if word in nouns]:
        types, sentence = data_type(tokens, at), tokens.sentence_of[at]
        if types and sentence not in headings:
            headings[sentence] = _is_heading(tokens, sentence)
        if not types or headings[sentence]:
            continue
        found += _before(tokens, at, types)
        found += _listed(tokens, at, types)
    return found


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Return the words with which a data noun begins."""
    return word_set("data_nouns") | {"data"}


def _before(tokens: Tokens, noun: int, types: tuple[EntityType, ...]) -> Iterator[Candidate]:
    """Yield the name before the noun, and in front of a plural those joined to it: "Cora and Nova datasets"."""
    begin = noun
    while begin and tokens.lower[begin - 1] in word_set("data_qualifiers") and tokens.words[begin - 1].islower():
        begin -= 1
    end = begin
    if end == 0 or tokens.opens_sentence(end):
        return
    start = _run_start(tokens, end)
    if start == end:
        start = _described(tokens, end)
    if start == end:
        return
    if tokens.words[noun][0].isupper() or _is_platform(tokens, start, end):
        end = data_noun_end(tokens, noun)
    yield Candidate(start, end, "name/data-noun", types)
    plural = tokens.lower[data_noun_end(tokens, noun) - 1] in word_set("data_plurals")
    while plural and start > 1 and tokens.lower[start - 1] in word_set("list_joints"):
        end = start - 1
        while end and tokens.lower[end - 1] in word_set("list_joints"):
            end -= 1
        start = _run_start(tokens, end)
        if start == end:
            return
        yield Candidate(start, end, "name/data-noun", types)


def _described(tokens: Tokens, end: int) -> int:
    """Return where a capitalised word with one or two plain words behind it begins: "the Fooville weather dataset".

    Only behind "the" or a preposition, since "Bayesian image datasets" are not called so; `end` where there is none.
    """
    if tokens.lower[end].endswith("s"):
        return end
    start = end
    while start > 1 and end - start < 2 and tokens.words[start - 1].islower() and tokens.kinds[start - 1] == "":
        start -= 1
    first = start - 1
    if start == end or first < 1 or not tokens.words[first].istitle() or len(tokens.words[first]) < 4:
        return end
    alone = tokens.lower[first - 1] in word_set("before_data")
    return first if alone and _is_named(tokens, first, first + 1) and tokens.kinds[first] == "" else end


def _listed(tokens: Tokens, noun: int, types: tuple[EntityType, ...]) -> Iterator[Candidate]:
    """Yield the names of the list behind the noun: "datasets: Cora, Citeseer", "two corpora, Brown and LOB"."""
    at = data_noun_end(tokens, noun)
    last = tokens.sentences[tokens.sentence_of[noun]][1]
    opened = not word_set("counts").isdisjoint(tokens.lower[max(0, noun - 4) : noun]) and tokens.lower[at : at + 1] == [
        ","
    ]
    while at < last and tokens.lower[at] in word_set("data_list_openers"):
        opened, at = opened or tokens.lower[at] != ",", at + 1
    while opened and at < last:
        end = _run_end(tokens, at, last)
        if end == at or (end < last and tokens.lower[end] in ("et", "[")):
            return
        yield Candidate(at, end, "name/data-list", types)
        at = data_noun_end(tokens, end)
        if at == last or tokens.lower[at] not in word_set("list_joints"):
            return
        while at < last and (tokens.lower[at] in word_set("list_joints") or tokens.lower[at] == "the"):
            at += 1


def _run_start(tokens: Tokens, end: int) -> int:
    """Return where the capitalised words that end at `end` begin; `end` where they are no name."""
    start, floor = end, max(end - _LONGEST, tokens.sentences[tokens.sentence_of[end - 1]][0])
    while start > floor:
        if _may_name(tokens, start - 1):
            start -= 1
        elif start < end and start - 2 >= floor and tokens.lower[start - 1] in word_set("name_inside"):
            if not _may_name(tokens, start - 2) or tokens.opens_sentence(start - 2):
                break
            start -= 2
        else:
            break
    while start < end and not _may_begin(tokens, start):
        start += 1
    return start if _is_named(tokens, start, end) else end


def _run_end(tokens: Tokens, start: int, last: int) -> int:
    """Return where the capitalised words from `start` on end; `start` where they are no name."""
    end = start
    while end < last and end - start < _LONGEST:
        if _may_name(tokens, end):
            end += 1
        elif end > start and tokens.lower[end] in word_set("name_inside") and end + 1 < last:
            if not _may_name(tokens, end + 1):
                break
            end += 2
        else:
            break
    return end if end > start and _may_begin(tokens, start) and _is_named(tokens, start, end) else start


def _may_name(tokens: Tokens, at: int) -> bool:
    if tokens.kinds[at] == "punct":
        return False
    return tokens.is_capitalised(at) or tokens.kinds[at] == "number"


def _may_begin(tokens: Tokens, at: int) -> bool:
    """False for a figure, a determiner, and a word whose capital only opens the sentence."""
    if tokens.is_name(at):
        return tokens.kinds[at] != "punct"
    if tokens.kinds[at] in ("number", "stop", "punct", "verb", "adverb"):
        return False
    return not tokens.opens_sentence(at) or tokens.kinds[at] == ""


def _is_named(tokens: Tokens, start: int, end: int) -> bool:
    """True where some word is more than a language, a device, a quality or a label ("English corpora", "Table 2")."""
    if start == end or tokens.lower[start] in word_set("text_labels"):
        return False
    if end == start + 1 and tokens.opens_sentence(start) and not tokens.is_name(start):
        return False
    return any(_says_more(tokens, n) for n in range(start, end))


def _says_more(tokens: Tokens, at: int) -> bool:
    word = tokens.lower[at]
    if word in word_set("platforms"):
        return True
    if word in word_set("no_names"):
        return False
    if tokens.is_name(at):
        return True
    parts = word.split("-")
    of_platform = len(parts) > 1 and not word_set("platforms").isdisjoint(parts)  # "Internet-scale"
    return tokens.kinds[at] == "" and not of_platform and word_set("languages").isdisjoint(parts)


def _is_platform(tokens: Tokens, start: int, end: int) -> bool:
    """True where only a place of origin is named: the Twitter dataset is not Twitter."""
    return all(tokens.lower[n] in word_set("platforms") for n in range(start, end))


def _is_heading(tokens: Tokens, sentence: int) -> bool:
    """True where most longer words of the sentence are capitalised: there a capital tells nothing."""
    start, end = tokens.sentences[sentence]
    words = [tokens.words[n] for n in range(start, end) if tokens.words[n].isalpha() and len(tokens.words[n]) > 3]
    return len(words) > _SHORTEST_HEADING and sum(word[0].isupper() for word in words) > 0.7 * len(words)
