import assert from "node:assert/strict";
import { test } from "node:test";

import { introducedHere, newestPapers, sharedByType, topicPapers, topicRanks, waysIn } from "../../src/methodgraph/publish/html/assets/panel/survey.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const graph = panelGraph({
  papers: { p1: { year: 2020 }, p2: { year: 2022 }, p3: {} },
  entities: { A: "Method", B: "Method", C: "Method", QA: "Task", MMLU: "Benchmark" },
  claims: ["p1 uses A", "p1 introduces B", "p1 addresses QA", "p2 uses A", "p2 uses B", "p2 B extends A", "p3 uses A", "p3 introduces C", "p3 evaluatesOn MMLU", "p3 uses A"],
});
const told = (byType) => Object.fromEntries([...byType].map(([type, rows]) => [type, rows.map(([n, count]) => [graph.label(n), count])]));

test("what two papers or more share, by type, in order of papers", () => {
  assert.deepEqual(told(sharedByType(graph, OPEN)), { Method: [["A", 3], ["B", 2]] });
});

test("with filters on, papers that are filtered out do not count", () => {
  assert.deepEqual(told(sharedByType(graph, { ...OPEN, years: [2020, 2022] })), { Method: [["A", 2], ["B", 2]] });
  assert.deepEqual(told(sharedByType(graph, { ...OPEN, without: new Set(["introduces"]) })), { Method: [["A", 3]] });
});

test("papers that are hidden do not count; papers whose marks are off do", () => {
  const off = { ...OPEN, without: new Set(["Paper"]) };
  const hidden = { ...OPEN, hidden: [graph.n("p1")] };
  assert.deepEqual(told(sharedByType(graph, hidden)), { Method: [["A", 2]] });
  assert.deepEqual(graph.names(introducedHere(graph, hidden)), ["C"]);
  assert.deepEqual(newestPapers(graph, hidden), [1, 2]);
  assert.deepEqual(told(sharedByType(graph, off)), told(sharedByType(graph, OPEN)));
  assert.deepEqual(newestPapers(graph, off), [1, 0, 2]);
});

test("what is introduced, what more papers took up first", () => {
  assert.deepEqual(graph.names(introducedHere(graph, OPEN)), ["B", "C"]);
  assert.deepEqual(graph.names(introducedHere(graph, { ...OPEN, years: [2020, 2020] })), ["B"]);
});

test("papers, the newest first", () => {
  assert.deepEqual(newestPapers(graph, OPEN), [1, 0, 2]);
  assert.deepEqual(newestPapers(graph, { ...OPEN, years: [2020, 2020] }), [0]);
});

test("a topic's members by type, and the papers that name several of them", () => {
  const members = ["B", "A", "QA"].map(graph.n);
  assert.deepEqual(told(topicRanks(graph, OPEN, members)), { Method: [["A", 3], ["B", 2]], Task: [["QA", 1]] });
  assert.deepEqual(topicPapers(graph, OPEN, members), [1, 0]);
  const some = { ...OPEN, years: [2022, 2022] };
  assert.deepEqual(told(topicRanks(graph, some, members)), { Method: [["A", 1], ["B", 1]] });
  assert.deepEqual(topicPapers(graph, some, members), [1]);
  assert.deepEqual(topicPapers(graph, { ...OPEN, without: new Set(["introduces", "addresses"]) }, members), [1]);
  assert.deepEqual(topicPapers(graph, { ...OPEN, hidden: [1], without: new Set(["Paper"]) }, members), [0]);
});

test("ways in: the method on which most builds, beside what builds on it", () => {
  const ways = waysIn(graph, OPEN, sharedByType(graph, OPEN));
  assert.deepEqual([ways.method, ways.beside, ways.data, ways.task], [graph.n("A"), graph.n("B"), null, null]);
});
