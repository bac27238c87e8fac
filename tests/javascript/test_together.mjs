import assert from "node:assert/strict";
import { test } from "node:test";

import { putTo, similarPapers, usedTogether } from "../../src/methodgraph/publish/html/assets/panel/together.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const graph = panelGraph({
  papers: { p1: { year: 2020 }, p2: { year: 2021 }, p3: { year: 2022 }, p4: { year: 2022 }, p5: {}, p6: {} },
  entities: { LoRA: "Method", Adam: "Method", LLM: "Model", Once: "Method", MMLU: "Benchmark", QA: "Task", Chat: "Task" },
  claims: [
    "p1 uses LoRA", "p1 uses Adam", "p1 comparesWith Adam", "p1 uses LLM", "p1 evaluatesOn MMLU",
    "p2 uses LoRA", "p2 uses Adam", "p2 uses LLM", "p2 addresses QA", "p2 evaluatesOn MMLU",
    "p3 mentions LoRA", "p3 uses Once", "p3 addresses Chat",
    "p4 uses LLM", "p4 addresses QA", "p5 uses LLM", "p6 uses LLM", "p6 LoRA solves Chat",
  ],
});
const { n, label } = graph;

test("used together: counts papers, not claims, and ranks the surprising before the common", () => {
  const { rows, read } = usedTogether(graph, OPEN, n("LoRA"));
  assert.equal(read, 3);
  assert.deepEqual(rows.map(({ node, count, lift }) => [label(node), count, Number(lift.toFixed(2))]), [
    ["Adam", 2, 2], ["LLM", 2, 0.8], ["Once", 1, 2],
  ]);
});

test("used together keeps to the filters", () => {
  const told = (value) => graph.names(usedTogether(graph, value, n("LoRA")).rows.map(({ node }) => node));
  assert.deepEqual(told({ ...OPEN, years: [2022, 2022] }), ["Once"]);
  assert.deepEqual(told({ ...OPEN, without: new Set(["Model"]) }), ["Adam", "Once"]);
  assert.deepEqual(told({ ...OPEN, without: new Set(["mentions"]) }), ["Adam", "LLM"]);
});

test("how much more often than in all papers is reckoned within the filters", () => {
  const { rows } = usedTogether(graph, { ...OPEN, years: [2020, 2021] }, n("LoRA"));
  assert.deepEqual(rows.map(({ node, count, lift }) => [label(node), count, lift]), [["LLM", 2, 1], ["Adam", 2, 1]]);
});

test("tasks and data: what a paper says of the thing itself first, then through papers that work with it", () => {
  const told = [...putTo(graph, OPEN, n("LoRA"))].map(([type, rows]) => [type, rows.map(({ node, count, direct }) => [label(node), count, direct])]);
  assert.deepEqual(told, [
    ["Task", [["Chat", 1, true], ["QA", 1, false]]],
    ["Benchmark", [["MMLU", 2, false]]],
  ]);
});

test("tasks and data keep to the filters, and to papers that work with the thing", () => {
  const told = (change) => [...putTo(graph, { ...OPEN, ...change }, n("LoRA")).values()].flat().map(({ node }) => label(node));
  assert.deepEqual(told({ without: new Set(["addresses"]) }), ["Chat", "MMLU"]);
  assert.deepEqual(told({ years: [2022, 2022] }), [], "a paper that only mentions it");
});

test("similar papers share rare names; a common name alone counts little", () => {
  const rows = similarPapers(graph, OPEN, n("p1"));
  assert.deepEqual(rows.map(({ paper }) => graph.key(paper)).slice(0, 2), ["p2", "p3"]);
  assert.deepEqual(new Set(graph.names(rows[0].shared)), new Set(["LoRA", "Adam", "LLM", "MMLU"]));
  assert.equal(rows[0].shared.at(-1), n("LLM"));
  assert.ok(rows.every(({ paper }) => paper !== n("p1")));
});
