// What the page shows just now, gathered from the graph for the files one can take along.

export const JOINT = " | "; // what stands between the items of a list in one cell, as in the build's own tables

// Return {graph, nodes, claims, together, papers, details}: the shown nodes, the claims behind the shown edges (each
// once), the edges that are no claims but "together in so many papers", and the papers that are shown or claim
// something, with what they say in full.
export async function gather(graph, view) {
  const together = view.edges.filter((edge) => edge.predicate === null);
  const numbers = view.edges.filter((edge) => edge.predicate !== null).flatMap((edge) => [...edge.claims]);
  const claims = [...new Set(numbers)].map((c) => graph.claim(c));
  const shownPapers = view.nodes.filter((n) => graph.isPaper(n));
  const papers = [...new Set([...shownPapers, ...claims.map((claim) => claim.paper)])].sort((a, b) => a - b);
  const told = await Promise.all(papers.map((p) => graph.details(p)));
  return { graph, nodes: [...view.nodes], claims, together, papers, details: new Map(papers.map((p, i) => [p, told[i]])) };
}

// Return the field of a paper that a passage stands in.
export function fieldText(told, p, field) {
  return (field === "title" ? told.graph.title(p) : told.details.get(p).text) ?? "";
}

// Return the sentences that a claim rests on: [{field, start, end, rules, text}].
export function sentencesOf(told, claim) {
  return told.details.get(claim.paper).evidence(claim.c).map((passage) => ({
    ...passage,
    text: fieldText(told, claim.paper, passage.field).slice(passage.start, passage.end),
  }));
}

// Return a file's name without its ending: ASCII, no dot at its ends, at most 60 characters, never empty.
export function fileStem(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^A-Za-z0-9.+_-]+/g, "-");
  const trimmed = (name) => name.replace(/^[-._]+|[-._]+$/g, "");
  return trimmed(trimmed(plain).slice(0, 60)) || "graph";
}
