// What builds on what: the tree of "extends" and "variant of" above and below an entity.

import { allowsClaim, allowsNode } from "../graph/filters.js";
import { el, nodeLink, glyph, counted } from "../elements.js";
import { panelSection } from "./panel_parts.js";
import { commonerFirst } from "../graph/tally.js";

const LINEAGE = new Set(["extends", "variantOf"]);
const BREADTH = [8, 4, 3, 3]; // kin told at each level: enough to see the shape, while the lists below hold them all
const MOST = 40; // places in one tree

// What `n` builds on (upward) or what builds on it, told by most papers first: [{node, predicate, papers}].
export function kinOf(graph, value, n, upward) {
  const kin = new Map();
  for (const c of graph.claimsOf(n)) {
    const { predicate, subject, object, paper } = graph.claim(c);
    const [own, other] = upward ? [subject, object] : [object, subject];
    if (!LINEAGE.has(predicate) || own !== n || other === n) continue;
    if (!allowsClaim(graph, value, c) || !allowsNode(graph, value, other)) continue;
    if (!kin.has(other)) kin.set(other, { node: other, predicate, papers: new Set() });
    kin.get(other).papers.add(paper);
  }
  const commoner = commonerFirst(graph);
  return [...kin.values()].sort((a, b) => b.papers.size - a.papers.size || commoner(a.node, b.node));
}

// The tree from `start`, level by level, so that what is reached by two ways stands where the way is shorter.
// Each place: {node, predicate, papers, below, left, again}. `left` kin were left out, and what stands in the tree
// already is told `again` without what is below it: a cycle ends there.
export function lineageTree(graph, value, start, upward) {
  const seen = new Set([start]);
  const root = { node: start, below: [], left: 0, again: false };
  let level = [root];
  let room = MOST;
  for (const breadth of BREADTH) {
    const next = [];
    for (const place of level) {
      const kin = kinOf(graph, value, place.node, upward);
      const told = kin.slice(0, Math.min(breadth, room));
      room -= told.length;
      place.left = kin.length - told.length;
      place.below = told.map((one) => ({ ...one, below: [], left: 0, again: seen.has(one.node) }));
      next.push(...place.below.filter(({ again }) => !again));
      for (const { node } of told) seen.add(node);
    }
    level = next;
  }
  return root;
}

// How two entities are kin: a way of "builds on" from one to the other, or to what both build on.
// {kind: "up" | "down", way} where `a` builds on `b` or `b` on `a`, {kind: "common", way, common} where both build on
// `common`; `way` leads from `a` (or `b`, for "down") up and, over what is common, to the other. Null where no kin.
export function kinship(graph, value, a, b) {
  const above = [a, b].map((n) => ancestors(graph, value, n));
  if (above[0].has(b)) return { kind: "up", way: wayTo(above[0], b) };
  if (above[1].has(a)) return { kind: "down", way: wayTo(above[1], a) };
  const steps = (n) => above[0].get(n).steps + above[1].get(n).steps;
  const both = [...above[0].keys()].filter((n) => above[1].has(n));
  both.sort((x, y) => steps(x) - steps(y) || commonerFirst(graph)(x, y));
  if (!both.length) return null;
  const way = [...wayTo(above[0], both[0]), ...wayTo(above[1], both[0]).reverse().slice(1)];
  return { kind: "common", way, common: both[0] };
}

// All that `start` builds on within four steps: n -> {from, steps}, `start` itself with none.
function ancestors(graph, value, start) {
  const found = new Map([[start, { from: null, steps: 0 }]]);
  let level = [start];
  for (let steps = 1; steps <= BREADTH.length; steps += 1) {
    const next = [];
    for (const n of level) {
      for (const { node } of kinOf(graph, value, n, true)) {
        if (found.has(node)) continue;
        found.set(node, { from: n, steps });
        next.push(node);
      }
    }
    level = next;
  }
  return found;
}

function wayTo(found, end) {
  const way = [];
  for (let n = end; n !== null; n = found.get(n).from) way.unshift(n);
  return way;
}

export function lineageSection(view, n) {
  const { graph, value } = view;
  const up = lineageTree(graph, value, n, true);
  const down = lineageTree(graph, value, n, false);
  if (!up.below.length && !down.below.length) return null;
  return panelSection(
    "Lineage",
    null,
    up.below.length ? [el("h4", {}, "Builds on"), lineageList(view, up)] : null,
    down.below.length ? [el("h4", {}, "Built on by"), lineageList(view, down)] : null,
  );
}

function lineageList(view, place) {
  const rows = place.below.map((one) => lineageRow(view, one));
  if (place.left) rows.push(el("li", { class: "left" }, `and ${counted(place.left, "other", "others")}`));
  return el("ul", { class: "lineage" }, rows);
}

function lineageRow(view, one) {
  const { graph } = view;
  const words = [one.predicate === "variantOf" ? "variant" : null, one.again ? "see above" : null].filter(Boolean);
  return el(
    "li",
    {},
    el("span", { class: "kin" }, glyph(graph, graph.type(one.node)), nodeLink(view, one.node)),
    words.length ? el("span", { class: "byline" }, ` ${words.join(", ")}`) : null,
    one.below.length || one.left ? lineageList(view, one) : null,
  );
}
