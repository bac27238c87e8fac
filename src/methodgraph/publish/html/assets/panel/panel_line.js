// The page of a line: what is claimed of two things, by which papers, with every sentence.

import { bothSection } from "./compare_sections.js";
import { counted, el, nodeLink } from "../elements.js";
import { claimingPaper } from "./evidence.js";
import { allowsClaim } from "../graph/filters.js";
import { filteredOut, foldedItems, panelHeading, panelSection } from "./panel_parts.js";
import { newerFirst } from "../graph/tally.js";

export function linePanel(view, line) {
  const { graph, state } = view;
  const { from, predicate, to } = line;
  const words = predicate === null ? "together with" : graph.predicates.get(predicate).forward;
  const close = () => state.set({ line: null });
  return [
    el("button", { class: "close", type: "button", "aria-label": "Close", "data-keep": "close", onclick: close }, "×"),
    el("p", { class: "eyebrow" }, predicate === null ? "Named together" : "Claim"),
    panelHeading("", nodeLink(view, from), el("em", {}, ` ${words} `), nodeLink(view, to)),
    predicate === null ? bothSection(view, from, to) : claimsSection(view, line),
  ];
}

function claimsSection(view, { from, predicate, to }) {
  const { graph, value } = view;
  const isIt = (c) => graph.subjectOf(c) === from && graph.objectOf(c) === to && graph.predicateOf(c) === predicate;
  const all = [...graph.claimsOf(from)].filter(isIt).map((c) => graph.claim(c));
  const newer = newerFirst(graph);
  const claims = all.filter(({ c }) => allowsClaim(graph, value, c)).sort((a, b) => newer(a.paper, b.paper));
  const make = (claim) => el("li", { class: "claim" }, claimingPaper(view, claim, [from, to]));
  const items = foldedItems(view, "line", claims, make, { list: { class: "claims" } });
  const count = counted(claims.length, "paper", "papers");
  return panelSection("Who says so, and where", count, items, filteredOut(view, all.length - claims.length));
}
