// Sentences out of papers: cut at the mentions in them, marked, and with the rules that found them underneath.

import { el, kindClass, nodeHref, nodeLink, outward } from "../elements.js";
import { confidenceNote, foldedItems, paperByline } from "./panel_parts.js";

const SENTENCES = 3; // quoted at once for one claim

// A passage of a paper cut at the mentions inside it: [text, node or null], in reading order.
export function pieces(details, title, place) {
  const text = place.field === "title" ? (title ?? "") : details.text;
  const told = [];
  let at = place.start;
  for (const mention of details.mentions) {
    if (mention.field !== place.field || mention.start < at || mention.end > place.end) continue;
    if (mention.start > at) told.push([text.slice(at, mention.start), null]);
    told.push([text.slice(mention.start, mention.end), mention.node]);
    at = mention.end;
  }
  if (at < place.end) told.push([text.slice(at, place.end), null]);
  return told;
}

// The passages of `evidence`, each once, in reading order (the title first); of one place all rules are told.
export function mergedPassages(evidence) {
  const byPlace = new Map();
  for (const { field, start, end, rules } of evidence) {
    const key = `${field} ${start} ${end}`;
    const known = byPlace.get(key);
    byPlace.set(key, { field, start, end, rules: [...new Set([...(known?.rules ?? []), ...rules])].sort() });
  }
  return [...byPlace.values()].sort(
    (a, b) => (b.field === "title") - (a.field === "title") || a.start - b.start || a.end - b.end,
  );
}

// Passages as quotations with the mentions of `wanted` (node numbers) marked.
export function quotations({ graph }, p, details, evidence, wanted) {
  const quote = (place) =>
    el(
      "figure",
      { class: "evidence" },
      el("blockquote", { dir: "auto" }, quotedPieces(graph, p, details, place, wanted)),
      el("figcaption", {}, place.rules.join(" · ")),
    );
  if (evidence.length <= SENTENCES + 1) return evidence.map(quote);
  const rest = evidence.slice(SENTENCES);
  const more = el("details", {}, el("summary", {}, `${rest.length} more sentences`), rest.map(quote));
  return [...evidence.slice(0, SENTENCES).map(quote), more];
}

function quotedPieces(graph, p, details, place, wanted) {
  return pieces(details, graph.title(p), place).map(([text, n]) =>
    wanted.includes(n) ? el("mark", { class: kindClass(graph.type(n)) }, text) : text,
  );
}

// A whole field of a paper, every mention a link to what it names.
export function mentionLinks({ graph, state }, p, details, field) {
  const text = field === "title" ? (graph.title(p) ?? "") : details.text;
  return pieces(details, graph.title(p), { field, start: 0, end: text.length }).map(([part, n]) =>
    n === null ? part : el("a", { class: `mention ${kindClass(graph.type(n))}`, href: nodeHref(state, n) }, part),
  );
}

// A place for the sentences behind a claim, which come when they are read.
export function awaitedQuotes(view, p, wanted, evidenceOf) {
  const place = el("div", { class: "quotes awaited" });
  view.filling.ask(p, place, (details) => quotations(view, p, details, evidenceOf(details), wanted));
  return place;
}

// The way to the paper itself, wherever it is; comes with the paper's details. Nothing for what is no web address.
export function awaitedOutLink(view, p) {
  const place = el("span", { class: "out" });
  view.filling.ask(p, place, ({ url }) => {
    const link = outward(url);
    if (link?.tagName !== "A") return null;
    link.replaceChildren("↗");
    link.setAttribute("aria-label", `${view.graph.label(p)}: the paper itself`);
    link.setAttribute("title", url);
    return link;
  });
  return place;
}

// A paper that makes a claim: its name, year and confidence, and the sentences with `wanted` marked.
export function claimingPaper(view, claim, wanted, { by = "" } = {}) {
  const { paper, confidence, c } = claim;
  const head = el(
    "p",
    { class: "claim-head" },
    by ? el("span", { class: "by" }, by) : null,
    nodeLink(view, paper),
    paperByline(view.graph, paper),
    awaitedOutLink(view, paper),
    confidenceNote(confidence),
  );
  return [head, awaitedQuotes(view, paper, wanted, (details) => details.evidence(c))];
}

// Papers that claim something of `n`, as a list that folds.
export function roleList(view, key, claims, n) {
  const make = (claim) => el("li", { class: "claim" }, claimingPaper(view, claim, [n]));
  return foldedItems(view, key, claims, make, { list: { class: "claims" } });
}

// A quotation that is asked for: a button, and the function that shows it or takes it away. `name` tells it from the
// panel's others, so that it is open again when the panel is drawn anew.
export function quoteButton(label, name, toggle) {
  const button = el(
    "button",
    { type: "button", class: "quote-button", "data-keep": `quote ${name}`, "aria-expanded": "false", "aria-label": label },
    "“”",
  );
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    toggle(open);
  });
  return button;
}
