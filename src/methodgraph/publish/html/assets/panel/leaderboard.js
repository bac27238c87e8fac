// Reported figures as small leaderboards: one table for a dataset and a metric, levels apart from differences.

import { chip, counted, el, glyph, nodeHref, nodeLink } from "../elements.js";
import { quotations, quoteButton } from "./evidence.js";
import { filteredOut, foldInto, foldedItems, panelSection } from "./panel_parts.js";
import { allowsFigure } from "../graph/filters.js";
import { newerFirst } from "../graph/tally.js";

const RIVALS = 400; // others' figures on the same dataset and metric that stand beside a thing's own

// The figures in which `n` has a part, grouped by dataset and metric: {groups, out}. A group is
// {dataset, metric, better, ranked, levels, differences} with rows {figure, own}; others' results on the same dataset and
// metric stand beside the node's own (`own` false). Groups with most of its own come first, those without a dataset last: what
// was measured on who knows what is told, but not ranked. `out` did not pass the filters.
export function figureGroups(graph, value, n) {
  const all = graph.figuresOf(n).map((f) => graph.figure(f));
  const own = all.filter((figure) => allowsFigure(graph, value, figure));
  const groups = new Map();
  for (const figure of own) {
    const key = `${figure.dataset} ${figure.metric}`;
    if (!groups.has(key)) groups.set(key, { dataset: figure.dataset, metric: figure.metric, figures: [], rivals: [] });
    groups.get(key).figures.push(figure);
  }
  if (!graph.isPaper(n)) for (const group of groups.values()) group.rivals = rivalsOf(graph, value, n, group);
  const label = (e) => (e === null ? "￿" : graph.label(e));
  const named = ({ dataset, metric }) => `${label(dataset)} ${label(metric)}`;
  const sorted = [...groups.values()].sort(
    (a, b) =>
      (a.dataset === null) - (b.dataset === null) ||
      b.figures.length - a.figures.length ||
      named(a).localeCompare(named(b), "en"),
  );
  return { groups: sorted.map((group) => rankedGroup(graph, group)), out: all.length - own.length };
}

function rivalsOf(graph, value, n, { dataset, metric, figures }) {
  if (dataset === null || metric === null) return [];
  const known = new Set(figures.map(({ f }) => f));
  const others = graph.figuresOf(dataset).map((f) => graph.figure(f));
  const isRival = (figure) =>
    figure.metric === metric && !figure.difference && !known.has(figure.f) && allowsFigure(graph, value, figure);
  return others.filter(isRival).slice(0, RIVALS);
}

function rankedGroup(graph, { dataset, metric, figures, rivals }) {
  const rows = [
    ...figures.map((figure) => ({ figure, own: true })),
    ...rivals.map((figure) => ({ figure, own: false })),
  ];
  const better = rows.find(({ figure }) => figure.better)?.figure.better ?? null;
  const ranked = better !== null && dataset !== null;
  const best = bestFirst(graph, rows, ranked ? better : null);
  return {
    dataset,
    metric,
    better,
    ranked,
    levels: rows.filter(({ figure }) => !figure.difference).sort(best),
    differences: rows.filter(({ figure }) => figure.difference).sort(best),
  };
}

// The commonest unit first (0.81 and 81% do not compare), then the best; the newest where `better` is null.
function bestFirst(graph, rows, better) {
  const units = new Map();
  for (const { figure } of rows) units.set(figure.unit, (units.get(figure.unit) ?? 0) + 1);
  const newer = newerFirst(graph);
  const rank = better === null ? () => 0 : better === "lower" ? fallOf : ({ number }) => -number;
  return ({ figure: a }, { figure: b }) =>
    units.get(b.unit) - units.get(a.unit) ||
    a.unit.localeCompare(b.unit, "en") ||
    rank(a) - rank(b) ||
    newer(a.paper, b.paper);
}

// Of a rise in what is better low papers may mean a fall ("improves perplexity by 18%"): such are not ranked.
function fallOf({ number, difference }) {
  return difference && number > 0 ? 0 : number;
}

