"""Everything the graph holds on one entity, laid out to be read: who says what about it, where and by which rule."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.text import Text

from methodgraph.knowledge.naming import names
from methodgraph.records import ROLES
from methodgraph.text.characters import for_terminal
from methodgraph.text.counting import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from methodgraph.knowledge.graph import KnowledgeGraph
    from methodgraph.records import Claim, Confidence, Entity, Figure, Ground, Link, Paper, Passage, Question

_LONGEST_TITLE = 90
_LONGEST_NAME = 60
_SHOWN = 400
"""Lines that a notebook shows, at most: a browser is slow with the tens of thousands on what every paper names."""
_CONTEXT = 40
"""Code points shown on either side of a mention, at most."""
_QUESTIONS: dict[Question, str] = {
    "entity": "there is such a thing",
    "type": "it is of this type",
    "role": "the paper has this role for it",
    "relation": "the relation holds",
    "result": "the figure is what is reported",
}
_WITNESSES: dict[Question, str] = {"entity": "{} mentions", "relation": "{} papers"}
"""What says the same again, by the question it speaks to."""


class Explanation:
    """An entity of a graph, and all that is linked to it and claimed of it.

    `print` shows what `methodgraph explain` writes to a file: names that the sentences hold stand in [[ ]]. A notebook
    shows the same with the names marked, as far as its first 400 lines.
    """

    def __init__(self, entity: Entity, graph: KnowledgeGraph) -> None:
        self.entity = entity
        self._papers = {paper.id: paper for paper in graph.papers}
        self._labels = {one.id: one.label for one in graph.entities}
        self._figures = [figure for figure in graph.figures if entity.id in _things(figure)]
        self._roles = [claim for claim in graph.claims_about(entity) if claim.is_role]
        self._relations = [claim for claim in graph.claims_about(entity) if not claim.is_role]
        self._merges = [merge for merge in graph.linked.merges if merge.entity == entity.id]
        self._links: dict[str, list[Link]] = defaultdict(list)
        for link in graph.linked.links:
            if link.entity == entity.id:
                self._links[link.paper].append(link)
        self._mentions: dict[str, list[Passage]] = defaultdict(list)
        for paper, mention in graph.mentions(entity):
            self._mentions[paper.id].append(mention)

    def __str__(self) -> str:
        return "\n".join(line.plain for line in self.lines(marks=True))

    def __repr__(self) -> str:
        return f"<Explanation of entity:{self.entity.id}>"

    def _repr_html_(self) -> str:
        """Return the first lines for a notebook, set as on a terminal, and how many more there are."""
        from methodgraph.knowledge.printed import printed  # noqa: PLC0415  notebooks only

        lines = list(self.lines(marks=False))
        more = len(lines) - _SHOWN
        if more > 1:
            lines[_SHOWN:] = [Text(), Text(f"… and {more:,} more lines; print shows them all", "italic")]
        return printed(lines)

    def lines(self, *, marks: bool) -> Iterator[Text]:
        """Yield the lines, from the entity's names to the figures; with `marks` names in quotes stand in [[ ]]."""
        yield from self._head()
        yield from self._merged()
        yield from self._by_role()
        yield from self._in_papers(marks=marks)
        yield from self._related(marks=marks)
        yield from self._reported(marks=marks)

    def _head(self) -> Iterator[Text]:
        entity = self.entity
        yield Text.assemble((for_terminal(entity.label), "bold"), f"  {entity.type}  ", (f"entity:{entity.id}", "dim"))
        if entity.sense and entity.sense != entity.label:
            yield Text(f"sense: {for_terminal(entity.sense)}")
        if entity.aliases:
            yield Text("also written: " + ", ".join(for_terminal(alias) for alias in entity.aliases))

    def _merged(self) -> Iterator[Text]:
        """Yield why other written forms are this entity; those that most papers write first."""
        yield from _heading(f"Why these names are one ({len(self._merges)})") if self._merges else ()
        for merge in sorted(self._merges, key=lambda merge: (-len(merge.papers), merge)):
            told = Text.assemble("  ", (for_terminal(merge.form), "bold"), f": {for_terminal(merge.reason)}")
            yield told.append(f"  {count(len(merge.papers), 'paper')}, {merge.papers[0]}", "dim")

    def _by_role(self) -> Iterator[Text]:
        papers = len({claim.paper for claim in self._roles})
        yield from _heading(f"Papers ({papers})")
        for role in ROLES:
            for claim in self._roles:
                if claim.predicate == role:
                    yield Text.assemble((f"  {role:<13}", "cyan"), self._paper(claim.paper))

    def _in_papers(self, *, marks: bool) -> Iterator[Text]:
        yield from _heading(f"Mentions ({sum(map(len, self._mentions.values()))}) and what they tell")
        for paper in (paper for paper in self._papers.values() if paper.id in self._links):
            yield Text.assemble("  ", (self._paper(paper.id), "bold"))
            for link in self._links[paper.id]:
                named = f"    {for_terminal(link.name)} is this entity: "
                yield Text.assemble(named, (for_terminal(link.reason), "italic"))
            for mention in self._mentions[paper.id]:
                yield self._mention(paper, mention, marks=marks)
            for claim in self._roles:
                if claim.paper == paper.id:
                    yield from self._evidence(claim.predicate, paper.id, claim.evidence, marks=marks)
                    yield from _confidence(claim.confidence)

    def _mention(self, paper: Paper, mention: Passage, *, marks: bool) -> Text:
        whole = getattr(paper, mention.field)
        before, after = whole[: mention.start], whole[mention.end :]
        if len(before) > _CONTEXT:
            before = "… " + before[-_CONTEXT:].partition(" ")[2]
        if len(after) > _CONTEXT:
            after = after[:_CONTEXT].rpartition(" ")[0] + " …"
        line = Text.assemble((f"    {mention.field}:{mention.start}-{mention.end}  ", "dim"), for_terminal(before))
        _append_name(line, for_terminal(mention.text), marks=marks)
        return line.append(for_terminal(after)).append(f"  {', '.join(mention.rules)}", "dim")

    def _evidence(self, says: str, paper: str, evidence: Iterable[Passage], *, marks: bool) -> Iterator[Text]:
        for passage in evidence:
            line = Text.assemble((f"    {says}: ", "cyan"), "“")
            _append_quote(line, passage, self._mentions[paper], marks=marks)
            yield line.append("”").append(f"  {', '.join(passage.rules)}", "dim")

    def _related(self, *, marks: bool) -> Iterator[Text]:
        yield from _heading(f"Relations ({len(self._relations)})") if self._relations else ()
        for claim in self._relations:
            yield Text.assemble("  ", (self._sentence(claim), "bold"), f"  {for_terminal(claim.paper)}")
            yield from self._evidence("evidence", claim.paper, claim.evidence, marks=marks)
            yield from _confidence(claim.confidence, self._label(claim.subject), self._label(claim.object))

    def _reported(self, *, marks: bool) -> Iterator[Text]:
        yield from _heading(f"Reported figures ({len(self._figures)})") if self._figures else ()
        for figure in self._figures:
            yield Text.assemble("  ", (self._figure(figure), "bold"), f"  {for_terminal(figure.paper)}")
            yield from self._evidence("evidence", figure.paper, figure.evidence, marks=marks)
            yield from _confidence(figure.confidence)

    def _sentence(self, claim: Claim) -> str:
        return f"{self._label(claim.subject)} {claim.predicate} {self._label(claim.object)}"

    def _figure(self, figure: Figure) -> str:
        subject = f"{self._label(figure.subject)}: " if figure.subject else ""
        metric = f"{self._label(figure.metric)} " if figure.metric else ""
        dataset = f" on {self._label(figure.dataset)}" if figure.dataset else ""
        baseline = f" against {self._label(figure.baseline)}" if figure.baseline else ""
        better = f" ({figure.better} is better)" if figure.better else ""
        return f"{subject}{metric}{for_terminal(figure.value)}{better}{dataset}{baseline}"

    def _label(self, entity: str) -> str:
        return for_terminal(self._labels.get(entity, entity))

    def _paper(self, paper: str) -> str:
        known = self._papers[paper]
        named = for_terminal(known.text if known.title is None else known.title)
        shown = named if len(named) <= _LONGEST_TITLE else named[:_LONGEST_TITLE].rpartition(" ")[0] + " …"
        return f"{for_terminal(paper)}  {shown if known.title is not None else f'“{shown}”'}{_published(known)}"


