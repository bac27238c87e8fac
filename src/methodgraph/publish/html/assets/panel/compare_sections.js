// The parts of a comparison that are about both: what is said between them, results side by side, what they share.

import { belongings, claimsBetween, papersOfBoth, passagesOfBoth, sharedResults, splitSets } from "./compare.js";
import { counted, el, isolated, nodeHref, nodeLink } from "../elements.js";
import { awaitedOutLink, awaitedQuotes, claimingPaper } from "./evidence.js";
import { kinship } from "./lineage.js";
import { foldedChips, foldedItems, panelSection, paperByline, shortName } from "./panel_parts.js";
import { newerFirst } from "../graph/tally.js";

export function sideHead(graph, n) {
  return el("th", { scope: "col" }, isolated(shortName(graph, n)));
}

export function betweenSection(view, a, b) {
  const { graph, value } = view;
  const claims = claimsBetween(graph, value, a, b);
  const kin = graph.isPaper(a) || graph.isPaper(b) ? null : kinship(graph, value, a, b);
  // What is said of the two directly stands below with its sentences.
  const distant = kin && kin.way.length > 2 ? kinshipLine(view, kin) : null;
  if (!claims.length && !distant) {
    const mixed = graph.isPaper(a) !== graph.isPaper(b);
    return mixed
      ? panelSection("Between them", null, el("p", { class: "none" }, "The paper has no role for it."))
      : null;
  }
  const items = statementGroups(graph, claims).map((group) => statementItem(view, group));
  return panelSection("Between them", null, distant, items.length ? el("ul", { class: "claims" }, items) : null);
}

// Claims that say the same, each group in the words of its first; what most papers say comes first.
function statementGroups(graph, claims) {
  const groups = new Map();
  for (const claim of claims) {
    const key = `${claim.subject} ${claim.predicate}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(claim);
  }
  const newer = newerFirst(graph);
  for (const some of groups.values()) some.sort((x, y) => newer(x.paper, y.paper));
  const order = [...graph.predicates.keys()];
  const rank = ([{ predicate }]) => order.indexOf(predicate);
  return [...groups.values()].sort((x, y) => y.length - x.length || rank(x) - rank(y));
}

function statementItem(view, claims) {
  const { subject, predicate, object } = claims[0];
  const words = ` ${view.graph.predicates.get(predicate).forward} `;
  const many = claims.length > 1 ? el("span", { class: "by" }, counted(claims.length, "paper", "papers")) : null;
  const make = (claim) => el("li", {}, claimingPaper(view, claim, [subject, object], { by: "in " }));
  const sayings = foldedItems(view, `between ${subject} ${predicate}`, claims, make, {
    list: { class: "sayings" },
    first: 2,
    step: 10,
  });
  return el(
    "li",
    { class: "claim" },
    el("p", { class: "claim-of" }, nodeLink(view, subject), words, nodeLink(view, object), " ", many),
    sayings,
  );
}

// "QLoRA builds on LoRA, by way of Adapter."
function kinshipLine(view, { way, common }) {
  const link = (n) => nodeLink(view, n);
  if (common !== undefined) return el("p", { class: "kinship" }, "Both build on ", link(common), ".");
  const between = way.slice(1, -1).map((n, i) => [i ? ", " : ", by way of ", link(n)]);
  return el("p", { class: "kinship" }, link(way[0]), " builds on ", link(way.at(-1)), between, ".");
}

export function resultsSection(view, a, b) {
  const { graph, value } = view;
  const rows = sharedResults(graph, value, a, b);
  if (!rows.length) return null;
  const cell = (figure) => {
    const year = graph.year(figure.paper) ?? "paper";
    return el(
      "td",
      {},
      el("span", { class: "figure-value" }, isolated(figure.value)),
      " ",
      el(
        "a",
        { class: "by", href: nodeHref(view.state, figure.paper), title: graph.label(figure.paper) },
        String(year),
      ),
    );
  };
  const body = rows.map(({ dataset, metric, better, left, right, winner }) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, nodeLink(view, dataset), el("span", { class: "by" }, ` ${graph.label(metric)}`)),
      cell(left),
      cell(right),
      el("td", { class: "verdict" }, verdictOf(graph, { a, b, better, winner })),
    ),
  );
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "On"),
    sideHead(graph, a),
    sideHead(graph, b),
    el("th", { scope: "col" }, "Better"),
  );
  const caption = el("caption", { class: "unseen" }, "Results on the same dataset and metric");
  const note = el("p", { class: "note" }, "The best that papers report of each; their settings may differ.");
  return panelSection(
    "Results side by side",
    rows.length,
    note,
    el("table", { class: "duel" }, caption, el("thead", {}, head), el("tbody", {}, body)),
  );
}

function verdictOf(graph, { a, b, better, winner }) {
  if (winner === "even") return "even";
  if (winner === null) return el("span", { class: "unsaid" }, "not known");
  const name = el("b", {}, isolated(shortName(graph, winner === "left" ? a : b)));
  return [name, el("span", { class: "by" }, ` ${better} is better`)];
}

export function sharedSections(view, a, b) {
  const { graph, value } = view;
  const [left, right] = [a, b].map((n) => belongings(graph, value, n));
  const types = [...graph.types.keys()].filter((type) => left.has(type) || right.has(type));
  return types.map((type) => {
    const split = splitSets(graph, left.get(type) ?? new Map(), right.get(type) ?? new Map());
    const columns = [
      ["Only ", a, split.left],
      ["Both", null, split.both],
      ["Only ", b, split.right],
    ].map(([words, n, nodes]) => {
      const count = nodes.length ? el("span", { class: "count" }, ` ${nodes.length.toLocaleString("en")}`) : null;
      const title = el("h4", {}, words, n === null ? null : isolated(shortName(graph, n)), count);
      const chips = nodes.length
        ? foldedChips(view, `shared ${type} ${words}${n}`, nodes, { first: 8, step: 30 })
        : el("p", { class: "none" }, "none");
      return el("div", { class: n === null ? "shared both" : "shared" }, title, chips);
    });
    return panelSection(
      graph.types.get(type).plural,
      split.both.length ? `${split.both.length.toLocaleString("en")} in common` : "none in common",
      el("div", { class: "three" }, columns),
    );
  });
}

export function bothSection(view, a, b) {
  const { graph, value } = view;
  const papers = papersOfBoth(graph, value, a, b);
  if (!papers.length)
    return panelSection("Papers on both", null, el("p", { class: "none" }, "No paper has a role for both."));
  const make = (p) => {
    const head = el("p", { class: "claim-head" }, nodeLink(view, p), paperByline(graph, p), awaitedOutLink(view, p));
    return el(
      "li",
      { class: "claim" },
      head,
      awaitedQuotes(view, p, [a, b], (details) => passagesOfBoth(graph, value, p, details, a, b)),
    );
  };
  return panelSection(
    "Papers on both",
    counted(papers.length, "paper", "papers"),
    foldedItems(view, "both", papers, make, { list: { class: "claims" } }),
  );
}
