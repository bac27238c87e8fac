// The panel: what is known about the thing looked at, each statement with the sentence that supports it.

import { createFilling } from "./filling.js";
import { comparePanel } from "./panel_compare.js";
import { entityPanel } from "./panel_entity.js";
import { linePanel } from "./panel_line.js";
import { homePanel, topicPanel } from "./panel_home.js";
import { paperPanel } from "./panel_paper.js";

const panels = new WeakMap(); // container -> {subject, filling, folds}
const QUOTES = "open quotes"; // among the folds

// Draw what `context.state` looks at into `container`: at once what the index knows, the sentences as they are read.
// Where only filters or pins changed, the reader's place, unfolded lists and keyboard focus stay.
export function renderPanel(context, container) {
  const { value } = context.state;
  const before = panels.get(container);
  const subject = [value.focus, value.other, value.topic, ...Object.values(value.line ?? {})].join(" ");
  const same = before?.subject === subject;
  before?.filling.stop();
  const filling = createFilling(context.graph, container);
  const folds = same ? before.folds : new Map();
  panels.set(container, { subject, filling, folds });
  const view = { ...context, value, filling, folds };
  const held = same ? heldFocus(container) : null;
  const place = same ? placeOf(container) : null;
  if (same) folds.set(QUOTES, openQuotes(container));
  container.setAttribute("aria-busy", "false");
  container.replaceChildren(...panelOf(view).flat(Infinity).filter(Boolean));
  container.classList.toggle("home", value.focus === null && value.topic === null && value.line === null);
  container.classList.toggle("comparing", value.focus !== null && value.other !== null);
  openAgain(container, folds.get(QUOTES) ?? []);
  takePlace(container, place);
  // What had the focus may be gone, by what it did or by a filter.
  if (held) (container.querySelector(held) ?? container.querySelector("h2"))?.focus({ preventScroll: true });
}

// The quotations that are open, by what their buttons are kept by.
const openQuotes = (container) =>
  [...container.querySelectorAll('.quote-button[aria-expanded="true"]')].map((button) => button.getAttribute("data-keep"));

function openAgain(container, kept) {
  for (const name of kept) container.querySelector(`.quote-button${keptAs(name)}`)?.click();
}

const keptAs = (name) => `[data-keep="${CSS.escape(name)}"]`;

// Hand the keyboard to what the panel shows.
export function focusPanel(container) {
  container.querySelector("h2")?.focus({ preventScroll: true });
}

function panelOf(view) {
  const { focus, other, topic, line } = view.value;
  if (line !== null) return linePanel(view, line);
  if (focus === null) return topic === null ? homePanel(view) : topicPanel(view, topic);
  if (other !== null && other !== focus) return comparePanel(view, focus, other);
  return view.graph.isPaper(focus) ? paperPanel(view, focus) : entityPanel(view, focus);
}

// Where the reader is: so far down, and how far the section begins below or above the panel's top.
function placeOf(container) {
  const top = container.getBoundingClientRect().top;
  const section = [...container.querySelectorAll("section")].find((one) => one.getBoundingClientRect().bottom > top);
  const begins = section ? section.getBoundingClientRect().top - top : 0;
  return { scrolled: container.scrollTop, title: titleOf(section), begins };
}

const titleOf = (section) => section?.querySelector("h3 .title")?.textContent ?? null;

// Go back there, where the section still is; what stands above it may have come or gone.
function takePlace(container, place) {
  container.scrollTop = place?.scrolled ?? 0;
  if (!place?.scrolled || place.title === null) return;
  const section = [...container.querySelectorAll("section")].find((one) => titleOf(one) === place.title);
  if (!section) return;
  container.scrollTop += section.getBoundingClientRect().top - container.getBoundingClientRect().top - place.begins;
}

// A selector for what has the focus, to find its successor once the panel is drawn anew; null where the panel's inside
// does not have it.
function heldFocus(container) {
  const active = container.ownerDocument.activeElement;
  if (active === container || !container.contains(active)) return null;
  const kept = active.getAttribute("data-keep");
  return kept === null ? "h2" : keptAs(kept);
}
