// The panel's building blocks: sections, lists that fold, bylines, and what is said where filters hide something.

import { NO_FILTERS } from "../graph/filters.js";
import { brief, chip, counted, el, glyph, isolated, nodeLink } from "../elements.js";
import { sureness } from "../graph/tally.js";

const LIST = { first: 5, step: 20 };
const CHIPS = { first: 12, step: 40 };

// A section with its heading. `told` stands at the heading's end: a count, or words; null for nothing.
export function panelSection(title, told, ...children) {
  const count = told === null ? null : el("span", {}, typeof told === "number" ? told.toLocaleString("en") : told);
  return el("section", {}, el("h3", { tabindex: "-1" }, el("span", { class: "title" }, title), count), children);
}

// Put the first of `items` into `parent`, and return it with a button that adds the next ones. How far a list was
// unfolded is remembered under `key` for as long as the panel shows the same thing.
export function foldInto(view, key, items, make, parent, { first = LIST.first, step = LIST.step, noun = "" } = {}) {
  let shown = 0;
  const more = el("button", { type: "button", class: "more", "data-keep": `more ${key}`, onclick: unfold });
  function showUpTo(most) {
    // No button for a single one: it takes as much room as what it would show.
    const end = items.length - most <= 1 ? items.length : most;
    parent.append(...items.slice(shown, end).map(make));
    shown = end;
    const left = items.length - shown;
    more.hidden = left === 0;
    more.textContent =
      left > step ? `Show ${step} more${noun} of ${left.toLocaleString("en")}` : `Show ${left} more${noun}`;
  }
  function unfold(event) {
    const next = parent.children.length;
    showUpTo(shown + step);
    view.folds.set(key, shown);
    // Pressed by key: go on where the new ones begin.
    if (event.detail === 0) parent.children[next]?.querySelector("a, button")?.focus({ preventScroll: true });
  }
  showUpTo(Math.max(first, view.folds.get(key) ?? 0));
  return [parent, more];
}

export function foldedItems(view, key, items, make, { list = {}, ...limits } = {}) {
  return foldInto(view, key, items, make, el("ul", list), limits);
}

// Entities as chips; `counts` (Map) gives the numbers behind their names, `firm` (Set) those framed more firmly.
export function foldedChips(view, key, nodes, { counts = null, firm = null, ...limits } = {}) {
  const make = (n) => el("li", { class: firm?.has(n) ? "firm" : null }, countedChip(view, n, counts?.get(n)));
  return foldInto(view, key, nodes, make, el("ul", { class: "chips" }), { ...CHIPS, ...limits });
}

function countedChip(view, n, count) {
  if (count === undefined) return chip(view, n);
  const told = el("span", { class: "count" }, count.toLocaleString("en"));
  return chip(view, n, told, el("span", { class: "unseen" }, count === 1 ? " paper" : " papers"));
}

// Entities, each on a line with its number of papers.
export function rankedList(view, key, rows, limits = {}) {
  const make = ([n, count]) =>
    el(
      "li",
      {},
      glyph(view.graph, view.graph.type(n)),
      nodeLink(view, n),
      el("span", { class: "count" }, counted(count, "paper", "papers")),
    );
  return foldedItems(view, key, rows, make, { list: { class: "rank" }, ...limits });
}

// What stands behind a paper's name: its year, and for a paper without a title what it introduces.
export function paperByline(graph, p) {
  const parts = [graph.year(p), graph.hint(p)].filter(Boolean);
  return parts.length ? el("span", { class: "byline" }, "  ", isolated(parts.join(" · "))) : null;
}

// Papers by name and year.
export function paperList(view, key, papers) {
  const make = (p) => el("li", {}, nodeLink(view, p), paperByline(view.graph, p));
  return foldedItems(view, key, papers, make, { list: { class: "stack" } });
}

export function confidenceNote(confidence) {
  if (confidence === null) return null;
  return el("span", { class: "by", title: sureness(confidence) }, `  confidence ${confidence.toFixed(2)}`);
}

// "12 more are filtered out", with the way to see them; null where nothing is.
export function filteredOut(view, count, words = `${counted(count, "more is", "more are")} filtered out.`) {
  if (!count) return null;
  return el("p", { class: "filtered" }, `${words} `, clearButton(view));
}

export function clearButton({ state, value }) {
  const clear = () => state.set({ ...NO_FILTERS, hidden: [] });
  const words = value.hidden.length ? "Clear filters and show what is hidden" : "Clear filters";
  return el("button", { type: "button", class: "small", "data-keep": "clear", onclick: clear }, words);
}

export function typeEyebrow(graph, type) {
  return el("p", { class: "eyebrow" }, glyph(graph, type), type);
}

export function panelHeading(label, ...children) {
  const long = label.length > 90;
  const told = children.length ? children : brief(label, 20000);
  return el("h2", { tabindex: "-1", dir: "auto", class: long ? "long" : null }, told);
}

// "Evaluates on" of "evaluates on".
export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

// A title's name before its colon, where it has one: "SummaReranker: A Multi-Task …" is known by it.
export function shortName(graph, n, most = 40) {
  const label = graph.label(n);
  const [first, rest] = graph.isPaper(n) && graph.title(n) !== null ? label.split(/:\s/, 2) : [label];
  return rest && first.length <= most ? first : brief(label, most);
}
