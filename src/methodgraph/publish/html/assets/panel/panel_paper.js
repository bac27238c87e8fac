// The page of a paper: its abstract with every mention a link, what it is about, what it reports, what it is like.

import { el, isolated, outward } from "../elements.js";
import { mentionLinks } from "./evidence.js";
import { leaderboardSection } from "./leaderboard.js";
import { closeButton, panelActions } from "./panel_actions.js";
import { capital, filteredOut, foldInto, foldedChips, panelHeading, panelSection, typeEyebrow } from "./panel_parts.js";
import { claimRows, commonerFirst } from "../graph/tally.js";
import { similarSection } from "./together.js";

export function paperPanel(view, p) {
  const { graph, filling } = view;
  const heading = panelHeading(graph.label(p));
  if (graph.title(p) !== null) filling.ask(p, heading, (details) => mentionLinks(view, p, details, "title"));
  const abstract = el("p", { class: "abstract awaited", dir: "auto" });
  filling.ask(p, abstract, (details) => mentionLinks(view, p, details, "text"));
  const hint = graph.hint(p);
  return [
    closeButton(view),
    typeEyebrow(graph, "Paper"),
    heading,
    hint ? el("p", { class: "sense" }, isolated(hint)) : null,
    paperFacts(view, p),
    panelActions(view, p),
    panelSection("Abstract", null, abstract),
    codePlace(view, p),
    aboutSection(view, p),
    leaderboardSection(view, p),
    similarSection(view, p),
    lateSections(view, p),
  ];
}

function paperFacts({ graph, filling }, p) {
  const known = [graph.year(p), graph.title(p) === null ? null : graph.key(p)].filter(Boolean);
  const late = el("span", { class: "facts awaited" });
  filling.ask(p, late, ({ url, sources }) =>
    [outward(url), ...sources].filter(Boolean).map((fact) => el("span", {}, fact)),
  );
  return el(
    "p",
    { class: "facts" },
    known.map((fact) => el("span", {}, isolated(String(fact)))),
    late,
  );
}

function aboutSection(view, p) {
  const { graph, value } = view;
  const rows = claimRows(graph, value, p);
  if (!rows.length) return null;
  const commoner = commonerFirst(graph);
  const told = rows
    .filter(({ claims }) => claims.length)
    .map(({ predicate, claims }) => {
      const nodes = claims.map(({ object }) => object).sort(commoner);
      const chips = foldedChips(view, `about ${predicate.id}`, nodes);
      return el("div", {}, el("dt", {}, capital(predicate.forward)), el("dd", {}, chips));
    });
  const out = rows.reduce((sum, row) => sum + row.out, 0);
  return panelSection("What it is about", null, el("dl", { class: "roles" }, told), filteredOut(view, out));
}

// It comes with the abstract above it, and moves what is below at the same time.
function codePlace(view, p) {
  const place = el("div", { class: "late" });
  view.filling.ask(p, place, ({ code }) => (code.length ? panelSection("Code", code.length, codeList(code)) : null));
  return place;
}

// What was left out is known with the abstract only; it stands last, where its coming moves nothing.
function lateSections(view, p) {
  const place = el("div", { class: "late" });
  view.filling.ask(p, place, ({ unlinked }) => [
    unlinked.length ? panelSection("Seen but not linked", unlinked.length, leftOutList(view, unlinked)) : null,
  ]);
  return place;
}

function codeList(code) {
  return el(
    "ul",
    { class: "stack" },
    code.map((url) => el("li", {}, outward(url))),
  );
}

function leftOutList(view, names) {
  const make = ({ name, reason }) => el("li", {}, el("b", {}, isolated(name)), ` ${reason}`);
  return foldInto(view, "unlinked", names, make, el("ul", { class: "left-out" }));
}
