"""What one paper tells of each name: its vote on the type, the expansion, an example sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from methodgraph.learn.rules import load_rules
from methodgraph.records import family
from methodgraph.text.folding import fold, singular_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from methodgraph.records import EntityType, Paper, PaperEntity, PaperGraph, Passage

_NAMES = ("coined", "name", "enumeration")
"""Families of the rules that see names. What only the vocabulary or a noun phrase names is known, or no name."""
_DESCRIBED = "coined/description"
_SHORT = "definition/short-form"

_UNSAFE = re.compile(
    r"[\\${}<>|;/+\t\n\r\"“”←→↔⇒]|^[^A-Za-z0-9α-ωΑ-Ω]|[-_.,]$"
    r"|^v?\d+(?:\.\d+)*$|-[A-Za-z]+ed$|^(?:text(?:sc|bf|it|tt|sf)|underline|mathrm)(?=[A-Z])"
)
"""What no name holds or is: LaTeX, several names in one, separators of our tables; versions, participles."""
_JOINTS = re.compile(r"[\s\-_‐‑–]+")
_AT = re.compile(r"(?:\s+\w+)?\s*(?:@|\bat\b)\s*", re.IGNORECASE)
_LISTED = re.compile(r"(?:,|&|\band|\bor)\s*$")
_BEHIND = re.compile(r"\s+([A-Za-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+)\s+$")
_WORDS = re.compile(r"[a-z]+")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")
_LONGEST = 240
"""Code points of an example, at most."""
_FAR = 600
_NEAR = 40
"""Code points looked back for the beginning of a sentence, and for the word before a mention."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in one paper. `kind` and `type` are None where the paper does not tell what it is.

    `sense` is the expansion that EXTRACT saw, `hint` words that look like one.
    """

    form: str
    kind: str | None = None
    type: EntityType | None = None
    sense: str | None = None
    hint: str | None = None
    introduced: bool = False
    example: str = ""

    @property
    def key(self) -> str:
        """The form in which spellings meet: hyphens, spaces and plural aside. Capitals count: MOCA is no MoCA."""
        return _JOINTS.sub("", self.form)


def sightings(graph: PaperGraph) -> Iterator[Sighting]:
    """Yield each name of `graph` once, in its order; terms of the vocabulary and mere phrases are left out."""
    for entity in graph.entities:
        if _UNSAFE.search(entity.name):
            continue
        if entity.concept is not None:
            if entity.sense is not None:  # a short form that this paper gives a known sense: a rival
                yield Sighting(singular_name(entity.name), sense=entity.sense)
        elif _is_name(entity):
            yield _sighting(graph.paper, entity)
    for left in graph.unlinked:
        if left.mentions and not _UNSAFE.search(left.name):
            hint, example = _hint(graph.paper, left.mentions), _example(graph.paper, left.mentions[0])
            yield Sighting(singular_name(left.name), hint=hint, example=example)


def _is_name(entity: PaperEntity) -> bool:
    rules = {rule for mention in entity.mentions for rule in mention.rules}
    return any(rule == _SHORT or (rule.partition("/")[0] in _NAMES and rule != _DESCRIBED) for rule in rules)


def _sighting(paper: Paper, entity: PaperEntity) -> Sighting:
    mine = [m for m in entity.mentions if fold(m.text) == fold(entity.name)] or list(entity.mentions)
    told = next((mention for mention in mine if mention.field == "text"), mine[0])
    example = _example(paper, told)
    introduced = entity.roles[0] == "introduces"
    kind: str | None
    type_: EntityType | None
    if introduced and _is_team(paper, mine):
        introduced, kind, type_ = False, None, None
    else:
        kind, type_ = _introduction(entity, mine, example) if introduced else _use(paper, entity, mine)
    hint = _hint(paper, mine)
    return Sighting(singular_name(entity.name), kind, type_, entity.sense, hint, introduced, example)


def _is_team(paper: Paper, mentions: list[Passage]) -> bool:
    """True for the team of a shared task, which a title names so: "FooLab at SemEval-2024: ..."."""
    title = paper.title or ""
    return any(mention.field == "title" and _AT.match(title, mention.end) for mention in mentions)


def _introduction(entity: PaperEntity, mentions: list[Passage], sentence: str) -> tuple[str, EntityType]:
    """Return how surely a paper that introduces a name tells its type; a name that tells it itself is believed."""
    rules = load_rules()
    ending = next((kind for end, kind in rules.endings.items() if singular_name(entity.name).endswith(end)), None)
    if ending is not None:
        return "titled", ending
    kind = entity.types[0]
    doubtful = family(kind) == "Method" and any(map(rules.is_doubt, _WORDS.findall(sentence.lower())))
    if kind == "Task" or doubtful:
        return "unsure", kind
    return ("titled" if {mention.field for mention in mentions} == {"text", "title"} else "introduced"), kind


def _use(paper: Paper, entity: PaperEntity, mentions: list[Passage]) -> tuple[str | None, EntityType | None]:
    """Return the surest kind of evidence in a paper that does not introduce the name, and the type it tells."""
    rules = load_rules()
    told = [
        (rules.kind_of[rule], entity.types[0])
        for mention in mentions
        for rule in mention.rules
        if rule in rules.kind_of
    ]
    told += (noun for mention in mentions if (noun := _noun_beside(paper, mention)) is not None)
    return min(told, key=lambda vote: rules.kinds.index(vote[0]), default=(None, None))


def _noun_beside(paper: Paper, mention: Passage) -> tuple[str, EntityType] | None:
    """Return the kind and type that the noun behind the mention tells, or the singular one before it.

    A plural tells it of the last name of a list ("on Foo and Bar datasets"): "EEG datasets" are no dataset EEG.
    """
    nouns = load_rules().nouns
    text = getattr(paper, mention.field)
    ahead = text[max(0, mention.start - _NEAR) : mention.start]
    noun = _noun_behind(text, mention)
    if noun.lower() in nouns and (not noun.endswith("s") or _LISTED.search(ahead)):
        return nouns[noun.lower()]
    before = _BEFORE.search(ahead)
    return nouns.get(before[1].lower()) if before and not before[1].endswith("s") else None


def _noun_behind(text: str, mention: Passage) -> str:
    """Return the word behind the name: a mention of data holds it ("QuaxoSet dataset"), any other mention does not."""
    _, blank, last = mention.text.rpartition(" ")
    if blank and last.lower() in load_rules().nouns:
        return last
    behind = _BEHIND.match(text, mention.end)
    return behind[1] if behind else ""


def _hint(paper: Paper, mentions: Iterable[Passage]) -> str | None:
    """Return the words before "(NAME)" from one with the name's first letter on: an expansion that EXTRACT did not see.

    Letters that fit less well than a definition's must still tell that this paper means something of its own.
    """
    return next((told for mention in mentions if (told := _before_bracket(paper, mention))), None)


def _before_bracket(paper: Paper, mention: Passage) -> str | None:
    text = getattr(paper, mention.field)
    if text[max(0, mention.start - 1) : mention.start] != "(" or text[mention.end : mention.end + 1] != ")":
        return None
    words = text[max(0, mention.start - _NEAR * 2) : mention.start - 1].split()[-8:]
    begin = next((at for at, word in enumerate(words) if word[:1].lower() == mention.text[:1].lower()), None)
    return None if begin is None else " ".join(words[begin:])


def _example(paper: Paper, mention: Passage) -> str:
    """Return the sentence around `mention`, cut where it is long."""
    text = getattr(paper, mention.field)
    from_ = max(0, mention.start - _FAR)
    begin = max((end.end() for end in _SENTENCE_END.finditer(text, from_, mention.start)), default=from_)
    begin = max(begin, mention.start - _LONGEST // 2)
    end = _SENTENCE_END.search(text, mention.end)
    stop = min(end.start() + 1 if end else len(text), begin + _LONGEST)
    return " ".join(text[begin : max(stop, mention.end)].split())
