// The whole graph at a glance: what most papers share, what is introduced, what is new, and what a topic holds.

import { allowsClaim, allowsNode, allowsPaper } from "../graph/filters.js";
import { kinOf } from "./lineage.js";
import { commonerFirst, countsWithin, newerFirst, papersNaming } from "../graph/tally.js";

const LOOKED_AT = 15; // of each type, those in the most papers, for the one with the most to tell

const introducedBy = new WeakMap(); // graph -> claims that something is introduced, found once

// Entities that two papers or more share, by type, those in the most first: Map type -> [[n, papers], ...].
export function sharedByType(graph, value) {
  const { of } = countsWithin(graph, value);
  const shared = [];
  for (let n = graph.papers; n < graph.size; n += 1) {
    if (of(n) > 1 && allowsNode(graph, value, n)) shared.push([n, of(n)]);
  }
  return byTypeRanked(graph, shared);
}

function byTypeRanked(graph, rows) {
  const commoner = commonerFirst(graph);
  rows.sort(([a, x], [b, y]) => y - x || commoner(a, b));
  const byType = new Map([...graph.types.keys()].map((type) => [type, []]));
  for (const row of rows) byType.get(graph.type(row[0])).push(row);
  for (const [type, some] of byType) if (!some.length) byType.delete(type);
  return byType;
}

// What to begin with, out of what most papers share: a method that much builds on, one to set beside it, data with many
// results, a task. Each a node or null.
export function waysIn(graph, value, shared) {
  const first = (...types) => types.flatMap((type) => (shared.get(type) ?? []).slice(0, LOOKED_AT).map(([n]) => n));
  const most = (nodes, weight) =>
    nodes.reduce((best, n) => (best === null || weight(n) > weight(best) ? n : best), null);
  const kin = (n) => kinOf(graph, value, n, false).map(({ node }) => node);
  const methods = first("Method", "Model");
  const method = most(methods, (n) => kin(n).length);
  const others = method === null ? [] : kin(method).filter((n) => graph.count(n) > 1);
  const beside = most(others.length ? others : methods.filter((n) => n !== method), graph.count);
  return {
    method,
    beside,
    data: most(first("Dataset", "Benchmark"), (n) => graph.figuresOf(n).length),
    task: first("Task")[0] ?? null,
  };
}

// What papers introduce, within the filters: what more papers took up stands first.
export function introducedHere(graph, value) {
  if (!introducedBy.has(graph)) {
    const found = [];
    for (let c = 0; c < graph.claims; c += 1) if (graph.predicateOf(c) === "introduces") found.push(c);
    introducedBy.set(graph, found);
  }
  const nodes = new Set();
  for (const c of introducedBy.get(graph)) {
    const n = graph.objectOf(c);
    if (nodes.has(n) || !allowsClaim(graph, value, c) || !allowsPaper(graph, value, graph.paperOf(c))) continue;
    if (allowsNode(graph, value, n)) nodes.add(n);
  }
  return [...nodes].sort(commonerFirst(graph));
}

// Papers within the filters, the newest first.
export function newestPapers(graph, value) {
  const papers = [];
  for (let p = 0; p < graph.papers; p += 1) if (allowsPaper(graph, value, p)) papers.push(p);
  return papers.sort(newerFirst(graph));
}

// A topic's members that papers within the filters name, by type and by those papers.
export function topicRanks(graph, value, members) {
  const { of } = countsWithin(graph, value);
  const named = members.filter((n) => of(n) > 0 && allowsNode(graph, value, n));
  return byTypeRanked(
    graph,
    named.map((n) => [n, of(n)]),
  );
}

// Papers within the filters that name two or more of a topic's members, the newest first.
export function topicPapers(graph, value, members) {
  const counts = new Map();
  for (const e of members) for (const p of papersNaming(graph, value, e)) counts.set(p, (counts.get(p) ?? 0) + 1);
  const several = [...counts].filter(([, count]) => count > 1).map(([p]) => p);
  return several.sort(newerFirst(graph));
}
