import assert from "node:assert/strict";
import test from "node:test";

import { chosenPapers, clampedRange, keptRange, yearBars, yearsInWords, yearTicks } from "../../src/methodgraph/publish/html/assets/rail/years.js";
import { OPEN, panelGraph } from "./panel_graph.mjs";
import { graphOf } from "./support.mjs";

const graph = {
  ...panelGraph({
    papers: { p0: { year: 2019 }, p1: { year: 2019 }, p2: { year: 2021 }, p3: { year: 2023 }, p4: {} },
    entities: { A: "Method", B: "Task" },
    claims: ["p0 uses A 0.9", "p2 uses A 0.5", "p2 addresses B 0.9", "p3 mentions B 0.9"],
  }),
  topics: [{ name: "both", members: [5, 6] }],
};
const NOTHING = { ...OPEN, topic: null };
const all = new Uint8Array(5).fill(1);

test("bars go from the first year to the last, empty years too", () => {
  const bars = yearBars(graph, (p) => p === 2);
  assert.deepEqual([bars.first, bars.last], [2019, 2023]);
  assert.deepEqual([...bars.whole], [2, 0, 1, 0, 1]);
  assert.deepEqual([...bars.part], [0, 0, 1, 0, 0]);
  assert.equal(yearBars(graphOf({ papers: [{ key: "x" }] }), () => true), null);
});

test("the bars are of what is looked at, within the filters", () => {
  const told = (value, passing = all) => [0, 1, 2, 3, 4].filter(chosenPapers(graph, { ...NOTHING, ...value }, passing));
  assert.deepEqual(told({}), [0, 1, 2, 3, 4]);
  assert.deepEqual(told({ focus: 5 }), [0, 2]);
  assert.deepEqual(told({ topic: 0 }), [0, 2, 3]);
  assert.deepEqual(told({ focus: 1 }), [0, 1, 2, 3, 4]);
  assert.deepEqual(told({}, Uint8Array.of(0, 1, 1, 1, 1)), [1, 2, 3, 4]);
  assert.deepEqual(told({ focus: 5, confidence: 0.8 }), [0], "p2 is sure of something else only");
  assert.deepEqual(told({ topic: 0, without: new Set(["mentions", "Paper"]) }), [0, 2]);
});

test("a range leaves the bars beside it; what is hidden stands in none", () => {
  const told = (value) => [0, 1, 2, 3, 4].filter(chosenPapers(graph, { ...NOTHING, ...value }, all));
  assert.deepEqual(told({ focus: 5, years: [2019, 2019] }), [0, 2]);
  assert.deepEqual(told({ focus: 5, hidden: [2] }), [0]);
  assert.deepEqual(told({ hidden: [2] }), [0, 1, 3, 4]);
});

test("a range in words", () => {
  const bars = yearBars(graph, () => true);
  assert.equal(yearsInWords(bars, null), "2019 to 2023: 4 papers");
  assert.equal(yearsInWords(bars, [2020, 2021]), "2020 to 2021: 1 paper");
  assert.equal(yearsInWords(bars, [2023, 2023]), "2023: 1 paper");
  assert.equal(yearsInWords(yearBars(graph, (p) => p === 0), [2019, 2019]), "2019: 1 of 2 papers");
  const many = { first: 2000, last: 2000, whole: Uint32Array.of(12345), part: Uint32Array.of(1234) };
  assert.equal(yearsInWords(many, null), "2000: 1,234 of 12,345 papers");
});

test("ranges stay within the years there are, and all years are no filter", () => {
  const years = { first: 2019, last: 2023 };
  assert.deepEqual(clampedRange(years, [1990, 2020]), [2019, 2020]);
  assert.deepEqual(clampedRange(years, [1990, 1991]), [2019, 2023]);
  assert.equal(keptRange(years, 2019, 2023), null);
  assert.deepEqual(keptRange(years, 2022, 2020), [2020, 2022]);
});

test("years below the bars: the first, the last, round ones between", () => {
  assert.deepEqual(yearTicks({ first: 2020, last: 2020 }), [2020]);
  assert.deepEqual(yearTicks({ first: 2019, last: 2022 }), [2019, 2020, 2021, 2022]);
  assert.deepEqual(yearTicks({ first: 2007, last: 2026 }), [2007, 2015, 2020, 2026]);
  assert.deepEqual(yearTicks({ first: 1990, last: 2025 }), [1990, 2000, 2010, 2025]);
  for (let last = 2000; last < 2200; last += 1) {
    const ticks = yearTicks({ first: 2000, last });
    assert.ok(ticks.length <= 6, `${last}: ${ticks}`);
    assert.equal(ticks[0], 2000);
    assert.equal(ticks.at(-1), last);
  }
});
