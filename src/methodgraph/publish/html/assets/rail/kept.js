// What the reader pinned and hid, each with its way back.

import { el, nodeHref, nodeLink } from "../elements.js";

// Fill `container`; return a function to be called whenever anything changed.
export function renderKept(context, container) {
  const updates = [
    keptList(context, container, { field: "pinned", title: "Pinned", undo: "unpin", all: "unpin all" }),
    keptList(context, container, { field: "hidden", title: "Hidden", undo: "show", all: "show all" }),
  ];
  return () => updates.forEach((update) => update());
}

function keptList(context, container, { field, title, undo, all }) {
  const { graph, state } = context;
  const list = el("ul", { class: "kept" });
  const heading = el("h2", { tabindex: "-1" }, title);
  const everything = el("button", { type: "button", class: "rail-link", onclick: () => state.set({ [field]: [] }) }, all);
  const section = el("section", { "data-kept": field }, el("header", {}, heading, everything), list);
  let told = null;
  container.append(section);

  const item = (n) => {
    const release = () => state.set({ [field]: state.value[field].filter((other) => other !== n) });
    const button = el("button", { type: "button", class: "rail-link", "aria-label": `${undo} ${graph.label(n)}`, onclick: release }, undo);
    return el("li", {}, nodeLink(context, n), button);
  };
  return () => {
    const nodes = state.value[field];
    if (told !== null && String(nodes) === String(told)) {
      // A link holds the whole view: it changes with every filter.
      nodes.forEach((n, i) => list.children[i].querySelector("a").setAttribute("href", nodeHref(state, n)));
      return;
    }
    told = [...nodes];
    const wasInside = section.contains(section.ownerDocument.activeElement);
    section.hidden = nodes.length === 0;
    list.replaceChildren(...nodes.map(item));
    // The button that was pressed is gone; the keyboard goes on from the next one.
    if (wasInside) (list.querySelector("button") ?? section.parentElement.querySelector("button"))?.focus();
  };
}
