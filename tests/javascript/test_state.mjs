import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldGraph } from "./packed.mjs";
import { ASSETS } from "./support.mjs";

const { canWiden, changed, createState, hiding, isSameLine, OVERVIEW, pageOf, pinning, stateFragment, stateOf, widening } = await import(`${ASSETS}/state/state.js`);
const graph = fieldGraph(6, 5); // papers 0-5, entities 6-10

const HERE = "file:///page.html";

// A window with an address and a history, as far as the state needs one.
function fakeWindow(hash = "") {
  const listeners = {};
  const entries = [{ hash, state: null }];
  let at = 0;
  const put = (state, address) => ({ state, hash: address === "" ? entries[at].hash : address.slice(HERE.length) });
  const window = {
    location: { get hash() { return entries[at].hash; }, get href() { return HERE + entries[at].hash; } },
    addEventListener: (name, then) => (listeners[name] = then),
    history: {
      get state() { return entries[at].state; },
      replaceState: (state, _, address = "") => { entries[at] = put(state, address); },
      pushState: (state, _, address) => { entries.splice(at + 1, Infinity, put(state, address)); at += 1; },
      back() { at -= 1; listeners.popstate(); },
    },
    // As browsers do: one step is told of twice.
    follow(fragment) { entries.splice(at + 1, Infinity, { hash: fragment, state: null }); at += 1; listeners.popstate(); listeners.hashchange(); },
    entries: () => entries.length,
  };
  return window;
}

test("walking on leaves what was done to a view and keeps filters and pins", () => {
  const before = { ...OVERVIEW, focus: 6, other: 7, widened: [0], pinned: [8], least: 3 };
  assert.deepEqual(changed(before, { focus: 9 }), { ...before, focus: 9, other: null, widened: [] });
  assert.equal(changed({ ...before, line: { from: 6, predicate: null, to: 7 } }, { focus: 9 }).line, null);
  assert.deepEqual(changed(before, { least: 1 }), { ...before, least: 1 });
  assert.deepEqual(changed(before, { topic: 0 }).focus, null);
  assert.deepEqual(changed({ ...before, hidden: [9] }, { focus: 9 }).hidden, []);
});

test("a state comes back from its fragment", () => {
  const value = { ...OVERVIEW, focus: 6, other: 7, line: { from: 0, predicate: "uses", to: 6 }, widened: [0, 1], pinned: [8], hidden: [9], without: new Set(["Task", "uses"]), years: [2001, 2003], confidence: 0.5, least: 2 };
  assert.deepEqual(stateOf(graph, stateFragment(graph, value)), value);
  assert.deepEqual(stateOf(graph, "#entity/none?without=nonsense&pin=entity/none"), OVERVIEW);
  assert.deepEqual(stateOf(graph, "#?line=entity/e0,together,entity/e1").line, { from: 6, predicate: null, to: 7 });
  for (const line of ["entity/e0,loves,entity/e1", "entity/none,uses,entity/e1", "entity/e0"]) {
    assert.equal(stateOf(graph, `#?line=${line}`).line, null);
  }
  for (const claimedByNone of ["entity/e0,uses,paper/p0", "paper/p0,introduces,entity/e0", "paper/p0,uses,entity/e2", "entity/e1,together,entity/e1"]) {
    assert.equal(stateOf(graph, `#?line=${claimedByNone}`).line, null);
  }
  assert.equal(stateOf(graph, "#topic/0").topic, 0);
  assert.equal(stateOf(graph, "#topic/1").topic, null);
});

test("setting writes the address before it tells", () => {
  const window = fakeWindow();
  const state = createState(graph, window);
  const seen = [];
  state.subscribe((value, before) => seen.push([before.focus, value.focus, window.location.hash, state.canGoBack]));
  state.set({ focus: 6 });
  assert.deepEqual(seen, [[null, 6, "#entity/e0", true]]);
  state.set({ least: 2 }, { replace: true });
  assert.equal(window.entries(), 2);
  window.history.back();
  assert.equal(state.value.focus, null);
  assert.equal(state.canGoBack, false);
});

