// What two things have in common and in what they differ: the reckoning, without the drawing.

import { allowsClaim, allowsFigure } from "../graph/filters.js";
import { mergedPassages } from "./evidence.js";
import { commonerFirst, newerFirst, papersNaming } from "../graph/tally.js";
import { putTo } from "./together.js";

// left, right: Map of node -> weight. What only the one, both, and only the other have, the heaviest first.
export function splitSets(graph, left, right) {
  const commoner = commonerFirst(graph);
  const weight = (n) => (left.get(n) ?? 0) + (right.get(n) ?? 0);
  const sorted = (some) => some.sort((a, b) => weight(b) - weight(a) || commoner(a, b));
  return {
    left: sorted([...left.keys()].filter((n) => !right.has(n))),
    both: sorted([...left.keys()].filter((n) => right.has(n))),
    right: sorted([...right.keys()].filter((n) => !left.has(n))),
  };
}

// What a thing is put to (an entity) or names (a paper), by type: Map type -> Map node -> papers.
export function belongings(graph, value, n) {
  const byType = new Map();
  const add = (node, count) => {
    const type = graph.type(node);
    if (!byType.has(type)) byType.set(type, new Map());
    byType.get(type).set(node, count);
  };
  if (!graph.isPaper(n)) {
    for (const rows of putTo(graph, value, n).values()) for (const { node, count } of rows) add(node, count);
    return byType;
  }
  for (const c of graph.claimsOf(n)) if (allowsClaim(graph, value, c)) add(graph.claim(c).object, 1);
  return byType;
}

// Papers that the filters let through and that have a role for both entities, the newest first.
export function papersOfBoth(graph, value, a, b) {
  const other = new Set(papersNaming(graph, value, b));
  return papersNaming(graph, value, a)
    .filter((p) => other.has(p))
    .sort(newerFirst(graph));
}

// Claims from one entity to the other, in either direction, or of a paper about an entity.
export function claimsBetween(graph, value, a, b) {
  const fewer = graph.claimsOf(a).length <= graph.claimsOf(b).length ? a : b;
  const other = fewer === a ? b : a;
  return [...graph.claimsOf(fewer)]
    .map((c) => graph.claim(c))
    .filter(({ c, subject, object }) => (subject === other || object === other) && allowsClaim(graph, value, c));
}

// Passages of paper `p` on both entities: sentences that name both if there are any, else the first on each.
export function passagesOfBoth(graph, value, p, details, a, b) {
  const [first, end] = graph.claimsIn(p);
  const about = { [a]: [], [b]: [] };
  for (let c = first; c < end; c += 1) {
    if (!allowsClaim(graph, value, c)) continue;
    const { subject, object } = graph.claim(c);
    for (const n of [a, b]) if (subject === n || object === n) about[n].push(...details.evidence(c));
  }
  const all = mergedPassages([...about[a], ...about[b]]);
  const names = (place, n) =>
    details.mentions.some(
      (one) => one.node === n && one.field === place.field && one.start >= place.start && one.end <= place.end,
    );
  const both = all.filter((place) => names(place, a) && names(place, b));
  if (both.length) return both.slice(0, 2);
  return mergedPassages([about[a], about[b]].flatMap((some) => mergedPassages(some).slice(0, 1)));
}

// Results of both on the same dataset and metric, in the same unit, the best of each: [{dataset, metric, better, left,
// right, winner}], `winner` "left", "right", "even", or null where nobody knows which way is better.
export function sharedResults(graph, value, a, b) {
  const [left, right] = [a, b].map((n) => bestResults(graph, value, n));
  const told = [];
  for (const [key, one] of left) {
    const other = right.get(key);
    if (!other) continue;
    const better = one.better ?? other.better;
    told.push({
      dataset: one.dataset,
      metric: one.metric,
      better,
      left: one,
      right: other,
      winner: winnerOf(one, other, better),
    });
  }
  const name = ({ dataset, metric }) => `${graph.label(dataset)} ${graph.label(metric)}`;
  return told.sort((x, y) => name(x).localeCompare(name(y), "en"));
}

function bestResults(graph, value, n) {
  const best = new Map();
  const newer = newerFirst(graph);
  for (const f of graph.figuresOf(n)) {
    const figure = graph.figure(f);
    const { subject, dataset, metric, unit, better, difference } = figure;
    const own = graph.isPaper(n) || subject === n;
    if (!own || difference || dataset === null || metric === null || !allowsFigure(graph, value, figure)) continue;
    const key = `${dataset} ${metric} ${unit}`;
    const known = best.get(key);
    const ahead = known && (better === null ? newer(known.paper, figure.paper) <= 0 : !beats(figure, known, better));
    if (!ahead) best.set(key, figure);
  }
  return best;
}

function beats(one, other, better) {
  return better === "lower" ? one.number < other.number : one.number > other.number;
}

function winnerOf(left, right, better) {
  if (left.number === right.number) return "even";
  if (better === null) return null;
  return beats(left, right, better) ? "left" : "right";
}
