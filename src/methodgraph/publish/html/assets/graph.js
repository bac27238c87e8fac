// The graph as the page holds it: nodes by name ("paper/..." or "entity/..."), claims by node, words by predicate.

const graph = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const types = new Map(data.types.map((type) => [type.id, type]));
  const predicates = new Map(data.predicates.map((predicate) => [predicate.id, predicate]));
  const nodes = new Map();
  for (const paper of data.papers) {
    nodes.set(paper.id, { id: paper.id, type: "Paper", label: paper.title ?? paper.key, paper });
  }
  for (const entity of data.entities) {
    nodes.set(entity.id, { id: entity.id, type: entity.type, label: entity.label, entity });
  }
  for (const node of nodes.values()) node.narrower = [];
  for (const { id, broader } of data.entities) if (broader) nodes.get(broader).narrower.push(id);
  for (const drawn of data.nodes) Object.assign(nodes.get(drawn.id), { drawn, claims: [], figures: [] });
  for (const claim of data.claims) {
    nodes.get(claim.subject).claims.push(claim);
    if (claim.object !== claim.subject) nodes.get(claim.object).claims.push(claim);
  }
  // Many listings give no titles; a paper is then best told by what it introduces.
  for (const node of nodes.values()) {
    if (!node.paper || node.paper.title !== null) continue;
    const coined = node.claims.filter((claim) => claim.predicate === "introduces");
    const first = (claim) => node.paper.mentions.findIndex((mention) => mention.entity === claim.object);
    coined.sort((a, b) => first(a) - first(b) || (a.object < b.object ? -1 : 1));
    const names = coined.slice(0, 2).map((claim) => nodes.get(claim.object).label);
    if (names.length) node.hint = `introduces ${names.join(", ")}${coined.length > 2 ? " …" : ""}`;
  }
  for (const figure of data.figures) {
    const parts = [figure.paper, figure.subject, figure.dataset, figure.metric, figure.baseline];
    for (const id of new Set(parts.filter(Boolean))) nodes.get(id).figures.push(figure);
  }
  return { ...data, types, predicates, nodes };
})();

const isRole = (claim) => graph.predicates.get(claim.predicate).kind === "role";
const otherEnd = (claim, id) => (claim.subject === id ? claim.object : claim.subject);

function papersOf(node) {
  return new Set(node.claims.filter(isRole).map((claim) => claim.subject));
}

// The part of the address after "#" that names a node, and back. Ids hold slashes and colons that may stay readable.
function address(id) {
  return `#${encodeURIComponent(id).replaceAll("%2F", "/").replaceAll("%3A", ":")}`;
}

function addressed() {
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    return graph.nodes.has(id) ? id : null;
  } catch {
    return null; // not a percent-encoding: no node is called that
  }
}

// A passage cut at the mentions inside it: [text, entity or null], in reading order.
function pieces(paper, place) {
  const text = place.field === "title" ? paper.title ?? "" : paper.text;
  const told = [];
  let at = place.start;
  for (const mention of paper.mentions) {
    if (mention.field !== place.field || mention.start < at || mention.end > place.end) continue;
    if (mention.start > at) told.push([text.slice(at, mention.start), null]);
    told.push([text.slice(mention.start, mention.end), mention.entity]);
    at = mention.end;
  }
  if (at < place.end) told.push([text.slice(at, place.end), null]);
  return told;
}
