// A graph made by data.js itself out of a few lines, for the tests of what the panel reckons.

import { createGraph } from "../../src/methodgraph/publish/html/assets/graph/data.js";

const TYPES = ["Paper", "Method", "Model", "Task", "Dataset", "Benchmark", "Metric"];
const ROLES = ["introduces", "uses", "addresses", "evaluatesOn", "trainsOn", "comparesWith", "reports", "mentions"];
const RELATIONS = ["extends", "outperforms", "partOf", "solves", "evaluatedOn", "trainedOn", "variantOf"];
const BACKWARD = { introduces: "Introduced by", uses: "Used by", comparesWith: "Compared with by" };
const UNSURE = 255;

export const OPEN = { focus: null, without: new Set(), hidden: [], years: null, confidence: 0, least: 1 };

// papers: {key: {year, title}}; entities: {label: type}; claims: ["p1 uses LoRA", "p1 QLoRA extends LoRA 0.9", ...], by
// paper in order; figures: [{paper, subject, dataset, metric, baseline, value, unit, better, difference}], by name.
// Labels hold no spaces. The graph has two helpers more: `n(name)` and `names(nodes)`.
export function panelGraph({ papers, entities, claims = [], figures = [] }) {
  const keys = Object.keys(papers);
  const labels = Object.keys(entities);
  const number = (name) => (keys.includes(name) ? keys.indexOf(name) : keys.length + labels.indexOf(name));
  const numberOrNull = (name) => (name === undefined ? null : number(name));
  const rows = claims.map((line) => readClaim(line, number)).toSorted((a, b) => a.paper - b.paper);
  const predicates = [...ROLES, ...RELATIONS];
  const index = {
    types: TYPES.map((id) => ({ id, name: id, plural: `${id}s`, shape: "dot" })),
    predicates: predicates.map((id) => ({ id, kind: ROLES.includes(id) ? "role" : "relation", forward: id, backward: BACKWARD[id] ?? id })),
    topics: [], base: "https://example.org/",
    papers: { ids: keys, titles: keys.map((key) => papers[key].title ?? null), years: keys.map((key) => papers[key].year ?? null), blocks: [keys.length] },
    entities: {
      ids: labels.map((label) => label.toLowerCase()), labels, types: labels.map((label) => TYPES.indexOf(entities[label])),
      aliases: labels.map(() => null), senses: labels.map(() => null), broader: labels.map(() => null),
    },
    claims: rows.length,
    figures: figures.map((one) => [
      number(one.paper), ...["subject", "dataset", "metric", "baseline"].map((part) => numberOrNull(one[part])),
      one.value, parseFloat(one.value), one.unit ?? "", null, one.better ?? null, one.difference ? 1 : 0, one.confidence ?? null,
    ]),
  };
  const graph = createGraph(index, columnsOf(rows, keys.length, predicates), () => Promise.reject(new Error("no texts")));
  return { ...graph, n: number, names: (nodes) => nodes.map(graph.label) };
}

function readClaim(line, number) {
  const parts = line.split(" ");
  const sure = Number.isNaN(Number(parts.at(-1))) ? null : Number(parts.pop());
  const [paper, subject, predicate, object] = parts.length === 3 ? [parts[0], ...parts] : parts;
  return { paper: number(paper), subject: number(subject), predicate, object: number(object), sure };
}

function columnsOf(rows, papers, predicates) {
  const columns = new ArrayBuffer(4 * (papers + 2 * rows.length) + 2 * rows.length);
  const wide = new Uint32Array(columns, 0, papers + 2 * rows.length);
  const narrow = new Uint8Array(columns, 4 * wide.length);
  rows.forEach(({ paper, subject, predicate, object, sure }, c) => {
    wide[paper] += 1;
    wide[papers + c] = subject;
    wide[papers + rows.length + c] = object;
    narrow[c] = predicates.indexOf(predicate);
    narrow[rows.length + c] = sure === null ? UNSURE : Math.round(sure * 100);
  });
  return columns;
}
