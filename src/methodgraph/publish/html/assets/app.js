// Puts the parts together: the state leads, and everything that is drawn follows it.

import { createCanvas } from "./canvas.js";
import { createCombobox } from "./combobox.js";
import { openGraph } from "./data.js";
import { downloads } from "./download.js";
import { brief, counted, el } from "./elements.js";
import { walkByKeys } from "./keys.js";
import { createNodeTools } from "./nodetools.js";
import { focusPanel, renderPanel } from "./panel.js";
import { placesOf } from "./place.js";
import { renderRail } from "./rail.js";
import { createSearch } from "./search.js";
import { createState } from "./state.js";
import { viewOf } from "./view.js";

const byId = (id) => document.getElementById(id);

export function start() {
  startPage().catch((error) => {
    byId("empty").hidden = false;
    byId("empty").textContent = globalThis.DecompressionStream
      ? `The graph could not be opened: ${error.message}`
      : "This browser is too old for the page: it needs Chrome or Edge 103, Firefox 113 or Safari 16.4, or newer.";
    throw error;
  });
}

async function startPage() {
  const title = document.title;
  const narrow = matchMedia("(max-width: 860px)");
  const panel = byId("panel");
  const rail = byId("rail");
  const context = { graph: await openGraph(document) };
  const { graph } = context;
  const state = (context.state = createState(graph, window));
  const tools = { point: () => {}, follow: () => {} };
  const canvas = (context.canvas = createCanvas(
    { graph, vis: globalThis.vis, container: byId("canvas") },
    {
      choose: (n) => (n === null ? tools.point(null) : state.set({ focus: n })),
      open: (topic) => state.set({ topic }),
      point: (n) => tools.point(n),
      moved: () => tools.follow(),
      sheetHeight: () => (narrow.matches && state.value.focus !== null ? panel.offsetHeight : 0),
    },
  ));
  Object.assign(tools, createNodeTools(context, byId("node-tools")));
  const say = (text) => (byId("said").textContent = text);

  let search;
  const box = createCombobox(context, { input: byId("search"), list: byId("hits") }, {
    search: () => (search ??= createSearch(graph)),
    pick: (n) => state.set({ focus: n }),
  });
  context.chooseOther = () => {
    const { focus } = state.value;
    box.ask(`Compare ${brief(graph.label(focus), 40)} with …`, (n) => n !== focus && state.set({ other: n }));
  };

  const kept = new Map(); // where the nodes of a view stood, by the view
  let shownAs = null;

  function draw(value, before) {
    const view = viewOf(graph, value);
    const name = viewName(value);
    const known = name === shownAs ? canvas.places() : kept.get(name) ?? new Map();
    if (shownAs !== null && name !== shownAs) kept.set(shownAs, canvas.places());
    const places = placesOf(graph, view, value, known, canvas.shape());
    canvas.show(view, value, places);
    if (name !== shownAs) canvas.frame([...places.keys()], value.focus === null ? 1.6 : 1.25);
    else if (before && view.nodes.length > known.size) canvas.fit();
    shownAs = name;
    tellShown(view);
  }

  function tellShown(view) {
    const all = graph.size.toLocaleString("en");
    const more = view.more ? `, ${view.more.toLocaleString("en")} more around it` : "";
    const told = `${view.nodes.length.toLocaleString("en")} of ${all} shown${more}`;
    // A live region speaks at every write, even of the words it holds already.
    if (byId("shown").textContent !== told) byId("shown").textContent = told;
    byId("empty").hidden = view.nodes.length > 0;
    byId("empty").textContent = graph.size ? "Nothing to show with these filters." : "No papers yet.";
  }

  function follow(value, before) {
    draw(value, before);
    renderRail(context, rail);
    renderPanel(context, panel);
    panel.classList.toggle("home", value.focus === null && value.topic === null);
    const named = value.focus === null ? null : graph.label(value.focus).slice(0, 80);
    document.title = named === null ? title : `${named} · ${title}`;
    byId("back").disabled = !state.canGoBack;
    byId("overview").disabled = value.focus === null && value.topic === null;
    const moved = before && (value.focus !== before.focus || value.other !== before.other || value.topic !== before.topic);
    if (moved && document.activeElement !== byId("canvas")) focusPanel(panel);
  }

  tellCounts(graph);
  tellSite();
  byId("downloads").replaceChildren(downloads(context));
  wireButtons({ context, box, rail });
  walkByKeys(context, byId("canvas"), { point: (n) => tools.point(n), say });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", canvas.repaint);
  state.subscribe(follow);
  follow(state.value, null);
  canvas.fit(0);
  // For tests and the curious: where things are on screen, and what is shown.
  window.methodgraph = {
    graph, state, network: canvas.network,
    shown: () => canvas.view().nodes.map(graph.id),
    shownEdges: () => canvas.view().edges,
    labels: canvas.labels, topics: canvas.topics, topicPlace: canvas.topicPlace,
    place: (id) => canvas.screen(graph.find(id)),
  };
}

// What a view is of, apart from the filters: as long as it is the same, marks keep their places.
function viewName({ focus, other, topic }) {
  return [focus, other, topic].join("/");
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

function wireButtons({ context, box, rail }) {
  const { canvas, state } = context;
  byId("back").addEventListener("click", state.back);
  byId("overview").addEventListener("click", () => state.set({ focus: null, topic: null }));
  byId("zoom-in").addEventListener("click", () => canvas.zoom(1.35));
  byId("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.35));
  byId("fit").addEventListener("click", () => canvas.fit());
  byId("physics").addEventListener("click", ({ currentTarget }) => {
    const on = currentTarget.getAttribute("aria-pressed") !== "true";
    currentTarget.setAttribute("aria-pressed", String(on));
    canvas.move(on);
  });
  byId("rail-toggle").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-expanded", String(rail.classList.toggle("open")));
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.input.focus();
    } else if (event.key === "Escape" && !typing) {
      if (rail.classList.contains("open")) byId("rail-toggle").click();
      else if (state.value.other !== null) state.set({ other: null });
      else if (state.value.focus !== null || state.value.topic !== null) state.set({ focus: null, topic: null });
    }
  });
}
