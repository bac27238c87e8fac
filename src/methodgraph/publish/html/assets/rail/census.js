// How much there is of everything: in the whole graph, and within the filters. One pass over the claims, and a graph may
// have half a million of them, so this reads the columns and makes no objects.

import { isWithin } from "../graph/filters.js";

// Return what passes the filters for years, confidence and least papers (what is filtered by kind or predicate still
// counts: a legend tells what switching it on again would bring):
//   types: Map type -> nodes, predicates: Map predicate -> claims,
//   papers: Uint8Array with 1 for each paper that passes whatever its year, yearless: how many of all papers tell no year.
export function censusOf(graph, value) {
  const passing = passingClaims(graph, value);
  return {
    types: countedTypes(graph, value, passing),
    predicates: passing.predicates,
    papers: passing.papers,
    yearless: yearlessPapers(graph),
  };
}

function passingClaims(graph, value) {
  const { years, confidence } = value;
  const told = { predicates: new Map(), nodes: new Uint8Array(graph.size), papers: new Uint8Array(graph.papers) };
  if (confidence === 0) told.papers.fill(1);
  for (let c = 0; c < graph.claims; c += 1) {
    const sure = confidence > 0 ? graph.confidenceOf(c) : null;
    if (sure !== null && sure < confidence) continue;
    const p = graph.paperOf(c);
    told.papers[p] = 1;
    if (!isWithin(years, graph.year(p))) continue;
    const predicate = graph.predicateOf(c);
    told.predicates.set(predicate, (told.predicates.get(predicate) ?? 0) + 1);
    told.nodes[graph.subjectOf(c)] = told.nodes[graph.objectOf(c)] = told.nodes[p] = 1;
  }
  return told;
}

function countedTypes(graph, value, { nodes, papers }) {
  const counts = new Map();
  const narrowed = value.years !== null || value.confidence > 0;
  const passes = (n) => {
    if (graph.isPaper(n)) return papers[n] && isWithin(value.years, graph.year(n));
    return (!narrowed || nodes[n]) && graph.count(n) >= (value.least > 1 ? value.least : 0);
  };
  for (let n = 0; n < graph.size; n += 1) {
    if (passes(n)) counts.set(graph.type(n), (counts.get(graph.type(n)) ?? 0) + 1);
  }
  return counts;
}

// Return how many claims pass with some kinds of claim switched off.
export function claimsWithout({ predicates }, without) {
  return [...predicates].reduce((sum, [id, count]) => (without.has(id) ? sum : sum + count), 0);
}

function yearlessPapers(graph) {
  let count = 0;
  for (let p = 0; p < graph.papers; p += 1) if (graph.year(p) === null) count += 1;
  return count;
}

// Return true if any claim tells how likely it is right.
export function tellsConfidence(graph) {
  for (let c = 0; c < graph.claims; c += 1) if (graph.confidenceOf(c) !== null) return true;
  return false;
}

// Return the steps of a slider for "in so many papers or more": 1, 2, 3, 5, 10, 20, 50 … up to the most that one has.
export function leastSteps(graph) {
  let most = 1;
  for (let e = graph.papers; e < graph.size; e += 1) most = Math.max(most, graph.count(e));
  const steps = [1, 2, 3];
  for (let decade = 1; steps.at(-1) < most; decade *= 10) steps.push(5 * decade, 10 * decade, 20 * decade);
  return steps.filter((step) => step <= most);
}
