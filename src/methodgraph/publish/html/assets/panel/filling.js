// Sentences arrive later than the rest of the panel. They are filled in here: never into a panel that shows something
// else by then, and never so that what is being read moves.

const KEPT_PAPERS = 400; // whose details stay at hand
const AT_ONCE = 8; // places filled in one go: soon something to read, yet few reflows

const readDetails = new WeakMap(); // graph -> Map of papers whose details came: drawn anew, they stand at once

// container: the panel. Ask for details with `ask`; `stop` when something else is drawn, and what is under way is dropped.
export function createFilling(graph, container) {
  if (!readDetails.has(graph)) readDetails.set(graph, new Map());
  const known = readDetails.get(graph);
  const waiting = [];
  let running = false;
  let stopped = false;

  async function run() {
    while (waiting.length && !stopped) {
      const batch = waiting.splice(0, AT_ONCE);
      const told = await Promise.all(batch.map(({ p }) => detailsOrNull(graph, p)));
      told.forEach((details, i) => details && known.set(batch[i].p, details));
      for (const p of [...known.keys()].slice(0, Math.max(0, known.size - KEPT_PAPERS))) known.delete(p);
      if (!stopped) steadily(container, () => batch.forEach(({ place, make }, i) => fillPlace(place, told[i], make)));
    }
    running = false;
    if (!stopped) container.setAttribute("aria-busy", "false");
  }

  return {
    // Put what `make(details)` returns in `place` once the details of paper `p` are there. Places fill in order.
    ask(p, place, make) {
      if (known.has(p)) {
        fillPlace(place, known.get(p), make);
        return;
      }
      waiting.push({ p, place, make });
      if (running || stopped) return;
      running = true;
      container.setAttribute("aria-busy", "true");
      queueMicrotask(run);
    },
    stop() {
      stopped = true;
      waiting.length = 0;
    },
  };
}

// A damaged block costs its own sentences, not the panel.
async function detailsOrNull(graph, p) {
  try {
    return await graph.details(p);
  } catch {
    return null;
  }
}

function fillPlace(place, details, make) {
  place.classList.remove("awaited");
  place.replaceChildren(
    ...[details ? make(details) : "The paper’s text cannot be read."].flat(Infinity).filter(Boolean),
  );
}

// Run `change` and scroll by as much as it moved the first thing in sight. (Browsers' own anchoring is switched off in
// panel.css: not all have it, and two corrections would be one too many.)
export function steadily(container, change) {
  if (container.scrollTop === 0) {
    change();
    return;
  }
  const top = container.getBoundingClientRect().top;
  const marks = container.querySelectorAll("h2, h3, h4, li, tr, p");
  const anchor = [...marks].find((mark) => mark.getBoundingClientRect().top >= top - 1); // places may stand between pixels
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor?.isConnected) container.scrollTop += anchor.getBoundingClientRect().top - before;
}
