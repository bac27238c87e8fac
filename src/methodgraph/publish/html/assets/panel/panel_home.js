// The panel where nothing is chosen, or a topic: what there is, and where to begin.

import { counted, el, glyph, isolated, nodeLink, brief } from "../elements.js";
import { hasFilters } from "../graph/filters.js";
import { closeButton, copyButton } from "./panel_actions.js";
import {
  clearButton,
  foldedChips,
  foldedItems,
  panelHeading,
  panelSection,
  paperList,
  rankedList,
} from "./panel_parts.js";
import { introducedHere, newestPapers, sharedByType, topicPapers, topicRanks, waysIn } from "./survey.js";

export function homePanel(view) {
  const { graph, value } = view;
  const shared = graph.papers ? sharedByType(graph, value) : new Map();
  return [
    panelHeading(graph.papers ? "What these papers say" : "No papers yet"),
    el(
      "p",
      { class: "lede" },
      "Every mark is a paper or something papers name; every line is a claim, with the sentence that supports it. " +
        "Select a mark, or search by name, to read the evidence.",
    ),
    countsList(graph),
    hasFilters(value)
      ? el("p", { class: "filtered" }, "Filters are on; what follows keeps to them. ", clearButton(view))
      : null,
    trySection(view, shared),
    topicsSection(view),
    sharedSection(view, shared),
    introducedSection(view),
    newestSection(view),
  ];
}

function countsList(graph) {
  if (!graph.papers) return null;
  const told = [
    [graph.papers, "paper", "papers"],
    [graph.entities, "thing named", "things named"],
    [graph.claims, "claim", "claims"],
    [graph.figures, "result", "results"],
  ].filter(([count]) => count);
  const rows = told.map(([count, one, many]) =>
    el("div", {}, el("dt", {}, count === 1 ? one : many), el("dd", {}, count.toLocaleString("en"))),
  );
  return el("dl", { class: "counts" }, rows);
}

// A few ways in that show what the page can do.
function trySection(view, shared) {
  const { graph, state } = view;
  const { method, beside, data, task } = waysIn(graph, view.value, shared);
  const told = [
    [method, "what builds on it, and what it is used with"],
    [data, "who reports what on it"],
    [task, "what is tried for it"],
  ].filter(([n]) => n !== null);
  const sign = (n) => glyph(graph, graph.type(n));
  const rows = told.map(([n, words]) =>
    el("li", {}, sign(n), el("span", {}, nodeLink(view, n), el("span", { class: "by" }, ` ${words}`))),
  );
  if (beside !== null) {
    const names = [method, beside].map((n) => isolated(brief(graph.label(n), 60)));
    const link = el("a", { href: state.href({ focus: method, other: beside }) }, names[0], " and ", names[1]);
    rows.push(el("li", {}, sign(method), el("span", {}, link, el("span", { class: "by" }, " side by side"))));
  }
  return rows.length ? panelSection("Try these", null, el("ul", { class: "ways" }, rows)) : null;
}

function topicsSection(view) {
  const { topics } = view.graph;
  if (!topics.length) return null;
  const make = ([topic, i]) =>
    el(
      "li",
      {},
      el("a", { href: view.state.href({ topic: i }) }, isolated(brief(topic.name))),
      el("span", { class: "count" }, counted(topic.members.length, "thing", "things")),
    );
  const rows = topics.map((topic, i) => [topic, i]);
  return panelSection(
    "Topics",
    topics.length,
    foldedItems(view, "topics", rows, make, { list: { class: "rank plain" }, first: 7 }),
  );
}

function sharedSection(view, shared) {
  const groups = [...shared].filter(([, rows]) => rows.length);
  if (!groups.length) return null;
  const lists = groups.map(([type, rows]) => [
    el("h4", {}, view.graph.types.get(type).plural),
    rankedList(view, `shared ${type}`, rows),
  ]);
  return panelSection("Shared by most papers", null, lists);
}

function introducedSection(view) {
  const nodes = introducedHere(view.graph, view.value);
  return nodes.length ? panelSection("Introduced here", nodes.length, foldedChips(view, "introduced", nodes)) : null;
}

function newestSection(view) {
  const papers = newestPapers(view.graph, view.value);
  if (!papers.length) return null;
  const title = view.graph.year(papers[0]) === null ? "Papers" : "Newest papers";
  return panelSection(title, papers.length, paperList(view, "newest", papers));
}

export function topicPanel(view, topic) {
  const { graph, value } = view;
  const { name, members } = graph.topics[topic];
  const ranks = topicRanks(graph, value, members);
  const papers = topicPapers(graph, value, members);
  const told = [...ranks].map(([type, rows]) =>
    panelSection(graph.types.get(type).plural, rows.length, rankedList(view, `topic ${type}`, rows, { first: 8 })),
  );
  return [
    closeButton(view),
    el("p", { class: "eyebrow" }, "Topic"),
    panelHeading(name),
    el(
      "p",
      { class: "summary" },
      `${counted(members.length, "thing", "things")} that papers name together, ` +
        `and ${counted(papers.length, "paper that names", "papers that name")} several of them.`,
    ),
    el("div", { class: "actions", role: "group", "aria-label": "Actions" }, copyButton()),
    told,
    papers.length ? panelSection("Papers", papers.length, paperList(view, "topic papers", papers)) : null,
  ];
}
