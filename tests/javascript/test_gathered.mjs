import assert from "node:assert/strict";
import test from "node:test";

import { fileStem, gather } from "../../src/methodgraph/publish/html/assets/take/gathered.js";
import { sampleGraph, sampleView } from "./support.mjs";

test("claims stand once, and papers that claim something are there though they are not shown", async () => {
  const view = sampleView();
  view.nodes = [2, 3];
  view.edges = [view.edges[1], { ...view.edges[1], id: "again" }];
  const told = await gather(sampleGraph(), view);
  assert.deepEqual(told.claims.map(({ c }) => c), [1]);
  assert.deepEqual(told.papers, [0]);
  assert.equal(told.details.get(0).url, "https://example.org/q");
});

test("a file's name is safe whatever it is called after", () => {
  assert.equal(fileStem("lora"), "lora");
  assert.equal(fileStem("arxiv:2305.14314"), "arxiv-2305.14314");
  assert.equal(fileStem("../../etc/passwd"), "etc-passwd");
  assert.equal(fileStem("...hidden."), "hidden");
  assert.equal(fileStem("Éclair über"), "Eclair-uber");
  assert.equal(fileStem("日本語"), "graph");
  assert.equal(fileStem("\u202egnp.exe"), "gnp.exe");
  const long = fileStem(`${"a".repeat(59)}.${"b".repeat(40)}`);
  assert.equal(long, "a".repeat(59));
});
