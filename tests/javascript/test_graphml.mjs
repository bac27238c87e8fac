import assert from "node:assert/strict";
import test from "node:test";

import { gather } from "../../src/methodgraph/publish/html/assets/take/gathered.js";
import { graphmlOf } from "../../src/methodgraph/publish/html/assets/take/graphml.js";
import { hex, sampleGraph, sampleView } from "./support.mjs";

test("nodes and edges bear the names and attributes of the build's own file", async () => {
  const told = graphmlOf(await gather(sampleGraph(), sampleView()));
  assert.ok(told.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns='));
  assert.ok(told.includes('<node id="entity:qlora"><data key="node-kind">entity</data><data key="node-type">Model</data>'));
  assert.ok(told.includes('<node id="paper:survey one/2."><data key="node-kind">paper</data><data key="node-label">survey one/2.</data></node>'));
  assert.ok(told.includes(`<edge source="entity:qlora" target="entity:lora" id="${hex(1)}"><data key="edge-kind">relation</data>`));
  assert.ok(told.includes('<edge source="entity:lora" target="entity:cifar" id="2-4"><data key="edge-kind">together</data><data key="edge-papers">7</data></edge>'));
  assert.equal(told.match(/<edge /g).length, 4);
});

test("two papers that say the same are two edges", async () => {
  const view = sampleView();
  view.edges = [{ id: "x", from: 1, to: 2, predicate: "uses", claims: [2, 0], papers: 2 }];
  const told = graphmlOf(await gather(sampleGraph(), view));
  assert.deepEqual([...told.matchAll(/<edge [^>]*id="(\w+)"/g)].map(([, id]) => id), [hex(2), hex(0)]);
});

test("a number that is not told is left out", async () => {
  const told = graphmlOf(await gather(sampleGraph(), sampleView()));
  assert.equal(told.match(/key="edge-confidence"/g).length, 2);
  assert.equal(told.match(/key="node-year"/g).length, 1);
  assert.ok(!told.includes("null"));
});
