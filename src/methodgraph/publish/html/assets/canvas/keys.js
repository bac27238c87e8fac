// The canvas by keyboard: arrows walk from mark to mark, Enter opens, W widens, P pins, H hides.

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

// point(n|null) shows where one is; say(text) tells it to those who do not see it.
export function walkByKeys({ graph, canvas, state }, container, { point, say }) {
  let here = null;

  function go(n) {
    here = n;
    point(n);
    const { edges } = canvas.view();
    const count = edges.filter(({ from, to }) => from === n || to === n).length;
    say(`${graph.label(n)}, ${graph.type(n)}, ${count} ${count === 1 ? "line" : "lines"} shown. Enter opens it.`);
  }

  const acts = {
    Enter: (n) => state.set({ focus: n }),
    w: (n) => state.set({ widened: [...state.value.widened, n] }),
    p: (n) => state.set({ pinned: state.value.pinned.includes(n) ? state.value.pinned.filter((one) => one !== n) : [...state.value.pinned, n] }),
    h: (n) => state.set({ hidden: [...state.value.hidden, n] }),
  };

  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const places = canvas.places();
    if (here !== null && !places.has(here)) here = null;
    if (event.key in WAYS && places.size) {
      event.preventDefault();
      const start = here ?? (places.has(state.value.focus) ? state.value.focus : null);
      const next = start === null ? canvas.view().nodes[0] : nextNode(places, start, WAYS[event.key]);
      if (next !== null) go(next);
    } else if (here !== null && event.key in acts) {
      event.preventDefault();
      acts[event.key](here);
    }
  });
  container.addEventListener("blur", () => {
    here = null;
    point(null);
  });
}
