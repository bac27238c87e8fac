// A button with a menu under it, as the keyboard and screen readers know menus.

import { el } from "../elements.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

// Return the element. items: [{id, label, hint, act}]; `act` is called once the menu is shut and the focus is back.
export function menuButton(label, items) {
  const list = el("ul", { role: "menu", "aria-label": label, hidden: true });
  const button = el("button", { type: "button", class: "menu-button", "aria-haspopup": "menu", "aria-expanded": "false" }, label);
  const entries = items.map(({ id, label: name, hint, act }) =>
    el(
      "li",
      { role: "menuitem", tabindex: "-1", "data-item": id, onclick: () => { show(false); act(); } },
      el("span", { class: "menu-name" }, name),
      el("span", { class: "menu-hint" }, hint),
    ),
  );
  list.append(...entries);
  const element = el("div", { class: "menu" }, button, list);

  function show(open, { returns = true } = {}) {
    if (list.hidden === !open) return;
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (!open && returns) button.focus();
  }
  const to = (at) => entries.at(at % entries.length).focus();

  button.addEventListener("click", () => {
    show(list.hidden);
    if (!list.hidden) to(0);
  });
  button.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    show(true);
    to(event.key === "ArrowDown" ? 0 : -1);
  });
  list.addEventListener("keydown", (event) => menuKey(event, { entries, to, shut: () => show(false) }));
  // Leaving the menu by the Tab key or by a click elsewhere shuts it, and the focus stays where it went.
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) show(false, { returns: false });
  });
  return element;
}

function menuKey(event, { entries, to, shut }) {
  const at = entries.indexOf(event.target);
  const acts = {
    Escape: shut,
    Enter: () => event.target.click(),
    " ": () => event.target.click(),
    Home: () => to(0),
    End: () => to(-1),
    ArrowDown: () => to(at + 1),
    ArrowUp: () => to(at - 1),
  };
  const named = entries.findIndex((entry) => entry.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
  const act = acts[event.key] ?? (event.key.length === 1 && named >= 0 ? () => to(named) : null);
  if (act === null || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation(); // Escape shuts the menu, not what lies beneath it
  act();
}
