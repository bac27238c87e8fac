// What the canvas shows: the nodes and edges of a state. Never more than a browser without a graphics card can draw.

import { allowsClaim, allowsNode, hasFilters, remembered } from "../graph/filters.js";
import { jointEdges, namedWith } from "../graph/joint.js";
import { countsWithin } from "../graph/tally.js";

const WHOLE = 150; // up to so many nodes a graph is readable whole
const CORE = 320; // up to so many papers and shared things it opens with those
const SMALL_ENOUGH = 4000; // nodes of a graph in which looking at all of them, to see how many pass, is nothing
const OVERVIEW_TOPICS = 16;
const OVERVIEW_MEMBERS = 14;
const TOPIC_MEMBERS = 110;
const NEIGHBOURS = 72; // of the node looked at
const HUB_PAPERS = 24; // papers shown of an entity that has more neighbours than that
const HUB_PARTNERS = 18; // entities shown beside them that papers name with it
const WIDENED = 36; // neighbours that widening a node adds
const MOST_SHOWN = 240;

// Return {mode: "overview"|"topic"|"node"|"compare", nodes, edges: [{id, from, to, predicate, claims, papers}], near,
// more, groups, weights}. An edge without a predicate says that papers name both; `near` are the neighbours of what is
// looked at, `more` how many of them are not shown, `groups` the topic of each entity of a map, and `weights` its
// papers that pass the filters, where they are counted.
export function viewOf(graph, value) {
  if (value.focus !== null && value.other !== null) return comparison(graph, value);
  if (value.focus !== null) return neighbourhood(graph, value);
  if (value.topic !== null) return topicView(graph, value);
  return overview(graph, value);
}

function overview(graph, value) {
  const all = graph.size <= WHOLE ? everyNode(graph) : coreOf(graph);
  if (all !== null) return withClaims(graph, value, "overview", wholeOrCore(graph, value, all), new Set());
  const groups = new Map();
  const weights = new Map();
  graph.topics.slice(0, OVERVIEW_TOPICS).forEach(({ members }, group) => {
    for (const [e, papers] of largest(graph, value, members, OVERVIEW_MEMBERS)) {
      groups.set(e, group);
      weights.set(e, papers);
    }
  });
  return { ...joined(graph, value, "overview", groups), weights };
}

function topicView(graph, value) {
  const weights = new Map(largest(graph, value, graph.topics[value.topic].members, TOPIC_MEMBERS));
  const groups = new Map([...weights.keys()].map((e) => [e, 0]));
  return { ...joined(graph, value, "topic", groups), weights };
}

// What filters leave of a whole graph may be little enough to show all of it.
function wholeOrCore(graph, value, core) {
  if (hasFilters(value) && graph.size <= SMALL_ENOUGH) {
    const all = admitted(graph, value, everyNode(graph));
    if (all.length <= CORE) return all;
  }
  return admitted(graph, value, core);
}

function* everyNode(graph) {
  for (let n = 0; n < graph.size; n += 1) yield n;
}

// Papers, what they introduce, and what two or more of them share; null where that is too much to look at.
const cores = new WeakMap();

function coreOf(graph) {
  if (!cores.has(graph)) cores.set(graph, computedCore(graph));
  return cores.get(graph);
}

function computedCore(graph) {
  if (graph.papers > CORE) return null;
  const core = [];
  for (let n = 0; n < graph.size; n += 1) if (graph.isPaper(n) || graph.count(n) > 1 || isIntroduced(graph, n)) core.push(n);
  return core.length > CORE ? null : core;
}

const isIntroduced = (graph, e) =>
  graph.claimsOf(e).some((c) => graph.objectOf(c) === e && graph.predicateOf(c) === "introduces");

