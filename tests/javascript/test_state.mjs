import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldGraph } from "./packed.mjs";
import { ASSETS } from "./support.mjs";

const { changed, createState, OVERVIEW, stateFragment, stateOf } = await import(`${ASSETS}/state/state.js`);
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
    follow(fragment) { entries.splice(at + 1, Infinity, { hash: fragment, state: null }); at += 1; listeners.hashchange(); },
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
