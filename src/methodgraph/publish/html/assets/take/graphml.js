// What is shown as GraphML, for Gephi, Cytoscape, yEd, igraph and networkx. Names of nodes, edges and attributes are those
// of the build's own graph.graphml, so that what reads the one reads the other.

import { JOINT, sentencesOf } from "./gathered.js";
import { xmlElement, xmlText } from "./xml.js";

const NODE_KEYS = {
  kind: "string", type: "string", label: "string", title: "string", aliases: "string", sense: "string",
  papers: "long", year: "long",
};
const EDGE_KEYS = {
  kind: "string", predicate: "string", paper: "string", evidence: "string", confidence: "double", papers: "long",
};

// Return the document: an edge a claim, keyed by the claim's id, so that two papers that say the same are two edges.
// Edges that are no claims have the kind "together" and the number of papers that name both.
export function graphmlOf(told) {
  const { graph } = told;
  const keys = [...keysOf("node", NODE_KEYS), ...keysOf("edge", EDGE_KEYS)];
  const nodes = told.nodes.map((n) => xmlElement("node", { id: graphmlId(graph, n) }, dataOf("node", nodeData(graph, n))));
  const edges = [
    ...told.claims.map((claim) => claimEdge(told, claim)),
    ...told.together.map((edge) => togetherEdge(graph, edge)),
  ];
  const inner = xmlElement("graph", { edgedefault: "directed" }, lines([...nodes, ...edges]));
  const root = xmlElement("graphml", { xmlns: "http://graphml.graphdrawing.org/xmlns" }, lines([...keys, inner]));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

const lines = (parts) => `\n${parts.join("\n")}\n`;

function keysOf(scope, keys) {
  return Object.entries(keys).map(([name, type]) =>
    xmlElement("key", { id: `${scope}-${name}`, for: scope, "attr.name": name, "attr.type": type }),
  );
}

function dataOf(scope, values) {
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => xmlElement("data", { key: `${scope}-${name}` }, xmlText(String(value))));
}

function graphmlId(graph, n) {
  return `${graph.isPaper(n) ? "paper" : "entity"}:${graph.key(n)}`;
}

function nodeData(graph, n) {
  if (graph.isPaper(n)) return { kind: "paper", label: graph.title(n) ?? graph.key(n), title: graph.title(n), year: graph.year(n) };
  return {
    kind: "entity",
    type: graph.type(n),
    label: graph.label(n),
    aliases: graph.aliases(n).join(JOINT),
    sense: graph.sense(n),
    papers: graph.count(n),
  };
}

function claimEdge(told, claim) {
  const { graph } = told;
  const ends = { source: graphmlId(graph, claim.subject), target: graphmlId(graph, claim.object) };
  const data = {
    kind: claim.role ? "role" : "relation",
    predicate: claim.predicate,
    paper: graph.key(claim.paper),
    confidence: claim.confidence,
    evidence: sentencesOf(told, claim).map((sentence) => sentence.text).join(JOINT),
  };
  return xmlElement("edge", { ...ends, id: told.details.get(claim.paper).claimIds.get(claim.c) }, dataOf("edge", data));
}

function togetherEdge(graph, { id, from, to, papers }) {
  const ends = { source: graphmlId(graph, from), target: graphmlId(graph, to) };
  return xmlElement("edge", { ...ends, id }, dataOf("edge", { kind: "together", papers }));
}
