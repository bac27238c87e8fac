import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldGraph, packedGraph } from "./packed.mjs";
import { ASSETS } from "./support.mjs";

const { OVERVIEW } = await import(`${ASSETS}/state/state.js`);
const { viewOf } = await import(`${ASSETS}/view/view.js`);
const { jointEdges, namedWith } = await import(`${ASSETS}/graph/joint.js`);
const { placesOf } = await import(`${ASSETS}/view/place.js`);
const { nextNode } = await import(`${ASSETS}/canvas/keys.js`);

const small = fieldGraph(20, 10); // papers 0-19, entities 20-29
const large = fieldGraph(900, 60); // papers 0-899, entities 900-959
const at = (graph, change) => viewOf(graph, { ...OVERVIEW, ...change });

test("a small graph is shown whole, a large one by its topics", () => {
  assert.equal(at(small, {}).nodes.length, 30);
  const view = at(large, {});
  assert.equal(view.nodes.length, 14);
  assert.ok(view.nodes.every((n) => !large.isPaper(n)));
  assert.ok(view.edges.length > 0 && view.edges.every(({ predicate }) => predicate === null));
});

test("filters take out nodes, and entities that only what is filtered held", () => {
  assert.ok(at(small, { without: new Set(["Paper"]) }).nodes.every((n) => !small.isPaper(n)));
  assert.deepEqual(at(small, { without: new Set(["uses"]) }).nodes, [...Array(20).keys()]);
  assert.deepEqual(at(small, { least: 20 }).nodes.filter((n) => !small.isPaper(n)), [20]);
  const years = at(small, { years: [2000, 2001] });
  assert.deepEqual(years.nodes.filter(small.isPaper), [0, 1]);
  assert.deepEqual(at(small, { hidden: [3] }).nodes.includes(3), false);
});

test("a hub shows its newest papers, its partners, and says how many more there are", () => {
  const view = at(large, { focus: 900 });
  const papers = view.nodes.filter(large.isPaper);
  assert.equal(papers.length, 24);
  assert.ok(papers.every((p) => large.year(p) === 2019));
  assert.equal(view.nodes.filter((n) => !large.isPaper(n)).length, 19);
  assert.equal(view.more, 876);
  assert.deepEqual(view.edges.filter(({ predicate, from }) => predicate === null && from === 900).length, 18);
});

test("under filters a map shows, and weighs, what passes them", () => {
  const whole = at(large, {});
  const some = at(large, { years: [2003, 2003] });
  assert.equal(whole.weights.get(900), 900);
  assert.equal(some.weights.get(900), 45);
  assert.ok(some.nodes.every((n) => some.weights.get(n) > 0));
});

test("what is off or hidden is on no map and beside nothing", () => {
  for (const change of [{}, { topic: 0 }, { focus: 2 }]) {
    assert.ok(at(large, change).nodes.includes(900));
    assert.ok(!at(large, { ...change, hidden: [900] }).nodes.includes(900));
    assert.deepEqual(at(large, { ...change, without: new Set(["Method"]) }).nodes, "focus" in change ? [2] : []);
  }
  assert.deepEqual(at(large, { without: new Set(["uses"]) }).nodes, []);
});

test("what filters leave of a small graph is shown whole", () => {
  const graph = fieldGraph(100, 300);
  assert.ok(at(graph, {}).nodes.length < 320);
  const entities = at(graph, { without: new Set(["Paper"]) }).nodes;
  assert.equal(entities.length, [...Array(300).keys()].filter((e) => graph.count(100 + e) > 0).length);
});

test("no view has more than a browser can draw, widened as it may be", () => {
  for (const n of [900, 0, 930]) {
    const view = at(large, { focus: n, widened: [n, 901, 902, 903, 904, 905, 906] });
    assert.ok(view.nodes.length <= 240);
    assert.equal(new Set(view.nodes).size, view.nodes.length);
    assert.ok(view.edges.every(({ from, to }) => view.nodes.includes(from) && view.nodes.includes(to)));
  }
});

