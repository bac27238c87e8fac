"""The sections on what was measured and what was not: leaderboards, gaps, code; and on what was left out, and how."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from methodgraph.analysis import gaps, leaderboard
from methodgraph.report.content import Block, Names, Paragraph, Reference, Section, Table
from methodgraph.report.material import Material, clean, named, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from methodgraph.report.content import Cell

_BOARDS, _RANKS = 8, 8
_TASKS, _GAPS, _TRIED, _METHODS = 4, 3, 40, 6
_CODE = 15


def boards_section(material: Material) -> Section:
    """Return the leaderboards that most figures stand on: what is told of a task, a dataset and a metric."""
    title = "Leaderboards"
    boards = _boards(material)[:_BOARDS]
    told = material.overview
    words = (
        f"The papers report {told.results:,} figures, {told.differences:,} of them differences. These are the boards "
        "that most figures stand on, the best first. Figures are taken as written: splits, sizes and settings differ "
        "from paper to paper, so a rank is a place to start reading and not a result."
    )
    if not boards:
        words = f"The papers report {told.results:,} figures, no two of which share dataset and metric."
    urls = {paper.id: (paper.title or paper.id, paper.url) for paper in material.linked.papers}
    tables: list[Block] = []
    labels = dict(material.network.nodes(data="label"))
    for (*things, unit), lines in boards:
        heading = " · ".join(clean(labels[node]) for node in things if node) + (f" ({unit})" if unit else "")
        tables.append(
            Table(("", "what", "value", "paper"), tuple(_ranked(line, urls) for line in lines[:_RANKS]), heading)
        )
    return Section("leaderboards", title, (Paragraph(words), *tables))


Row = tuple[int, str | None, str, str]
Board = tuple[str | None, str, str, str]
"""The nodes of task, dataset and metric, and the unit."""


def _boards(material: Material) -> list[tuple[Board, list[Row]]]:
    """Return the boards with two papers at least: those of most papers first, then of most figures, then by node.

    Where no board has two papers, those with two figures. A paper that addresses two tasks puts its figures on both
    boards: one of those is enough.
    """
    found = leaderboard(material.network, material.figures)
    found = found[found["dataset"].notna() & found["metric"].notna() & found["rank"].notna() & ~found["is_difference"]]
    boards: dict[Board, list[Row]] = {}
    for task, dataset, metric, unit, rank, subject, value, paper in rows(
        found, "task", "dataset", "metric", "unit", "rank", "subject_label", "value", "paper"
    ):
        boards.setdefault((task, dataset, metric, unit), []).append((rank, subject, value, paper))
    order = sorted(
        ((board, lines) for board, lines in boards.items() if len(lines) > 1),
        key=lambda item: (-len({paper for *_, paper in item[1]}), -len(item[1]), tuple(part or "" for part in item[0])),
    )
    once: dict[tuple[Row, ...], tuple[Board, list[Row]]] = {}
    for board, lines in order:
        once.setdefault(tuple(lines), (board, lines))
    shared = [(board, lines) for board, lines in once.values() if len({paper for *_, paper in lines}) > 1]
    return shared or list(once.values())


def _ranked(line: Row, papers: dict[str, tuple[str, str | None]]) -> tuple[Cell, ...]:
    rank, subject, value, paper = line
    title, url = papers[paper]
    return str(rank), clean(subject or "not named"), clean(value), Reference(clean(title), url)


def gaps_section(material: Material) -> Section:
    """Return, for the tasks that most papers address, methods that no paper evaluated on a usual benchmark."""
    title = "Gaps"
    tables = list(_gaps(material))
    if not tables:
        words = (
            "No task has both a method that three of its papers introduce or use and a benchmark that three of them "
            "evaluate on, of which no paper has tried the one on the other."
        )
        return Section("gaps", title, (Paragraph(words),))
    words = (
        "Datasets and benchmarks usual for a task (three papers that address it evaluate on them), and methods usual "
        "for it (three papers that address it introduce or use them) that no paper here evaluated on them. Expected is "
        "how many papers would have tried the first of these if methods and benchmarks were chosen independently: "
        "below 1, chance is enough to explain a gap. Abstracts name few of the benchmarks that a paper uses: a gap is "
        "a question to ask, not a finding."
    )
    return Section("gaps", title, (Paragraph(words), *tables))


def _gaps(material: Material) -> Iterator[Table]:
    """Yield a table for each of the tasks that most papers address, as far as there are gaps."""
    addressed = Counter(claim.object for claim in material.linked.claims if claim.predicate == "addresses")
    told = material.network.nodes
    tasks = [one for one in addressed if told[f"entity:{one}"]["type"] == "Task"]
    tasks.sort(key=lambda one: (-addressed[one], one))
    shown = 0
    for task in _promising(material, tasks[:_TRIED]):
        if shown == _TASKS:
            return
        found = gaps(material.network, f"entity:{task}")
        if not found.empty:
            shown += 1
            lines = [_gap(material, group) for _, group in found.groupby("benchmark", sort=False)]
            label = clean(told[f"entity:{task}"]["label"])
            yield Table(("usual", "papers", "not tried on it", "expected"), tuple(lines[:_GAPS]), label)


def _gap(material: Material, group: pd.DataFrame) -> tuple[Cell, ...]:
    told = material.network.nodes
    first = group.iloc[0]
    shown = tuple(named(label, kind) for label, kind in rows(group.head(_METHODS), "label", "type"))
    benchmark = named(str(first["benchmark_label"]), told[first["benchmark"]]["type"])
    names = Names(shown, max(len(group) - _METHODS, 0))
    return benchmark, int(first["benchmark_papers"]), names, round(float(first["expected"]), 2)


def _promising(material: Material, tasks: list[str]) -> Iterator[str]:
    """Yield the tasks of which three papers evaluate on the same thing. To ask for the gaps of all would take long."""
    wanted = set(tasks)
    addressing: dict[str, list[str]] = {}
    evaluating: dict[str, set[str]] = {}
    for claim in material.linked.claims:
        if claim.predicate == "addresses" and claim.object in wanted:
            addressing.setdefault(claim.object, []).append(claim.paper)
        elif claim.predicate == "evaluatesOn":
            evaluating.setdefault(claim.paper, set()).add(claim.object)
    for task in tasks:
        usual = Counter(thing for paper in addressing.get(task, ()) for thing in evaluating.get(paper, ()))
        if max(usual.values(), default=0) >= 3:
            yield task


def code_section(material: Material) -> Section:
    """Return how many papers give code, and the code of those that introduce what most others speak of."""
    told = material.overview
    words = f"{told.code:,} links to code stand in {told.coded:,} of the {told.papers:,} abstracts."
    if not told.code:
        return Section("code", "Code", (Paragraph("No abstract links to code."),))
    papers = {paper.id: paper for paper in material.linked.papers}
    weight: Counter[str] = Counter()
    sizes = {node: told["papers"] for node, told in material.network.nodes(data=True) if told["kind"] == "entity"}
    for claim in material.linked.claims:
        if claim.predicate == "introduces":
            weight[claim.paper] = max(weight[claim.paper], sizes[f"entity:{claim.object}"])
    order = sorted(material.linked.code, key=lambda pair: (-weight[pair[0]], pair))[:_CODE]
    lines = tuple(
        (Reference(clean(papers[paper].title or paper), papers[paper].url), Reference(_bare(url), url))
        for paper, url in order
    )
    words += " These are of the papers whose own methods and data most papers speak of."
    return Section("code", "Code", (Paragraph(words), Table(("paper", "code"), lines)))


def _bare(url: str) -> str:
    return clean(url).removeprefix("https://").removeprefix("http://")


def left_out_section(material: Material) -> Section:
    """Return what was seen and is no part of the graph."""
    told = material.overview
    number = sum(told.left_out.values())
    words = f"{number:,} names were seen and left out of the graph; unlinked.tsv of the build has them all."
    lines = tuple((clean(reason), names) for reason, names in told.left_out.items())
    examples = Counter(left.name for _, left in material.linked.unlinked)
    first = sorted(examples, key=lambda name: (-examples[name], name))[:10]
    blocks: list[Block] = [Paragraph(words)]
    if number:
        blocks.append(Table(("reason", "names"), lines))
        blocks.append(Paragraph("The most frequent: " + ", ".join(clean(name) for name in first) + "."))
    if told.silent:
        shown = ", ".join(clean(paper) for paper in told.silent[:10])
        more = f" and {len(told.silent) - 10:,} more" if len(told.silent) > 10 else ""
        blocks.append(Paragraph(f"Papers without any entity: {shown}{more}."))
    return Section("left-out", "What was left out", tuple(blocks))


def making_section(material: Material) -> Section:
    """Return how the report came about: the version and what it was made from."""
    words = (
        "Made by rules from titles and abstracts alone, without a language model. The same papers, version and rules "
        "give the same report. How often the rules are right is measured and told in the project's README."
    )
    made = (Table(("", ""), material.made),) if material.made else ()
    return Section("made", "How it was made", (Paragraph(words), *made))
