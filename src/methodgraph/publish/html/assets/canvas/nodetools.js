// What one can do with a node without opening it: a small bar beside the mark that is pointed at.

import { brief, counted, el, glyph, isolated } from "../elements.js";

const LINGER = 350; // milliseconds that the bar stays while the pointer goes over to it

// Return {point(n|null), follow()}: `follow` keeps the bar beside its node while the drawing moves.
export function createNodeTools(context, bar) {
  const { graph, canvas, state } = context;
  let node = null;
  let leaving = null;

  const within = (list, n) => (list.includes(n) ? list.filter((other) => other !== n) : [...list, n]);
  const acts = [
    ["Widen", "Show what is around it too", (n) => state.set({ widened: [...state.value.widened.filter((one) => one !== n), n] })],
    ["Pin", "Keep it in every view", (n) => state.set({ pinned: within(state.value.pinned, n) })],
    ["Hide", "Take it out of every view", (n) => state.set({ hidden: [...state.value.hidden, n] })],
  ];
  const buttons = acts.map(([word, title, act]) =>
    el("button", { type: "button", title, onclick: () => act(shut()) }, word),
  );
  const head = el("p", {});
  bar.replaceChildren(head, el("div", { class: "acts" }, buttons));
  bar.addEventListener("pointerenter", () => clearTimeout(leaving));
  bar.addEventListener("pointerleave", () => point(null));

  function shut() {
    const n = node;
    leave();
    return n;
  }

  function leave() {
    clearTimeout(leaving);
    node = null;
    bar.hidden = true;
    canvas.point(null);
  }

  function point(n) {
    clearTimeout(leaving);
    if (n === null) {
      if (node !== null) leaving = setTimeout(leave, LINGER);
      return;
    }
    node = n;
    canvas.point(n);
    tell(n);
    follow();
  }

  function tell(n) {
    const { focus, other, pinned } = state.value;
    const chosen = n === focus || n === other;
    const what = graph.isPaper(n) ? [graph.year(n), graph.hint(n)] : [graph.type(n), counted(graph.count(n), "paper", "papers")];
    const facts = el("span", { class: "facts" }, isolated(what.filter(Boolean).join(" · ")));
    head.replaceChildren(glyph(graph, graph.type(n)), isolated(brief(graph.label(n), 90)), facts);
    buttons[0].hidden = focus === null;
    buttons[1].textContent = pinned.includes(n) ? "Unpin" : "Pin";
    buttons[2].hidden = chosen;
    bar.hidden = false;
  }

  function follow() {
    if (node === null || bar.hidden) return;
    if (!canvas.view().nodes.includes(node)) {
      leave();
      return;
    }
    const stage = bar.parentElement.getBoundingClientRect();
    const at = canvas.screen(node);
    const half = bar.offsetWidth / 2;
    const x = Math.min(Math.max(at.x - stage.left, half + 6), Math.max(stage.width - half - 6, half + 6));
    const above = at.y - stage.top - canvas.radius(node) - 14 - bar.offsetHeight;
    bar.style.transform = `translate(${Math.round(x - half)}px, ${Math.round(above > 4 ? above : at.y - stage.top + canvas.radius(node) + 22)}px)`;
  }

  return { point, follow, leave };
}
