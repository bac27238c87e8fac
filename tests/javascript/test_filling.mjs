import assert from "node:assert/strict";
import { test } from "node:test";

import { createFilling } from "../../src/methodgraph/publish/html/assets/panel/filling.js";

function fake(fails = new Set()) {
  const waiting = new Map();
  const graph = {
    details: (p) => (fails.has(p) ? Promise.reject(new Error("damaged")) : new Promise((resolve) => waiting.set(p, () => resolve({ text: `t${p}` })))),
  };
  const container = { scrollTop: 0, attributes: {}, setAttribute(name, value) { this.attributes[name] = value; } };
  const place = () => ({ told: null, classList: { remove() {} }, replaceChildren(...told) { this.told = told; } });
  return { graph, container, place, arrive: (p) => waiting.get(p)() };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const text = (details) => details.text;

test("places fill when details arrive, and the panel says that it is busy till then", async () => {
  const { graph, container, place, arrive } = fake();
  const filling = createFilling(graph, container);
  const one = place();
  filling.ask(1, one, text);
  await settled();
  assert.deepEqual([one.told, container.attributes["aria-busy"]], [null, "true"]);
  arrive(1);
  await settled();
  assert.deepEqual([one.told, container.attributes["aria-busy"]], [["t1"], "false"]);
});

test("an answer that comes after the panel went on is dropped", async () => {
  const { graph, container, place, arrive } = fake();
  const filling = createFilling(graph, container);
  const [one, two] = [place(), place()];
  filling.ask(1, one, text);
  await settled();
  filling.stop();
  filling.ask(1, two, text);
  container.attributes["aria-busy"] = "of the next";
  arrive(1);
  await settled();
  assert.deepEqual([one.told, two.told, container.attributes["aria-busy"]], [null, null, "of the next"]);
});

test("what was read once stands at once", async () => {
  const { graph, container, place, arrive } = fake();
  createFilling(graph, container).ask(1, place(), text);
  await settled();
  arrive(1);
  await settled();
  const again = place();
  createFilling(graph, container).ask(1, again, text);
  assert.deepEqual(again.told, ["t1"]);
});

test("a paper that cannot be read costs its own sentences only", async () => {
  const { graph, container, place, arrive } = fake(new Set([1]));
  const filling = createFilling(graph, container);
  const [one, two] = [place(), place()];
  filling.ask(1, one, text);
  filling.ask(2, two, text);
  await settled();
  arrive(2);
  await settled();
  assert.deepEqual([one.told, two.told], [["The paper’s text cannot be read."], ["t2"]]);
});
