import assert from "node:assert/strict";
import { test } from "node:test";

import { packedGraph } from "./packed.mjs";
import { ASSETS } from "./support.mjs";

const { createSearch, folded } = await import(`${ASSETS}/graph/search.js`);
const searchOver = (...names) => {
  const graph = packedGraph({ entities: names.map((name, i) => (Array.isArray(name) ? { id: `e${i}`, label: name[0], aliases: name.slice(1) } : { id: `e${i}`, label: name })) });
  const search = createSearch(graph);
  return (typed, most = 20) => search.find(typed, most).map(({ n }) => graph.label(n));
};

test("case, marks and the way words are joined do not matter", () => {
  assert.equal(folded("  Naïve\u2011Bayes / X\u00a0Y "), "naive bayes x y");
  const find = searchOver("Naïve Bayes", "naive-bayes model");
  assert.deepEqual(find("NAIVE\u2013bayes"), ["Naïve Bayes", "naive-bayes model"]);
});

test("whole names, then starts, then words, then the rest; labels before aliases", () => {
  const find = searchOver("follow-rank", "a very low rank one", "low rank tuning", ["LoRA", "low-rank"], "Low–Rank");
  assert.deepEqual(find("low rank"), ["Low–Rank", "LoRA", "low rank tuning", "a very low rank one", "follow-rank"]);
});

test("a short query means the start of a name", () => {
  const find = searchOver("RL", "URL", "RLHF", "world RL");
  assert.deepEqual(find("rl"), ["RL", "RLHF"]);
  assert.deepEqual(find("url"), ["URL"]);
});

test("nothing is found by nothing, and no name runs into the next", () => {
  const find = searchOver("alpha", "beta", "-", "ga\nmma");
  for (const typed of ["", " ", "-", "alpha beta", "habe", "\n"]) assert.deepEqual(find(typed), [], typed);
  assert.deepEqual(find("ga mma"), ["ga\nmma"]);
});

test("no more are told than wanted", () => {
  const find = searchOver(...Array.from({ length: 50 }, (_, i) => `model ${i}`));
  assert.equal(find("model", 12).length, 12);
});
