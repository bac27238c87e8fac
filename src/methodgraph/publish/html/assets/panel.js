// The panel: what is known about the node looked at, each statement with the sentence that supports it.

const FIRST = 5; // claims of one kind before the rest folds away
const FIRST_CHIPS = 12; // narrower entities before the rest folds away

const brief = (text, most = 180) => (text.length > most ? `${Array.from(text.slice(0, most)).join("")}…` : text);

function link(id) {
  return el("a", { href: address(id) }, isolated(brief(graph.nodes.get(id).label)));
}

// What stands behind a paper's name: its year, and for a paper without a title what it introduces.
function byline(node) {
  const parts = [node.paper.year, node.hint].filter(Boolean);
  return parts.length ? el("span", { class: "byline" }, "  ", isolated(parts.join(" · "))) : null;
}

function chip(id) {
  const node = graph.nodes.get(id);
  return el("a", { class: "chip", href: address(id) }, glyph(node.type), isolated(brief(node.label)));
}

function section(title, count, ...children) {
  return el("section", {}, el("h3", {}, title, count === null ? null : el("span", {}, String(count))), ...children);
}

function folded(items) {
  if (items.length <= FIRST + 1) return el("ul", {}, items);
  const rest = el("details", {}, el("summary", {}, `${items.length - FIRST} more`), el("ul", {}, items.slice(FIRST)));
  return [el("ul", {}, items.slice(0, FIRST)), rest];
}

function foldedChips(ids) {
  const chips = (some) => el("div", { class: "chips" }, some.map(chip));
  if (ids.length <= FIRST_CHIPS + 1) return chips(ids);
  const rest = ids.slice(FIRST_CHIPS);
  return [chips(ids.slice(0, FIRST_CHIPS)), el("details", {}, el("summary", {}, `${rest.length} more`), chips(rest))];
}

// Passages as quotations, with the mentions of `wanted` (node names) marked and the rules underneath.
function quotations(paperId, evidence, wanted) {
  const { paper } = graph.nodes.get(paperId);
  return evidence.map((place) =>
    el(
      "figure",
      { class: "evidence" },
      el("blockquote", { dir: "auto" }, pieces(paper, place).map(([text, id]) => marked(text, wanted.includes(id) ? id : null))),
      el("figcaption", {}, place.rules.join(" · ")),
    ),
  );
}

function marked(text, id) {
  return id ? el("mark", { class: kindClass(graph.nodes.get(id).type) }, text) : text;
}

function heading(type, label, { close }) {
  return [
    el("button", { class: "close", type: "button", "aria-label": "Close", onclick: close }, "×"),
    el("p", { class: "eyebrow" }, glyph(type), type),
    el("h2", { tabindex: "-1", dir: "auto", class: label.length > 90 ? "long" : null }, label),
  ];
}

function entityPanel(node, actions) {
  const { entity } = node;
  const told = heading(node.type, node.label, actions);
  if (entity.sense && entity.sense !== entity.label) told.push(el("p", { class: "sense" }, isolated(entity.sense)));
  const aliases = entity.aliases.filter((alias) => alias !== entity.sense);
  if (aliases.length) {
    const names = aliases.flatMap((alias, i) => [i ? ", " : "", el("b", {}, isolated(alias))]);
    told.push(el("p", { class: "aliases" }, "Also written ", names));
  }
  told.push(...taxonomy(node));
  for (const predicate of graph.predicates.values()) {
    const claims = node.claims.filter((claim) => claim.predicate === predicate.id);
    if (predicate.kind === "role") told.push(...group(predicate.backward, claims, node.id));
    else told.push(...relations(predicate, claims, node.id));
  }
  if (node.figures.length) told.push(figures(node));
  return told;
}

// The broader entity and the narrower ones, as the vocabulary orders them: no claim of a paper, so without evidence.
function taxonomy({ entity, narrower }) {
  const told = entity.broader ? [el("p", { class: "broader" }, "A kind of ", chip(entity.broader))] : [];
  if (narrower.length) told.push(section("Kinds of it", narrower.length, foldedChips(narrower)));
  return told;
}

function group(title, claims, id) {
  if (!claims.length) return [];
  return [section(title, counted(claims.length, "paper", "papers"), folded(claims.map((claim) => claimItem(claim, id))))];
}

function relations(predicate, claims, id) {
  const outward = claims.filter((claim) => claim.subject === id);
  const inward = claims.filter((claim) => claim.subject !== id);
  const forward = predicate.forward[0].toUpperCase() + predicate.forward.slice(1);
  return [[forward, outward], [predicate.backward, inward]]
    .filter(([, some]) => some.length)
    .map(([title, some]) => section(title, some.length, folded(some.map((claim) => claimItem(claim, id)))));
}

