import assert from "node:assert/strict";
import { test } from "node:test";

import { claimsBetween, papersOfBoth, passagesOfBoth, sharedResults, splitSets } from "../../src/methodgraph/publish/html/assets/panel/compare.js";
import { onOneScale } from "../../src/methodgraph/publish/html/assets/panel/sparkline.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const level = (paper, subject, value, rest = {}) => ({ paper, subject, dataset: "MMLU", metric: "Score", value, better: "higher", ...rest });
const graph = panelGraph({
  papers: { p1: { year: 2020 }, p2: { year: 2022 }, p3: {} },
  entities: { A: "Method", B: "Method", MMLU: "Benchmark", MATH: "Benchmark", Score: "Metric" },
  claims: ["p1 uses A", "p1 uses B", "p2 uses A", "p2 uses B", "p2 B extends A", "p2 evaluatesOn MMLU", "p3 uses A"],
  figures: [
    level("p1", "A", "60"), level("p2", "A", "70"), level("p2", "B", "65"), level("p2", "B", "99", { difference: true }),
    level("p1", "A", "5", { dataset: "MATH", better: undefined }), level("p2", "B", "6", { dataset: "MATH", better: undefined }),
    level("p1", "A", "1", { unit: "%" }),
  ],
});
const [a, b] = ["A", "B"].map(graph.n);

test("sets are split into left, both and right, the weightiest first", () => {
  const [mmlu, math, score] = ["MMLU", "MATH", "Score"].map(graph.n);
  const split = splitSets(graph, new Map([[mmlu, 1], [math, 5], [a, 9]]), new Map([[mmlu, 1], [math, 1], [score, 2]]));
  assert.deepEqual(Object.values(split).map(graph.names), [["A"], ["MATH", "MMLU"], ["Score"]]);
});

test("papers of both, the newest first, within the filters", () => {
  assert.deepEqual(papersOfBoth(graph, OPEN, a, b), [1, 0]);
  assert.deepEqual(papersOfBoth(graph, { ...OPEN, years: [2019, 2020] }, a, b), [0]);
});

test("claims between two, whichever is asked for first", () => {
  for (const pair of [[a, b], [b, a]]) assert.deepEqual(claimsBetween(graph, OPEN, ...pair).map(({ predicate }) => predicate), ["extends"]);
  assert.deepEqual(claimsBetween(graph, OPEN, graph.n("p2"), b).map(({ predicate }) => predicate), ["uses"]);
});

test("the best result of each on the same dataset, metric and unit, with the winner where one is known", () => {
  const told = sharedResults(graph, OPEN, a, b).map(({ dataset, left, right, winner }) => [graph.label(dataset), left.value, right.value, winner]);
  assert.deepEqual(told, [["MATH", "5", "6", null], ["MMLU", "70", "65", "left"]]);
  assert.deepEqual(sharedResults(graph, OPEN, b, a).map(({ winner }) => winner), [null, "right"]);
});

test("sentences that name both come before those on one", () => {
  const place = (start, end) => ({ field: "text", start, end, rules: [`r/${start}`] });
  const evidence = { 2: [place(0, 10)], 3: [place(30, 40), place(10, 30)], 4: [place(10, 30)] };
  const mention = (node, start) => ({ field: "text", start, end: start + 1, node });
  const details = (mentions) => ({ mentions, evidence: (c) => evidence[c] ?? [] });
  const starts = (mentions) => passagesOfBoth(graph, OPEN, 1, details(mentions), a, b).map(({ start }) => start);
  assert.deepEqual(starts([mention(a, 12), mention(b, 20), mention(a, 2)]), [10]);
  assert.deepEqual(starts([mention(a, 2), mention(b, 31)]), [0, 10]);
  const without = { ...OPEN, without: new Set(["uses"]) };
  assert.deepEqual(passagesOfBoth(graph, without, 1, details([mention(a, 12), mention(b, 20)]), a, b).length, 1);
  assert.deepEqual(passagesOfBoth(graph, { ...OPEN, years: [2020, 2020] }, 1, details([mention(a, 12), mention(b, 20)]), a, b), []);
});

test("sparklines on one scale cover the years of all", () => {
  assert.deepEqual(onOneScale([[[2020, 1]], [[2022, 3]]]), [[[2020, 1], [2021, 0], [2022, 0]], [[2020, 0], [2021, 0], [2022, 3]]]);
  assert.equal(onOneScale([[[1, 1]], [[2022, 3]]])[0].length, 201);
  assert.deepEqual(onOneScale([[], []]), [[], []]);
});