test("pins stay in every view unless they are hidden", () => {
  for (const change of [{}, { focus: 25 }, { focus: 25, other: 26 }, { topic: 0 }]) {
    assert.ok(at(large, { ...change, pinned: [5] }).nodes.includes(5));
    assert.ok(!at(large, { ...change, pinned: [5], hidden: [5] }).nodes.includes(5));
  }
});

test("without marks for papers a map of a large graph, and its numbers, stay as they are", () => {
  for (const change of [{}, { topic: 0 }, { years: [2003, 2004] }]) {
    const whole = at(large, change);
    const without = at(large, { ...change, without: new Set(["Paper"]) });
    assert.ok(without.nodes.length >= 14);
    assert.deepEqual(without.nodes, whole.nodes);
    assert.deepEqual([...without.weights], [...whole.weights]);
    assert.deepEqual(without.edges, whole.edges);
  }
});

test("the neighbours of a thing, and what papers name with it, keep to the filters", () => {
  const [first, second] = [at(large, { focus: 900 }), at(large, { focus: 900, years: [2003, 2003] })];
  const papers = second.nodes.filter(large.isPaper);
  assert.ok(papers.length > 20 && papers.every((p) => large.year(p) === 2003));
  assert.equal(at(large, { focus: 900, confidence: 0.5, without: new Set(["uses"]) }).nodes.length, 1);
  const partners = first.nodes.filter((n) => !large.isPaper(n) && n !== 900);
  const others = at(large, { focus: 900, hidden: partners }).nodes.filter((n) => !large.isPaper(n) && n !== 900);
  assert.equal(others.length, 18, "others take the place of those that are hidden");
  assert.ok(others.every((n) => !partners.includes(n)));
  const late = at(large, { focus: 900, hidden: Array.from({ length: 50 }, (_, i) => 901 + i) });
  assert.equal(late.nodes.filter((n) => !large.isPaper(n)).length, 10, "however many rank before them");
});

test("what a pin or widening shows of the neighbours is not told as left out", () => {
  const { nodes, more } = at(large, { focus: 900 });
  const left = Array.from({ length: 900 }, (_, p) => p).filter((p) => !nodes.includes(p));
  assert.equal(at(large, { focus: 900, pinned: left.slice(0, 3) }).more, more - 3);
  const widened = at(large, { focus: 900, widened: [901] });
  assert.ok(widened.nodes.filter(large.isPaper).length > 24);
  assert.equal(widened.more, 900 - widened.nodes.filter(large.isPaper).length);
  const compared = at(large, { focus: 900, other: 901, pinned: [] });
  assert.equal(compared.more, 900 - compared.nodes.filter(large.isPaper).length);
});

test("nothing stands in a comparison that no line joins to either", () => {
  const both = [900, 901];
  const { nodes, edges } = at(large, { focus: 900, other: 901 });
  const joined = new Set(edges.filter(({ from, to }) => both.includes(from) || both.includes(to)).flatMap(({ from, to }) => [from, to]));
  assert.ok(nodes.length > 40);
  assert.deepEqual(nodes.filter((n) => !joined.has(n)), []);
});

test("two are compared with what both have", () => {
  const graph = packedGraph({
    papers: [{ id: "p0" }, { id: "p1" }, { id: "p2" }],
    entities: [{ id: "a" }, { id: "b" }],
    claims: [[0, "uses", 3, 0], [0, "uses", 4, 0], [1, "uses", 3, 1], [2, "uses", 4, 2]],
  });
  const view = at(graph, { focus: 3, other: 4 });
  assert.equal(view.mode, "compare");
  assert.deepEqual([...view.nodes].sort(), [0, 1, 2, 3, 4]);
  const places = placesOf(graph, view, { ...OVERVIEW, focus: 3, other: 4 });
  assert.ok(places.get(3).x < places.get(0).x && places.get(0).x < places.get(4).x);
  assert.ok(places.get(1).x < places.get(3).x && places.get(2).x > places.get(4).x);
});

