// Puts the parts together: the state leads, and everything that is drawn follows it.

import { createCanvas } from "./canvas/canvas.js";
import { createCombobox } from "./combobox.js";
import { openGraph } from "./graph/data.js";
import { downloads } from "./take/download.js";
import { beginning, brief, counted, el } from "./elements.js";
import { walkByKeys } from "./canvas/keys.js";
import { createNodeTools } from "./canvas/nodetools.js";
import { focusPanel, renderPanel } from "./panel/panel.js";
import { renderRail } from "./rail/rail.js";
import { createSearch } from "./graph/search.js";
import { createStage } from "./canvas/stage.js";
import { createState, isSameLine, pageOf } from "./state/state.js";

const byId = (id) => document.getElementById(id);

const TOO_OLD = "This browser is too old for the page: it needs Chrome or Edge 111, Firefox 121 or Safari 16.4, or newer.";

export function start() {
  startPage().catch((error) => {
    byId("empty").hidden = false;
    byId("empty").textContent = isOld() ? TOO_OLD : `The graph could not be opened: ${error.message}`;
    throw error;
  });
}

const isOld = () => !globalThis.DecompressionStream || !Array.prototype.toSorted;

async function startPage() {
  if (isOld()) throw new Error("a browser too old");
  const context = { graph: await openGraph(document) };
  const { graph } = context;
  const state = (context.state = createState(graph, window));
  const tools = createParts(context);
  const box = createSearchField(context);
  tellCounts(graph);
  tellSite();
  byId("downloads").replaceChildren(downloads(context));
  wireButtons(context, box);
  walkByKeys(context, byId("canvas"), {
    point: tools.point,
    say: (text) => (byId("said").textContent = text),
    bar: byId("node-tools"),
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", context.canvas.repaint);
  const follow = follower(context, document.title);
  state.subscribe(follow);
  follow(state.value, null);
  context.canvas.fit(0);
  window.methodgraph = openToTests(context);
}

// The canvas, and the bar beside the mark that is pointed at; each tells the other.
function createParts(context) {
  const { graph, state } = context;
  const narrow = matchMedia("(max-width: 860px)");
  let tools = null;
  context.canvas = createCanvas(
    { graph, vis: globalThis.vis, container: byId("canvas") },
    {
      choose(n) {
        tools.leave();
        if (n !== null && !context.takeAsked(n)) state.set(pageOf(n));
      },
      open: (topic) => state.set({ topic }),
      read: ({ from, predicate, to }) => state.set({ line: { from, predicate, to } }),
      point: (n) => tools.point(n),
      moved: () => tools?.follow(),
      sheetHeight: () => (narrow.matches ? byId("panel").offsetHeight : 0),
    },
  );
  tools = createNodeTools(context, byId("node-tools"));
  return tools;
}

function createSearchField(context) {
  const { graph, state } = context;
  let search;
  const box = createCombobox(context, { input: byId("search"), list: byId("hits") }, {
    search: () => (search ??= createSearch(graph)),
    pick: (n) => state.set(pageOf(n)),
  });
  context.takeAsked = box.take;
  context.releaseAsked = box.release;
  context.chooseOther = () => {
    box.ask(`Compare ${brief(graph.label(state.value.focus), 40)} with …`, (n) => n !== state.value.focus && state.set({ other: n }));
  };
  return box;
}

// Return what draws a state when it changes.
function follower(context, title) {
  const { graph, state } = context;
  const panel = byId("panel");
  const stage = createStage(context, { shown: byId("shown"), empty: byId("empty") });
  return (value, before) => {
    const home = [value.focus, value.topic, value.line].every((part) => part === null);
    const moved = before && (["focus", "other", "topic"].some((part) => value[part] !== before[part]) || !isSameLine(value.line, before.line));
    if (moved) {
      stopPhysics();
      context.releaseAsked(); // what was asked of the view before has no answer in this one
    }
    renderPanel(context, panel); // first: on a phone it is a sheet, which leaves the drawing less room
    stage.draw(value);
    renderRail(context, byId("rail"));
    document.title = value.focus === null ? title : `${beginning(graph.label(value.focus), 80)} · ${title}`;
    // A button that is disabled would lose the focus that it has.
    byId("back").setAttribute("aria-disabled", String(!state.canGoBack));
    byId("overview").setAttribute("aria-disabled", String(home));
    if (moved && document.activeElement !== byId("canvas")) focusPanel(panel);
  };
}

// What moves in one view has no business in the next.
function stopPhysics() {
  if (byId("physics").getAttribute("aria-pressed") === "true") byId("physics").click();
}

// For tests and the curious: where things are on screen, and what is shown.
function openToTests({ graph, state, canvas }) {
  return {
    graph, state, network: canvas.network,
    shown: () => canvas.view().nodes.map(graph.id),
    shownEdges: () => canvas.view().edges,
    labels: canvas.labels, topics: canvas.topics, topicPlace: canvas.topicPlace,
    place: (id) => canvas.screen(graph.find(id)),
  };
}

function tellCounts(graph) {
  const told = [
    [graph.papers, "paper", "papers"],
    [graph.entities, "entity", "entities"],
    [graph.claims, "claim", "claims"],
  ];
  byId("counts").replaceChildren(
    ...told.flatMap(([count, one, many], i) => {
      const [figure, word] = counted(count, one, many).split(" ");
      return [i ? " · " : "", el("b", {}, figure), ` ${word}`];
    }),
  );
}

// Served, the page stands beside others; from disk it stands alone.
function tellSite() {
  if (!("site" in document.documentElement.dataset)) return;
  byId("site").append(el("a", { href: "/query" }, "Query"), el("a", { href: "/ontology" }, "Ontology"));
  byId("site").hidden = false;
}

function wireButtons({ canvas, state }, box) {
  const rail = byId("rail");
  const press = (id, act) =>
    byId(id).addEventListener("click", () => byId(id).getAttribute("aria-disabled") === "true" || act());
  press("back", state.back);
  press("overview", () => state.set({ focus: null, topic: null, line: null }));
  byId("zoom-in").addEventListener("click", () => canvas.zoom(1.35));
  byId("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.35));
  byId("fit").addEventListener("click", () => canvas.fit());
  byId("physics").addEventListener("click", ({ currentTarget }) => {
    const on = currentTarget.getAttribute("aria-pressed") !== "true";
    currentTarget.setAttribute("aria-pressed", String(on));
    canvas.move(on);
    if (!on) canvas.fit();
  });
  byId("rail-toggle").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-expanded", String(rail.classList.toggle("open")));
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=range]), textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.input.focus();
    } else if (event.key === "Escape" && !typing) {
      if (rail.classList.contains("open")) byId("rail-toggle").click();
      else if (state.value.line !== null) state.set({ line: null });
      else if (state.value.other !== null) state.set({ other: null });
      else if (state.value.focus !== null || state.value.topic !== null) state.set({ focus: null, topic: null });
    }
  });
}
