// The canvas by keyboard: arrows walk from mark to mark, Enter opens, W widens, P pins, H hides.

import { canWiden, hiding, pageOf, pinning, widening } from "../state/state.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The node nearest to `from` in a direction: as far as it is off the way it counts double.
export function nextNode(places, from, [dx, dy]) {
  const start = places.get(from);
  let best = null;
  for (const [n, { x, y }] of places) {
    const along = (x - start.x) * dx + (y - start.y) * dy;
    const off = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (n === from || along <= 0 || off > 2.5 * along) continue;
    const cost = along + 2 * off;
    if (best === null || cost < best.cost) best = { n, cost };
  }
  return best?.n ?? null;
}

// point(n|null) shows where one is; say(text) tells it to those who do not see it; bar: where the keyboard may go
// from a mark and come back to it.
export function walkByKeys({ graph, canvas, state }, container, { point, say, bar }) {
  let here = null;

  function go(n) {
    here = n;
    point(n);
    const { edges } = canvas.view();
    const count = edges.filter(({ from, to }) => from === n || to === n).length;
    say(`${graph.label(n)}, ${graph.type(n)}, ${count} ${count === 1 ? "line" : "lines"} shown. Enter opens it.`);
  }

  const acts = {
    Enter: (n) => state.set(pageOf(n)),
    w(n) {
      if (canWiden(state.value)) act(widening, n, state.value.widened.includes(n) ? "no longer widened" : "widened");
      else say("Only what is around one thing can be widened: Enter opens this one.");
    },
    p: (n) => act(pinning, n, state.value.pinned.includes(n) ? "no longer pinned" : "pinned"),
    h: (n) => act(hiding, n, "hidden"),
  };

  function act(change, n, word) {
    state.set(change(state.value, n));
    say(`${graph.label(n)}: ${word}.`);
  }

  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const places = canvas.places();
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (here !== null && !places.has(here)) here = null;
    if (event.key in WAYS && places.size) {
      event.preventDefault();
      const start = here ?? (places.has(state.value.focus) ? state.value.focus : null);
      const next = start === null ? canvas.view().nodes[0] : nextNode(places, start, WAYS[event.key]);
      if (next !== null) go(next);
    } else if (here !== null && key in acts) {
      event.preventDefault();
      acts[key](here);
    }
  });
  container.addEventListener("blur", ({ relatedTarget }) => {
    if (!bar.contains(relatedTarget)) here = null;
    point(null);
  });
  container.addEventListener("focus", () => here !== null && point(here));
  bar.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget !== container && !bar.contains(relatedTarget)) here = null;
  });
}
