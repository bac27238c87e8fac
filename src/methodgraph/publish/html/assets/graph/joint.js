// Which entities papers name together: the lines of an overview, counted when asked so that filters hold for them.

import { allowsClaim, allowsNode } from "./filters.js";
import { papersNaming } from "./tally.js";

const STRONGEST = 3; // lines that each entity keeps at least

// Return [{from, to, papers}], from < to, for the entities of `some` that two or more papers have roles for; each
// keeps the lines to those that it goes with most, by the cosine of their papers.
export function jointEdges(graph, value, some, least = 2) {
  const named = new Map();
  const papersOf = new Map();
  for (const e of some) {
    const papers = papersNaming(graph, value, e);
    for (const p of papers) {
      if (named.has(p)) named.get(p).push(e);
      else named.set(p, [e]);
    }
    papersOf.set(e, papers.length);
  }
  return strongest(pairsOf(named), papersOf, least);
}

function pairsOf(named) {
  const pairs = new Map();
  for (const entities of named.values()) {
    for (let i = 1; i < entities.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const [from, to] = entities[i] < entities[j] ? [entities[i], entities[j]] : [entities[j], entities[i]];
        const key = from * 2 ** 26 + to;
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
    }
  }
  return pairs;
}

function strongest(pairs, papersOf, least) {
  const near = new Map([...papersOf.keys()].map((e) => [e, []]));
  for (const [key, papers] of pairs) {
    if (papers < least) continue;
    const [from, to] = [Math.floor(key / 2 ** 26), key % 2 ** 26];
    const edge = { from, to, papers, weight: papers / Math.sqrt(papersOf.get(from) * papersOf.get(to)) };
    near.get(from).push(edge);
    near.get(to).push(edge);
  }
  const kept = new Set();
  for (const edges of near.values()) {
    edges.sort((a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to);
    for (const edge of edges.slice(0, STRONGEST)) kept.add(edge);
  }
  return [...kept].sort((a, b) => a.from - b.from || a.to - b.to);
}

// How many of `papers` have a role within the filters for each entity that the filters let through: Map entity -> papers.
// `wanted` (claim, entity) tells which roles count.
export function countBeside(graph, value, papers, wanted) {
  const counts = new Map();
  for (const p of papers) {
    const named = new Set();
    for (const c of graph.claimsOf(p)) {
      const object = graph.objectOf(c);
      if (graph.isRole(c) && !named.has(object) && wanted(c, object) && allowsClaim(graph, value, c)) named.add(object);
    }
    for (const e of named) counts.set(e, (counts.get(e) ?? 0) + 1);
  }
  for (const e of counts.keys()) if (!allowsNode(graph, value, e)) counts.delete(e);
  return counts;
}

// Return [[entity, papers]] for the entities, none of `known`, that the most papers have a role for beside one for `e`.
export function namedWith(graph, value, e, most, known = new Set()) {
  const wanted = (_, other) => other !== e && !known.has(other);
  const counts = countBeside(graph, value, papersNaming(graph, value, e), wanted);
  return [...counts].sort(([a, x], [b, y]) => y - x || graph.count(a) - graph.count(b) || a - b).slice(0, most);
}
