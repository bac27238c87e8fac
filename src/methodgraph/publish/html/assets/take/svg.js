// What is shown as a drawing that stands alone: a well-formed SVG with the places, marks, names and colours of the canvas,
// for papers, slides and drawing programs. All in attributes, nothing in style sheets, which many programs do not read.

import { BEACH, bendsOf, edgeLook, PAPER_SHEET, topicGrounds } from "../canvas/drawing.js";
import { nodeColours } from "../canvas/theme.js";
import { xmlElement, xmlText } from "./xml.js";

const DRAWING_MARGIN = 28;
const KINDS_HEIGHT = 26; // height of the row that tells the kinds

// Return the drawing. drawn: {graph, view, value, places: Map n -> {x, y}, radius: n -> number, labels and theme of the
// canvas, topics: where the names of topics stand on it, title, about: a sentence}. What has no place is left out.
export function svgOf(told) {
  const nodes = told.view.nodes.filter((n) => told.places.has(n));
  const drawn = { ...told, nodes };
  const { left, top, right, bottom } = drawingBounds(drawn);
  const frame = { x: hundredths(left), y: hundredths(top), width: hundredths(right - left), height: hundredths(bottom - top) };
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: Object.values(frame).join(" "),
    width: frame.width,
    height: frame.height,
    role: "img",
    "aria-labelledby": "title about",
  };
  const { theme, title, about, labels, topics } = drawn;
  const parts = [
    xmlElement("title", { id: "title" }, xmlText(title)),
    xmlElement("desc", { id: "about" }, xmlText(about)),
    xmlElement("rect", { ...frame, fill: theme.ground }),
    xmlElement("g", { id: "topics", "text-anchor": "middle" }, linesOf([...(topics.length ? drawnGrounds(drawn) : []), ...topics.map((topic) => drawnTopic(theme, topic))])),
    xmlElement("g", { id: "edges", fill: "none" }, linesOf(drawnEdges(drawn))),
    xmlElement("g", { id: "nodes", "stroke-linejoin": "round" }, linesOf(nodes.map((n) => drawnNode(drawn, n)))),
    xmlElement("g", { id: "names", "text-anchor": "middle" }, linesOf(labels.map((label) => drawnLabel(theme, label)))),
    xmlElement("g", { id: "kinds", "font-family": theme.sans, "font-size": 12 }, drawnKinds(drawn, { left, bottom })),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("svg", root, linesOf(parts))}\n`;
}

const hundredths = (number) => Number(number.toFixed(2));
const linesOf = (parts) => (parts.length ? `\n${parts.join("\n")}\n` : "");

function drawingBounds({ nodes, places, radius, labels, topics }) {
  const boxes = nodes.map((n) => {
    const [{ x, y }, r] = [places.get(n), radius(n)];
    return { left: x - r, top: y - r, right: x + r, bottom: y + r };
  });
  boxes.push(...labels, ...topics);
  if (!boxes.length) boxes.push({ left: 0, top: 0, right: 200, bottom: 60 });
  const least = (side) => boxes.reduce((sum, box) => Math.min(sum, box[side]), Infinity) - DRAWING_MARGIN;
  const most = (side) => boxes.reduce((sum, box) => Math.max(sum, box[side]), -Infinity) + DRAWING_MARGIN;
  return { left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom") + KINDS_HEIGHT };
}

// One soft shape around all marks of a topic: a thick line along its rim, and what is within.
function drawnGrounds({ view, places, theme }) {
  const line = { fill: theme.hush, stroke: theme.hush, "stroke-width": 2 * BEACH, "stroke-linejoin": "round", "stroke-linecap": "round" };
  return [...topicGrounds(view, places).values()].map((rim) => xmlElement("path", { d: polygon(rim), ...line }));
}

function drawnTopic(theme, { text, left, right, top, bottom }) {
  const size = (bottom - top) / 1.25;
  const told = {
    x: hundredths((left + right) / 2),
    y: hundredths(top + size),
    fill: theme.soft,
    "font-family": theme.serif,
    "font-size": hundredths(size),
    "font-style": "italic",
  };
  return xmlElement("text", told, xmlText(text));
}

// Edges between the same two nodes bend, each its own way, so that none hides another.
function drawnEdges(drawn) {
  const edges = drawn.view.edges.filter(({ from, to }) => drawn.places.has(from) && drawn.places.has(to));
  const bends = bendsOf(edges);
  return edges.map((edge, i) => drawnEdge(drawn, edge, bends[i]));
}

function drawnEdge(drawn, edge, bend) {
  const { graph, places, radius } = drawn;
  const { from, to, predicate } = edge;
  const [a, b] = [places.get(from), places.get(to)];
  const middle = controlPoint(a, b, bend);
  const { colour, width, dashed } = edgeLook(drawn, edge);
  const directed = predicate !== null;
  const tip = stepTowards(b, middle, radius(to) + 1);
  const end = directed ? stepTowards(b, middle, radius(to) + 6) : tip;
  const line = {
    d: `M${pointOf(stepTowards(a, middle, radius(from)))}Q${pointOf(middle)} ${pointOf(end)}`,
    stroke: colour,
    "stroke-width": hundredths(width),
    "stroke-dasharray": dashed ? "6 5" : null,
  };
  const words = directed ? graph.predicates.get(predicate).forward : "together with";
  const title = xmlElement("title", {}, xmlText(`${graph.label(from)} ${words} ${graph.label(to)}`));
  const head = directed ? xmlElement("path", { d: arrowHead(tip, middle), fill: colour }) : "";
  return xmlElement("g", {}, title, xmlElement("path", line), head);
}

// Where a curve from `a` to `b` is pulled to: the middle, turned aside by `bend`, as vis-network has its curves.
function controlPoint(a, b, bend) {
  const far = Math.hypot(b.x - a.x, b.y - a.y) * (Math.abs(bend) / 2 + 0.5);
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + (bend / 2 + 0.5) * Math.PI;
  return { x: a.x + far * Math.sin(angle), y: a.y + far * Math.cos(angle) };
}

function stepTowards(from, towards, by) {
  const far = Math.hypot(towards.x - from.x, towards.y - from.y) || 1;
  return { x: from.x + ((towards.x - from.x) / far) * by, y: from.y + ((towards.y - from.y) / far) * by };
}

const pointOf = ({ x, y }) => `${hundredths(x)} ${hundredths(y)}`;

function arrowHead(tip, from) {
  const angle = Math.atan2(from.y - tip.y, from.x - tip.x);
  const wing = (turn) => ({ x: tip.x + 8 * Math.cos(angle + turn), y: tip.y + 8 * Math.sin(angle + turn) });
  return `M${pointOf(tip)}L${pointOf(wing(0.42))}L${pointOf(wing(-0.42))}Z`;
}

function drawnNode(drawn, n) {
  const { graph, view, value, places, radius, theme } = drawn;
  const kind = graph.types.get(graph.type(n));
  const { fill, ring, width } = nodeColours(graph, theme, value, view.near, n);
  const isPaper = graph.isPaper(n);
  const mark = {
    d: markPath(kind.shape, places.get(n), radius(n)),
    fill: isPaper ? theme.sheet : fill,
    stroke: ring,
    "stroke-width": isPaper && width === 1 ? 1.6 : width,
  };
  const told = isPaper ? graph.label(n) : `${graph.label(n)} (${kind.id})`;
  return xmlElement("g", {}, xmlElement("title", {}, xmlText(told)), xmlElement("path", mark));
}

const polygon = (points) => `M${points.map(pointOf).join("L")}Z`;

// Return the outline of a kind's mark, as the canvas draws it.
export function markPath(shape, { x, y }, r) {
  const at = (dx, dy) => ({ x: x + dx, y: y + dy });
  const round = (count, turn, reach) =>
    Array.from({ length: count }, (_, i) => {
      const angle = (2 * Math.PI * i) / count + turn;
      return at(reach(i) * Math.cos(angle), reach(i) * Math.sin(angle));
    });
  if (shape === "diamond") return polygon([at(0, -r), at(r, 0), at(0, r), at(-r, 0)]);
  if (shape === "square") return polygon([at(-r, -r), at(r, -r), at(r, r), at(-r, r)]);
  if (shape === "triangle") return polygon([at(0, -1.05 * r), at(1.15 * r, 0.94 * r), at(-1.15 * r, 0.94 * r)]);
  if (shape === "hexagon") return polygon(round(6, 0, () => r));
  if (shape === "star") return polygon(round(10, -Math.PI / 2, (i) => (i % 2 ? 0.41 : 1.07) * r));
  if (shape === "custom") return sheetPath(at);
  const across = hundredths(r);
  return `M${pointOf(at(-r, 0))}a${across} ${across} 0 1 0 ${2 * across} 0a${across} ${across} 0 1 0 ${-2 * across} 0Z`;
}

function sheetPath(at) {
  const { width: w, height: h, fold, lines } = PAPER_SHEET;
  const outline = polygon([at(-w, -h), at(w - fold, -h), at(w, fold - h), at(w, h), at(-w, h)]);
  return outline + lines.map((line) => `M${pointOf(at(3 - w, line))}L${pointOf(at(w - 3, line))}`).join("");
}

// A name, and the ground's colour around it; as two texts, for not all programs know how to paint a stroke first.
function drawnLabel(theme, { id, text, font, paper, x, y, top, bottom }) {
  const size = (bottom - top) / (id === null ? 1.2 : 1.25); // a label's box is as high as its line
  const told = {
    x: hundredths(x),
    y: hundredths(y + size * 0.35),
    "font-family": font.family,
    "font-size": hundredths(size),
    "font-weight": font.style === "600" ? 600 : null,
    "font-style": font.style === "italic" ? "italic" : null,
  };
  const halo = { stroke: theme.ground, "stroke-width": hundredths((3.5 * size) / font.size), "stroke-linejoin": "round" };
  return [
    xmlElement("text", { ...told, ...halo, fill: theme.ground, "aria-hidden": "true" }, xmlText(text)),
    xmlElement("text", { ...told, fill: id === null || paper ? theme.soft : theme.ink }, xmlText(text)),
  ].join("");
}

function drawnKinds({ graph, nodes, theme }, { left, bottom }) {
  const shown = new Set(nodes.map((n) => graph.type(n)));
  const y = bottom - KINDS_HEIGHT;
  let x = left + DRAWING_MARGIN;
  return [...graph.types.values()].filter(({ id }) => shown.has(id)).flatMap(({ id, shape, plural }) => {
    const own = theme[id.toLowerCase()];
    const colours = id === "Paper" ? { fill: theme.sheet, stroke: own, "stroke-width": 1.6 } : { fill: own };
    const mark = xmlElement("path", { d: markPath(shape, { x: x + 6, y }, 6), ...colours });
    const name = xmlElement("text", { x: hundredths(x + 18), y: hundredths(y + 4.2), fill: theme.soft }, xmlText(plural));
    x += 40 + plural.length * 6.8;
    return [mark, name];
  });
}
