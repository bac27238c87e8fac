// The page of a paper: its abstract with every mention a link, what it is about, what it reports, what it is like.

import { el, isolated, outward } from "../elements.js";
import { mentionLinks } from "./evidence.js";
import { leaderboardSection } from "./leaderboard.js";
import { closeButton, panelActions } from "./panel_actions.js";
import { capital, filteredOut, foldInto, foldedChips, panelHeading, panelSection, typeEyebrow } from "./panel_parts.js";
import { claimRows, commonerFirst } from "../graph/tally.js";
import { similarSection } from "./together.js";

const BYLINE = { first: 12, step: 100, noun: " authors" };

export function paperPanel(view, p) {
  const { graph, filling } = view;
  const heading = panelHeading(graph.label(p));
  if (graph.title(p) !== null) filling.ask(p, heading, (details) => mentionLinks(view, p, details, "title"));
  const abstract = el("p", { class: "abstract awaited", dir: "auto" });
  filling.ask(p, abstract, (details) => (details.text ? mentionLinks(view, p, details, "text") : "Only its title is known."));
  const hint = graph.hint(p);
  return [
    closeButton(view),
    typeEyebrow(graph, "Paper"),
    heading,
    hint ? el("p", { class: "sense" }, isolated(hint)) : null,
    bylinePlace(view, p),
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

// Who wrote it, and where it appeared. There may be thousands of authors.
function bylinePlace(view, p) {
  const place = el("div", { class: "late" });
  const author = (name) => el("li", {}, isolated(name));
  view.filling.ask(p, place, ({ authors, venue }) => [
    authors.length ? foldInto(view, "authors", authors, author, el("ul", { class: "byline" }), BYLINE) : null,
    venue ? el("p", { class: "venue" }, isolated(venue)) : null,
  ]);
  return place;
}

function paperFacts({ graph, filling }, p) {
  const known = [graph.year(p), graph.title(p) === null ? null : graph.key(p)].filter(Boolean);
  const late = el("span", { class: "facts awaited" });
  filling.ask(p, late, ({ url, urls, identifiers, categories, sources }) => {
    const registered = identifiers.filter((one) => one.name !== graph.key(p) && !(url && one.url === url));
    const addresses = [url, ...urls].map((address) => outward(address));
    const names = registered.map((one) => outward(one.url, one.name) ?? isolated(one.name));
    const facts = [...addresses, ...names, ...[...categories, ...sources].map(isolated)];
    return facts.filter(Boolean).map((fact) => el("span", {}, fact));
  });
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
