// What is shown as RDF, in Turtle: with the IRIs and in the terms of the build's own graph.ttl, of which every triple here
// is one. What papers, entities and claims are is told whole; of their joints, those that are shown.

import { fieldText } from "./gathered.js";
import { tellable } from "./xml.js";

const NAMESPACES = {
  bibo: "http://purl.org/ontology/bibo/",
  dc: "http://purl.org/dc/elements/1.1/",
  dcterms: "http://purl.org/dc/terms/",
  fabio: "http://purl.org/spar/fabio/",
  oa: "http://www.w3.org/ns/oa#",
  prism: "http://prismstandard.org/namespaces/basic/2.0/",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const FOLDERS = ["paper", "entity", "claim", "evidence"]; // of the project's own IRIs; each is a prefix too
const BROADER_TYPE = { Model: "Method", Benchmark: "Dataset" };
const SURROUNDINGS = 32; // characters before and after a quote, as in graph.ttl
const LOCAL_NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_:.-]*[A-Za-z0-9_-])?$/; // what every reader takes after a prefix
const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F" };

// Return the promise of the document. subtle: the browser's cryptography, which makes the names of evidence; where there
// is none (undefined), what claims rest on is left out.
export async function turtleOf(told, subtle) {
  const { graph, claims } = told;
  const places = subtle ? await evidencePlaces(told, subtle) : new Map();
  const entities = told.nodes.filter((n) => !graph.isPaper(n));
  const blocks = [
    ...entities.map((e) => [iriOf(graph, e), entityPairs(graph, e, claims)]),
    ...told.papers.map((p) => [iriOf(graph, p), paperPairs(told, p)]),
    ...claims.map((claim) => [claimIri(told, claim), claimPairs(told, claim, places)]),
    ...[...places.values()].flatMap((place) => evidenceBlocks(told, place)),
  ];
  return turtleHead(graph.base) + blocks.map(([subject, pairs]) => turtleBlock(subject, pairs)).join("");
}

