import assert from "node:assert/strict";
import { test } from "node:test";

import { claimRows, commonerFirst, countsByYear, countsWithin, newerFirst, papersNaming, summaryOf, sureness } from "../../src/methodgraph/publish/html/assets/graph/tally.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const graph = panelGraph({
  papers: { p1: { year: 2018 }, p2: { year: 2021 }, p3: {}, p4: { year: 2021 } },
  entities: { LoRA: "Method", QLoRA: "Method", MMLU: "Benchmark" },
  claims: [
    "p1 introduces LoRA 0.95", "p2 uses LoRA 0.8", "p2 comparesWith LoRA 0.6", "p2 QLoRA extends LoRA 0.7",
    "p3 uses LoRA", "p4 uses LoRA 0.3", "p4 evaluatesOn MMLU",
  ],
});
const lora = graph.n("LoRA");

test("the newest papers come first, those without a year last, and papers of one year as they were read", () => {
  assert.deepEqual([0, 1, 2, 3].sort(newerFirst(graph)), [1, 3, 0, 2]);
  assert.deepEqual([2, 0].sort(newerFirst(graph)), [0, 2]);
});

test("what most papers name comes first, then what sorts first by label", () => {
  const nodes = ["QLoRA", "MMLU", "LoRA"].map(graph.n);
  assert.deepEqual(graph.names(nodes.sort(commonerFirst(graph))), ["LoRA", "MMLU", "QLoRA"]);
});

test("claims stand by predicate, and tell how many the filters take", () => {
  const told = (value) => claimRows(graph, value, lora).map(({ predicate, inward, claims, out }) => [predicate.id, inward, claims.length, out]);
  assert.deepEqual(told(OPEN), [["introduces", true, 1, 0], ["uses", true, 3, 0], ["comparesWith", true, 1, 0], ["extends", true, 1, 0]]);
  assert.deepEqual(told({ ...OPEN, confidence: 0.7 }), [["introduces", true, 1, 0], ["uses", true, 2, 1], ["comparesWith", true, 0, 1], ["extends", true, 1, 0]]);
  assert.deepEqual(told({ ...OPEN, years: [2018, 2018], without: new Set(["introduces"]) }).map(([, , left]) => left), [0, 0, 0, 0]);
  assert.deepEqual(claimRows(graph, OPEN, graph.n("QLoRA")).map(({ inward }) => inward), [false]);
});

test("a claim goes with what stands at its other end", () => {
  const value = { ...OPEN, hidden: [graph.n("QLoRA")] };
  assert.deepEqual(claimRows(graph, value, lora).map(({ claims, out }) => [claims.length, out]).at(-1), [0, 1]);
});

test("a paper with two roles for a thing is one paper", () => {
  assert.deepEqual(papersNaming(graph, OPEN, lora), [0, 1, 2, 3]);
  assert.deepEqual(papersNaming(graph, { ...OPEN, confidence: 0.7 }, lora), [0, 1, 2]);
});

test("a paper that has no mark still says what it says; one that is hidden does not", () => {
  assert.deepEqual(papersNaming(graph, { ...OPEN, without: new Set(["Paper"]) }, lora), [0, 1, 2, 3]);
  assert.deepEqual(papersNaming(graph, { ...OPEN, hidden: [1] }, lora), [0, 2, 3]);
  assert.equal(summaryOf(graph, { ...OPEN, without: new Set(["Paper"]) }, lora), summaryOf(graph, OPEN, lora));
  assert.match(summaryOf(graph, { ...OPEN, hidden: [1] }, lora), /^In 3 papers, 2018 to 2021: introduced by 1, used by 2\.$/);
});

test("all entities at once are counted as one by one", () => {
  const filters = [
    {}, { years: [2021, 2021] }, { years: [1990, 1991] }, { confidence: 0.7 }, { hidden: [1] }, { hidden: [lora] },
    { without: new Set(["uses"]) }, { without: new Set(["Paper"]) }, { without: new Set(["extends", "uses"]) }, { least: 4 },
  ];
  for (const filter of filters) {
    const value = { ...OPEN, ...filter };
    const { papers, of } = countsWithin(graph, value);
    for (const e of ["LoRA", "QLoRA", "MMLU"].map(graph.n)) assert.equal(of(e), papersNaming(graph, value, e).length);
    assert.equal(papers, filter.hidden?.includes(1) ? 3 : filter.years ? (filter.years[0] === 2021 ? 2 : 0) : 4);
  }
});

test("years have no holes", () => {
  assert.deepEqual(countsByYear(graph, [0, 1, 2, 3]), [[2018, 1], [2019, 0], [2020, 0], [2021, 2]]);
  assert.deepEqual(countsByYear(graph, [2]), []);
});

test("a summary in words", () => {
  assert.equal(summaryOf(graph, OPEN, lora), "In 4 papers, 2018 to 2021: introduced by 1, used by 3, compared with by 1.");
  assert.equal(summaryOf(graph, { ...OPEN, years: [2018, 2018] }, lora), "In 1 paper, 2018: introduced by 1.");
  assert.equal(summaryOf(graph, OPEN, graph.n("QLoRA")), "No paper has a role for it.");
  assert.equal(summaryOf(graph, { ...OPEN, years: [2019, 2019] }, lora), "No paper within the filters has a role for it.");
});

test("a confidence in words never says always or never", () => {
  const told = [1, 0.99, 0.95, 0.9, 0.54, 0.1, 0.01].map((score) => sureness(score).replace(/,.*/, ""));
  assert.deepEqual(told, [
    "right about 99 times in 100", "right about 99 times in 100", "right about 19 times in 20", "right about 9 times in 10",
    "right about 5 times in 10", "right about 1 time in 10", "right about 1 time in 10",
  ]);
});
