import assert from "node:assert/strict";
import { test } from "node:test";

import { ASSETS } from "./support.mjs";

const { fragmentOf, readFragment } = await import(`${ASSETS}/state/address.js`);

const NOTHING = { focus: null, line: null, versus: null, topic: null, widen: [], pin: [], hide: [], without: [], years: null, sure: 0, least: 1 };

test("nothing chosen is an empty address", () => {
  assert.equal(fragmentOf(NOTHING), "");
  assert.deepEqual(readFragment(""), NOTHING);
});

test("ids stay readable where they may", () => {
  assert.equal(fragmentOf({ ...NOTHING, focus: "paper/arxiv:2305.14314" }), "#paper/arxiv:2305.14314");
  assert.equal(fragmentOf({ ...NOTHING, focus: "paper/one two?&,#" }), "#paper/one%20two%3F%26%2C%23");
});

const VIEWS = [
  { focus: "entity/lora", versus: "entity/qlora" },
  { focus: "paper/a?b&c=d,e#f%20 日本語", widen: ["paper/x,y", "entity/z"], pin: ["entity/1"], hide: ["entity/2"] },
  { topic: 4, without: ["Metric", "mentions"], years: [2019, 2023], sure: 0.85, least: 20 },
  { focus: "entity/a", line: ["paper/x,y", "uses", "entity/a"] },
  { pin: ["entity/only"], years: [2020, 2020] },
];
for (const [number, view] of VIEWS.entries()) {
  test(`view ${number} comes back from its address`, () => {
    assert.deepEqual(readFragment(fragmentOf({ ...NOTHING, ...view })), { ...NOTHING, ...view });
  });
}

test("what makes no sense is left out", () => {
  const told = readFragment("#%E0%A4?years=2023-2019&sure=7&least=0&vs=%E0%A4&pin=,,&x&=y&hide=a,%E0&line=a,b");
  assert.deepEqual(told, { ...NOTHING, hide: ["a"] });
  assert.deepEqual(readFragment("#topic/x").focus, "topic/x");
});
