import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { packedGraph } from "./packed.mjs";
import { ASSETS } from "./support.mjs";

const { blockReader, inflated } = await import(`${ASSETS}/graph/unpack.js`);

// 0 and 1 are papers; 2 LoRA, 3 QLoRA, 4 MMLU.
const graph = packedGraph({
  papers: [{ id: "a/1", title: "QLoRA paper", year: 2023 }, { id: "b", opening: "We use …" }],
  entities: [
    { id: "lora", label: "LoRA", aliases: ["Low-Rank Adaptation"], sense: "Low-Rank Adaptation" },
    { id: "qlora", label: "QLoRA", type: "Model", broader: 2 },
    { id: "mmlu", label: "MMLU", type: "Benchmark" },
  ],
  claims: [
    [1, "uses", 2, 1, 80], [1, "mentions", 2, 1], [0, "introduces", 3, 0, 99], [3, "extends", 2, 0, 70], [0, "uses", 2, 0], [1, "introduces", 4, 1],
  ],
  figures: [
    [0, 3, 4, null, 2, "63.4%", 63.4, "%", "60%", "higher", 0, 0.5],
    [1, null, 4, null, null, "+2%", 2, "%", null, null, 1, null],
  ],
  details: () => [
    { text: "𝛼 QLoRA extends LoRA.", url: null, sources: ["x:1"], code: [], mentions: [0, 3, 8, 1, 1, 0, 5, 1], unlinked: [["foo", "bar"]],
      claims: [["c-introduces", [[0, 0, 8, 1]]], ["c-extends", [[0, 3, 21, 0, 1], [1, 0, 5]]], ["c-uses", [[0, 0, 1, 0]]]], figures: [["f0", [[0, 1, 2, 1]]]] },
    { text: "LoRA", url: "https://example.org", sources: [], code: [], mentions: [], unlinked: [],
      claims: [["c1", [[0, 0, 4, 0]]], ["c2", [[0, 0, 4, 0]]], ["c3", [[0, 0, 4, 0]]]], figures: [["f1", [[0, 0, 3, 0]]]] },
  ],
});
const told = (c) => [graph.subjectOf(c), graph.predicateOf(c), graph.objectOf(c), graph.paperOf(c), graph.confidenceOf(c)];

test("claims stand by paper and lead back to their columns", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(told), [
    [0, "introduces", 3, 0, 0.99], [3, "extends", 2, 0, 0.7], [0, "uses", 2, 0, null],
    [1, "uses", 2, 1, 0.8], [1, "mentions", 2, 1, null], [1, "introduces", 4, 1, null],
  ]);
  assert.deepEqual([graph.claimsIn(0), graph.claimsIn(1)], [[0, 3], [3, 6]]);
  assert.deepEqual(graph.claim(1), { c: 1, subject: 3, predicate: "extends", object: 2, paper: 0, role: false, confidence: 0.7 });
});

test("each node has the claims in which it is either end", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((n) => [...graph.claimsOf(n)]), [[0, 2], [3, 4, 5], [1, 2, 3, 4], [0, 1], [5]]);
});

test("papers are counted once however many roles they have", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(graph.count), [2, 2, 2, 1, 1]);
  assert.deepEqual([2, 3].map((e) => graph.paperNumbersOf(e)), [[0, 1], [0]]);
});

test("names, ids and kinds", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(graph.id), ["paper/a/1", "paper/b", "entity/lora", "entity/qlora", "entity/mmlu"]);
  assert.deepEqual(["paper/a/1", "entity/mmlu", "entity/none"].map(graph.find), [0, 4, null]);
  assert.deepEqual([0, 1, 2].map(graph.label), ["QLoRA paper", "“We use …”", "LoRA"]);
  assert.deepEqual([0, 1].map((p) => [graph.title(p), graph.year(p), graph.hint(p)]), [["QLoRA paper", 2023, null], [null, null, "introduces MMLU"]]);
  assert.deepEqual([2, 3].map((e) => [graph.type(e), graph.aliases(e), graph.sense(e), graph.broader(e), graph.narrower(e)]), [
    ["Method", ["Low-Rank Adaptation"], "Low-Rank Adaptation", null, [3]], ["Model", [], null, 2, []],
  ]);
});

test("figures are at all their parts, once", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(graph.figuresOf), [[0], [1], [0], [0], [0, 1]]);
  const { f, value, before, better, difference, confidence } = graph.figure(0);
  assert.deepEqual([f, value, before, better, difference, confidence], [0, "63.4%", "60%", "higher", false, 0.5]);
  assert.equal(graph.figure(1).difference, true);
});

test("details are read once a block and told in words", async () => {
  const [first, second] = await Promise.all([graph.details(0), graph.details(1)]);
  await graph.details(0);
  assert.deepEqual(graph.blocksRead, [0]);
  assert.deepEqual(first.mentions, [{ field: "text", start: 3, end: 8, node: 3 }, { field: "title", start: 0, end: 5, node: 3 }]);
  assert.deepEqual(first.evidence(1), [{ field: "text", start: 3, end: 21, rules: ["rule/one", "rule/two"] }, { field: "title", start: 0, end: 5, rules: [] }]);
  assert.deepEqual(first.figureEvidence(0), [{ field: "text", start: 1, end: 2, rules: ["rule/two"] }]);
  assert.deepEqual([...second.claimIds], [[3, "c1"], [4, "c2"], [5, "c3"]]);
  assert.deepEqual(second.figureEvidence(1), [{ field: "text", start: 0, end: 3, rules: ["rule/one"] }]);
  assert.deepEqual(first.unlinked, [{ name: "foo", reason: "bar" }]);
  await assert.rejects(graph.details(2), RangeError);
});

test("blocks that were not asked for in a while are let go, and read again", async () => {
  const papers = Array.from({ length: 64 * 70 }, (_, p) => ({ id: `p${p}` }));
  const empty = { text: "x", url: null, sources: [], code: [], mentions: [], unlinked: [], claims: [], figures: [] };
  const many = packedGraph({ papers, details: () => Array(64).fill(empty) });
  for (let block = 0; block < 70; block += 1) await many.details(64 * block);
  await many.details(64 * 69);
  await many.details(0);
  assert.equal(many.blocksRead.length, 71);
  assert.equal((await many.details(0)), await many.details(0));
});

test("a graph of nothing is a graph", () => {
  const none = packedGraph({});
  assert.deepEqual([none.size, none.claims, none.figures, none.find("entity/x")], [0, 0, 0, null]);
});

test("what Python packs is inflated", async () => {
  const packed = deflateRawSync(Buffer.from("GRPO, 𝛼 and \u0000")).toString("base64");
  assert.equal(await inflated(packed).text(), "GRPO, 𝛼 and \u0000");
});

test("a block that the parser has not come to is waited for", async () => {
  let loaded;
  const blocks = new Map();
  const page = {
    readyState: "loading",
    addEventListener: (_, then) => (loaded = then),
    getElementById: (id) => blocks.get(id) ?? null,
  };
  const read = blockReader(page);
  blocks.set("data-0", { textContent: "whole", nextElementSibling: {} });
  blocks.set("data-1", { textContent: "ha", nextElementSibling: null });
  assert.equal(await read("data-0"), "whole");
  const last = read("data-1");
  blocks.set("data-1", { textContent: "half and half", nextElementSibling: null });
  loaded();
  assert.equal(await last, "half and half");
});
