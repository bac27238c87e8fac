import assert from "node:assert/strict";
import { test } from "node:test";

import { mergedPassages, pieces } from "../../src/methodgraph/publish/html/assets/panel/evidence.js";

const text = "SAM adapter beats SAM, not SAM.";
const mention = (start, end, node, field = "text") => ({ field, start, end, node });
const details = { text, mentions: [mention(0, 11, 7), mention(0, 3, 9, "title"), mention(18, 21, 8)] };
const whole = { field: "text", start: 0, end: text.length };

test("a passage is cut at its mentions and put together again whole", () => {
  assert.deepEqual(pieces(details, "SAM!", whole), [["SAM adapter", 7], [" beats ", null], ["SAM", 8], [", not SAM.", null]]);
  assert.deepEqual(pieces(details, "SAM!", { field: "title", start: 0, end: 4 }), [["SAM", 9], ["!", null]]);
});

test("a mention that reaches over the passage's ends is no mention in it", () => {
  assert.deepEqual(pieces(details, null, { field: "text", start: 4, end: 20 }), [[text.slice(4, 20), null]]);
  assert.deepEqual(pieces({ text, mentions: [] }, null, { field: "title", start: 0, end: 0 }), []);
});

test("passages of one place are told once with all their rules, the title first", () => {
  const place = (field, start, end, ...rules) => ({ field, start, end, rules });
  assert.deepEqual(mergedPassages([place("text", 9, 12, "c/c"), place("text", 0, 5, "b/b"), place("title", 3, 4, "t/t"), place("text", 0, 5, "a/a", "b/b")]), [
    place("title", 3, 4, "t/t"), place("text", 0, 5, "a/a", "b/b"), place("text", 9, 12, "c/c"),
  ]);
});
