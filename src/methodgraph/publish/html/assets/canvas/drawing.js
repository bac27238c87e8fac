// How a view is drawn, whatever it is drawn with: the canvas and the SVG that one takes along follow the same rules.

import { beginning } from "../elements.js";
import { edgeStyle } from "./theme.js";

const MANY_EDGES = 30; // more lines than this around one node are drawn finer, and say what they are when pointed at
const CURVE = 0.14; // how far each further edge between the same two nodes bends away
const LONGEST_TOPIC = 34; // letters of a topic's name
export const BEACH = 30; // how far a topic's ground reaches beyond its marks
export const PAPER_SHEET = { width: 6.5, height: 8.5, fold: 4.5, lines: [-1.5, 1.8, 5.1] }; // a paper's mark, by half

export const isCrowded = (view, value) => value.focus !== null && view.edges.length > MANY_EDGES;

// What is looked at: one node, two that are compared, or none.
export const chosenNodes = ({ focus, other }) => new Set([focus, other].filter((n) => n !== null));

// {colour, width, dashed} of an edge of a view; `hovered` is the node pointed at, or null.
export function edgeLook({ graph, theme, view, value, hovered = null }, edge) {
  const leavesItsTopic = view.groups.get(edge.from) !== view.groups.get(edge.to);
  return edgeStyle(graph, theme, edge, hovered === null ? chosenNodes(value) : new Set([hovered]), {
    quiet: value.focus !== null || leavesItsTopic,
    crowded: hovered === null && isCrowded(view, value),
  });
}

// Return how far each edge bends, in their order: 0 for the first between two nodes, then to either side in turn.
// Positive is clockwise as seen along the edge; so the way between the two nodes decides the side, not the direction.
export function bendsOf(edges) {
  const seen = new Map();
  return edges.map(({ from, to }) => {
    const pair = `${Math.min(from, to)}-${Math.max(from, to)}`;
    const before = seen.get(pair) ?? 0;
    seen.set(pair, before + 1);
    const side = (before % 2 === 1) === from < to ? 1 : -1;
    return before ? side * CURVE * Math.ceil(before / 2) : 0;
  });
}

// The places of each topic's members: Map topic -> [{x, y}], in order around their middle.
export function topicGrounds({ groups }, places) {
  const members = new Map();
  for (const [n, topic] of groups) {
    if (!places.has(n)) continue;
    if (!members.has(topic)) members.set(topic, []);
    members.get(topic).push(places.get(n));
  }
  for (const some of members.values()) {
    const { x, y } = middleOf(some);
    some.sort((a, b) => Math.atan2(a.y - y, a.x - x) - Math.atan2(b.y - y, b.x - x));
  }
  return members;
}

export function middleOf(places) {
  const sum = places.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}

// A topic's name on the map: as many of the labels that it is made of as have room.
export function topicTitle({ name }) {
  if (name.length <= LONGEST_TOPIC) return name;
  const comma = name.lastIndexOf(",", LONGEST_TOPIC);
  return `${beginning(name, comma > 8 ? comma : LONGEST_TOPIC)} …`;
}
