// The search field: a combobox with a list (ARIA authoring practices), used by keys or pointer.

import { brief, counted, el, glyph, isolated } from "./elements.js";

const HITS = 12;
const WHILE_CLICKING = 400; // milliseconds

// search: () -> what search.js makes, asked for when first needed. pick(n): what a hit does.
// Return {input, ask(words, pick), take(n), release()}: `ask` asks for one node, told in the field, and gives it to
// `pick`; `release` takes the question back.
export function createCombobox({ graph }, { input, list }, { search, pick }) {
  const usual = input.placeholder;
  let hits = [];
  let active = -1;
  let asked = null;
  let leaving = null;

  function mark(position) {
    active = position;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === position)));
    if (position >= 0) {
      input.setAttribute("aria-activedescendant", list.children[position].id);
      list.children[position].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show() {
    hits = search().find(input.value, HITS);
    const open = input.value.trim() !== "";
    list.replaceChildren(...hits.map(option));
    if (open && hits.length === 0) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing by that name"));
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    mark(open && hits.length ? 0 : -1);
  }

  // What is not seen cannot be chosen.
  function hide() {
    hits = [];
    active = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option({ n, name }, i) {
    const label = graph.label(n);
    const told = el("span", { class: "hit-name" }, isolated(brief(label)));
    // The name that matched; else what tells this one from others of its name.
    const more = name !== label ? name : graph.isPaper(n) ? graph.hint(n) : graph.sense(n);
    if (more && more !== label) told.append(el("span", { class: "hit-alias" }, "  ", isolated(brief(more))));
    const take = (event) => {
      event.preventDefault(); // or the field loses focus first, and the list closes under the pointer
      choose(i);
    };
    const kind = graph.isPaper(n) ? [graph.type(n), graph.year(n)] : [graph.type(n), counted(graph.count(n), "paper", "papers")];
    return el(
      "li",
      { id: `hit-${i}`, role: "option", "aria-selected": "false", onmousedown: take, onmousemove: () => mark(i) },
      glyph(graph, graph.type(n)),
      told,
      el("span", { class: "hit-kind" }, kind.filter(Boolean).join(" · ")),
    );
  }

  function choose(i) {
    if (!hits[i]) return;
    const { n } = hits[i];
    const give = asked ?? pick;
    input.value = "";
    release();
    hide();
    give(n);
  }

  // What was typed as an answer goes with its question.
  function release() {
    if (asked === null) return;
    clearTimeout(leaving);
    asked = null;
    input.value = "";
    hide();
    input.placeholder = usual;
    input.setAttribute("aria-label", usual);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? show() : mark(hits.length ? (active + 1) % hits.length : -1)),
    ArrowUp: () => !list.hidden && mark(hits.length ? (active - 1 + hits.length) % hits.length : -1),
    Enter: () => choose(active),
    Escape: () => {
      if (list.hidden) {
        input.value = "";
        release();
      }
      hide();
    },
  };
  // Getting ready takes half a second for hundreds of thousands of names: better now than at the first letter.
  input.addEventListener("focus", () => setTimeout(search, 0), { once: true });
  input.addEventListener("input", show);
  input.addEventListener("blur", () => {
    hide();
    clearTimeout(leaving);
    // Who is asked for a node may point at one on the canvas instead: the click comes after this.
    leaving = setTimeout(() => input !== document.activeElement && release(), WHILE_CLICKING);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  return {
    input,
    release,
    // Give a node that was chosen elsewhere to who asked for one; false where nobody did.
    take(n) {
      if (asked === null) return false;
      const give = asked;
      release();
      give(n);
      return true;
    },
    ask(words, give) {
      asked = give;
      input.placeholder = words;
      input.setAttribute("aria-label", words);
      input.value = "";
      hide();
      input.focus();
    },
  };
}
