// What one can do with a node without opening it: a small bar beside the mark that is pointed at.

import { brief, counted, el, glyph, isolated } from "../elements.js";
import { canWiden, hiding, pinning, widening } from "../state/state.js";

const LINGER = 350; // milliseconds that the bar stays while the pointer goes over to it

// Return {point(n|null), follow(), leave()}: `follow` keeps the bar beside its node while the drawing moves, `leave`
// takes it away at once.
export function createNodeTools(context, bar) {
  const { graph, canvas, state } = context;
  let node = null;
  let leaving = null;

  const acts = [
    ["Widen", "Show what is around it too", widening],
    ["Pin", "Keep it in every view", pinning],
    ["Hide", "Take it out of every view", hiding],
  ];
  const buttons = acts.map(([word, title, change]) =>
    el("button", { type: "button", title, onclick: () => state.set(change(state.value, shut())) }, word),
  );
  const head = el("p", {});
  bar.replaceChildren(head, el("div", { class: "acts" }, buttons));
  bar.addEventListener("pointerenter", () => clearTimeout(leaving));
  bar.addEventListener("pointerleave", () => point(null));
  bar.addEventListener("focusout", ({ relatedTarget }) => bar.contains(relatedTarget) || point(null));

  // The button that was pressed is gone; the keyboard goes on from the canvas.
  function shut() {
    const n = node;
    if (hasFocus()) canvas.focus();
    leave();
    return n;
  }

  const hasFocus = () => bar.contains(bar.ownerDocument.activeElement);

  function leave() {
    clearTimeout(leaving);
    node = null;
    bar.hidden = true;
    canvas.point(null);
  }

  function point(n) {
    clearTimeout(leaving);
    if (n === null) {
      if (node !== null) leaving = setTimeout(() => hasFocus() || leave(), LINGER);
      return;
    }
    node = n;
    canvas.point(n);
    tell(n);
    follow();
  }

  function tell(n) {
    const { pinned, widened } = state.value;
    const what = graph.isPaper(n) ? [graph.year(n), graph.hint(n)] : [graph.type(n), counted(graph.count(n), "paper", "papers")];
    const facts = el("span", { class: "facts" }, isolated(what.filter(Boolean).join(" · ")));
    head.replaceChildren(glyph(graph, graph.type(n)), isolated(brief(graph.label(n), 90)), facts);
    buttons[0].hidden = !canWiden(state.value);
    buttons[0].textContent = widened.includes(n) ? "Narrow" : "Widen";
    buttons[1].textContent = pinned.includes(n) ? "Unpin" : "Pin";
    bar.hidden = false;
  }

  function follow() {
    if (node === null || bar.hidden) return;
    if (!canvas.view().nodes.includes(node)) {
      if (hasFocus()) canvas.focus();
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
