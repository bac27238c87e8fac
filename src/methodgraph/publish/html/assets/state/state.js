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
  if (next.other === next.focus) next.other = null;
  const isLookedAt = (n) => n === next.focus || n === next.other;
  if (next.hidden.some(isLookedAt)) next.hidden = next.hidden.filter((n) => !isLookedAt(n));
  return next;
}

// The change that leads to a node's own page, also from a comparison or a line that it is looked at in.
export const pageOf = (n) => ({ focus: n, other: null, line: null });

// What the reader may do with a node, the same from the panel, the bar beside a mark and the keyboard: each returns
// the change that does it. Doing it once more takes it back, but for hiding.
export const widening = (value, n) => ({ widened: toggled(value.widened, n) });
export const pinning = (value, n) => ({ pinned: toggled(value.pinned, n) });

// What is hidden is not looked at any longer.
export function hiding(value, n) {
  const change = { hidden: [...value.hidden.filter((one) => one !== n), n] };
  if (n === value.focus) change.focus = null;
  if (n === value.other) change.other = null;
  if (n === value.line?.from || n === value.line?.to) change.line = null;
  return change;
}

// Around one thing there is something to widen; the overview and a comparison show what they show.
export const canWiden = ({ focus, other }) => focus !== null && other === null;

const toggled = (list, n) => (list.includes(n) ? list.filter((one) => one !== n) : [...list, n]);

export const isSameLine = (a, b) =>
  a === b || (a !== null && b !== null && a.from === b.from && a.predicate === b.predicate && a.to === b.to);

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
  const all = (ids) => [...new Set(ids.map(graph.find).filter((n) => n !== null))];
  const words = told.without.filter((word) => graph.types.has(word) || graph.predicates.has(word));
  const focus = find(told.focus);
  const versus = focus === null ? null : find(told.versus);
  const other = versus === focus ? null : versus;
  return {
    focus,
    line: lineOf(graph, told.line),
    other,
    topic: told.topic !== null && told.topic < graph.topics.length ? told.topic : null,
    widened: all(told.widen), pinned: all(told.pin), hidden: all(told.hide).filter((n) => n !== focus && n !== other),
    without: new Set(words), years: told.years, confidence: told.sure, least: told.least,
  };
}

// A line that is looked at: {from, predicate|null, to}; null where it joins nothing that there is, or nobody claims it.
function lineOf(graph, told) {
  if (told === null) return null;
  const [from, to] = [graph.find(told[0]), graph.find(told[2])];
  if (from === null || to === null || from === to) return null;
  const line = { from, predicate: told[1] === TOGETHER_WORD ? null : told[1], to };
  return line.predicate === null || isClaimed(graph, line) ? line : null;
}

const isClaimed = (graph, { from, predicate, to }) =>
  graph.claimsOf(from).some((c) => graph.subjectOf(c) === from && graph.objectOf(c) === to && graph.predicateOf(c) === predicate);

// graph: what the numbers mean; window: whose address and history it keeps.
export function createState(graph, window) {
  const listeners = [];
  let value = stateOf(graph, window.location.hash);
  let followed = window.location.hash; // the address that `value` is of: popstate and hashchange both tell of one step
  // How many entries of the history are ours and stand before this one.
  const stepsHere = () => window.history.state?.steps;
  let steps = stepsHere() ?? 0;
  if (stepsHere() === undefined) window.history.replaceState({ steps }, "");

  function tell(before) {
    for (const listener of listeners) listener(value, before);
  }

  function write(replace) {
    const fragment = stateFragment(graph, value);
    followed = fragment;
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
    if (window.location.hash === followed) return;
    followed = window.location.hash;
    if (stateFragment(graph, value) === followed) return;
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
