// Search by name, alias, expanded name or title. All names are one long folded string: indexOf finds in it as fast as
// memory is read, so that a graph of hundreds of thousands of names answers while one types.

// Hyphens, dashes, minus signs, slashes and white space: writers differ in them, so a run of them counts as one space.
const BETWEEN_WORDS = /[\p{Pd}\u2212/\\\u2044\u2215\t\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/gu;
const SHORT = 3;
const LETTER = /[\p{L}\p{N}]/u;

const foldedLines = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(BETWEEN_WORDS, " ");

export const folded = (text) => foldedLines(text.replaceAll("\n", " ")).trim();

// Return {find(query, most) -> [{n, name}]}: the best first, `name` being what matched.
export function createSearch(graph) {
  const names = [];
  const owners = [];
  for (let n = 0; n < graph.size; n += 1) {
    const own = graph.isPaper(n) ? [graph.label(n), graph.key(n)] : [graph.label(n), ...graph.aliases(n), graph.sense(n)];
    const told = new Set(own.filter(Boolean));
    for (const name of told) {
      names.push(name.includes("\n") ? name.replaceAll("\n", " ") : name);
      owners.push(n);
    }
  }
  const text = `\n${foldedLines(names.join("\n")).replace(/ ?\n ?/g, "\n")}\n`;
  const starts = lineStarts(text, names.length);

  function find(query, most) {
    const wanted = folded(query);
    if (!wanted) return [];
    const best = new Map();
    // One or two letters stand in nearly every name: only at its start do they mean something.
    const sought = wanted.length < SHORT ? `\n${wanted}` : wanted;
    for (let found = text.indexOf(sought); found >= 0; found = text.indexOf(sought, found + 1)) {
      const at = found + sought.length - wanted.length;
      const line = rowOf(starts, at);
      const [n, start] = [owners[line], starts[line]];
      const isLabel = line === 0 || owners[line - 1] !== n;
      const score = 2 * rankAt(text, at, start, wanted.length) + (isLabel ? 0 : 1);
      if (score < (best.get(n)?.score ?? Infinity)) best.set(n, { n, name: names[line], score });
    }
    const hits = [...best.values()];
    hits.sort((a, b) => a.score - b.score || graph.claimsOf(b.n).length - graph.claimsOf(a.n).length || a.n - b.n);
    return hits.slice(0, most);
  }

  return { find };
}

// Whole name, start of the name, start of a word in it, anywhere: the lower the better.
function rankAt(text, at, start, length) {
  if (at === start) return text[at + length] === "\n" ? 0 : 1;
  return LETTER.test(text[at - 1]) ? 3 : 2;
}

function lineStarts(text, count) {
  const starts = new Uint32Array(count);
  let at = 1;
  for (let line = 0; line < count; line += 1) {
    starts[line] = at;
    at = text.indexOf("\n", at) + 1;
  }
  return starts;
}

// The last line that starts at or before `at`.
function rowOf(starts, at) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
