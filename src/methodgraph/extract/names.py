"""Things written like names (DeepSeek-R1, MoCo v3, V-STAR) whether or not anybody has heard of them.

A name's type comes from the words around it: the noun behind or before it ("V-STAR benchmark", "the algorithm
LightSAM"), a size in it (-7B), the preposition, and its neighbours in a list: in "SimCLR, BYOL, SimSiam, MOCO v3, and
DINO" one known member types the rest. A name without any such sign keeps no type; the caller leaves it unlinked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from methodgraph.extract.candidate import Candidate
from methodgraph.extract.tokens import is_name
from methodgraph.text.folding import singular_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from methodgraph.extract.lexicon import Lexicon
    from methodgraph.extract.tokens import Tokens
    from methodgraph.records import EntityType
    from methodgraph.vocabulary import Vocabulary

_VERSION = re.compile(r"^(?:v\d+(?:\.\d+)*|\d\.\d|\d|XL|Pro|Mini|Lite|Turbo|Large|Base|Small|Nano|Flash|Video|\d+[BMbm])$")
_SIZE = re.compile(r"-\d+(?:\.\d+)?[BMbm]\b|-(?:base|large|small|xl|xxl|tiny|Instruct|Chat)$")
_CAMEL = re.compile(r"^(?=.{4}).*[a-z][A-Z]")
_BENCH = re.compile(r"[Bb]ench(?:mark)?(?:-\w+)?$")
_AT_RANK = re.compile(r"^[A-Za-z\d]+@\d+$")
_NO_NAME = frozenset(
    """i ii iii iv 1d 2d 3d 4d gpu gpus cpu cpus tpu tpus fpga api apis url pdf html http github sota usa uk eu us ieee acm
    arxiv iot ar vr xr id ids ood iid non-iid ml dl ai cv it ict hpc os ram ssd nvidia amd intel google openai microsoft
    meta deepmind huggingface youtube twitter reddit wikipedia amazon python pytorch tensorflow c++ java cuda pde pdes
    ode odes rgb rgb-d ct mri pet eeg ecg dna rna uav uavs covid-19 ph.d stem gb mb kb ms hz khz mhz ghz db a100 h100
    v100 rtx todo faq qr tv ui ux gui guis icu ehr ehrs pca-free sim2real-free lidar imu gps rf 5g 6g wifi""".split()
)
_LIST_JOINTS = frozenset({",", "and", "or", "&", "/", ";"})


def find_names(tokens: Tokens, lexicon: Lexicon, vocabulary: Vocabulary, taken: set[int]) -> list[Candidate]:
    """Return the names outside the `taken` tokens, with the types that the words beside them tell, if any."""
    found: list[Candidate] = []
    at, last = 0, len(tokens.words)
    while at < last:
        if at in taken or not tokens.is_name(at) or tokens.lower[at] in _NO_NAME or tokens.kinds[at] != "":
            at += 1
            continue
        end = at + 1
        while end < last and end not in taken and _VERSION.match(tokens.words[end]) and tokens.words[at] != "Table":
            end += 1
        types, rule = _beside(tokens, at, end, lexicon, vocabulary)
        found.append(Candidate(at, end, rule, types))
        at = end
    return found


def _beside(
    tokens: Tokens, start: int, end: int, lexicon: Lexicon, vocabulary: Vocabulary
) -> tuple[tuple[EntityType, ...], str]:
    """Return the types that the name's form and neighbours tell, and the rule; no types where they tell nothing."""
    if _AT_RANK.match(tokens.words[start]):
        return ("Metric",), "name/at-rank"
    if _SIZE.search(tokens.words[end - 1]):
        return ("Model", "Method"), "name/size"
    behind = tokens.lower[end] if end < len(tokens.words) else ""
    before = tokens.lower[start - 1] if start else ""
    if behind in _DATA:
        return ("Dataset", "Benchmark"), "name/noun-behind"
    if behind in lexicon.type_nouns:
        return lexicon.type_nouns[behind], "name/noun-behind"
    if before in lexicon.type_nouns and not before.endswith("s"):
        return lexicon.type_nouns[before], "name/noun-before"
    if behind in lexicon.heads and lexicon.heads[behind].strong:
        return lexicon.heads[behind].types[:1], "name/noun-behind"
    opened = _list_opener(tokens, start, lexicon)
    if opened:
        return opened, "name/list-opener"
    if behind == "by" and end + 1 < len(tokens.words) and any(tokens.words[n][:1].isdigit() for n in range(end + 1, min(end + 4, len(tokens.words)))):
        return ("Metric",), "name/by-figure"
    if behind in _TAILS:
        return ("Method",), "name/tail"
    if before == "on" and _is_tested(tokens, start):
        return ("Benchmark", "Dataset"), "name/tested-on"
    last = singular_name(tokens.words[start].rpartition("-")[2])
    if "-" in tokens.words[start] and last.lower() in lexicon.type_nouns:
        return lexicon.type_nouns[last.lower()], "name/compound"
    known = vocabulary.named(last) if "-" in tokens.words[start] and is_name(last) else ()
    if known:
        return known[0].types, "name/compound"
    if _BENCH.search(tokens.words[start]):
        return ("Benchmark", "Dataset"), "name/bench"
    return (), "name/written"


