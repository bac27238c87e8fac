import assert from "node:assert/strict";
import test from "node:test";

import { censusOf, claimsWithout, leastSteps, tellsConfidence } from "../../src/methodgraph/publish/html/assets/rail/census.js";
import { withoutOf } from "../../src/methodgraph/publish/html/assets/rail/rail.js";
import { graphOf, sampleGraph } from "./support.mjs";

const census = (change) => {
  const { types, predicates, papers, yearless } = censusOf(sampleGraph(), { years: null, confidence: 0, least: 1, ...change });
  return { types: Object.fromEntries(types), predicates: Object.fromEntries(predicates), papers: [...papers], yearless };
};

test("without filters everything counts", () => {
  assert.deepEqual(census({}), {
    types: { Paper: 2, Method: 1, Model: 1, Benchmark: 1 },
    predicates: { introduces: 1, extends: 1, uses: 1, mentions: 1 },
    papers: [1, 1],
    yearless: 1,
  });
});

test("a range of years leaves what its papers say; the bars are of all years", () => {
  const told = census({ years: [2023, 2024] });
  assert.deepEqual(told.types, { Paper: 1, Method: 1, Model: 1 });
  assert.deepEqual(told.predicates, { introduces: 1, extends: 1 });
  assert.deepEqual(told.papers, [1, 1]);
});

test("a least confidence leaves surer claims, those without one, and what they are about", () => {
  const told = census({ confidence: 0.6 });
  assert.deepEqual(told.predicates, { introduces: 1, uses: 1 });
  assert.deepEqual(told.types, { Paper: 2, Method: 1, Model: 1 });
  assert.deepEqual(census({ confidence: 0.55 }).predicates, { introduces: 1, extends: 1, uses: 1 });
});

test("least papers leave the entities that have as many", () => {
  assert.deepEqual(census({ least: 2 }).types, { Paper: 2 });
});

test("claims are counted without those switched off", () => {
  const told = censusOf(sampleGraph(), { years: null, confidence: 0, least: 1 });
  assert.equal(claimsWithout(told, new Set()), 4);
  assert.equal(claimsWithout(told, new Set(["uses", "Method", "mentions"])), 2);
});

test("the slider's steps end where the graph does", () => {
  const named = (times) => {
    const papers = Array.from({ length: times }, (_, i) => ({ key: String(i) }));
    const claims = papers.map((_, p) => ({ subject: p, predicate: "uses", object: times, paper: p }));
    return graphOf({ papers, claims, entities: [{ key: "e", label: "E", type: "Method" }] });
  };
  assert.deepEqual(leastSteps(named(0)), [1]);
  assert.deepEqual(leastSteps(named(1)), [1]);
  assert.deepEqual(leastSteps(named(4)), [1, 2, 3]);
  assert.deepEqual(leastSteps(named(60)), [1, 2, 3, 5, 10, 20, 50]);
  assert.deepEqual(leastSteps(named(100)), [1, 2, 3, 5, 10, 20, 50, 100]);
});

test("confidence is told or it is not", () => {
  assert.equal(tellsConfidence(sampleGraph()), true);
  assert.equal(tellsConfidence(graphOf({})), false);
});

test("a group's choice leaves the other groups as they are", () => {
  assert.deepEqual([...withoutOf(new Set(["uses", "Method"]), ["Method", "Task"], ["Task"])], ["uses", "Task"]);
  assert.deepEqual([...withoutOf(new Set(["uses", "Method"]), ["Method", "Task"], [])], ["uses"]);
});
