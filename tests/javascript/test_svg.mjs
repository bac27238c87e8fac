import assert from "node:assert/strict";
import test from "node:test";

import { markPath, svgOf } from "../../src/methodgraph/publish/html/assets/take/svg.js";
import { sampleGraph, sampleView } from "./support.mjs";

const THEME = {
  ground: "#ffffff", sheet: "#fefefe", ink: "#000000", soft: "#777777", rule: "#eeeeee", line: "#cccccc", "line-strong": "#888888",
  serif: '"Iowan Old Style", serif', sans: "Inter, sans-serif", hush: "#f8f8f8",
  paper: "#7a756a", method: "#0072b2", model: "#3292c8", task: "#d55e00", dataset: "#009e73", benchmark: "#bd8000", metric: "#c2659b",
};
const PLACES = new Map([[0, { x: 0, y: 0 }], [1, { x: 100, y: 0 }], [2, { x: 0, y: 100 }], [3, { x: 100, y: 100 }], [4, { x: -50, y: 20 }]]);
const label = (id, text) => ({ id, text, font: { size: 12, style: "600", family: THEME.sans }, paper: false, x: 0, y: 120, left: -20, top: 112.5, right: 20, bottom: 127.5 });

function drawn(change = {}) {
  return svgOf({
    graph: sampleGraph(), view: sampleView(), value: { focus: null, other: null }, places: PLACES, radius: () => 10,
    labels: [label(2, "Lo<RA>")], topics: [], theme: THEME, title: "A & B", about: "two <things>", ...change,
  });
}

test("the drawing stands alone: title, description, ground, marks, lines, names, kinds", () => {
  const told = drawn();
  assert.ok(told.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="'));
  assert.ok(told.includes('<title id="title">A &amp; B</title>'));
  assert.ok(told.includes('<desc id="about">two &lt;things&gt;</desc>'));
  assert.ok(told.includes("<title>LoRA (Method)</title>"));
  assert.equal(told.match(/>Lo&lt;RA&gt;<\/text>/g).length, 2);
  assert.ok(!/style=|<style|class=|url\(|NaN|undefined/.test(told));
  for (const kind of ["Papers", "Methods", "Models", "Benchmarks"]) assert.ok(told.includes(`>${kind}</text>`), kind);
  assert.ok(!told.includes(">Tasks</text>"));
});

test("claims have arrows, relations are dashed, what is only together has neither", () => {
  const edges = drawn().split('<g id="edges"')[1].split('<g id="nodes"')[0].split("\n").filter((row) => row.startsWith("<g>"));
  assert.equal(edges.length, 4);
  assert.deepEqual(edges.map((edge) => edge.match(/<path /g).length), [2, 2, 2, 1]);
  assert.deepEqual(edges.map((edge) => edge.includes("stroke-dasharray")), [false, true, false, false]);
  assert.ok(edges[3].includes("LoRA together with CIFAR"));
});

test("edges between the same two bend apart", () => {
  const view = sampleView();
  view.edges = ["uses", "mentions", "introduces"].map((predicate) => ({ id: predicate, from: 1, to: 2, predicate, claims: [], papers: 1 }));
  const curves = [...drawn({ view }).matchAll(/<path d="(M[^"]*Q[^"]*)" stroke/g)].map(([, d]) => d.split("Q")[1].split(" ").slice(0, 2).map(Number));
  assert.equal(new Set(curves.map(String)).size, 3);
  assert.deepEqual(curves[0], [50, 50]);
});

test("topics have their ground below everything, and their names", () => {
  const view = { ...sampleView(), groups: new Map([[2, 0], [4, 0], [3, 1]]) };
  const topics = [{ topic: 0, text: "adapting …", left: 0, top: -40, right: 60, bottom: -27.5 }];
  const told = drawn({ view, topics });
  const ground = told.split('<g id="topics"')[1].split('<g id="edges"')[0];
  assert.match(ground, /<path d="M-50 20L0 100Z" fill="#f8f8f8" stroke="#f8f8f8" stroke-width="60"/);
  assert.match(ground, /<text x="30" y="-30" [^>]*font-size="10" [^>]*>adapting …<\/text>/);
});

test("everything stands inside the frame", () => {
  const [x, y, width, height] = drawn().match(/viewBox="([^"]*)"/)[1].split(" ").map(Number);
  assert.ok(x < -60 && y < -10 && x + width > 110 && y + height > 127);
});

test("a node without a place is left out, and an empty view is still a drawing", () => {
  assert.ok(!drawn({ places: new Map([...PLACES].slice(0, 2)) }).includes("LoRA (Method)"));
  assert.ok(drawn({ view: { ...sampleView(), nodes: [], edges: [] }, labels: [] }).includes("</svg>"));
});

test("each kind has a mark of its own", () => {
  const shapes = ["dot", "diamond", "triangle", "square", "hexagon", "star", "custom"].map((shape) => markPath(shape, { x: 5, y: 5 }, 10));
  assert.equal(new Set(shapes).size, shapes.length);
  for (const d of shapes) assert.match(d, /^M[-\d. MLaZ]+$/);
});
