// What the reader can do with the thing looked at.

import { copyAddress, counted, el } from "../elements.js";
import { hiding, pinning, widening } from "../state/state.js";

export function closeButton({ state }) {
  const close = () => state.set({ focus: null, topic: null });
  return el(
    "button",
    { class: "close", type: "button", "aria-label": "Close", "data-keep": "close", onclick: close },
    "×",
  );
}

export function panelActions(view, n) {
  const { state, value, graph } = view;
  const widened = value.widened.includes(n);
  const pinned = value.pinned.includes(n);
  const buttons = [
    actionButton(
      "widen",
      "Widen",
      "Show its neighbours’ neighbours too",
      () => state.set(widening(value, n)),
      widened,
    ),
    actionButton(
      "pin",
      pinned ? "Unpin" : "Pin",
      "Keep it on the map, wherever you go",
      () => state.set(pinning(value, n)),
      pinned,
    ),
    actionButton("hide", "Hide", "Leave it out of the map and the lists", () =>
      state.set(hiding(value, n)),
    ),
    actionButton(
      "compare",
      "Compare with …",
      `Set ${graph.isPaper(n) ? "another paper" : "something else"} beside it`,
      () => view.chooseOther?.(n),
    ),
    copyButton(),
  ];
  if (state.canGoBack)
    buttons.unshift(actionButton("back", "Back", "Go back to what was looked at before", () => state.back()));
  return el("div", { class: "actions", role: "group", "aria-label": "Actions" }, buttons);
}

export function actionButton(name, label, title, act, pressed = null) {
  const attributes = { type: "button", class: "action", title, "data-keep": name, "data-action": name, onclick: act };
  return el("button", pressed === null ? attributes : { ...attributes, "aria-pressed": String(pressed) }, label);
}

// Copies the page's address, which holds the whole view. Where the browser forbids that, the address is laid out,
// selected, to be copied by hand.
export function copyButton() {
  const told = el("span", { class: "copied", role: "status" });
  async function copy() {
    const address = location.href;
    if (await copyAddress()) {
      told.replaceChildren("Copied");
      return;
    }
    const field = el("input", { type: "text", readonly: true, value: address, "aria-label": "This view’s address" });
    told.replaceChildren(field);
    field.focus();
    field.select();
  }
  return [actionButton("copy", "Copy link", "Copy the address of this view", copy), told];
}

// Jump links: a button for each section of a long panel.
export function contentsList(sections) {
  if (sections.length < 5) return null;
  const rows = sections.map((section) => {
    const heading = section.querySelector("h3");
    const jump = () => {
      heading.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
    };
    return el("li", {}, el("button", { type: "button", onclick: jump }, heading.querySelector(".title").textContent));
  });
  return el(
    "nav",
    { class: "contents", "aria-label": `Contents, ${counted(rows.length, "section", "sections")}` },
    el("ul", {}, rows),
  );
}