def by_form(word: str) -> tuple[EntityType, ...]:
    """Return the type that mixed case alone suggests, where nothing else tells: LightGlue is a method before all."""
    return ("Method", "Model") if _CAMEL.search(word) else ()


_DATA = frozenset({"dataset", "datasets", "corpus", "corpora", "database", "databases"})
_TAILS = frozenset({"-based", "-style", "-like", "-driven", "-powered", "-guided", "-enhanced"})
_OPENERS = frozenset({"including", "like", "namely", "e.g.", "i.e.", ":", "(", "are", "as"})
_TEST_WORDS = frozenset(
    "experiment experiments evaluation evaluations evaluate evaluated results result performance achieves achieve "
    "achieving improves improve gains gain outperforms tested test accuracy score state-of-the-art sota validate boosts".split()
)


def _list_opener(tokens: Tokens, start: int, lexicon: Lexicon) -> tuple[EntityType, ...]:
    """Return the type that "benchmarks, including" or "models (" in front of a name tells."""
    at = start - 1
    if at < 1 or tokens.lower[at] not in _OPENERS:
        return ()
    while at > 0 and (tokens.lower[at] in _OPENERS or tokens.lower[at] in (",", "such")):
        at -= 1
    noun = tokens.lower[at]
    return lexicon.type_nouns.get(noun, ()) if noun.endswith("s") or tokens.words[at + 1] in "(:" else ()


def _is_tested(tokens: Tokens, at: int) -> bool:
    """True where the sentence speaks of tests and "on" is no part of "based on"."""
    begin, end = tokens.sentences[tokens.sentence_of[at]]
    if at >= 2 and tokens.lower[at - 2] in ("based", "built", "builds", "build", "rely", "relies", "focus", "focuses"):
        return False
    return not _TEST_WORDS.isdisjoint(tokens.lower[begin:end])


def spread_types(
    tokens: Tokens, candidates: Iterable[Candidate], types_of: Mapping[Candidate, tuple[EntityType, ...]]
) -> dict[Candidate, tuple[EntityType, ...]]:
    """Return the types that untyped names inherit from typed neighbours of the same enumeration."""
    ordered = sorted(candidates, key=lambda c: c.start)
    told: dict[Candidate, tuple[EntityType, ...]] = {}
    for group in _enumerations(tokens, ordered):
        known = [types_of[c] for c in group if types_of.get(c)]
        if known:
            told.update({c: known[0] for c in group if not types_of.get(c)})
    return told


def _enumerations(tokens: Tokens, ordered: list[Candidate]) -> list[list[Candidate]]:
    groups: list[list[Candidate]] = []
    for candidate in ordered:
        previous = groups[-1][-1] if groups else None
        between = tokens.lower[previous.end : candidate.start] if previous else []
        if previous and 1 <= len(between) <= 2 and all(word in _LIST_JOINTS for word in between):
            groups[-1].append(candidate)
        else:
            groups.append([candidate])
    return [group for group in groups if len(group) > 1]
