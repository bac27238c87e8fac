// A graph as data.js makes one, out of a few plain records: what the tests of the page's modules look at.

export const ASSETS = "../../src/methodgraph/publish/html/assets";

const KINDS = [
  ["Paper", "Papers", "custom"], ["Method", "Methods", "dot"], ["Model", "Models", "diamond"], ["Task", "Tasks", "triangle"],
  ["Dataset", "Datasets", "square"], ["Benchmark", "Benchmarks", "hexagon"], ["Metric", "Metrics", "star"],
];
const PREDICATES = [["introduces", "role"], ["uses", "role"], ["mentions", "role"], ["extends", "relation"]];

// papers: [{key, title, year, text, url, code, sources, authors ...}]; entities: [{key, label, type, aliases, sense, broader}];
// claims: [{subject, predicate, object, paper, confidence, evidence: [{field, start, end, rules}]}], nodes by number.
export function graphOf({ papers = [], entities = [], claims = [], topics = [] }) {
  const isPaper = (n) => n < papers.length;
  const node = (n) => (isPaper(n) ? papers[n] : entities[n - papers.length]);
  const kind = new Map(PREDICATES);
  const rolesFor = (e) => claims.filter(({ object, predicate }) => object === e && kind.get(predicate) === "role");
  const paperNumbersOf = (e) => [...new Set(rolesFor(e).map(({ paper }) => paper))].sort((a, b) => a - b);
  const size = papers.length + entities.length;
  return {
    papers: papers.length, entities: entities.length, claims: claims.length, size, topics,
    types: new Map(KINDS.map(([id, plural, shape]) => [id, { id, plural, shape }])),
    predicates: new Map(PREDICATES.map(([id, of]) => [id, { id, kind: of, forward: id, backward: id }])),
    base: "https://w3id.org/methodgraph/",
    isPaper,
    key: (n) => node(n).key,
    id: (n) => `${isPaper(n) ? "paper" : "entity"}/${node(n).key}`,
    label: (n) => (isPaper(n) ? node(n).title ?? node(n).key : node(n).label),
    title: (p) => papers[p].title ?? null,
    year: (p) => papers[p].year ?? null,
    type: (n) => (isPaper(n) ? "Paper" : node(n).type),
    aliases: (e) => node(e).aliases ?? [],
    sense: (e) => node(e).sense ?? null,
    broader: (e) => node(e).broader ?? null,
    count: (n) => (isPaper(n) ? new Set(claims.filter((one) => one.subject === n).map((one) => one.object)).size : paperNumbersOf(n).length),
    paperNumbersOf,
    subjectOf: (c) => claims[c].subject,
    objectOf: (c) => claims[c].object,
    paperOf: (c) => claims[c].paper,
    predicateOf: (c) => claims[c].predicate,
    isRole: (c) => kind.get(claims[c].predicate) === "role",
    confidenceOf: (c) => claims[c].confidence ?? null,
    claim: (c) => ({ c, confidence: null, role: kind.get(claims[c].predicate) === "role", ...claims[c] }),
    details: async (p) => ({
      text: papers[p].text ?? "", url: papers[p].url ?? null, sources: papers[p].sources ?? [], code: papers[p].code ?? [],
      urls: papers[p].urls ?? [], authors: papers[p].authors ?? [], venue: papers[p].venue ?? null,
      identifiers: papers[p].identifiers ?? [], categories: papers[p].categories ?? [],
      claimIds: new Map(claims.map((one, c) => [c, one]).filter(([, { paper }]) => paper === p).map(([c]) => [c, hex(c)])),
      evidence: (c) => claims[c].evidence ?? [],
    }),
  };
}

export const hex = (c) => c.toString(16).padStart(16, "0");

// Two papers and three entities: 0 and 1 are papers, 2 LoRA, 3 "=QLoRA, the \"quantized\" one", 4 CIFAR.
export function sampleGraph() {
  const text = "We propose 𝛼-QLoRA, which extends LoRA.\nIt is small.";
  return graphOf({
    papers: [
      { key: "arxiv:2305.14314", title: "QLoRA", year: 2023, text, url: "https://example.org/q", sources: ["a.txt:1"] },
      { key: "survey one/2.", text: "LoRA on CIFAR.", sources: ["b.txt:2"] },
    ],
    entities: [
      { key: "lora", label: "LoRA", type: "Method", aliases: ["Low-Rank Adaptation", "LORA"], sense: "Low-Rank Adaptation" },
      { key: "qlora", label: '=QLoRA, the "quantized" one', type: "Model", broader: 2 },
      { key: "cifar", label: "CIFAR", type: "Benchmark" },
    ],
    claims: [
      { subject: 0, predicate: "introduces", object: 3, paper: 0, confidence: 0.9, evidence: [passage(0, text.indexOf("\n"), "role/we-propose")] },
      { subject: 3, predicate: "extends", object: 2, paper: 0, confidence: 0.55, evidence: [passage(0, text.indexOf("\n"), "relation/extends")] },
      { subject: 1, predicate: "uses", object: 2, paper: 1, evidence: [passage(0, 14, "role/uses")] },
      { subject: 1, predicate: "mentions", object: 4, paper: 1, confidence: 0.3, evidence: [passage(8, 13, "role/on")] },
    ],
  });
}

const passage = (start, end, ...rules) => ({ field: "text", start, end, rules });

export function sampleView() {
  const edge = (c, from, to, predicate) => ({ id: `${from}-${predicate}-${to}`, from, to, predicate, claims: [c], papers: 1 });
  return {
    mode: "overview", near: new Set(), more: 0, groups: new Map(), weights: new Map(),
    nodes: [0, 1, 2, 3, 4],
    edges: [
      edge(0, 0, 3, "introduces"), edge(1, 3, 2, "extends"), edge(2, 1, 2, "uses"),
      { id: "2-4", from: 2, to: 4, predicate: null, claims: [], papers: 7 },
    ],
  };
}
