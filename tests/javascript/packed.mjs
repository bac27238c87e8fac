// A graph through the page's own reading: records packed as index.py and details.py pack them, opened by data.js.

import { ASSETS } from "./support.mjs";

const { createGraph } = await import(`${ASSETS}/graph/data.js`);

const BLOCK = 64; // papers to a block here; index.py cuts them as it likes
export const TYPES = ["Paper", "Method", "Model", "Task", "Dataset", "Benchmark", "Metric"];
const SHAPES = ["custom", "dot", "diamond", "triangle", "square", "hexagon", "star"];
export const PREDICATES = [
  ["introduces", "role"], ["uses", "role"], ["addresses", "role"], ["mentions", "role"], ["extends", "relation"], ["outperforms", "relation"],
];

// papers: [{id, title, year}]; entities: [{id, label, type, aliases, sense, broader}]; claims: [[subject, predicate,
// object, paper, hundredths|undefined]], nodes by their numbers; figures: rows as index.py has them.
export function packedGraph({ papers = [], entities = [], claims = [], figures = [], topics = [], details = null }) {
  const order = claims.map((claim, i) => ({ claim, i })).sort((a, b) => a.claim[3] - b.claim[3] || a.i - b.i).map(({ claim }) => claim);
  const count = order.length;
  const columns = new ArrayBuffer(4 * (papers.length + 2 * count) + 2 * count);
  const wide = new Uint32Array(columns, 0, papers.length + 2 * count);
  const narrow = new Uint8Array(columns, 4 * wide.length);
  order.forEach(([subject, predicate, object, paper, sure = 255], c) => {
    wide[paper] += 1;
    wide[papers.length + c] = subject;
    wide[papers.length + count + c] = object;
    narrow[c] = PREDICATES.findIndex(([id]) => id === predicate);
    narrow[count + c] = sure;
  });
  const index = {
    base: "https://w3id.org/methodgraph/",
    types: TYPES.map((id, i) => ({ id, plural: `${id}s`, shape: SHAPES[i] })),
    predicates: PREDICATES.map(([id, kind]) => ({ id, kind, forward: id, backward: `${id} by` })),
    papers: {
      ids: papers.map(({ id }) => id),
      titles: papers.map(({ title = null }) => title),
      openings: papers.map(({ opening = null }) => opening),
      years: papers.map(({ year = null }) => year),
      blocks: Array.from({ length: Math.ceil(papers.length / BLOCK) }, (_, b) => Math.min(BLOCK, papers.length - b * BLOCK)),
    },
    entities: {
      ids: entities.map(({ id }) => id),
      labels: entities.map(({ id, label = id }) => label),
      types: entities.map(({ type = "Method" }) => TYPES.indexOf(type)),
      aliases: entities.map(({ aliases = null }) => aliases),
      senses: entities.map(({ sense = null }) => sense),
      broader: entities.map(({ broader = null }) => broader),
    },
    claims: count, figures, topics, options: {},
  };
  const read = [];
  const graph = createGraph(index, columns, async (block) => {
    read.push(block);
    const told = details ? details(block) : [];
    return { papers: told, entities: entities.map(({ id }) => id), rules: ["rule/one", "rule/two"] };
  });
  return Object.assign(graph, { blocksRead: read });
}

// A field of research: `papers` papers that each use three of `entities` entities, one of them (the first) all do.
export function fieldGraph(papers, entities) {
  const paper = (p) => ({ id: `p${p}`, title: `Paper ${p}`, year: 2000 + (p % 20) });
  const uses = (p, e) => [p, "uses", papers + e, p];
  return packedGraph({
    papers: Array.from({ length: papers }, (_, p) => paper(p)),
    entities: Array.from({ length: entities }, (_, e) => ({ id: `e${e}` })),
    claims: Array.from({ length: papers }, (_, p) => [...new Set([0, 1 + (p % (entities - 1)), 1 + ((p * 7) % (entities - 1))])].map((e) => uses(p, e))).flat(),
    topics: [{ name: "e0, e1, e2", members: Array.from({ length: entities }, (_, e) => papers + e) }],
  });
}
