// What is named in the same papers: methods used together, the tasks and data they go with, papers that are alike.

import { allowsClaim, allowsNode, allowsPaper, remembered } from "../graph/filters.js";
import { countBeside } from "../graph/joint.js";
import { el, glyph, isolated, nodeLink, counted } from "../elements.js";
import { foldedChips, foldedItems, panelSection } from "./panel_parts.js";
import { commonerFirst, countsWithin, newerFirst, papersNaming } from "../graph/tally.js";

const READ = 5000; // papers of a hub that are counted, the newest: more change the ranks little and the wait much
const TOGETHER = new Set(["Method", "Model"]);
const PUT_TO = ["Task", "Dataset", "Benchmark"];
const PUT_BY = new Set(["evaluatedOn", "trainedOn", "solves"]);
const ASIDE = new Set(["mentions", "comparesWith"]); // roles in which a paper does not itself work with the thing
const WALKED = 20000; // papers looked at for likeness: rare names come first, so what is left out tells little

function newestOf(graph, papers) {
  return papers.length <= READ ? papers : papers.toSorted(newerFirst(graph)).slice(0, READ);
}

// Methods and models named in the same papers as `e`: [{node, count, lift}], and of how many papers (`read`).
// `lift` is how many times as often as in all papers within the filters. Ranked by count times the logarithm of lift, which
// keeps both what is everywhere and what met by chance at the bottom; what is together in one paper only comes last.
export const usedTogether = remembered((graph, value, e) => {
  const papers = newestOf(graph, papersNaming(graph, value, e));
  const beside = countBeside(graph, value, papers, (_, other) => other !== e && TOGETHER.has(graph.type(other)));
  const whole = countsWithin(graph, value);
  const rows = [...beside].map(([node, count]) => {
    const lift = (count / papers.length) * (whole.papers / whole.of(node));
    return { node, count, lift, weight: count > 1 ? count * Math.log(Math.max(lift, 1)) : 0 };
  });
  const commoner = commonerFirst(graph);
  rows.sort((a, b) => b.weight - a.weight || b.count - a.count || commoner(a.node, b.node));
  return { rows, read: papers.length };
});

// The tasks, datasets and benchmarks that papers put `e` to: Map type -> [{node, count, direct}], where `direct` tells
// that a paper says so of `e` itself. Those come first, then by papers that introduce or use both.
export const putTo = remembered((graph, value, e) => {
  const direct = new Map();
  for (const c of graph.claimsOf(e)) {
    const { predicate, subject, object } = graph.claim(c);
    if (!PUT_BY.has(predicate) || !allowsClaim(graph, value, c)) continue;
    const other = subject === e ? object : subject;
    direct.set(other, (direct.get(other) ?? 0) + 1);
  }
  const active = papersNaming(graph, { ...value, without: new Set([...value.without, ...ASIDE]) }, e);
  const wanted = (c, other) => other !== e && PUT_TO.includes(graph.type(other)) && !ASIDE.has(graph.predicateOf(c));
  const counts = countBeside(graph, value, newestOf(graph, active), wanted);
  for (const [node, count] of direct) {
    if (allowsNode(graph, value, node) && PUT_TO.includes(graph.type(node))) {
      counts.set(node, Math.max(counts.get(node) ?? 0, count));
    }
  }
  const rows = [...counts].map(([node, count]) => ({ node, count, direct: direct.has(node) }));
  const commoner = commonerFirst(graph);
  rows.sort((a, b) => b.direct - a.direct || b.count - a.count || commoner(a.node, b.node));
  const byType = PUT_TO.map((type) => [type, rows.filter(({ node }) => graph.type(node) === type)]);
  return new Map(byType.filter(([, some]) => some.length));
});

