"""Cue rules run only where they can match, and find there what they would find if they ran everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc

from methodgraph.extract.chunks import Chunks
from methodgraph.extract.cues import Cues, Rule, _as_told, load_rules
from methodgraph.extract.lexicon import load_lexicon
from methodgraph.extract.phrases import Phrases
from methodgraph.extract.selfcheck import marked
from methodgraph.extract.shapes import Shape
from methodgraph.extract.tokenizer import blank_pipeline
from methodgraph.extract.tokens import Tokens, read_tokens
from methodgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNKS = Chunks(load_lexicon(), Phrases(Vocabulary({}, {})))
RULES = load_rules()
VOCAB = blank_pipeline().vocab
CUES = Cues(RULES)
_EVERYWHERE = [Matcher(VOCAB) for _ in RULES]
for _matcher, _rule in zip(_EVERYWHERE, RULES, strict=True):
    _matcher.add(_rule.id, _rule.patterns, greedy="LONGEST")


def _words_of(rule: Rule) -> Iterator[str]:
    """Yield words that the rule's patterns name, and one they do not."""
    for pattern in rule.patterns:
        for spec in pattern:
            told = spec.get("LOWER", "method")
            yield from (told,) if isinstance(told, str) else told.get("IN", ("method",))


WORDS = sorted({word for rule in RULES for word in (*_words_of(rule), *rule.triggers)})
SENTENCES = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(["Foo", "of", ",", "  ", "\n", "not", "fast", "Its", "."])),
    max_size=24,
).map(" ".join)
"""Sentences in the words of the rules alone: cues stand side by side, overlap and break off in all ways."""


def read(text: str) -> Tokens:
    return read_tokens(CHUNKS, text, "text", load_lexicon())


def plainly(tokens: Tokens) -> list[tuple[str, int, int]]:
    """Return what each rule's Matcher finds, run over every whole sentence that holds one of the rule's triggers."""
    found = []
    for start, end in tokens.sentences:
        begin, close = tokens.stream_index[start], tokens.stream_index[end - 1] + 1
        for rule, matcher in zip(RULES, _EVERYWHERE, strict=True):
            if rule.triggers.isdisjoint(tokens.lower[start:end]):
                continue
            for _, left, right in matcher(Doc(VOCAB, words=list(tokens.stream[begin:close]))):
                inside = [n for n, place in enumerate(tokens.stream_index) if begin + left <= place < begin + right]
                if inside and _as_told(rule, tokens.lower[start : inside[0]]) is not None:
                    found.append((rule.id, inside[0], inside[-1] + 1))
    return sorted(found, key=lambda cue: (cue[1], cue[2], cue[0]))


def cheaply(tokens: Tokens) -> list[tuple[str, int, int]]:
    return [(cue.rule.id, cue.start, cue.end) for cue in CUES.find(tokens)]


EXAMPLES = [marked(example).text for rule in RULES for example in (*rule.fires, *rule.silent)]


@pytest.mark.parametrize("text", [" ".join(EXAMPLES), " ".join(reversed(EXAMPLES)), "\n ".join(EXAMPLES), *EXAMPLES])
def test_cues_are_those_of_all_matchers_run_everywhere(text: str) -> None:
    assert cheaply(read(text)) == plainly(read(text))


@given(SENTENCES)
def test_cues_are_those_of_all_matchers_run_everywhere_whatever_words_stand_side_by_side(text: str) -> None:
    assert cheaply(read(text)) == plainly(read(text))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_triggers_and_words_to_begin_with(rule: Rule) -> None:
    assert rule.triggers
    assert all(Shape.of(pattern).opening for pattern in rule.patterns), "begin the pattern with a word it names"


class _Spy:
    """Stands for a Matcher; remembers what it was asked to read."""

    def __init__(self, matcher: Matcher, seen: list[str]) -> None:
        self._matcher, self._seen = matcher, seen

    def __call__(self, span: Any) -> Any:
        self._seen.append(span.text)
        return self._matcher(span)


def _stretches(monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, list[str]]:
    """Return by rule what its Matcher is asked to read; rules of one word have none."""
    seen: dict[str, list[str]] = {}
    spies = {name: _Spy(m, seen.setdefault(name, [])) for name, m in CUES._matchers.items()}
    monkeypatch.setattr(CUES, "_matchers", spies)
    monkeypatch.setattr(CUES, "_remembered", {rule.id: {} for rule in RULES})
    CUES.find(read(text))
    return {rule: stretches for rule, stretches in seen.items() if stretches}


def test_no_matcher_runs_where_no_trigger_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _stretches(monkeypatch, "Large models forget what they learned early, and we ask why this is so.")


def test_a_matcher_reads_no_more_than_what_may_match(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _stretches(monkeypatch, "In this long and winding paper, we also propose Foo, trained on Bar for weeks.")
    assert told == {"introduces/we-propose": ["we also propose"], "trainsOn/trained-on": ["trained on <other>"]}


@pytest.mark.parametrize(
    ("pattern", "words", "stretch"),
    [
        ([{"LOWER": "our"}, {"LOWER": "proposed", "OP": "?"}], "our new proposed", 1),
        ([{"LOWER": "our"}, {"LOWER": "proposed", "OP": "?"}], "our proposed foo", 2),
        ([{"LOWER": "we"}, {"LOWER": {"IN": ["also", "then"]}, "OP": "*"}, {"LOWER": "use"}], "we also then use it", 4),
        ([{"LOWER": "we"}, {"LOWER": {"IN": ["also", "then"]}, "OP": "*"}, {"LOWER": "use"}], "we also try it", None),
        ([{"LOWER": "refer"}, {"OP": "{1,2}", "IS_PUNCT": False}, {"LOWER": "as"}], "refer to it so as to", None),
        ([{"LOWER": "refer"}, {"OP": "{1,2}", "IS_PUNCT": False}, {"LOWER": "as"}], "refer to it as so", 4),
        ([{"LOWER": "refer"}, {"OP": "+"}, {"LOWER": "as"}], "refer to it all as so", 6),
        ([{"LOWER": "is", "IS_TITLE": True}], "is it", 1),
    ],
)
def test_shapes_tell_how_far_a_match_may_go(pattern: Sequence[dict[str, Any]], words: str, stretch: int | None) -> None:
    lower = words.split()
    assert Shape.of(pattern).reach(lower, 0, len(lower)) == stretch


def test_only_a_pattern_that_asks_for_one_word_and_nothing_else_needs_no_matcher() -> None:
    assert Shape.of([{"LOWER": {"IN": ["for", "to"]}}]).is_word
    assert not Shape.of([{"LOWER": "for", "IS_TITLE": True}]).is_word
    assert not Shape.of([{"LOWER": {"NOT_IN": ["for"]}}]).is_word
    assert not Shape.of([{"LOWER": "for", "OP": "?"}]).is_word
    assert not Shape.of([{"LOWER": "for"}, {"LOWER": "us", "OP": "?"}]).is_word