def _published(paper: Paper) -> str:
    """Return by whom, where and when a paper was published, in brackets; "" where nothing but the year is known."""
    first = "" if not paper.authors else paper.authors[0] if len(paper.authors) == 1 else f"{paper.authors[0]} et al."
    if not first and paper.venue is None:
        return ""
    told = [first, paper.venue or "", "" if paper.year is None else str(paper.year)]
    return f" ({', '.join(_brief(part) for part in told if part)})"


def _brief(told: str) -> str:
    told = for_terminal(told)
    return told if len(told) <= _LONGEST_NAME else told[:_LONGEST_NAME] + "…"


def sense_lines(found: Iterable[Entity], papers: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield a line for each entity that bears a name, those of most `papers` (by entity id) first, then by id.

    It tells the id, the type, the number of papers, the label and what else tells it from the others.
    """
    told = {entity: count(len(papers[entity.id]), "paper") for entity in found}
    width, wide = max(len(entity.id) for entity in told), max(map(len, told.values()))
    for entity in sorted(told, key=lambda one: (-len(papers[one.id]), one.id)):
        other = [name for name in names(entity) if name != entity.label][:3]
        more = f" ({', '.join(other)})" if other else ""
        yield for_terminal(f"  {entity.id:<{width}}  {entity.type:<9}  {told[entity]:>{wide}}  {entity.label}{more}")


def _confidence(told: Confidence | None, *ends: str) -> Iterator[Text]:
    """Yield the score, and on what it rests: each question with its own score and the rules that answered it.

    `ends` are the names of a relation's ends.
    """
    if told is None:
        return
    named = iter(ends)
    yield Text.assemble(("    confidence ", "cyan"), (str(told.score), "bold"))
    for factor in told.factors:
        grounds = ", ".join(_ground(ground) for ground in factor.grounds)
        witnesses = _WITNESSES.get(factor.question, "") if factor.witnesses > 1 else ""
        again = f"; {witnesses.format(factor.witnesses)}" if witnesses else ""
        end = next(named, "") if factor.question == "entity" else ""
        asked = f"{_QUESTIONS[factor.question]}{end and f' as {end}'}"
        yield Text(f"      {factor.score} {asked}: {grounds}{again}", "dim")


def _ground(ground: Ground) -> str:
    cases = ground.right + ground.wrong
    told = f"right in {ground.right} of {cases}" if cases else "never measured"
    return f"{ground.rule} {ground.precision} ({told})"


def _things(figure: Figure) -> set[str | None]:
    return {figure.subject, figure.dataset, figure.metric, figure.baseline}


def _heading(title: str) -> Iterator[Text]:
    yield Text()
    yield Text(title, "bold underline")


def _append_name(line: Text, name: str, *, marks: bool) -> None:
    line.append(f"[[{name}]]" if marks else name, "bold black on yellow")


def _append_quote(line: Text, quote: Passage, mentions: Iterable[Passage], *, marks: bool) -> None:
    """Append a sentence, the mentions in it made to stand out."""
    last = quote.start
    for mention in sorted(mentions):
        if mention.field == quote.field and last <= mention.start and mention.end <= quote.end:
            line.append(for_terminal(quote.text[last - quote.start : mention.start - quote.start]))
            _append_name(line, for_terminal(mention.text), marks=marks)
            last = mention.end
    line.append(for_terminal(quote.text[last - quote.start :]))