// Papers that share the rarest names with `p`: [{paper, shared: [e, rarest first], score}], the most alike first.
// A name weighs the logarithm of how rare it is (idf); papers that name much are not thereby alike to everything.
export function similarPapers(graph, value, p, most = 5) {
  const named = new Set(
    [...graph.claimsOf(p)].filter((c) => allowsClaim(graph, value, c)).map((c) => graph.claim(c).object),
  );
  const entities = [...named]
    .filter((e) => graph.count(e) > 1)
    .sort((a, b) => graph.count(a) - graph.count(b) || a - b);
  const found = new Map();
  let walked = 0;
  for (const e of entities) {
    if (walked > WALKED) break;
    const weight = Math.log(graph.papers / graph.count(e)) + 0.1;
    for (const q of graph.paperNumbersOf(e)) {
      walked += 1;
      if (q === p || !allowsPaper(graph, value, q)) continue;
      if (!found.has(q)) found.set(q, { paper: q, shared: [], score: 0 });
      const one = found.get(q);
      one.shared.push(e);
      one.score += weight / Math.sqrt(graph.count(q) || 1);
    }
  }
  const newer = newerFirst(graph);
  return [...found.values()].sort((a, b) => b.score - a.score || newer(a.paper, b.paper)).slice(0, most);
}

export function togetherSection(view, n) {
  const { graph, value, state } = view;
  const { rows, read } = usedTogether(graph, value, n);
  if (!rows.length) return null;
  const items = foldedItems(
    view,
    "together",
    rows,
    ({ node, count, lift }) =>
      el(
        "li",
        {},
        glyph(graph, graph.type(node)),
        nodeLink(view, node),
        el("span", { class: "count" }, counted(count, "paper", "papers")),
        el("span", { class: "lift", title: "How many times as often as in all papers" }, `${liftInWords(lift)}×`),
        el(
          "a",
          {
            class: "small",
            href: state.href({ focus: n, other: node }),
            "aria-label": `Compare with ${graph.label(node)}`,
          },
          "compare",
        ),
      ),
    { list: { class: "together" } },
  );
  const note = "Methods and models in the same papers; × tells how many times as often as in all papers.";
  const part = read === READ ? ` Counted in the newest ${READ.toLocaleString("en")}.` : "";
  return panelSection("Used together", rows.length, el("p", { class: "note" }, note + part), items);
}

function liftInWords(lift) {
  return lift >= 10 ? Math.round(lift).toLocaleString("en") : lift.toFixed(1);
}

export function putToSection(view, n) {
  const groups = [...putTo(view.graph, view.value, n)];
  if (!groups.length) return null;
  const rows = groups.map(([type, some]) => {
    const counts = new Map(some.map(({ node, count }) => [node, count]));
    const firm = new Set(some.filter(({ direct }) => direct).map(({ node }) => node));
    const chips = foldedChips(
      view,
      `put ${type}`,
      some.map(({ node }) => node),
      { counts, firm, first: 8 },
    );
    return el("div", {}, el("dt", {}, view.graph.types.get(type).plural), el("dd", {}, chips));
  });
  const kinds = new Set(groups.flatMap(([, some]) => some.map(({ direct }) => direct)));
  const words = "Through papers that introduce or use both; framed firmly where a paper says so of it itself.";
  const note = kinds.size > 1 ? el("p", { class: "note" }, words) : null;
  return panelSection("Tasks and data", null, note, el("dl", { class: "roles" }, rows));
}

export function similarSection(view, p) {
  const rows = similarPapers(view.graph, view.value, p);
  if (!rows.length) return null;
  const items = rows.map(({ paper, shared }) => {
    const names = shared.slice(0, 3).flatMap((e, i) => [i ? ", " : "", isolated(view.graph.label(e))]);
    const more = shared.length > 3 ? ` and ${shared.length - 3} more` : "";
    return el(
      "li",
      {},
      el("p", { class: "claim-head" }, nodeLink(view, paper)),
      el("p", { class: "byline" }, [view.graph.year(paper), "shares "].filter(Boolean).join(" · "), names, more),
    );
  });
  return panelSection("Similar papers", null, el("ul", { class: "stack" }, items));
}