function claimItem(claim, id) {
  const role = isRole(claim);
  const head = role
    ? [link(claim.paper), byline(graph.nodes.get(claim.paper))]
    : [chip(otherEnd(claim, id)), el("span", { class: "by" }, "in ", link(claim.paper))];
  if (claim.confidence !== null) head.push(el("span", { class: "by" }, "  ", `confidence ${claim.confidence.toFixed(2)}`));
  const wanted = role ? [claim.object] : [claim.subject, claim.object];
  return el("li", { class: "claim" }, el("p", { class: "claim-head" }, head), quotations(claim.paper, claim.evidence, wanted));
}

function figures(node) {
  const items = node.figures.map((figure) => {
    const value = figure.before === null ? figure.value : `${figure.before} → ${figure.value}`;
    const parts = [["", figure.metric], ["on ", figure.dataset], ["by ", figure.subject], ["against ", figure.baseline]];
    const words = parts.filter(([, id]) => id).flatMap(([word, id]) => [` ${word}`, link(id)]);
    if (figure.better) words.push(el("span", { class: "by" }, ` (${figure.better} is better)`));
    const source = node.paper ? null : el("span", { class: "by" }, "in ", link(figure.paper));
    const wanted = parts.map(([, id]) => id).filter(Boolean);
    return el(
      "li",
      {},
      el("p", { class: "claim-head" }, el("span", { class: "figure-value" }, isolated(value)), words, source),
      quotations(figure.paper, figure.evidence, wanted),
    );
  });
  return section("Reported figures", items.length, el("div", { class: "figures" }, folded(items)));
}

function paperPanel(node, actions) {
  const { paper } = node;
  const told = heading("Paper", node.label, actions);
  if (node.hint) told.push(el("p", { class: "sense" }, isolated(node.hint)));
  const facts = [paper.title === null ? null : paper.key, paper.year, outward(paper.url), ...paper.sources];
  told.push(el("p", { class: "facts" }, facts.filter(Boolean).map((fact) => el("span", {}, fact))));
  const whole = { field: "text", start: 0, end: paper.text.length };
  told.push(section("Abstract", null, el("p", { class: "abstract", dir: "auto" }, pieces(paper, whole).map(mention))));
  const roles = [...graph.predicates.values()].flatMap((predicate) => byRole(node, predicate));
  if (roles.length) told.push(section("What it is about", null, el("dl", { class: "roles" }, roles)));
  if (paper.code.length) {
    told.push(section("Code", null, el("ul", {}, paper.code.map((url) => el("li", {}, outward(url))))));
  }
  if (node.figures.length) told.push(figures(node));
  if (paper.unlinked.length) told.push(leftOut(paper.unlinked));
  return told;
}

function mention([text, id]) {
  return id ? el("a", { class: `mention ${kindClass(graph.nodes.get(id).type)}`, href: address(id) }, text) : text;
}

function byRole(node, predicate) {
  const claims = node.claims.filter((claim) => claim.predicate === predicate.id);
  if (!claims.length) return [];
  const chips = el("dd", { class: "chips" }, claims.map((claim) => chip(claim.object)));
  return [el("div", {}, el("dt", {}, predicate.forward[0].toUpperCase() + predicate.forward.slice(1)), chips)];
}

// A link only for what is one: an address in a paper may be anything, "javascript:" included.
function outward(url) {
  if (!url) return null;
  if (!/^https?:\/\//i.test(url)) return isolated(url);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url);
}

function leftOut(names) {
  const items = names.map(({ name, reason }) => el("li", {}, el("b", {}, isolated(name)), ` ${reason}`));
  return section("Seen but not linked", names.length, el("ul", { class: "left-out" }, items));
}

function homePanel() {
  const entities = [...graph.nodes.values()].filter((node) => node.entity);
  const shared = entities.map((node) => [node, papersOf(node).size]).filter(([, papers]) => papers > 1);
  shared.sort(([a, x], [b, y]) => y - x || (a.id < b.id ? -1 : 1));
  const introduced = graph.claims.filter((claim) => claim.predicate === "introduces");
  const told = [
    el("h2", { tabindex: "-1" }, graph.papers.length ? "What these papers say" : "No papers yet"),
    el(
      "p",
      { class: "lede" },
      "Every mark is a paper or something papers name; every line is a claim, with the sentence that supports it. " +
        "Select a mark to read the evidence.",
    ),
  ];
  if (shared.length) {
    const rows = shared.slice(0, 14).map(([node, papers]) => row(node, counted(papers, "paper", "papers")));
    told.push(section("Shared by most papers", null, el("ul", { class: "rank" }, rows)));
  }
  if (introduced.length) {
    const chips = [...new Set(introduced.map((claim) => claim.object))].map(chip);
    chips.sort((a, b) => a.textContent.localeCompare(b.textContent, "en"));
    told.push(section("Introduced here", chips.length, el("div", { class: "chips" }, chips)));
  }
  return told;
}

function row(node, count) {
  return el("li", {}, glyph(node.type), link(node.id), el("span", { class: "count" }, count));
}