function turtleHead(base) {
  const own = Object.fromEntries(FOLDERS.map((folder) => [folder, `${base}${folder}/`]));
  const all = Object.entries({ mg: `${base}ontology#`, ...own, ...NAMESPACES });
  return all.map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`).join("");
}

function turtleBlock(subject, pairs) {
  const told = [...new Set(pairs.map(([predicate, object]) => `${predicate === "rdf:type" ? "a" : predicate} ${object}`))];
  return `\n${subject} ${told.join(" ;\n    ")} .\n`;
}

function entityPairs(graph, e, claims) {
  const type = graph.type(e);
  const kinds = [type, BROADER_TYPE[type], "Entity"].filter(Boolean).map((kind) => ["rdf:type", `mg:${kind}`]);
  const label = literal(graph.label(e));
  const relations = claims.filter((claim) => !claim.role && claim.subject === e);
  return [
    ...kinds,
    ["rdf:type", "skos:Concept"],
    ["skos:prefLabel", label],
    // A name that differs from the label only in what RDF cannot tell apart would be the label again.
    ...graph.aliases(e).map(literal).filter((alias) => alias !== label).map((alias) => ["skos:altLabel", alias]),
    ...optional("mg:sense", graph.sense(e), literal),
    ...optional("skos:broader", graph.broader(e), (n) => iriOf(graph, n)),
    ...relations.map((claim) => [`mg:${claim.predicate}`, iriOf(graph, claim.object)]),
  ];
}

function paperPairs(told, p) {
  const { graph } = told;
  const details = told.details.get(p);
  const key = graph.key(p);
  const roles = told.claims.filter((claim) => claim.role && claim.paper === p);
  const url = (text) => typed(text, "anyURI");
  return [
    ...["mg:Paper", "fabio:ResearchPaper", "schema:ScholarlyArticle"].map((kind) => ["rdf:type", kind]),
    ["dcterms:identifier", literal(key)],
    ...optional("fabio:hasArXivId", key.startsWith("arxiv:") ? key.slice("arxiv:".length) : null, literal),
    ...optional("dcterms:title", graph.title(p), literal),
    ...optional("schema:abstract", details.text || null, literal),
    ...bibliographyPairs(details),
    ...optional("mg:year", graph.year(p), (year) => typed(String(year), "integer")),
    ...optional("schema:url", details.url, url),
    ...details.urls.map((address) => ["fabio:hasURL", url(address)]),
    ...details.code.map((address) => ["mg:code", url(address)]),
    ...details.sources.map((source) => ["mg:source", literal(source)]),
    ...roles.map((claim) => [`mg:${claim.predicate}`, iriOf(graph, claim.object)]),
    ...roles.map((claim) => ["mg:refersTo", iriOf(graph, claim.object)]),
  ];
}

function bibliographyPairs({ authors, venue, identifiers, categories }) {
  const known = identifiers.filter(({ url }) => url);
  const inScheme = (scheme) => known.filter(({ name }) => name.startsWith(`${scheme}:`)).map(({ name }) => name.slice(scheme.length + 1));
  return [
    ...identifiers.map(({ name }) => ["schema:identifier", literal(name)]),
    ...inScheme("arxiv").map((value) => ["fabio:hasArXivId", literal(value)]),
    ...inScheme("doi").map((value) => ["bibo:doi", literal(value)]),
    ...known.map(({ url }) => ["schema:sameAs", `<${url}>`]),
    ...authors.map((name) => ["dc:creator", literal(name)]),
    ...optional("schema:creditText", authors.length ? authors.join("; ") : null, literal),
    ...optional("prism:publicationName", venue, literal),
    ...categories.map((category) => ["schema:keywords", literal(category)]),
  ];
}

function claimPairs(told, claim, places) {
  const { graph } = told;
  const paper = iriOf(graph, claim.paper);
  const passages = told.details.get(claim.paper).evidence(claim.c);
  const rests = passages.map((passage) => places.get(placeKey(claim.paper, passage))?.iri).filter(Boolean);
  return [
    ...["mg:Claim", "rdf:Statement", "oa:Annotation"].map((kind) => ["rdf:type", kind]),
    ["rdf:subject", iriOf(graph, claim.subject)],
    ["rdf:predicate", `mg:${claim.predicate}`],
    ["rdf:object", iriOf(graph, claim.object)],
    ["mg:paper", paper],
    ["prov:wasDerivedFrom", paper],
    ...optional("mg:confidence", claim.confidence, (score) => typed(score.toFixed(2), "decimal")),
    ...rests.flatMap((iri) => [["mg:evidence", iri], ["oa:hasTarget", iri]]),
    ...passages.flatMap((passage) => passage.rules).map((rule) => ["mg:rule", literal(rule)]),
  ];
}

const optional = (predicate, value, told) => (value === null || value === undefined ? [] : [[predicate, told(value)]]);
const placeKey = (p, { field, start, end }) => `${p} ${field} ${start} ${end}`;

// Return each place that the claims rest on, with its IRI and the rules of all that use it.
async function evidencePlaces(told, subtle) {
  const places = new Map();
  for (const claim of told.claims) {
    for (const passage of told.details.get(claim.paper).evidence(claim.c)) {
      const key = placeKey(claim.paper, passage);
      if (!places.has(key)) places.set(key, { ...passage, paper: claim.paper, rules: new Set() });
      for (const rule of passage.rules) places.get(key).rules.add(rule);
    }
  }
  await Promise.all([...places.values()].map((place) => namePlace(told, place, subtle)));
  return places;
}

// The page counts UTF-16 units, RDF and the names of evidence count characters.
async function namePlace(told, place, subtle) {
  const { graph } = told;
  const text = fieldText(told, place.paper, place.field);
  place.first = [...text.slice(0, place.start)].length;
  place.last = place.first + [...text.slice(place.start, place.end)].length;
  const parts = [graph.key(place.paper), place.field, place.first, place.last];
  const hash = new Uint8Array(await subtle.digest("SHA-256", utf8(parts.join("\x1f"))));
  const digits = [...hash.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  place.iri = `evidence:${digits}`;
}

function evidenceBlocks(told, place) {
  const paper = iriOf(told.graph, place.paper);
  const text = fieldText(told, place.paper, place.field);
  const before = [...text.slice(0, place.start)].slice(-SURROUNDINGS).join("");
  const after = [...text.slice(place.end)].slice(0, SURROUNDINGS).join("");
  const whole = [
    ...["mg:Evidence", "oa:SpecificResource"].map((kind) => ["rdf:type", kind]),
    ...["mg:paper", "oa:hasSource", "prov:wasQuotedFrom"].map((predicate) => [predicate, paper]),
    ["mg:field", literal(place.field)],
    ...["quote", "place"].map((part) => ["oa:hasSelector", `${place.iri}-${part}`]),
    ...[...place.rules].map((rule) => ["mg:rule", literal(rule)]),
  ];
  const quote = [
    ["rdf:type", "oa:TextQuoteSelector"],
    ["oa:exact", literal(text.slice(place.start, place.end))],
    ...optional("oa:prefix", before || null, literal),
    ...optional("oa:suffix", after || null, literal),
  ];
  const position = [
    ["rdf:type", "oa:TextPositionSelector"],
    ["oa:start", typed(String(place.first), "nonNegativeInteger")],
    ["oa:end", typed(String(place.last), "nonNegativeInteger")],
  ];
  return [[place.iri, whole], [`${place.iri}-quote`, quote], [`${place.iri}-place`, position]];
}

function claimIri(told, claim) {
  return `claim:${told.details.get(claim.paper).claimIds.get(claim.c)}`;
}

// Return a node's IRI as Turtle writes it: with its prefix where that is safe.
export function iriOf(graph, n) {
  const folder = graph.isPaper(n) ? "paper" : "entity";
  const name = folder === "paper" ? paperName(graph.key(n)) : percentEncoded(graph.key(n)).replaceAll("%2B", "+");
  return LOCAL_NAME.test(name) ? `${folder}:${name}` : `<${graph.base}${folder}/${name}>`;
}

// As ids.paper_iri has it: "." and ".." would mean a folder, and not all readers know a dot at the end of a name.
function paperName(key) {
  const name = percentEncoded(key).replaceAll("%3A", ":");
  if (/^\.*$/.test(name)) return name.replaceAll(".", "%2E");
  return name.replace(/\.$/, "%2E");
}

function percentEncoded(text) {
  const whole = text.replace(/[\ud800-\udfff]/gu, "?"); // a lone surrogate has no UTF-8 to be encoded
  return encodeURIComponent(whole).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function literal(text) {
  return `"${tellable(text).replace(/["\\\n\r\t\x7f]/g, (found) => ESCAPES[found])}"`;
}

function typed(text, datatype) {
  return `${literal(text)}^^xsd:${datatype}`;
}

// The encoder of browsers turns a lone surrogate into U+FFFD; ids are digests of the three bytes it would have.
export function utf8(text) {
  const encoder = new TextEncoder();
  const bytes = [...text].flatMap((character) => {
    const code = character.codePointAt(0);
    const lone = code >= 0xd800 && code <= 0xdfff;
    return lone ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)] : [...encoder.encode(character)];
  });
  return new Uint8Array(bytes);
}
