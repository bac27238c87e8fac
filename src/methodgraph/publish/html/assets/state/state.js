// What is looked at. One object, changed in one place, told to all who draw it, and kept in the address.

import { fragmentOf, readFragment } from "./address.js";

export const OVERVIEW = Object.freeze({
  focus: null, other: null, topic: null, line: null,
  widened: [], pinned: [], hidden: [],
  without: new Set(), years: null, confidence: 0, least: 1,
});

// What a view is of goes with what was done to it; filters and pins stay when one walks on.
const VIEW = { other: null, topic: null, line: null, widened: [] };
const TOGETHER_WORD = "together"; // stands in an address for a line that no predicate names

export function changed(value, change) {
  const walks = ("focus" in change && change.focus !== value.focus) || ("topic" in change && change.topic !== value.topic);
  const next = { ...value, ...(walks ? VIEW : {}), ...change };
  if (change.topic !== undefined && change.topic !== null && !("focus" in change)) next.focus = null;
  if (next.focus === null) next.other = null;
  if (next.focus !== null) next.topic = null;
  if (next.hidden.includes(next.focus)) next.hidden = next.hidden.filter((n) => n !== next.focus);
  return next;
}

export function stateFragment(graph, value) {
  const ids = (some) => some.map(graph.id);
  return fragmentOf({
    focus: value.focus === null ? null : graph.id(value.focus),
    line: value.line && [graph.id(value.line.from), value.line.predicate ?? TOGETHER_WORD, graph.id(value.line.to)],
    versus: value.other === null ? null : graph.id(value.other),
    topic: value.topic,
    widen: ids(value.widened), pin: ids(value.pinned), hide: ids(value.hidden),
    without: [...value.without], years: value.years, sure: value.confidence, least: value.least,
  });
}

export function stateOf(graph, fragment) {
  const told = readFragment(fragment);
  const find = (id) => (id === null ? null : graph.find(id));
  const all = (ids) => ids.map(graph.find).filter((n) => n !== null);
  const words = told.without.filter((word) => graph.types.has(word) || graph.predicates.has(word));
  const focus = find(told.focus);
  return {
    focus,
    line: lineOf(graph, told.line),
    other: focus === null ? null : find(told.versus),
    topic: told.topic !== null && told.topic < graph.topics.length ? told.topic : null,
    widened: all(told.widen), pinned: all(told.pin), hidden: all(told.hide).filter((n) => n !== focus),
    without: new Set(words), years: told.years, confidence: told.sure, least: told.least,
  };
}

// A line that is looked at: {from, predicate|null, to}; null where it joins nothing that there is.
function lineOf(graph, told) {
  if (told === null) return null;
  const [from, to] = [graph.find(told[0]), graph.find(told[2])];
  const known = told[1] === TOGETHER_WORD || graph.predicates.has(told[1]);
  return from === null || to === null || !known ? null : { from, predicate: told[1] === TOGETHER_WORD ? null : told[1], to };
}

// graph: what the numbers mean; window: whose address and history it keeps.
export function createState(graph, window) {
  const listeners = [];
  let value = stateOf(graph, window.location.hash);
  // How many entries of the history are ours and stand before this one.
  const stepsHere = () => window.history.state?.steps;
  let steps = stepsHere() ?? 0;
  if (stepsHere() === undefined) window.history.replaceState({ steps }, "");

  function tell(before) {
    for (const listener of listeners) listener(value, before);
  }

  function write(replace) {
    const fragment = stateFragment(graph, value);
    if (fragment === window.location.hash) return;
    // Whole, since a page within another (a notebook's) takes no part of an address; without "#" where nothing follows.
    const address = window.location.href.split("#")[0] + fragment;
    if (replace) window.history.replaceState({ steps }, "", address);
    else window.history.pushState({ steps: (steps += 1) }, "", address);
  }

  // A link, the reader's own typing, back and forward: the address leads. An entry without steps is new.
  function follow() {
    if (stepsHere() === undefined) window.history.replaceState({ steps: (steps += 1) }, "");
    else steps = stepsHere();
    if (stateFragment(graph, value) === window.location.hash) return;
    const before = value;
    value = stateOf(graph, window.location.hash);
    tell(before);
  }
  window.addEventListener("hashchange", follow);
  window.addEventListener("popstate", follow);

  return {
    get value() {
      return value;
    },
    set(change, { replace = false } = {}) {
      const before = value;
      value = changed(value, change);
      write(replace);
      tell(before);
    },
    subscribe: (listener) => listeners.push(listener),
    href: (change) => stateFragment(graph, changed(value, change)) || "#",
    // True where going back stays on this page.
    get canGoBack() {
      return steps > 0;
    },
    back: () => window.history.back(),
  };
}
