// What one can take along of what is shown: its address, a picture, a table, a graph, RDF.

import { csvOf } from "./csv.js";
import { copyAddress, counted, el } from "../elements.js";
import { fileStem, gather } from "./gathered.js";
import { graphmlOf } from "./graphml.js";
import { menuButton } from "./menu.js";
import { svgOf } from "./svg.js";
import { turtleOf } from "./turtle.js";

const KEEP = 60_000; // milliseconds that a file is held for the browser to fetch it
const TELL = 8_000; // milliseconds that it stands there what happened

// Each makes a Blob, or a text that becomes one, of what is shown.
const FILES = [
  { id: "png", label: "PNG", hint: "picture", media: "image/png", make: ({ canvas }) => canvas.image() },
  { id: "svg", label: "SVG", hint: "drawing, for papers and slides", media: "image/svg+xml", make: drawing },
  { id: "csv", label: "CSV", hint: "claims and their sentences", media: "text/csv", make: fromGathered(csvOf) },
  { id: "graphml", label: "GraphML", hint: "for Gephi, Cytoscape, networkx", media: "application/graphml+xml", make: fromGathered(graphmlOf) },
  { id: "ttl", label: "Turtle", hint: "RDF, with its evidence", media: "text/turtle", make: fromGathered(turtleWithEvidence) },
];

// Return the button with its menu, and beside it a line that tells what happened.
export function downloads(context) {
  const told = el("p", { class: "downloads-told", role: "status" });
  let silence = null;
  function say(text) {
    clearTimeout(silence);
    told.textContent = text;
    silence = setTimeout(() => (told.textContent = ""), TELL);
  }
  const files = FILES.map((file) => ({ ...file, act: () => saved(context, file, say) }));
  const link = { id: "link", label: "Copy link", hint: "to this very view", act: () => copied(say) };
  return el("div", { class: "downloads-box" }, told, menuButton("Export", [link, ...files]));
}

async function saved(context, { id, label, media, make }, say) {
  say(`Preparing ${label} …`);
  const name = `${stemOf(context)}.${id}`; // of what is shown now: the reader may walk on
  try {
    const made = await make(context);
    hand(made instanceof Blob ? made : new Blob([made], { type: `${media};charset=utf-8` }), name);
    say(`${name} is ready.`);
  } catch (error) {
    say(`${label} could not be made: ${error.message}`);
  }
}

function hand(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP);
}

async function copied(say) {
  const done = await copyAddress();
  say(done ? "The link is copied." : "This browser lets no page copy; the link is in its address bar.");
}

// Return what a file of the view is called: after what is looked at.
function stemOf({ graph, state }) {
  const { focus, other, topic } = state.value;
  if (focus !== null) return fileStem([focus, other].filter((n) => n !== null).map(graph.key).join("-and-"));
  return fileStem(topic === null ? "overview" : graph.topics[topic].name);
}

function fromGathered(tell) {
  return async ({ graph, canvas }) => tell(await gather(graph, canvas.view()));
}

function turtleWithEvidence(told) {
  return turtleOf(told, globalThis.crypto?.subtle);
}

function drawing({ graph, state, canvas }) {
  const view = canvas.view();
  const about = `${counted(view.nodes.length, "node", "nodes")} and ${counted(view.edges.length, "edge", "edges")}, drawn by methodgraph.`;
  return svgOf({
    graph, view, about,
    value: state.value,
    places: canvas.places(),
    radius: canvas.radius,
    labels: canvas.labels(),
    topics: canvas.topics(),
    theme: canvas.theme(),
    title: document.title,
  });
}
