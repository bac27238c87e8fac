"""The noun group that an introducing cue governs, and the ways in which it may hold or bring a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.extract.abbreviations import Definition
from methodgraph.extract.candidate import Candidate
from methodgraph.extract.kinds import METHOD, apposition_noun, apposition_type, as_contribution, noun_type
from methodgraph.extract.lexicon import Lexicon, word_set
from methodgraph.extract.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from methodgraph.extract.cues import Cue
    from methodgraph.records import EntityType

_LONGEST_DESCRIPTION = 6
_AIM = 7
"""Words in which a thing's aim is told before its name."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens `begin` to `end` (half-open) behind a cue; `stop` is as far as the cue reaches in its sentence."""

    tokens: Tokens
    begin: int
    end: int
    stop: int
    definitions: list[Definition]
    lexicon: Lexicon

    @classmethod
    def behind(cls, tokens: Tokens, cue: Cue, definitions: list[Definition], lexicon: Lexicon) -> Group:
        """Return the group behind `cue`; empty (begin == end) where none stands there."""
        stop = min(tokens.sentences[tokens.sentence_of[cue.start]][1], cue.end + cue.rule.reach)
        begin = cue.end
        if begin < stop and tokens.lower[begin] in ("as", ":", ","):
            begin += 1
        return cls.at(tokens, begin, stop, definitions, lexicon)

    @classmethod
    def at(cls, tokens: Tokens, begin: int, stop: int, definitions: list[Definition], lexicon: Lexicon) -> Group:
        """Return the group that begins at `begin` and reaches no further than `stop`."""
        return cls(tokens, begin, _end(tokens, begin, stop, definitions), stop, definitions, lexicon)

    def definition(self) -> Definition | None:
        """Return the definition in the group or right behind it: "propose Long Form (LF)"."""
        for definition in self.definitions:
            short, long = definition.short[0], definition.long[0]
            if self.begin <= short < min(self.stop, self.end + 2) or self.begin <= long < self.end:
                return definition
        return None

    def is_bare_definition(self, definition: Definition) -> bool:
        """True where the definition is the whole object, no more than an article before it and no noun behind."""
        tokens = self.tokens
        begin, end = self.begin, max(definition.short[1], definition.long[1])
        while begin < self.end and tokens.lower[begin] in word_set("articles"):
            begin += 1
        while end < len(tokens.words) and tokens.words[end] in ")]":
            end += 1
        closed = end >= len(tokens.words) or tokens.kinds[end] in ("punct", "stop", "verb")
        return closed and begin in (definition.short[0], definition.long[0])

    def carried_definition(self) -> Definition | None:
        """Return the capitalised definition behind a bare object: "a novel framework by employing an Agent (RA)"."""
        kinds, words = self.tokens.kinds, self.tokens.words
        if self.begin == self.end or any(kinds[n] in ("", "inner") for n in range(self.begin, self.end)):
            return None
        for definition in self.definitions:
            capitals = [words[n][0].isupper() for n in range(*definition.long) if kinds[n] != "stop"]
            if self.end <= definition.long[0] < self.stop and all(capitals):
                return definition
        return None

    def name(self) -> tuple[int, int] | None:
        """Return the name in the group: behind a type noun, else its first name-like or capitalised words."""
        tokens = self.tokens
        first = self.begin
        while first < self.end and tokens.lower[first] in word_set("articles"):
            first += 1
        last = self.end - 1
        if last - first >= 1 and tokens.is_name(last) and tokens.lower[last - 1] in self.lexicon.type_nouns:
            return last, self.end
        for start in range(first, self.end):
            if not tokens.is_capitalised(start) or tokens.opens_sentence(start):
                continue
            finish = start + 1
            while finish < self.end and (tokens.is_capitalised(finish) or tokens.lower[finish] in word_set("versions")):
                finish += 1
            written = any(tokens.is_name(n) for n in range(start, finish))
            if not written and finish < self.end and tokens.kinds[finish] == "":
                finish = self._last_capital(finish)
            if finish - start == 1 and not written and self._goes_on(finish):
                # "Fourier modulation algorithm" is no Fourier; "Deep k-grouping", without an article, is a name whole
                return (start, self.end) if start == self.begin else None
            if written or finish - start >= 2 or start == first:
                return start, finish
        return None

    def _goes_on(self, at: int) -> bool:
        """True where content words follow from `at` on within the group."""
        return any(self.tokens.kinds[n] == "" for n in range(at, self.end))

    def apposed_phrase(self) -> Candidate | None:
        """Return the phrase of "governed subscriptions, a mechanism that": a name, for it is told what it is."""
        tokens, begin, end = self.tokens, self.without_modifiers(), self.end
        if not 2 <= end - begin <= _LONGEST_DESCRIPTION or end + 1 >= self.stop or tokens.words[end] != ",":
            return None
        types = apposition_noun(tokens, end, self.stop, self.lexicon)
        says_something = any(tokens.kinds[n] == "" for n in range(begin, end))
        if not types or not says_something or tokens.lower[end - 1] in self.lexicon.type_nouns:
            return None
        return Candidate(begin, end, "coined/name", as_contribution(types))

    def _last_capital(self, at: int) -> int:
        """Return where a name ends whose capitals begin before `at`: "Foo-enhanced supervised Contrastive Learning"."""
        capitals = [n for n in range(at, self.end) if self.tokens.is_capitalised(n)]
        return capitals[-1] + 1 if capitals else at

    def word_before_apposition(self) -> tuple[int, int] | None:
        """Return the single word of "we develop nnterp, a lightweight wrapper": a name however it is written."""
        tokens, end = self.tokens, self.end
        alone = end - self.begin == 1 and end + 1 < self.stop and tokens.kinds[self.begin] == ""
        if alone and tokens.words[end] == "," and tokens.lower[end + 1] in ("a", "an"):
            return self.begin, end
        return None

    def name_behind_comma(self) -> Candidate | None:
        """Return the name in "a perception method, FooNet, which": a type noun, then the name between commas.

        Between the noun and its comma may stand what it is for: "a method for parsing, Foo Bar Baz, which".
        """
        tokens = self.tokens
        noun = tokens.lower[self.end - 1]
        types = () if noun.endswith("s") else self.lexicon.type_nouns.get(noun, ())
        comma = next((n for n in range(self.end, self.stop) if tokens.kinds[n] in ("punct", "verb")), self.stop)
        if not types or comma + 1 >= self.stop or comma - self.end > _AIM or tokens.words[comma] != ",":
            return None
        name = comma + 1
        if comma == self.end and tokens.is_name(name):
            return Candidate(name, name + 1, "coined/name", types)
        end = self._capital_run(name)
        closed = end < len(tokens.words) and (
            tokens.words[end] in ",.;(" or tokens.lower[end] in word_set("clause_ends")
        )
        return Candidate(name, end, "coined/name", types) if closed and end - name > 1 else None

    def _capital_run(self, at: int) -> int:
        """Return where the capitalised words from `at` on end; small words may stand between capitals."""
        tokens, end = self.tokens, at
        for n in range(at, min(at + _LONGEST_DESCRIPTION + 2, self.stop)):
            if tokens.is_capitalised(n):
                end = n + 1
            elif tokens.lower[n] not in word_set("title_prepositions") and tokens.lower[n] not in ("using", "and"):
                break
        return end

    def is_new(self) -> bool:
        """True where the group itself says that the thing is new."""
        return not word_set("novelty").isdisjoint(self.tokens.lower[self.begin : self.end])

    def bracketed_name(self) -> int | None:
        """Return the index of a name alone in brackets right behind the group."""
        tokens, end = self.tokens, self.end
        inside = end + 2 < len(tokens.words) and tokens.words[end] == "(" and tokens.words[end + 2] == ")"
        return end + 1 if inside and tokens.is_name(end + 1) else None

    def name_in_bracket(self) -> Candidate | None:
        """Return the name in "a language fidelity (LFX) metric": in brackets beside a type noun."""
        tokens, at = self.tokens, self.bracketed_name()
        if at is None or at + 1 >= self.stop:
            return None
        behind = tokens.lower[at + 2] if at + 2 < len(tokens.words) else ""
        nouns = self.lexicon.type_nouns
        types = nouns.get(behind) or nouns.get(tokens.lower[self.end - 1])
        return Candidate(at, at + 1, "coined/name", types) if types else None

    def name_before(self) -> tuple[int, int] | None:
        """Return the name in "DUNet (Dense Upscaled Network), our proposed model": just before the cue's comma."""
        tokens, comma = self.tokens, self.begin - 1
        while comma > 0 and tokens.words[comma] != "," and tokens.kinds[comma] in ("stop", "modifier"):
            comma -= 1
        if comma < 1 or tokens.words[comma] != "," or self.begin - comma > 3:
            return None
        for definition in self.definitions:
            if max(definition.short[1], definition.long[1]) == comma - 1:
                return definition.short
        return (comma - 1, comma) if tokens.is_name(comma - 1) and self._is_apposed(comma - 1) else None

    def _is_apposed(self, name: int) -> bool:
        """False for "Unlike Foo, our method is": behind a preposition an apposition must end in a mark."""
        tokens, end = self.tokens, self.end
        if name < 1 or tokens.kinds[name - 1] != "stop" or tokens.lower[name - 1] in word_set("articles"):
            return True
        return end >= len(tokens.words) or tokens.kinds[end] == "punct"

    def several(self) -> list[Candidate]:
        """Return the short forms of "three methods, Foo Bar (FB), Foo Baz (FZ), ...", two at least; else nothing."""
        tokens, nouns = self.tokens, self.lexicon.type_nouns
        reach = range(self.begin, min(self.stop - 1, self.begin + _LONGEST_DESCRIPTION))
        noun = next((n for n in reach if tokens.lower[n] in nouns and tokens.lower[n].endswith("s")), None)
        if noun is None or tokens.words[noun + 1] not in ",:(":
            return []
        shorts = sorted(d.short for d in self.definitions if noun < d.long[0] and d.short[0] < self.stop)
        types = nouns[tokens.lower[noun]]
        return [Candidate(*short, "coined/listed", types) for short in shorts] if len(shorts) > 1 else []

    def listed(self) -> Iterator[Candidate]:
        """Yield the names of "two datasets, A for training and B for testing": a plural type noun, then names."""
        tokens, end = self.tokens, self.end
        noun = tokens.lower[end - 1] if end > self.begin else ""
        types = self.lexicon.type_nouns.get(noun, ())
        if not types or not noun.endswith("s") or end >= self.stop or tokens.words[end] not in ",:(":
            return
        for at in range(end + 1, self.stop):
            if tokens.kinds[at] == "verb" or tokens.words[at] in ";.":
                return
            if tokens.lower[at - 1] in word_set("list_leads") and tokens.is_name(at):
                yield Candidate(at, at + 1, "coined/listed", types)

    def described(self) -> Candidate | None:
        """Return the description "a hybrid quantum-classical algorithm" as a candidate, trimmed of praise."""
        tokens, begin, end = self.tokens, self.without_modifiers(), self.end
        if end - begin == 1 and "-" in tokens.words[begin] and tokens.lower.count(tokens.lower[begin]) > 1:
            return Candidate(begin, end, "coined/description", METHOD)
        if not 2 <= end - begin <= _LONGEST_DESCRIPTION:
            return None
        last = tokens.lower[end - 1]
        head = self.lexicon.heads.get(last)
        types = self.lexicon.type_nouns.get(last) or (head.types if head else ())
        if end - begin == 2 and last in self.lexicon.type_nouns and (last == "problem" or self._says_how_good(begin)):
            return None
        if tokens.lower[self.begin] == "the":
            return None  # the reader has met it: it is not what is new
        says_something = any(tokens.kinds[n] in ("", "inner") for n in range(begin, end - 1))
        return Candidate(begin, end, "coined/description", types) if types and says_something else None

    def _says_how_good(self, at: int) -> bool:
        """True for "three-step" and "largest-ever": with no more than that a framework is not described."""
        word = self.tokens.lower[at]
        return word.rpartition("-")[2] in word_set("quality_tails") or self.tokens.lower[self.end - 1].endswith("s")

    def without_modifiers(self) -> int:
        """Return where the group begins once determiners, numbers and words of praise are passed over."""
        begin, tokens = self.begin, self.tokens
        skipped = ("modifier", "number", "stop", "adverb")
        while begin < self.end and (tokens.kinds[begin] in skipped or tokens.lower[begin] in word_set("articles")):
            begin += 1
        return begin

    def is_whole_object(self, end: int) -> bool:
        """True where the group ends at `end` and no tail ("-based") follows."""
        tokens = self.tokens
        return end == self.end and end < len(tokens.words) and not tokens.lower[end].startswith("-")

    def type_of(self, start: int, end: int) -> tuple[EntityType, ...]:
        """Type a name by the noun just behind, just before, its apposition, its own head; else as a Method."""
        told = (
            noun_type(self.tokens, end, self.end, self.lexicon)
            or noun_type(self.tokens, self.begin, start, self.lexicon)
            or apposition_type(self.tokens, end, self.stop, self.lexicon)
        )
        own = self.lexicon.heads.get(self.tokens.lower[end - 1]) if end - start > 1 else None
        return told or as_contribution(own.types if own else METHOD)


def _end(tokens: Tokens, begin: int, stop: int, definitions: list[Definition]) -> int:
    """Return where the noun group from `begin` on ends: at a clause word, a comma, a preposition, a verb."""
    shorts = {definition.short[0] for definition in definitions}
    at = begin
    while at < stop:
        in_definition = at in shorts or (tokens.words[at] in "()" and not shorts.isdisjoint((at - 1, at + 1)))
        if not in_definition and _ends_group(tokens, at, begin, stop):
            return at
        at += 1
    return at


def _ends_group(tokens: Tokens, at: int, begin: int, stop: int) -> bool:
    word, kind = tokens.lower[at], tokens.kinds[at]
    if kind == "punct" or word in word_set("clause_ends"):
        return True
    if at == begin:
        return False
    if word.endswith("ed") and tokens.kinds[at - 1] == "generic" and word not in word_set("naming_verbs"):
        return True  # "a network integrated with attention"
    if kind == "stop" and word not in word_set("articles"):
        names_concept = word == "of" and tokens.lower[at - 1] in word_set("concept_nouns")
        joins = word == "and" and at + 1 < stop and tokens.kinds[at + 1] == "modifier"
        return not (names_concept or joins)
    return kind == "verb" and tokens.words[at].islower()