export function leaderboardSection(view, n) {
  const { groups, out } = figureGroups(view.graph, view.value, n);
  if (!groups.length && !out) return null;
  const count = groups.reduce((sum, { levels, differences }) => sum + levels.length + differences.length, 0);
  const boards = foldedItems(view, "boards", groups, (group) => el("li", {}, leaderboardTable(view, group, n)), {
    list: { class: "boards" },
    first: 4,
    step: 10,
  });
  const several = groups.some(({ levels }) => new Set(levels.map(({ figure }) => figure.paper)).size > 1);
  const note = several ? el("p", { class: "note" }, "As the papers report them; their settings may differ.") : null;
  const gone = groups.length ? undefined : `${counted(out, "result is", "results are")} filtered out.`;
  return panelSection(
    "Reported results",
    count || null,
    note,
    groups.length ? boards : null,
    filteredOut(view, out, gone),
  );
}

function leaderboardTable(view, group, n) {
  const { graph } = view;
  const { levels, differences, better, ranked } = group;
  const source = graph.isPaper(n) ? el("span", { class: "unseen" }, "Sentence") : "Paper";
  const head = el(
    "tr",
    {},
    ["Method", "Value", source].map((name) => el("th", { scope: "col" }, name)),
  );
  const key = `board ${group.dataset} ${group.metric}`;
  const row = (told) => leaderboardRow(view, told, n);
  const parts = [];
  if (levels.length) parts.push(foldInto(view, key, levels, row, el("tbody")));
  if (differences.length) {
    const title = el("tr", { class: "board-part" }, el("th", { scope: "rowgroup", colspan: "3" }, "Differences"));
    parts.push(
      foldInto(view, `${key} differences`, differences, row, el("tbody", {}, title), {
        noun: " differences",
      }),
    );
  }
  const order = ranked && levels.length > 1 ? ", best first" : "";
  const way = better ? el("span", { class: "by" }, ` ${better} is better${order}`) : null;
  const caption = el("caption", {}, boardName(view, graph, group), way);
  return [
    el(
      "table",
      { class: "board" },
      caption,
      el("thead", {}, head),
      parts.map(([body]) => body),
    ),
    parts.map(([, more]) => more),
  ];
}

function boardName(view, graph, { dataset, metric }) {
  const named = (n, otherwise) => (n === null ? el("span", { class: "unsaid" }, otherwise) : chip(view, n));
  return [named(dataset, "No dataset named"), " ", named(metric, "no metric named")];
}

function leaderboardRow(view, { figure, own }, n) {
  const { graph } = view;
  const { subject, paper, baseline } = figure;
  const value = figure.before === null ? figure.value : `${figure.before} → ${figure.value}`;
  const mine = own && subject === n;
  const name = subject === null ? el("span", { class: "unsaid" }, "not named") : boardSubject(view, subject, mine);
  const against =
    baseline === null
      ? null
      : el("span", { class: "by" }, " against ", baseline === n ? graph.label(n) : nodeLink(view, baseline));
  const row = el("tr", { class: mine ? "mine" : null });
  const quote = quoteButton(`The sentence with ${value}`, figure.f, (open) =>
    open ? row.after(boardSentence(view, figure)) : row.nextSibling.remove(),
  );
  row.append(
    el("th", { scope: "row" }, name, against),
    el("td", { class: "figure-value" }, el("bdi", {}, value)),
    el("td", { class: "board-source" }, graph.isPaper(n) ? null : boardPaper(view, paper), quote),
  );
  return row;
}

function boardSubject(view, subject, mine) {
  const sign = glyph(view.graph, view.graph.type(subject));
  return el(
    "span",
    { class: "kin" },
    sign,
    mine ? el("b", {}, el("bdi", {}, view.graph.label(subject))) : nodeLink(view, subject),
  );
}

function boardPaper({ graph, state }, paper) {
  const label = graph.label(paper);
  return el(
    "a",
    { href: nodeHref(state, paper), title: label, "aria-label": label },
    String(graph.year(paper) ?? "paper"),
  );
}

function boardSentence(view, figure) {
  const place = el("td", { colspan: "3", class: "awaited" });
  const wanted = [figure.subject, figure.dataset, figure.metric, figure.baseline].filter((n) => n !== null);
  view.filling.ask(figure.paper, place, (details) =>
    quotations(view, figure.paper, details, details.figureEvidence(figure.f), wanted),
  );
  return el("tr", { class: "board-sentence" }, place);
}
