import assert from "node:assert/strict";
import { test } from "node:test";

import { allowsFigure } from "../../src/methodgraph/publish/html/assets/graph/filters.js";
import { figureGroups } from "../../src/methodgraph/publish/html/assets/panel/leaderboard.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const on = (paper, subject, value, rest = {}) => ({ paper, subject, dataset: "CIFAR", metric: "Error", value, unit: "%", ...rest });
const graph = panelGraph({
  papers: { p1: { year: 2020 }, p2: { year: 2021 }, p3: { year: 2022 } },
  entities: { A: "Method", B: "Method", C: "Method", CIFAR: "Dataset", MNIST: "Dataset", Error: "Metric" },
  figures: [
    on("p1", "A", "4.5%", { better: "lower" }), on("p2", "A", "3.9%"), on("p2", "A", "0.05", { unit: "" }),
    on("p3", "B", "2.1%"), on("p3", "B", "-1.0%", { difference: true, baseline: "A" }), on("p3", "C", "-0.5%", { difference: true }),
    { paper: "p1", subject: "C", dataset: "MNIST", metric: "Error", value: "1%", unit: "%" },
    { paper: "p1", subject: "A", metric: "Error", value: "7%", unit: "%", better: "lower" },
    { paper: "p2", subject: "A", metric: "Error", value: "9%", unit: "%", better: "lower" },
  ],
});
const told = (rows) => rows.map(({ figure, own }) => [graph.label(figure.subject), figure.value, own]);

test("a group holds a node's own figures and others' on the same dataset and metric, the best first, units apart", () => {
  const { groups } = figureGroups(graph, OPEN, graph.n("A"));
  const [cifar] = groups;
  assert.equal(cifar.better, "lower");
  assert.deepEqual(told(cifar.levels), [["B", "2.1%", false], ["A", "3.9%", true], ["A", "4.5%", true], ["A", "0.05", true]]);
});

test("differences stand apart from levels, and those against others are not told", () => {
  const [cifar] = figureGroups(graph, OPEN, graph.n("A")).groups;
  assert.deepEqual(told(cifar.differences), [["B", "-1.0%", true]]);
});

test("of what is better low, falls are ranked and rises are not: they may be gains", () => {
  const change = (paper, value) => on(paper, "A", value, { difference: true, better: "lower" });
  const changes = panelGraph({
    papers: { p1: { year: 2020 }, p2: { year: 2021 }, p3: { year: 2022 }, p4: { year: 2019 } },
    entities: { A: "Method", CIFAR: "Dataset", Error: "Metric" },
    figures: [change("p1", "+18%"), change("p2", "-3%"), change("p3", "+2%"), change("p4", "-9%")],
  });
  const [board] = figureGroups(changes, OPEN, changes.n("A")).groups;
  assert.deepEqual(board.differences.map(({ figure }) => figure.value), ["-9%", "-3%", "+2%", "+18%"]); // the newer rise first
});

test("what names no dataset comes last and is not ranked: the newest first", () => {
  const { groups } = figureGroups(graph, OPEN, graph.n("Error"));
  assert.deepEqual(groups.map(({ dataset, ranked }) => [dataset === null ? null : graph.label(dataset), ranked]), [
    ["CIFAR", true], ["MNIST", false], [null, false],
  ]);
  assert.deepEqual(told(groups[2].levels), [["A", "9%", true], ["A", "7%", true]]);
});

test("a paper's board holds its own figures only", () => {
  const { groups } = figureGroups(graph, OPEN, graph.n("p1"));
  assert.deepEqual(groups.map(({ levels }) => told(levels)), [[["A", "4.5%", true]], [["C", "1%", true]], [["A", "7%", true]]]);
});

test("filters take figures by year and confidence", () => {
  const { groups, out } = figureGroups(graph, { ...OPEN, years: [2020, 2020] }, graph.n("A"));
  assert.equal(out, 4);
  assert.deepEqual(groups.map(({ levels }) => told(levels)), [[["A", "4.5%", true]], [["A", "7%", true]]]);
  assert.ok(allowsFigure(graph, { ...OPEN, confidence: 0.5 }, { paper: 0, confidence: null }));
  assert.ok(!allowsFigure(graph, { ...OPEN, confidence: 0.5 }, { paper: 0, confidence: 0.4 }));
});

test("others' figures on the metric are found behind any number on other metrics", () => {
  const others = Array.from({ length: 450 }, () => on("p2", "B", "1%", { metric: "Speed" }));
  const many = panelGraph({
    papers: { p1: {}, p2: {} },
    entities: { A: "Method", B: "Method", CIFAR: "Dataset", Error: "Metric", Speed: "Metric" },
    figures: [on("p1", "A", "2%"), ...others, on("p2", "B", "3%")],
  });
  const [group] = figureGroups(many, OPEN, many.n("A")).groups;
  assert.deepEqual(group.levels.map(({ figure, own }) => [figure.value, own]), [["2%", true], ["3%", false]]);
});
