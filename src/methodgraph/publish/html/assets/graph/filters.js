// What the reader's filters let through.

// A claim passes by its predicate, its confidence and its paper's year. A paper without a year passes no range.
export function allowsClaim(graph, value, c) {
  if (value.without.size && value.without.has(graph.predicateOf(c))) return false;
  if (value.confidence > 0) {
    const sure = graph.confidenceOf(c);
    if (sure !== null && sure < value.confidence) return false;
  }
  return value.years === null || inYears(graph, value, graph.paperOf(c));
}

// A node passes by its type and unless it is hidden; an entity by the number of its papers; a paper by its year.
export function allowsNode(graph, value, n) {
  if (value.without.has(graph.type(n)) || value.hidden.includes(n)) return false;
  if (graph.isPaper(n)) return value.years === null || inYears(graph, value, n);
  return value.least <= 1 || graph.count(n) >= value.least;
}

export function hasFilters(value) {
  return value.without.size > 0 || value.years !== null || value.confidence > 0 || value.least > 1;
}

export const NO_FILTERS = Object.freeze({ without: new Set(), years: null, confidence: 0, least: 1 });

function inYears(graph, { years }, p) {
  const year = graph.year(p);
  return year !== null && year >= years[0] && year <= years[1];
}
