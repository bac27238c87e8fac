// The page of an entity: what it is, what it is put to, what it builds on, and what papers say of it, with sentences.

import { chip, counted, el, isolated } from "../elements.js";
import { claimingPaper, roleList } from "./evidence.js";
import { leaderboardSection } from "./leaderboard.js";
import { lineageSection } from "./lineage.js";
import { closeButton, contentsList, panelActions } from "./panel_actions.js";
import {
  capital,
  clearButton,
  filteredOut,
  foldInto,
  foldedChips,
  foldedItems,
  panelHeading,
  panelSection,
  typeEyebrow,
} from "./panel_parts.js";
import { sparkline } from "./sparkline.js";
import { claimRows, commonerFirst, countsByYear, newerFirst, papersNaming, summaryOf } from "../graph/tally.js";
import { putToSection, togetherSection } from "./together.js";

export function entityPanel(view, n) {
  const { graph, value } = view;
  const rows = claimRows(graph, value, n);
  const roles = rows.filter(({ predicate, claims }) => predicate.kind === "role" && claims.length);
  // Who does what with it, and where it says so, is what one comes for; a mere mention is told last.
  const inPassing = ({ predicate }) => predicate.id === "mentions";
  const sections = [
    ...roles.filter((row) => !inPassing(row)).map((row) => roleSection(view, row, n)),
    lineageSection(view, n),
    leaderboardSection(view, n),
    putToSection(view, n),
    togetherSection(view, n),
    narrowerSection(view, n),
    ...rows
      .filter(({ predicate, claims }) => predicate.kind !== "role" && claims.length)
      .map((row) => relationSection(view, row, n)),
    ...roles.filter(inPassing).map((row) => roleSection(view, row, n)),
  ].filter(Boolean);
  return [
    closeButton(view),
    typeEyebrow(graph, graph.type(n)),
    panelHeading(graph.label(n)),
    entityNames(view, n),
    el("p", { class: "summary" }, summaryOf(graph, value, n)),
    sparkline(countsByYear(graph, papersNaming(graph, value, n)), { type: graph.type(n) }),
    panelActions(view, n),
    contentsList(sections),
    sections,
    whollyFiltered(view, rows),
  ];
}

function entityNames(view, n) {
  const { graph } = view;
  const sense = graph.sense(n);
  const aliases = graph.aliases(n).filter((alias) => alias !== sense);
  const names = aliases.slice(0, 12).map((alias, i) => [i ? ", " : "", el("b", {}, isolated(alias))]);
  const more = aliases.length > 12 ? ` and ${counted(aliases.length - 12, "other way", "other ways")}` : "";
  const broader = graph.broader(n);
  return [
    sense && sense !== graph.label(n) ? el("p", { class: "sense" }, isolated(sense)) : null,
    aliases.length ? el("p", { class: "aliases" }, "Also written ", names, more) : null,
    broader === null ? null : el("p", { class: "broader" }, "A kind of ", chip(view, broader)),
  ];
}

// What the vocabulary orders under it: no claim of a paper, so without evidence.
function narrowerSection(view, n) {
  const narrower = view.graph.narrower(n).toSorted(commonerFirst(view.graph));
  return narrower.length ? panelSection("Kinds of it", narrower.length, foldedChips(view, "kinds", narrower)) : null;
}

function roleSection(view, { predicate, claims, out }, n) {
  const newer = newerFirst(view.graph);
  const sorted = claims.toSorted((a, b) => newer(a.paper, b.paper));
  const count = counted(new Set(claims.map(({ paper }) => paper)).size, "paper", "papers");
  return panelSection(
    predicate.backward,
    count,
    roleList(view, `role ${predicate.id}`, sorted, n),
    filteredOut(view, out),
  );
}

// Claims between entities, grouped by what stands at the other end; what most papers say comes first.
function relationSection(view, { predicate, inward, claims, out }, n) {
  const groups = relationGroups(view.graph, claims, n);
  const key = `relation ${predicate.id} ${inward}`;
  const items = foldedItems(view, key, groups, (group) => relationItem(view, key, group), {
    list: { class: "claims" },
  });
  const title = inward ? predicate.backward : capital(predicate.forward);
  return panelSection(title, groups.length, items, filteredOut(view, out));
}

export function relationGroups(graph, claims, n) {
  const groups = new Map();
  for (const claim of claims) {
    const other = claim.subject === n ? claim.object : claim.subject;
    if (!groups.has(other)) groups.set(other, { other, claims: [] });
    groups.get(other).claims.push(claim);
  }
  const [newer, commoner] = [newerFirst(graph), commonerFirst(graph)];
  for (const group of groups.values()) group.claims.sort((a, b) => newer(a.paper, b.paper));
  return [...groups.values()].sort((a, b) => b.claims.length - a.claims.length || commoner(a.other, b.other));
}

function relationItem(view, key, { other, claims }) {
  const many = claims.length > 1 ? el("span", { class: "by" }, ` ${claims.length} papers`) : null;
  const make = (claim) => el("li", {}, claimingPaper(view, claim, [claim.subject, claim.object], { by: "in " }));
  const papers = foldInto(view, `${key} ${other}`, claims, make, el("ul", { class: "sayings" }), {
    first: 1,
    step: 10,
  });
  return el("li", { class: "claim" }, el("p", { class: "claim-of" }, chip(view, other), many), papers);
}

// What filters leave nothing of, in one line.
function whollyFiltered(view, rows) {
  const gone = rows.filter(({ claims }) => !claims.length);
  if (!gone.length) return null;
  const names = gone.map(({ predicate, inward, out }) => {
    const title = predicate.kind === "role" || inward ? predicate.backward : capital(predicate.forward);
    return `${title.toLowerCase()} ${out.toLocaleString("en")}`;
  });
  return el("p", { class: "filtered" }, `Filtered out: ${names.join(", ")}. `, clearButton(view));
}
