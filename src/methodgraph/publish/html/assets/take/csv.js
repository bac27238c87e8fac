// The claims that are shown as a table: comma-separated, quoted as RFC 4180 says. It begins with a byte order mark, for
// without it spreadsheets take UTF-8 for something else, and papers are full of Greek.

import { JOINT, sentencesOf } from "./gathered.js";
import { tellable } from "./xml.js";

const BYTE_ORDER_MARK = "\ufeff";
const CSV_COLUMNS = [
  "subject", "subject_type", "predicate", "object", "object_type",
  "paper", "title", "year", "confidence", "sentence", "papers",
];
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/; // a spreadsheet would run what begins so; an apostrophe makes it text

// Return the table: a row a claim, then a row for each two things that are "together" in so many papers.
export function csvOf(told) {
  const rows = [CSV_COLUMNS, ...told.claims.map((claim) => claimCells(told, claim))];
  for (const edge of told.together) rows.push(togetherCells(told.graph, edge));
  return BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function claimCells(told, claim) {
  const { graph } = told;
  const sentences = sentencesOf(told, claim).map((sentence) => sentence.text);
  return [
    ...tripleCells(graph, claim.subject, claim.predicate, claim.object),
    graph.key(claim.paper),
    graph.title(claim.paper) ?? "",
    graph.year(claim.paper) ?? "",
    claim.confidence === null ? "" : claim.confidence.toFixed(2),
    sentences.join(JOINT),
    1,
  ];
}

function togetherCells(graph, { from, to, papers }) {
  return [...tripleCells(graph, from, "together", to), "", "", "", "", "", papers];
}

function tripleCells(graph, subject, predicate, object) {
  return [tableName(graph, subject), graph.type(subject), predicate, tableName(graph, object), graph.type(object)];
}

// As the other files of a build have it: a paper without a title is its id.
function tableName(graph, n) {
  return graph.isPaper(n) ? graph.title(n) ?? graph.key(n) : graph.label(n);
}

// Return one cell as it stands in the file.
export function csvCell(value) {
  const text = tellable(String(value));
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
