// The graph as the page holds it. Nodes, claims and figures are numbers: papers from 0, entities after them.
//
// The index (names, years, claims as columns of numbers) is there from the start; a paper's text and the sentences
// behind its claims are inflated when someone asks for them, with those of the papers packed beside it.

import { encodable } from "../state/address.js";
import { blockReader, inflated } from "./unpack.js";

const KEPT_BLOCKS = 64; // blocks held unpacked, those asked for last: what one walks through must not fill the memory
const UNSURE = 255; // stands for "no confidence" among hundredths

export async function openGraph(document) {
  const read = blockReader(document);
  const [index, columns] = await Promise.all([
    read("data-index").then((text) => inflated(text).json()),
    read("data-columns").then((text) => inflated(text).arrayBuffer()),
  ]);
  return createGraph(index, columns, async (block) => inflated(await read(`data-${block}`)).json());
}

// index: what index.py tells; columns: its columns as an ArrayBuffer; readBlock: number -> Promise of a block's papers.
export function createGraph(index, columns, readBlock) {
  const papers = index.papers.ids.length;
  const entities = index.entities.ids.length;
  const size = papers + entities;
  const claims = claimColumns(columns, papers, index.claims);
  const types = new Map(index.types.map((type) => [type.id, type]));
  const predicates = new Map(index.predicates.map((predicate) => [predicate.id, predicate]));
  const roles = index.predicates.map(({ kind }) => kind === "role");
  const near = adjacency(claims, size);
  const counts = paperCounts(claims, roles, near, size, papers);
  const years = Int32Array.from(index.papers.years, (year) => year ?? 0);
  const figures = index.figures.map(figureOf);
  const figureLists = listFigures(figures);
  const narrower = listNarrower(index.entities.broader, papers);
  const numbers = lazy(() => numbered(index, papers));
  const detailsOf = blocks(readBlock, { claims, papers, index, figureLists, numberOf: (entity) => numbers().get(encodable(`entity/${entity}`)) });

  const isPaper = (n) => n < papers;
  const title = (p) => index.papers.titles[p] ?? null;
  const opening = (p) => (index.papers.openings[p] === null ? null : `“${index.papers.openings[p]}”`);
  const claimsOf = (n) => near.list.subarray(near.starts[n], near.starts[n + 1]);
  const key = (n) => (isPaper(n) ? index.papers.ids[n] : index.entities.ids[n - papers]);

  return {
    papers, entities, size, claims: claims.count, figures: figures.length,
    types, predicates, topics: index.topics, base: index.base, options: index.options,
    isPaper, title, key, claimsOf,
    id: (n) => `${isPaper(n) ? "paper" : "entity"}/${key(n)}`,
    find: (id) => numbers().get(encodable(id)) ?? null,
    // A paper without a title is told by how its text begins.
    label: (n) => (isPaper(n) ? title(n) ?? opening(n) ?? key(n) : index.entities.labels[n - papers]),
    year: (p) => years[p] || null,
    type: (n) => (isPaper(n) ? "Paper" : index.types[index.entities.types[n - papers]].id),
    aliases: (e) => index.entities.aliases[e - papers] ?? [],
    sense: (e) => index.entities.senses[e - papers],
    broader: (e) => index.entities.broader[e - papers],
    narrower: (e) => narrower.get(e) ?? [],
    count: (n) => counts[n],
    // The columns of a claim one by one, for loops over very many of them.
    subjectOf: (c) => claims.subjects[c],
    objectOf: (c) => claims.objects[c],
    paperOf: (c) => claims.madeBy[c],
    predicateOf: (c) => index.predicates[claims.predicates[c]].id,
    isRole: (c) => roles[claims.predicates[c]],
    confidenceOf: (c) => (claims.confidences[c] === UNSURE ? null : claims.confidences[c] / 100),
    claim(c) {
      return {
        c, subject: claims.subjects[c], predicate: this.predicateOf(c), object: claims.objects[c],
        paper: claims.madeBy[c], role: this.isRole(c), confidence: this.confidenceOf(c),
      };
    },
    // All claims that a paper makes, those between two entities too: the first, and the one after the last.
    claimsIn: (p) => [claims.starts[p], claims.starts[p + 1]],
    paperNumbersOf(e) {
      const told = [];
      for (const c of claimsOf(e)) {
        if (roles[claims.predicates[c]] && told.at(-1) !== claims.madeBy[c]) told.push(claims.madeBy[c]);
      }
      return told;
    },
    // Of a paper without a title: what it introduces, by which it is best told.
    hint(p) {
      if (title(p) !== null) return null;
      const coined = [...claimsOf(p)].filter((c) => this.predicateOf(c) === "introduces");
      const names = coined.slice(0, 2).map((c) => this.label(claims.objects[c]));
      return names.length ? `introduces ${names.join(", ")}${coined.length > 2 ? " …" : ""}` : null;
    },
    figure: (f) => figures[f],
    figuresOf: (n) => figureLists.get(n) ?? [],
    details: detailsOf,
  };
}

function lazy(make) {
  let made;
  return () => (made ??= make());
}

function claimColumns(columns, papers, count) {
  const wide = new Uint32Array(columns, 0, papers + 2 * count);
  const narrow = new Uint8Array(columns, 4 * (papers + 2 * count), 2 * count);
  const starts = new Uint32Array(papers + 1);
  const madeBy = new Uint32Array(count);
  for (let p = 0; p < papers; p += 1) {
    starts[p + 1] = starts[p] + wide[p];
    madeBy.fill(p, starts[p], starts[p + 1]);
  }
  return {
    count, starts, madeBy,
    subjects: wide.subarray(papers, papers + count),
    objects: wide.subarray(papers + count),
    predicates: narrow.subarray(0, count),
    confidences: narrow.subarray(count),
  };
}

