// An answer on the page: a table, a verdict, or Turtle. Everything becomes text nodes.

import { painted } from "./sparql.js";

const DRAWN = 1000; // rows
const PAINTED = 200_000; // characters of Turtle
const NUMBERS = /#(?:integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;
const WEB = /^https?:\/\//i;

export const FORMATS = {
  solutions: [["csv", "CSV"], ["tsv", "TSV"], ["json", "JSON"], ["xml", "XML"]],
  triples: [["turtle", "Turtle"], ["nt", "N-Triples"], ["jsonld", "JSON-LD"], ["rdf", "RDF/XML"]],
};

export const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// What is to be shown of an answer: {kind, told, more, element}.
export function answer(type, text, { prefixes, base }) {
  if (!type.includes("json")) return triples(text);
  const told = JSON.parse(text);
  return "boolean" in told ? verdict(told.boolean) : solutions(told, shortener(prefixes), base);
}

function verdict(truth) {
  return { kind: "solutions", told: "Yes or no", more: "", element: el("p", "verdict", truth ? "Yes" : "No") };
}

function triples(text) {
  const cut = text.length > PAINTED ? text.lastIndexOf("\n", PAINTED) : text.length;
  const pre = el("pre", "");
  pre.append(...painted(text.slice(0, cut)).flatMap((line) => [...line.childNodes, "\n"]));
  const more = cut < text.length ? `the first ${cut.toLocaleString("en")} characters are shown` : "";
  const nothing = el("p", "nothing", "The graph holds nothing of this.");
  return { kind: "triples", told: text.trim() ? "Turtle" : "No triples", more, element: text.trim() ? pre : nothing };
}

function solutions({ head, results }, short, base) {
  const rows = results.bindings;
  const told = count(rows.length, "row", "rows");
  const more = rows.length > DRAWN ? `the first ${DRAWN.toLocaleString("en")} are shown` : "";
  if (!rows.length) {
    return { kind: "solutions", told, more, element: el("p", "nothing", "The graph holds no answer to this.") };
  }
  const numeric = new Set(head.vars.filter((name) => rows.some((row) => isNumber(row[name])) && rows.every((row) => !row[name] || isNumber(row[name]))));
  const table = el("table", "");
  const header = el("tr", "");
  for (const name of head.vars) {
    const cell = el("th", numeric.has(name) ? "number" : "", name);
    cell.scope = "col";
    header.append(cell);
  }
  const body = el("tbody", "");
  for (const row of rows.slice(0, DRAWN)) {
    const line = el("tr", "");
    line.append(...head.vars.map((name) => cell(row[name], numeric.has(name), short, base)));
    body.append(line);
  }
  const heading = el("thead", "");
  heading.append(header);
  table.append(heading, body);
  return { kind: "solutions", told, more, element: table };
}

function cell(node, numeric, short, base) {
  const element = el("td", numeric ? "number" : "");
  if (!node) return element;
  if (node.type === "uri") {
    element.className = "iri-cell";
    element.append(link(node.value, short(node.value), base));
    return element;
  }
  if (/\S{40}/.test(node.value)) element.classList.add("long"); // may break anywhere, lest it make the table endless
  if (node.value.length > 80) element.classList.add("wide");
  const text = el("bdi", "", node.type === "bnode" ? `_:${node.value}` : plain(node.value));
  element.append(WEB.test(node.value) && /^\S+$/.test(node.value) ? link(node.value, node.value, base) : text);
  if (node["xml:lang"]) element.append(el("span", "language", node["xml:lang"]));
  if (node.datatype) element.title = short(node.datatype);
  return element;
}

const plain = (value) => (typeof value === "string" ? value : JSON.stringify(value));

const isNumber = (node) => node !== undefined && node.type === "literal" && NUMBERS.test(node.datatype ?? "");

// A link to the page that this server has of an IRI of the graph, or out to the web; text for any other IRI.
function link(iri, text, base) {
  const isOurs = iri.startsWith(base);
  if (!isOurs && !WEB.test(iri)) return el("bdi", "", text);
  const element = el("a", "", text);
  element.href = isOurs ? `/${iri.slice(base.length)}` : iri;
  element.title = iri;
  if (!isOurs) element.rel = "noopener noreferrer";
  return element;
}

function shortener(prefixes) {
  const known = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);
  return (iri) => {
    const found = known.find(([, namespace]) => iri.startsWith(namespace) && iri.length > namespace.length);
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
  };
}

function el(tag, name, text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}