// Once some roles are off, an entity that only they held in place is nothing but clutter. Papers stay.
function admitted(graph, value, nodes) {
  const cut = hasFilters(value);
  const joins = (n) => graph.claimsOf(n).some((c) => allowsClaim(graph, value, c));
  return [...nodes].filter((n) => allowsNode(graph, value, n) && (!cut || graph.isPaper(n) || joins(n)));
}

// [[entity, papers]] of the members that the most papers name, as far as the filters let through.
function largest(graph, value, members, most) {
  const allowed = members.filter((e) => allowsNode(graph, value, e));
  if (!cutsClaims(graph, value) && !value.hidden.some(graph.isPaper)) return allowed.slice(0, most).map((e) => [e, graph.count(e)]);
  const { of } = countsWithin(graph, value);
  const counted = allowed.map((e) => [e, of(e)]).filter(([, papers]) => papers > 0);
  return counted.sort(([a, x], [b, y]) => y - x || a - b).slice(0, most);
}

const cutsClaims = (graph, { without, years, confidence }) =>
  years !== null || confidence > 0 || [...without].some((word) => graph.predicates.has(word));

// Entities with the lines "together in N papers"; pinned nodes beside them with what is claimed of them.
function joined(graph, value, mode, groups) {
  const nodes = unique([...groups.keys(), ...pins(graph, value)]);
  const lines = jointEdges(graph, value, [...groups.keys()]).map(({ from, to, papers }) => ({
    id: `${from}-${to}`, from, to, predicate: null, claims: [], papers,
  }));
  const pinned = new Set(value.pinned);
  const claimed = claimEdges(graph, value, new Set(nodes)).filter(({ from, to }) => pinned.has(from) || pinned.has(to));
  return { mode, nodes, edges: [...lines, ...claimed], near: new Set(), more: 0, groups, weights: new Map() };
}

function neighbourhood(graph, value) {
  const { focus } = value;
  const { around, shown, partners } = surroundings(graph, value, focus);
  const nodes = new Set([focus, ...shown]);
  const near = new Set(nodes);
  for (const n of value.widened) {
    const from = n === focus ? shown : [n];
    for (const next of beyond(graph, value, from, nodes, n === focus ? MOST_SHOWN - nodes.size : WIDENED)) nodes.add(next);
  }
  return finished(graph, value, "node", nodes, near, { around, partners });
}

// What stands around the node looked at: all its neighbours, those that are shown, and [[entity, papers]] beside a hub.
const surroundings = remembered((graph, value, n) => {
  const around = neighboursOf(graph, value, n);
  const told = firstOf(graph, n, around, NEIGHBOURS, HUB_PARTNERS);
  const isHub = around.length > NEIGHBOURS && !graph.isPaper(n);
  const partners = isHub ? namedWith(graph, value, n, HUB_PARTNERS, new Set([n, ...told])) : [];
  return { around, shown: [...told, ...partners.map(([e]) => e)], partners };
});

function comparison(graph, value) {
  const [a, b] = [value.focus, value.other].map((n) => neighboursOf(graph, value, n));
  const others = new Set(b);
  const shared = a.filter((n) => others.has(n));
  const [left, right] = [firstOf(graph, value.focus, a, NEIGHBOURS), firstOf(graph, value.other, b, NEIGHBOURS)];
  const own = [...left.slice(0, NEIGHBOURS / 2), ...right.slice(0, NEIGHBOURS / 2)];
  const nodes = new Set([value.focus, value.other, ...shared.slice(0, NEIGHBOURS), ...own]);
  return finished(graph, value, "compare", nodes, new Set(nodes), { around: unique([...a, ...b]), partners: [] });
}

// `around`: the neighbours, of which those that nothing shows are counted once all that is shown is known.
function finished(graph, value, mode, nodes, near, { around, partners }) {
  for (const n of pins(graph, value)) nodes.add(n);
  const view = withClaims(graph, value, mode, [...nodes], near);
  const told = new Set(view.edges.flatMap(({ from, to }) => (from === value.focus ? [to] : to === value.focus ? [from] : [])));
  for (const [e, papers] of partners) {
    if (told.has(e) || !nodes.has(e)) continue;
    const [from, to] = [value.focus, e];
    view.edges.push({ id: `${from}-${to}`, from, to, predicate: null, claims: [], papers });
  }
  return { ...view, more: around.filter((n) => !nodes.has(n)).length };
}

