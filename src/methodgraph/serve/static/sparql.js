// SPARQL and Turtle, painted: text in, elements out. Nothing is ever parsed as HTML.

const TOKEN = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<iri><[^<>"{}|^`\\\x00-\x20]*>)/,
    /(?<string>"""(?:[^"\\]|\\[^]|"(?!""))*"""|'''(?:[^'\\]|\\[^]|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/,
    /(?<variable>[?$][\p{L}\p{N}_]+|_:[\p{L}\p{N}_.-]+|@[A-Za-z][A-Za-z0-9-]*)/,
    /(?<name>(?:\p{L}[\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%-]|\\.|\.(?=[\p{L}\p{N}_:%\\.-]))*)/,
    /(?<number>\d[\d.]*(?:[eE][+-]?\d+)?)/,
    /(?<word>[\p{L}_][\p{L}\p{N}_]*)/,
  ]
    .map((part) => part.source)
    .join("|"),
  "gu",
);

// The text in pieces, in order and without a gap: [text, kind], the kind "" for what has no colour.
export function tokens(text) {
  const found = [];
  let last = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > last) found.push([text.slice(last, match.index), ""]);
    const [kind] = Object.entries(match.groups).find(([, group]) => group !== undefined);
    found.push([match[0], kind]);
    last = match.index + match[0].length;
  }
  if (last < text.length) found.push([text.slice(last), ""]);
  return found;
}

// The text as lines (block elements) of coloured pieces. `wrong` is a place, {line, column} from 1, to be marked.
export function painted(text, wrong = null) {
  const lines = [newLine()];
  let offset = 0;
  const at = wrong === null ? -1 : offsetOf(text, wrong);
  for (const [token, kind] of tokens(text)) {
    const marked = at >= offset && at < offset + token.length && token.trim() !== "";
    for (const [number, piece] of token.split("\n").entries()) {
      if (number > 0) lines.push(newLine());
      if (piece !== "") lines.at(-1).append(span(piece, kind, marked));
    }
    offset += token.length;
  }
  if (wrong !== null && lines.length >= wrong.line) mark(lines[wrong.line - 1]);
  return lines;
}

function mark(line) {
  line.classList.add("wrong-line");
  if (line.querySelector(".wrong") !== null) return;
  const end = span("", "", true); // the place is behind the last token: something is missing
  end.classList.add("end");
  line.append(end);
}

export function offsetOf(text, { line, column }) {
  const before = text.split("\n").slice(0, line - 1);
  const here = Array.from(text.split("\n")[line - 1] ?? "").slice(0, column - 1); // columns count code points
  return before.reduce((sum, one) => sum + one.length + 1, 0) + here.join("").length;
}

function newLine() {
  const line = document.createElement("span");
  line.className = "line";
  return line;
}

function span(text, kind, marked) {
  const element = document.createElement("span");
  if (kind) element.classList.add(`t-${kind}`);
  if (marked) element.classList.add("wrong");
  element.textContent = text;
  return element;
}