test("claims that say the same of the same two are one edge with all of them", () => {
  const graph = packedGraph({
    papers: [{ id: "p0" }, { id: "p1" }],
    entities: [{ id: "a" }, { id: "b" }],
    claims: [[2, "extends", 3, 0], [2, "extends", 3, 1], [2, "outperforms", 3, 1], [2, "extends", 2, 0]],
  });
  const told = at(graph, {}).edges.map(({ id, claims, papers }) => [id, claims.length, papers]);
  assert.deepEqual(told, [["2-extends-3", 2, 2], ["2-outperforms-3", 1, 1]]);
});

test("what papers name together is counted by paper, under the filters", () => {
  const graph = packedGraph({
    papers: [{ id: "p0", year: 2020 }, { id: "p1", year: 2021 }, { id: "p2", year: 2021 }],
    entities: [{ id: "a" }, { id: "b" }, { id: "c" }],
    claims: [[0, "uses", 3, 0], [0, "mentions", 3, 0], [0, "uses", 4, 0], [1, "uses", 3, 1], [1, "uses", 4, 1], [2, "uses", 3, 2], [2, "uses", 5, 2]],
  });
  const joint = (change) => jointEdges(graph, { ...OVERVIEW, ...change }, [5, 4, 3]).map(({ from, to, papers }) => [from, to, papers]);
  assert.deepEqual(joint({}), [[3, 4, 2]]);
  assert.deepEqual(joint({ years: [2021, 2021] }), []);
  assert.deepEqual(namedWith(graph, OVERVIEW, 3, 5), [[4, 2], [5, 1]]);
  assert.deepEqual(namedWith(graph, OVERVIEW, 3, 5, new Set([4])), [[5, 1]]);
  assert.deepEqual(namedWith(graph, { ...OVERVIEW, years: [2020, 2020] }, 3, 5), [[4, 1]]);
});

test("places are the same each time, apart, and kept when something comes", () => {
  for (const [graph, change] of [[small, {}], [large, {}], [large, { focus: 900 }], [small, { focus: 20, other: 21 }]]) {
    const value = { ...OVERVIEW, ...change };
    const view = viewOf(graph, value);
    const places = placesOf(graph, view, value);
    assert.deepEqual(placesOf(graph, viewOf(graph, value), value), places);
    assert.equal(places.size, view.nodes.length);
    assert.equal(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size, places.size);
    assert.ok([...places.values()].every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
    const known = new Map([...places].slice(1));
    const again = placesOf(graph, view, value, known);
    assert.deepEqual([...known], [...known.keys()].map((n) => [n, again.get(n)]));
  }
});

test("a map of which little stood is drawn anew, one of which most stood only makes room", () => {
  const value = { ...OVERVIEW };
  const view = viewOf(large, value);
  const whole = placesOf(large, view, value);
  const some = new Map([...placesOf(large, { ...view, nodes: view.nodes.slice(0, 3) }, value)]);
  assert.deepEqual(placesOf(large, view, value, some), whole);
  const known = new Map([...whole].slice(0, -2));
  const again = placesOf(large, view, value, known);
  assert.deepEqual([...known], [...known.keys()].map((n) => [n, again.get(n)]));
  const { x, y } = again.get(view.nodes.at(-1));
  assert.ok(Math.hypot(x, y) < 400);
});

test("nothing and one node have places too", () => {
  const graph = packedGraph({ entities: [{ id: "a" }] });
  const value = { ...OVERVIEW };
  assert.deepEqual([...placesOf(graph, viewOf(graph, value), value)], [[0, { x: 0, y: 0 }]]);
  const none = packedGraph({});
  assert.equal(placesOf(none, viewOf(none, value), value).size, 0);
});

test("arrow keys go to the nearest in their direction", () => {
  const places = new Map([[1, { x: 0, y: 0 }], [2, { x: 50, y: 5 }], [3, { x: 20, y: 60 }], [4, { x: -10, y: 0 }]]);
  assert.equal(nextNode(places, 1, [1, 0]), 2);
  assert.equal(nextNode(places, 1, [0, 1]), 3);
  assert.equal(nextNode(places, 1, [-1, 0]), 4);
  assert.equal(nextNode(places, 1, [0, -1]), null);
});