// The claims at each node, as slices of one list: those of node n stand from starts[n] to starts[n + 1].
function adjacency({ count, subjects, objects }, size) {
  const starts = new Uint32Array(size + 1);
  for (let c = 0; c < count; c += 1) {
    starts[subjects[c] + 1] += 1;
    if (objects[c] !== subjects[c]) starts[objects[c] + 1] += 1;
  }
  for (let n = 0; n < size; n += 1) starts[n + 1] += starts[n];
  const free = starts.slice(0, size);
  const list = new Uint32Array(starts[size]);
  for (let c = 0; c < count; c += 1) {
    list[free[subjects[c]]++] = c;
    if (objects[c] !== subjects[c]) list[free[objects[c]]++] = c;
  }
  return { starts, list };
}

// How many papers have a role for each entity, and how many entities each paper has a role for.
function paperCounts({ predicates, madeBy, objects }, roles, { starts, list }, size, papers) {
  const counts = new Uint32Array(size);
  for (let n = 0; n < size; n += 1) {
    let last = -1;
    const named = n < papers ? new Set() : null;
    for (let at = starts[n]; at < starts[n + 1]; at += 1) {
      const c = list[at];
      if (!roles[predicates[c]]) continue;
      if (named) named.add(objects[c]);
      else if (madeBy[c] !== last) {
        last = madeBy[c];
        counts[n] += 1;
      }
    }
    if (named) counts[n] = named.size;
  }
  return counts;
}

function figureOf(row, f) {
  const [paper, subject, dataset, metric, baseline, value, number, unit, before, better, difference, confidence] = row;
  return {
    f, paper, subject, dataset, metric, baseline, value, number, unit, before, better, confidence,
    difference: difference === 1,
  };
}

function listFigures(figures) {
  const lists = new Map();
  for (const { f, paper, subject, dataset, metric, baseline } of figures) {
    for (const n of new Set([paper, subject, dataset, metric, baseline])) {
      if (n === null) continue;
      if (!lists.has(n)) lists.set(n, []);
      lists.get(n).push(f);
    }
  }
  return lists;
}

function listNarrower(broader, papers) {
  const lists = new Map();
  broader.forEach((wider, e) => {
    if (wider === null) return;
    if (!lists.has(wider)) lists.set(wider, []);
    lists.get(wider).push(papers + e);
  });
  return lists;
}

function numbered(index, papers) {
  const numbers = new Map();
  index.papers.ids.forEach((id, p) => numbers.set(encodable(`paper/${id}`), p));
  index.entities.ids.forEach((id, e) => numbers.set(encodable(`entity/${id}`), papers + e));
  return numbers;
}

// Return a function from a paper to the promise of its details; a block is inflated once.
function blocks(readBlock, { claims, papers, index, figureLists, numberOf }) {
  const read = new Map();
  const { blockOf, starts } = blockNumbers(index.papers.blocks, papers);

  function unfolded({ papers: packed, entities, rules }, p) {
    const paper = packed[p - starts[blockOf[p]]];
    const first = claims.starts[p];
    const own = (figureLists.get(p) ?? []);
    const places = (evidence) =>
      evidence.map(([field, start, end, ...by]) => ({ ...place(field, start, end), rules: by.map((r) => rules[r]) }));
    return {
      text: paper.text, url: paper.url, sources: paper.sources, code: paper.code, ...bibliographyOf(paper),
      mentions: mentionsOf(paper.mentions, entities.map(numberOf)),
      unlinked: paper.unlinked.map(([name, reason]) => ({ name, reason })),
      claimIds: new Map(paper.claims.map(([id], at) => [first + at, id])),
      evidence: (c) => places(paper.claims[c - first][1]),
      figureEvidence: (f) => places(paper.figures[own.indexOf(f)][1]),
    };
  }

  return async (p) => {
    if (p < 0 || p >= papers) throw new RangeError(`no paper ${p}`);
    const block = blockOf[p];
    const some = read.get(block) ?? { packed: readBlock(block), unfolded: new Map() };
    read.delete(block);
    read.set(block, some); // the one asked for last comes last
    if (read.size > KEPT_BLOCKS) read.delete(read.keys().next().value);
    const packed = await some.packed;
    if (!some.unfolded.has(p)) some.unfolded.set(p, unfolded(packed, p));
    return some.unfolded.get(p);
  };
}

// What few sources tell, and what is left out where there is none.
function bibliographyOf({ urls = [], authors = [], venue = null, identifiers = [], categories = [] }) {
  return { urls, authors, venue, identifiers: identifiers.map(([name, url]) => ({ name, url })), categories };
}

const place = (field, start, end) => ({ field: field ? "title" : "text", start, end });

// nodes: what a block's own numbers of entities stand for.
function mentionsOf(flat, nodes) {
  const told = [];
  for (let at = 0; at < flat.length; at += 4) {
    told.push({ ...place(flat[at], flat[at + 1], flat[at + 2]), node: nodes[flat[at + 3]] });
  }
  return told;
}

// sizes: how many papers each block holds. Return the block of each paper, and the first paper of each block.
function blockNumbers(sizes, papers) {
  const blockOf = new Uint32Array(papers);
  const starts = [];
  let next = 0;
  sizes.forEach((size, block) => {
    starts.push(next);
    blockOf.fill(block, next, next + size);
    next += size;
  });
  return { blockOf, starts };
}
