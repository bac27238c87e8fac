// The address's fragment and what it says: "#entity/lora?years=2019-2023&pin=paper/1". A view, to keep and to share.

const NODES = ["widen", "pin", "hide"];

// A lone surrogate has no UTF-8 to be percent-encoded.
export const encodable = (id) => id.replace(/[\ud800-\udfff]/gu, "\ufffd");

// Ids hold slashes, colons and dots that may stay readable; what the fragment's own grammar uses is encoded.
function encodedId(id) {
  return encodeURIComponent(encodable(id)).replaceAll("%2F", "/").replaceAll("%3A", ":");
}

function decodedId(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // not a percent-encoding: nothing is called that
  }
}

// told: {focus, line: [id, word, id]|null, versus: id|null, topic: number|null, widen, pin, hide: ids, without: words, years, sure, least}
export function fragmentOf(told) {
  const parts = [];
  if (told.line !== null) parts.push(`line=${told.line.map(encodedId).join(",")}`);
  if (told.versus !== null) parts.push(`vs=${encodedId(told.versus)}`);
  for (const name of NODES) if (told[name].length) parts.push(`${name}=${told[name].map(encodedId).join(",")}`);
  if (told.without.length) parts.push(`without=${[...told.without].sort().join(",")}`);
  if (told.years) parts.push(`years=${told.years.join("-")}`);
  if (told.sure > 0) parts.push(`sure=${told.sure}`);
  if (told.least > 1) parts.push(`least=${told.least}`);
  const what = told.focus !== null ? encodedId(told.focus) : told.topic !== null ? `topic/${told.topic}` : "";
  const whole = what + (parts.length ? `?${parts.join("&")}` : "");
  return whole ? `#${whole}` : "";
}

// What a fragment says, in the form that `fragmentOf` takes; what makes no sense is left out.
export function readFragment(fragment) {
  const [what, query = ""] = splitOnce(fragment.replace(/^#/, ""), "?");
  const given = new Map(query.split("&").map((part) => splitOnce(part, "=")));
  const ids = (name) => (given.get(name) ?? "").split(",").filter(Boolean).map(decodedId).filter((id) => id !== null);
  const topic = /^topic\/(\d+)$/.exec(what);
  const years = /^(\d{1,4})-(\d{1,4})$/.exec(given.get("years") ?? "");
  return {
    focus: topic || !what ? null : decodedId(what),
    line: ids("line").length === 3 ? ids("line") : null,
    versus: ids("vs")[0] ?? null,
    topic: topic ? Number(topic[1]) : null,
    widen: ids("widen"), pin: ids("pin"), hide: ids("hide"),
    without: ids("without"),
    years: years && Number(years[1]) <= Number(years[2]) ? [Number(years[1]), Number(years[2])] : null,
    sure: within(given.get("sure"), 0, 1, 0),
    least: Math.floor(within(given.get("least"), 1, 1e6, 1)),
  };
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function within(text, least, most, otherwise) {
  const number = Number(text);
  return text && number >= least && number <= most ? number : otherwise;
}