test("a link is followed and can be gone back from", () => {
  const window = fakeWindow("#entity/e1");
  const state = createState(graph, window);
  assert.equal(state.value.focus, 7);
  window.follow("#entity/e2");
  assert.deepEqual([state.value.focus, state.canGoBack], [8, true]);
  assert.equal(state.href({ focus: 6 }), "#entity/e0");
  assert.equal(state.href({ focus: null }), "#");
});

test("an address names each node once, and nothing beside itself", () => {
  const { widened, pinned, hidden, other } = stateOf(graph, "#entity/e0?vs=entity/e0&widen=entity/e1,entity/e1&pin=entity/e2,entity/e3,entity/e2&hide=entity/e4,entity/e4");
  assert.deepEqual([widened, pinned, hidden, other], [[7], [8, 9], [10], null]);
  assert.deepEqual(stateOf(graph, "#entity/e0?vs=entity/e1&hide=entity/e0,entity/e1,entity/e2").hidden, [8]);
  assert.equal(stateOf(graph, "#?vs=entity/e1").other, null);
});

test("a node is not compared with itself, and what is compared is not hidden", () => {
  const here = { ...OVERVIEW, focus: 6, hidden: [7, 8] };
  assert.equal(changed(here, { other: 6 }).other, null);
  assert.deepEqual(changed(here, { other: 7 }).hidden, [8]);
});

test("widening and pinning take themselves back", () => {
  const once = changed(OVERVIEW, pinning(OVERVIEW, 7));
  assert.deepEqual(once.pinned, [7]);
  assert.deepEqual(changed(once, pinning(once, 7)).pinned, []);
  assert.deepEqual(widening({ ...OVERVIEW, widened: [6] }, 7), { widened: [6, 7] });
  assert.deepEqual(widening({ ...OVERVIEW, widened: [6, 7] }, 6), { widened: [7] });
  assert.deepEqual([OVERVIEW, { ...OVERVIEW, focus: 6 }, { ...OVERVIEW, focus: 6, other: 7 }].map(canWiden), [false, true, false]);
});

test("what is hidden is looked at no longer", () => {
  const compared = { ...OVERVIEW, focus: 6, other: 7, line: { from: 0, predicate: "uses", to: 8 }, hidden: [9] };
  const after = (n) => changed(compared, hiding(compared, n));
  assert.deepEqual(after(6), { ...OVERVIEW, hidden: [9, 6] });
  assert.deepEqual(after(7), { ...compared, other: null, hidden: [9, 7] });
  assert.deepEqual(after(8), { ...compared, line: null, hidden: [9, 8] });
  assert.deepEqual(after(10), { ...compared, hidden: [9, 10] });
  assert.deepEqual(after(9).hidden, [9]);
});

test("a node's page is reached from a comparison and a line of it", () => {
  const compared = { ...OVERVIEW, focus: 6, other: 7, line: { from: 0, predicate: "uses", to: 6 }, pinned: [8] };
  assert.deepEqual(changed(compared, pageOf(6)), { ...OVERVIEW, focus: 6, pinned: [8] });
});

test("lines are the same by what they join and say", () => {
  const line = { from: 0, predicate: "uses", to: 6 };
  assert.equal(isSameLine(line, { ...line }), true);
  assert.equal(isSameLine(null, null), true);
  for (const other of [null, { ...line, from: 1 }, { ...line, predicate: null }, { ...line, to: 7 }]) {
    assert.equal(isSameLine(line, other), false);
    assert.equal(isSameLine(other, line), false);
  }
});

test("one step is told of once, however its address is written", () => {
  const window = fakeWindow();
  const state = createState(graph, window);
  const seen = [];
  state.subscribe(({ focus, least }) => seen.push([focus, least]));
  window.follow("#entity/e2?least=2.5&pin=");
  assert.deepEqual(seen, [[8, 2]]);
  state.set({ focus: 6 });
  window.history.back();
  assert.deepEqual(seen, [[8, 2], [6, 2], [8, 2]]);
});