// All neighbours of a node: things it is related to, what introduces it, then its papers, the newest first.
function neighboursOf(graph, value, n) {
  const ranks = new Map();
  const latest = new Map();
  for (const c of graph.claimsOf(n)) {
    if (!allowsClaim(graph, value, c)) continue;
    const other = graph.subjectOf(c) === n ? graph.objectOf(c) : graph.subjectOf(c);
    if (other === n || !allowsNode(graph, value, other)) continue;
    const rank = rankOf(graph, c);
    if (!ranks.has(other) || rank < ranks.get(other)) ranks.set(other, rank);
    latest.set(other, Math.max(latest.get(other) ?? 0, graph.year(graph.paperOf(c)) ?? 0));
  }
  const weight = (other) => (graph.isPaper(other) ? 0 : graph.count(other));
  return [...ranks.keys()].sort(
    (a, b) => ranks.get(a) - ranks.get(b) || weight(b) - weight(a) || latest.get(b) - latest.get(a) || a - b,
  );
}

// Of the neighbours of `n` those to show. An entity with more than `most` shows the newest of its papers, fewer things, and
// leaves `room` for the entities that papers mostly name with it.
function firstOf(graph, n, around, most, room = 0) {
  if (around.length <= most) return around;
  const papers = around.filter(graph.isPaper).slice(0, graph.isPaper(n) ? most : HUB_PAPERS);
  const things = around.filter((other) => !graph.isPaper(other)).slice(0, most - papers.length - room);
  return [...things, ...papers];
}

function rankOf(graph, c) {
  if (!graph.isRole(c)) return 0;
  const predicate = graph.predicateOf(c);
  return predicate === "introduces" ? 1 : predicate === "mentions" ? 3 : 2;
}

// What is one step beyond `from` and not in `known`: what most of them lead to first.
function beyond(graph, value, from, known, most) {
  const links = new Map();
  for (const n of from) {
    for (const other of firstOf(graph, n, neighboursOf(graph, value, n), WIDENED)) {
      if (!known.has(other)) links.set(other, (links.get(other) ?? 0) + 1);
    }
  }
  const ranked = [...links.keys()].sort((a, b) => links.get(b) - links.get(a) || graph.count(b) - graph.count(a) || a - b);
  return ranked.slice(0, Math.max(0, Math.min(most, MOST_SHOWN - known.size)));
}

const pins = (graph, value) => value.pinned.filter((n) => !value.hidden.includes(n));

const unique = (list) => [...new Set(list)];

function withClaims(graph, value, mode, nodes, near) {
  const all = unique([...nodes, ...pins(graph, value)]);
  return { mode, nodes: all, edges: claimEdges(graph, value, new Set(all)), near, more: 0, groups: new Map(), weights: new Map() };
}

// One edge for all claims that say the same of the same two; several predicates are several edges.
function claimEdges(graph, value, nodes) {
  const edges = new Map();
  for (const n of nodes) {
    for (const c of graph.claimsOf(n)) {
      const [from, to] = [graph.subjectOf(c), graph.objectOf(c)];
      if (from !== n || from === to || !nodes.has(to) || !allowsClaim(graph, value, c)) continue;
      const predicate = graph.predicateOf(c);
      const id = `${from}-${predicate}-${to}`;
      if (!edges.has(id)) edges.set(id, { id, from, to, predicate, claims: [], papers: 0 });
      const edge = edges.get(id);
      edge.claims.push(c);
      edge.papers += 1;
    }
  }
  return [...edges.values()];
}
