// The panel: what is known about the thing looked at, each statement with the sentence that supports it.

import { createFilling } from "./filling.js";
import { comparePanel } from "./panel_compare.js";
import { entityPanel } from "./panel_entity.js";
import { homePanel, topicPanel } from "./panel_home.js";
import { paperPanel } from "./panel_paper.js";

const panels = new WeakMap(); // container -> {subject, filling, folds}

// Draw what `context.state` looks at into `container`: at once what the index knows, the sentences as they are read.
// Where only filters or pins changed, the reader's place, unfolded lists and keyboard focus stay.
export function renderPanel(context, container) {
  const { value } = context.state;
  const before = panels.get(container);
  const subject = [value.focus, value.other, value.topic].join(" ");
  const same = before?.subject === subject;
  before?.filling.stop();
  const filling = createFilling(context.graph, container);
  const folds = same ? before.folds : new Map();
  panels.set(container, { subject, filling, folds });
  const view = { ...context, value, filling, folds };
  const held = same ? heldFocus(container) : null;
  const scrolled = same ? container.scrollTop : 0;
  container.setAttribute("aria-busy", "false");
  container.replaceChildren(...panelOf(view).flat(Infinity).filter(Boolean));
  container.classList.toggle("home", value.focus === null && value.topic === null);
  container.classList.toggle("comparing", value.focus !== null && value.other !== null);
  container.scrollTop = scrolled;
  if (held) container.querySelector(held)?.focus({ preventScroll: true });
}

// Hand the keyboard to what the panel shows.
export function focusPanel(container) {
  container.querySelector("h2")?.focus({ preventScroll: true });
}

function panelOf(view) {
  const { focus, other, topic } = view.value;
  if (focus === null) return topic === null ? homePanel(view) : topicPanel(view, topic);
  if (other !== null && other !== focus) return comparePanel(view, focus, other);
  return view.graph.isPaper(focus) ? paperPanel(view, focus) : entityPanel(view, focus);
}

// A selector for the button that has the focus, to find its successor once the panel is drawn anew.
function heldFocus(container) {
  const active = container.ownerDocument.activeElement;
  if (!container.contains(active)) return null;
  if (active.tagName === "H2") return "h2";
  const kept = active.getAttribute("data-keep");
  return kept === null ? null : `[data-keep="${CSS.escape(kept)}"]`;
}
