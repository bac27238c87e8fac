// Colours and sizes of what is drawn. Colours come from the style sheet, so that light and dark are told in one place.

const NAMES = ["ground", "sheet", "hush", "ink", "soft", "rule", "line", "line-strong", "serif", "sans"];

export function readTheme(graph, element) {
  const style = getComputedStyle(element);
  const names = [...NAMES, ...[...graph.types.keys()].map((type) => type.toLowerCase())];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

// Return the colour `part` of the way from `from` to `to`, both "#rrggbb".
export function mixed(from, to, part) {
  const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * part)).join(",")})`;
}

// A mark's radius: its area grows with the number of papers, beside the most that anything has.
export function markSizes(graph) {
  let most = 20;
  for (let e = graph.papers; e < graph.size; e += 1) most = Math.max(most, graph.count(e));
  return (n, papers = graph.count(n)) => (graph.isPaper(n) ? 9 : 5.5 + 15 * Math.sqrt(papers / most));
}

export function nodeColours(graph, theme, { focus, other }, near, n) {
  const chosen = n === focus || n === other;
  const own = theme[graph.type(n).toLowerCase()];
  const fill = focus !== null && !near.has(n) ? mixed(own, theme.ground, 0.55) : own;
  return { fill, ring: chosen ? theme.ink : fill, width: chosen ? 3 : 1 };
}

// {colour, width, dashed} of an edge. `centres` are what the reader points at or looks at; `quiet` puts
// what is not beside them back, `crowded` makes all lines finer.
export function edgeStyle(graph, theme, edge, centres, { quiet, crowded }) {
  const beside = centres.has(edge.from) || centres.has(edge.to);
  const relation = edge.predicate !== null && graph.predicates.get(edge.predicate).kind === "relation";
  const firm = edge.predicate === "introduces" || relation;
  let colour = firm ? mixed(theme["line-strong"], theme.line, 0.35) : theme.line;
  if (beside) colour = crowded ? mixed(theme["line-strong"], theme.line, 0.5) : theme["line-strong"];
  else if (quiet) colour = mixed(theme.line, theme.ground, 0.55);
  else if (edge.predicate === "mentions" || edge.predicate === null) colour = mixed(theme.line, theme.ground, 0.3);
  const strength = edge.predicate === null ? Math.min(1 + Math.log2(edge.papers) / 2.4, 5) : (firm ? 2.2 : 1.3);
  return { colour, width: strength * (crowded ? 0.7 : beside ? 1.3 : 1), dashed: relation };
}

// The words at an edge: what is claimed, and by how many papers where that is more than one.
export function edgeWords(graph, { predicate, papers }) {
  if (predicate === null) return `together in ${papers.toLocaleString("en")} ${papers === 1 ? "paper" : "papers"}`;
  const { forward } = graph.predicates.get(predicate);
  return papers > 1 ? `${forward} (${papers.toLocaleString("en")} papers)` : forward;
}
