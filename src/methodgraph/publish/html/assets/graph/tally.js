// Counting over the index for the panel: what is told of a node, by role and relation, by year, within the filters.

import { allowsClaim, allowsNode, allowsPaper, remembered } from "./filters.js";

// Orders papers by year, the newest first and those without one last; papers of one year stay as they were read.
export function newerFirst(graph) {
  return (a, b) => (graph.year(b) ?? -Infinity) - (graph.year(a) ?? -Infinity) || a - b || 0;
}

// Orders entities by how many papers name them, then by label.
export function commonerFirst(graph) {
  return (a, b) => graph.count(b) - graph.count(a) || graph.label(a).localeCompare(graph.label(b), "en") || a - b;
}

// The claims of a node by predicate, in the order of the predicates: roles, then relations in both directions.
// Each row: {predicate, inward, claims, out}; `claims` pass the filters, `out` is how many do not. No row is empty.
export function claimRows(graph, value, n) {
  const rows = new Map();
  for (const c of graph.claimsOf(n)) {
    const claim = graph.claim(c);
    const inward = claim.role ? !graph.isPaper(n) : claim.object === n && claim.subject !== n;
    const key = `${claim.predicate} ${inward}`;
    if (!rows.has(key)) {
      const predicate = graph.predicates.get(claim.predicate);
      rows.set(key, { predicate, inward, claims: [], out: 0 });
    }
    const row = rows.get(key);
    if (allowsTold(graph, value, claim, n)) row.claims.push(claim);
    else row.out += 1;
  }
  const order = [...graph.predicates.keys()];
  const place = ({ predicate, inward }) => order.indexOf(predicate.id) * 2 + (inward ? 1 : 0);
  return [...rows.values()].sort((a, b) => place(a) - place(b));
}

// A claim is told on a node's page if its filters let it through, and what stands at its other end.
function allowsTold(graph, value, claim, n) {
  if (!allowsClaim(graph, value, claim.c)) return false;
  const other = claim.subject === n ? claim.object : claim.subject;
  return other === n || (graph.isPaper(other) ? allowsPaper : allowsNode)(graph, value, other);
}

// The papers with a role for an entity within the filters, each once, ascending. (Claims stand by paper.) Whoever counts
// the papers of an entity counts these, or `countsWithin`, so that no two numbers on the page disagree.
export function papersNaming(graph, value, e) {
  const papers = [];
  for (const c of graph.claimsOf(e)) {
    const p = graph.paperOf(c);
    if (papers.at(-1) === p || !graph.isRole(c)) continue;
    if (allowsClaim(graph, value, c) && allowsPaper(graph, value, p)) papers.push(p);
  }
  return papers;
}

// Return {papers, of}: how many papers there are within the filters, and how many of them name each entity: of(e) is the
// length of papersNaming, counted for all entities in one pass.
export const countsWithin = remembered((graph, value) => {
  const counts = new Uint32Array(graph.entities);
  const last = new Int32Array(graph.entities).fill(-1);
  let papers = 0;
  for (let p = 0; p < graph.papers; p += 1) {
    if (!allowsPaper(graph, value, p)) continue;
    papers += 1;
    for (const c of graph.claimsOf(p)) {
      const e = graph.objectOf(c) - graph.papers;
      if (last[e] === p || !graph.isRole(c) || !allowsClaim(graph, value, c)) continue;
      last[e] = p;
      counts[e] += 1;
    }
  }
  return { papers, of: (e) => counts[e - graph.papers] };
});

// How many of `papers` are of each year, without holes between the first and the last: [[2019, 3], [2020, 0], ...].
export function countsByYear(graph, papers) {
  const counts = new Map();
  for (const p of papers) {
    const year = graph.year(p);
    if (year !== null) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  if (!counts.size) return [];
  const years = [...counts.keys()];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (last - first > 200) return [...counts].sort(([a], [b]) => a - b);
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, counts.get(first + i) ?? 0]);
}

// "In 43 papers, 2018 to 2025: introduced by 1, used by 30." What a paper does with the entity, in words.
export function summaryOf(graph, value, e) {
  const papers = papersNaming(graph, value, e);
  if (!papers.length) return `No paper ${graph.count(e) ? "within the filters " : ""}has a role for it.`;
  const roles = claimRows(graph, value, e).filter(
    ({ predicate, claims }) => predicate.kind === "role" && claims.length,
  );
  const told = roles.map(({ predicate, claims }) => {
    const count = new Set(claims.map(({ paper }) => paper)).size;
    return `${predicate.backward.toLowerCase()} ${count.toLocaleString("en")}`;
  });
  const many = `${papers.length.toLocaleString("en")} ${papers.length === 1 ? "paper" : "papers"}`;
  return `In ${many}${spanInWords(countsByYear(graph, papers))}: ${told.join(", ")}.`;
}

function spanInWords(years) {
  if (!years.length) return "";
  const [first, last] = [years[0][0], years.at(-1)[0]];
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

// "right about 9 times in 10": a confidence as people say it. No score is certain, so none is rounded to always.
export function sureness(confidence) {
  const [share, whole] =
    confidence > 0.985 ? [99, 100] : confidence > 0.94 ? [19, 20] : [Math.round(confidence * 10), 10];
  const right = Math.max(share, 1);
  return `right about ${right} ${right === 1 ? "time" : "times"} in ${whole}, by the rules that agree`;
}
