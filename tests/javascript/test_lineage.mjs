import assert from "node:assert/strict";
import { test } from "node:test";

import { kinOf, kinship, lineageTree } from "../../src/methodgraph/publish/html/assets/panel/lineage.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";

const graph = panelGraph({
  papers: { p1: { year: 2020 }, p2: { year: 2022 } },
  entities: { A: "Method", B: "Method", C: "Method", D: "Method", E: "Method", F: "Method" },
  claims: [
    "p1 B extends A", "p1 C variantOf B", "p1 A extends C", // a cycle: A, C, B, A
    "p1 D extends A", "p2 D extends A", "p2 E outperforms A", "p2 F extends D",
  ],
});
const { n } = graph;
const drawn = ({ node, again, left, below }) =>
  `${graph.label(node)}${again ? "!" : ""}${left ? `+${left}` : ""}${below.length ? `(${below.map(drawn).join(" ")})` : ""}`;

test("kin are those that extend or vary, told by most papers first", () => {
  assert.deepEqual(kinOf(graph, OPEN, n("A"), false).map(({ node, predicate, papers }) => [graph.label(node), predicate, papers.size]), [
    ["D", "extends", 2], ["B", "extends", 1],
  ]);
  assert.deepEqual(kinOf(graph, OPEN, n("C"), true).map(({ node, predicate }) => [graph.label(node), predicate]), [["B", "variantOf"]]);
  assert.deepEqual(graph.names(kinOf(graph, { ...OPEN, years: [2020, 2020], hidden: [n("B")] }, n("A"), false).map(({ node }) => node)), ["D"]);
});

test("a tree ends where a cycle would begin", () => {
  assert.equal(drawn(lineageTree(graph, OPEN, n("A"), false)), "A(D(F) B(C(A!)))");
  assert.equal(drawn(lineageTree(graph, OPEN, n("A"), true)), "A(C(B(A!)))");
});

test("what is reached by two ways stands whole at the shorter one", () => {
  const two = panelGraph({
    papers: { p: {} },
    entities: { A: "Method", B: "Method", C: "Method", D: "Method" },
    claims: ["p B extends A", "p C extends B", "p C extends A", "p D extends C"],
  });
  const told = lineageTree(two, OPEN, two.n("A"), false).below.map(({ node, below }) => [two.label(node), below.map((one) => [two.label(one.node), one.again])]);
  assert.deepEqual(told, [["B", [["C", true]]], ["C", [["D", false]]]]);
});

test("a crowd is cut, and says by how much", () => {
  const names = Array.from({ length: 30 }, (_, i) => `M${i}`);
  const many = panelGraph({
    papers: { p: {} },
    entities: Object.fromEntries(["A", ...names].map((name) => [name, "Method"])),
    claims: names.map((name) => `p ${name} extends A`),
  });
  const root = lineageTree(many, OPEN, many.n("A"), false);
  assert.equal(root.below.length + root.left, 30);
  assert.equal(root.below.length, 8);
});

test("how two are kin", () => {
  assert.deepEqual(kinship(graph, OPEN, n("F"), n("A")), { kind: "up", way: [n("F"), n("D"), n("A")] });
  assert.deepEqual(kinship(graph, OPEN, n("A"), n("F")), { kind: "down", way: [n("F"), n("D"), n("A")] });
  assert.deepEqual(kinship(graph, OPEN, n("D"), n("B")).way, ["D", "A", "C", "B"].map(n));
  assert.deepEqual(kinship(graph, { ...OPEN, without: new Set(["variantOf"]) }, n("D"), n("B")), { kind: "common", way: [n("D"), n("A"), n("B")], common: n("A") });
  assert.equal(kinship(graph, OPEN, n("E"), n("A")), null);
});
