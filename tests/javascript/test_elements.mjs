import assert from "node:assert/strict";
import { test } from "node:test";

import { ASSETS } from "./support.mjs";

const { beginning, brief } = await import(`${ASSETS}/elements.js`);
const { topicTitle } = await import(`${ASSETS}/canvas/drawing.js`);

test("a text is cut between its signs, never within one", () => {
  assert.equal(brief("short", 5), "short");
  assert.equal(brief("longer", 5), "longe…");
  assert.equal(brief("four🙂and", 5), "four…");
  assert.equal(brief("four🙂and", 6), "four🙂…");
  assert.equal(beginning("🙂🙂", 3), "🙂");
});

test("a topic's name ends after a label where it can, and never within a sign", () => {
  assert.equal(topicTitle({ name: "LoRA, QLoRA" }), "LoRA, QLoRA");
  assert.equal(topicTitle({ name: "low-rank adaptation, parameter-efficient tuning" }), "low-rank adaptation …");
  assert.equal(topicTitle({ name: `${"x".repeat(33)}🙂 and more` }), `${"x".repeat(33)} …`);
});
