import assert from "node:assert/strict";
import { test } from "node:test";

import { allowsFigure, allowsNode, allowsPaper, isWithin, remembered } from "../../src/methodgraph/publish/html/assets/graph/filters.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const graph = panelGraph({ papers: { p1: { year: 2020 }, p2: {} }, entities: { A: "Method" }, claims: ["p1 uses A 0.6", "p2 uses A"] });

test("a range takes its own years, no range takes all", () => {
  assert.deepEqual([2019, 2020, 2021, 2022, null].map((year) => isWithin([2020, 2021], year)), [false, true, true, false, false]);
  assert.ok(isWithin(null, 2020) && isWithin(null, null));
});

test("a paper whose kind is off has no mark, but counts; one hidden or of another year does neither", () => {
  const told = (change) => [allowsNode, allowsPaper].map((allows) => allows(graph, { ...OPEN, ...change }, 0));
  assert.deepEqual(told({}), [true, true]);
  assert.deepEqual(told({ without: new Set(["Paper"]) }), [false, true]);
  assert.deepEqual(told({ hidden: [0] }), [false, false]);
  assert.deepEqual(told({ years: [2021, 2022] }), [false, false]);
  assert.deepEqual(told({ least: 9 }), [true, true]);
});

test("a figure passes as a claim does: at the least confidence, and without one", () => {
  const told = (confidence) => allowsFigure(graph, { ...OPEN, confidence: 0.6 }, { paper: 0, confidence });
  assert.deepEqual([0.59, 0.6, null].map(told), [false, true, true]);
  assert.ok(!allowsFigure(graph, { ...OPEN, years: [2020, 2020] }, { paper: 1, confidence: null }));
});

test("what is remembered is reckoned anew once the graph, the filters, what is hidden, or the node change", () => {
  let times = 0;
  const reckon = remembered(() => (times += 1));
  const changes = [
    {}, { without: new Set(["uses"]) }, { years: [2020, 2021] }, { years: [2020, 2022] }, { confidence: 0.5 }, { least: 2 }, { hidden: [0] },
  ];
  for (const [i, change] of changes.entries()) {
    assert.equal(reckon(graph, { ...OPEN, ...change }, 2), i + 1);
    assert.equal(reckon(graph, { ...OPEN, ...change, focus: 1 }, 2), i + 1, "where one looks is no filter");
  }
  assert.equal(reckon(graph, { ...OPEN, hidden: [0] }, 1), 8);
  assert.equal(reckon({ ...graph }, { ...OPEN, hidden: [0] }, 1), 9);
});
