// Two things side by side: what each is, what papers do with it, what is common, and what is said between them.

import { betweenSection, bothSection, resultsSection, sharedSections, sideHead } from "./compare_sections.js";
import { counted, el, glyph, isolated, nodeLink } from "../elements.js";
import { actionButton, copyButton } from "./panel_actions.js";
import { panelHeading, panelSection, shortName } from "./panel_parts.js";
import { onOneScale, sparkline } from "./sparkline.js";
import { claimRows, countsByYear, papersNaming } from "../graph/tally.js";

export function comparePanel(view, a, b) {
  const { graph, value } = view;
  const papers = [a, b].filter((n) => graph.isPaper(n)).length;
  const names = [a, b].map((n) => isolated(shortName(graph, n, 90)));
  return [
    el(
      "button",
      {
        class: "close",
        type: "button",
        "aria-label": "Leave the comparison",
        "data-keep": "close",
        onclick: () => leave(view),
      },
      "×",
    ),
    el("p", { class: "eyebrow" }, "Comparison"),
    panelHeading(
      names.map(({ textContent }) => textContent).join(" and "),
      names[0],
      el("span", { class: "and" }, " and "),
      names[1],
    ),
    compareActions(view, a, b),
    el(
      "div",
      { class: "sides" },
      [a, b].map((n) => compareSide(view, n)),
    ),
    papers === 1 ? null : rolesSection(view, a, b),
    papers ? null : yearsSection(view, a, b),
    betweenSection(view, a, b),
    papers === 1 ? null : resultsSection(view, a, b),
    papers === 1 ? null : sharedSections(view, a, b),
    papers || value.focus === null ? null : bothSection(view, a, b),
  ];
}

function leave({ state }) {
  state.set({ other: null });
}

function compareActions(view, a, b) {
  const { state } = view;
  const buttons = [
    actionButton("swap", "Swap", "Set the right one on the left", () => state.set({ focus: b, other: a })),
    actionButton("compare", "Compare with …", "Set something else on the right", () => view.chooseOther?.(a)),
    actionButton("leave", "End comparison", "Show the left one alone", () => leave(view)),
    copyButton(),
  ];
  return el("div", { class: "actions", role: "group", "aria-label": "Actions" }, buttons);
}

function compareSide(view, n) {
  const { graph, value } = view;
  const sense = graph.isPaper(n) ? graph.hint(n) : graph.sense(n);
  const year = graph.isPaper(n) ? graph.year(n) : null;
  const count = graph.isPaper(n)
    ? `names ${counted(graph.count(n), "thing", "things")}`
    : `in ${counted(papersNaming(graph, value, n).length, "paper", "papers")}`;
  return el(
    "div",
    { class: "side" },
    el("p", { class: "eyebrow" }, glyph(graph, graph.type(n)), graph.type(n)),
    el("p", { class: "side-name" }, nodeLink(view, n)),
    sense && sense !== graph.label(n) ? el("p", { class: "sense" }, isolated(sense)) : null,
    el("p", { class: "byline" }, [year, count].filter(Boolean).join(" · ")),
  );
}

// Counts by role, growing away from the middle on both sides, on one scale.
function rolesSection(view, a, b) {
  const { graph, value } = view;
  const counts = [a, b].map((n) => {
    const roles = claimRows(graph, value, n).filter(
      ({ predicate, claims }) => predicate.kind === "role" && claims.length,
    );
    return new Map(
      roles.map(({ predicate, claims }) => [
        predicate.id,
        new Set(claims.map(({ paper, object }) => (graph.isPaper(n) ? object : paper))).size,
      ]),
    );
  });
  const most = Math.max(...counts.flatMap((some) => [...some.values()]), 1);
  const told = [...graph.predicates.values()].filter(({ id }) => counts.some((some) => some.has(id)));
  if (!told.length) return null;
  const paper = graph.isPaper(a);
  const rows = told.map(({ id, forward, backward }) =>
    el(
      "tr",
      {},
      barCell(counts[0].get(id) ?? 0, most),
      el("th", { scope: "row" }, paper ? forward : backward),
      barCell(counts[1].get(id) ?? 0, most),
    ),
  );
  const head = el(
    "tr",
    {},
    sideHead(graph, a),
    el("th", { scope: "col" }, el("span", { class: "unseen" }, "Role")),
    sideHead(graph, b),
  );
  const caption = el("caption", { class: "unseen" }, paper ? "How much each names, by role" : "Papers by role");
  return panelSection(
    paper ? "By role" : "Papers by role",
    null,
    el("table", { class: "butterfly" }, caption, el("thead", {}, head), el("tbody", {}, rows)),
  );
}

function barCell(count, most) {
  const bar = el("span", { class: count ? "bar" : "bar none", "aria-hidden": "true" });
  bar.style.width = `${(count / most) * 100}%`;
  const figure = el("span", { class: "bar-count" }, count.toLocaleString("en"));
  return el("td", {}, el("div", { class: "bar-cell" }, figure, el("span", { class: "bar-room" }, bar)));
}

function yearsSection(view, a, b) {
  const { graph, value } = view;
  const rows = onOneScale([a, b].map((n) => countsByYear(graph, papersNaming(graph, value, n))));
  const most = Math.max(...rows.flat().map(([, count]) => count), 1);
  const lines = rows.map((years, i) => {
    const n = [a, b][i];
    const line = sparkline(years, { most, type: graph.type(n) });
    return line
      ? el("div", { class: "side" }, el("p", { class: "byline" }, isolated(shortName(graph, n))), line)
      : null;
  });
  if (lines.includes(null)) return null;
  return panelSection(
    "Papers per year",
    `one scale, up to ${most.toLocaleString("en")}`,
    el("div", { class: "sides" }, lines),
  );
}
