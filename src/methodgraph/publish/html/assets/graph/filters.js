// What the reader's filters let through.

// A claim passes by its predicate, its confidence and its paper's year. A paper without a year passes no range.
export function allowsClaim(graph, value, c) {
  if (value.without.size && value.without.has(graph.predicateOf(c))) return false;
  if (value.confidence > 0 && !isSure(value, graph.confidenceOf(c))) return false;
  return value.years === null || isWithin(value.years, graph.year(graph.paperOf(c)));
}

// A node has a mark by its type and unless it is hidden; an entity by the number of its papers; a paper by its year.
export function allowsNode(graph, value, n) {
  if (value.without.has(graph.type(n))) return false;
  if (graph.isPaper(n)) return allowsPaper(graph, value, n);
  return !value.hidden.includes(n) && (value.least <= 1 || graph.count(n) >= value.least);
}

// A paper counts, and is told, by its year and unless it is hidden. That papers have no marks (their kind is off) does not
// unsay what they say.
export function allowsPaper(graph, value, p) {
  return !value.hidden.includes(p) && isWithin(value.years, graph.year(p));
}

// A figure passes by its paper's year and its confidence, as a claim does.
export function allowsFigure(graph, value, { paper, confidence }) {
  return isSure(value, confidence) && isWithin(value.years, graph.year(paper));
}

export function hasFilters(value) {
  return value.without.size > 0 || value.years !== null || value.confidence > 0 || value.least > 1;
}

export const NO_FILTERS = Object.freeze({ without: new Set(), years: null, confidence: 0, least: 1 });

// True for a year within a range, and for any where there is none (null); no range takes a year that nobody tells.
export function isWithin(range, year) {
  return range === null || (year !== null && year >= range[0] && year <= range[1]);
}

function isSure(value, confidence) {
  return confidence === null || confidence >= value.confidence;
}

// Return `reckon`, a function of (graph, value, n), that remembers what it found last for each graph as long as neither the
// filters nor what is hidden nor `n` change. What it returns is shared: nobody may change it.
export function remembered(reckon) {
  const last = new WeakMap();
  return (graph, value, n = null) => {
    const { without, years, confidence, least, hidden } = value;
    const key = JSON.stringify([[...without].sort(), years, confidence, least, hidden, n]);
    if (last.get(graph)?.key !== key) last.set(graph, { key, found: reckon(graph, value, n) });
    return last.get(graph).found;
  };
}
