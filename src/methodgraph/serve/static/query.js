// The query page: an editor, saved questions, and the answer. The address's fragment holds the query, to share it.

import { FORMATS, answer } from "./answer.js";
import { offsetOf, painted } from "./sparql.js";

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const PLACE = /^line (\d+), column (\d+): /;
const FIRST = "SELECT ?name (COUNT(DISTINCT ?paper) AS ?papers) WHERE {\n  ?paper mg:uses ?method .\n  ?method skos:prefLabel ?name .\n}\nGROUP BY ?name\nORDER BY DESC(?papers) ?name\nLIMIT 20";

let running = null; // the AbortController of the query that runs

const text = at("text");

function paint(wrong = null) {
  at("painted").replaceChildren(...painted(text.value, wrong));
  const name = nameOf(text.value);
  for (const link of at("list").querySelectorAll("a")) {
    if (link.dataset.name === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const nameOf = (query) => data.examples.find((example) => example.text.trim() === query.trim())?.name;

// Replace the query in a way that "undo" can take back.
function write(query) {
  text.focus({ preventScroll: true });
  text.select();
  if (!document.execCommand("insertText", false, query)) text.value = query;
  text.setSelectionRange(0, 0);
  at("editor").scrollTop = 0;
  paint();
}

function explain(message) {
  const problem = at("problem");
  const found = PLACE.exec(message);
  problem.replaceChildren();
  if (found) {
    const place = { line: Number(found[1]), column: Number(found[2]) };
    const go = document.createElement("button");
    go.type = "button";
    go.textContent = `line ${place.line}, column ${place.column}`;
    go.addEventListener("click", () => {
      const offset = offsetOf(text.value, place);
      text.focus();
      text.setSelectionRange(offset, offset);
    });
    problem.append(go, `: ${message.slice(found[0].length)}`);
    paint(place);
  } else {
    problem.textContent = message;
  }
  problem.hidden = false;
}

function seconds(since) {
  const told = (performance.now() - since) / 1000;
  return `${told < 10 ? told.toFixed(2) : told.toFixed(0)} s`;
}

function busy(since) {
  const tick = () => (at("state").textContent = `Running, ${((performance.now() - since) / 1000).toFixed(1)} s`);
  const timer = setInterval(tick, 100);
  tick();
  at("state").classList.add("running");
  at("stop").hidden = false;
  at("run").disabled = true;
  return () => {
    clearInterval(timer);
    at("state").classList.remove("running");
    at("state").textContent = "";
    at("stop").hidden = true;
    at("run").disabled = false;
  };
}

async function run({ share = true } = {}) {
  if (running) return;
  const query = text.value;
  running = new AbortController();
  at("problem").hidden = at("answer").hidden = at("warnings").hidden = true;
  paint();
  if (share) history.replaceState(null, "", `#${encodeURIComponent(query)}`);
  const since = performance.now();
  const done = busy(since);
  try {
    const body = new URLSearchParams({ query });
    const response = await fetch("/sparql", { method: "POST", body, headers: { Accept: ACCEPT }, signal: running.signal });
    const told = await response.text();
    if (response.ok) show(query, response.headers.get("content-type"), told, seconds(since));
    else explain(told.trim());
    if (response.ok) warn(query, running.signal).catch(() => {}); // warnings are an extra
    done();
  } catch (error) {
    done();
    if (error.name === "AbortError") at("state").textContent = `Cancelled after ${seconds(since)}`;
    else explain("The server does not answer. Is it still running?");
  } finally {
    running = null;
  }
}

function show(query, type, told, took) {
  const found = answer(type, told, data);
  const heading = document.createElement("b");
  heading.textContent = found.told;
  at("told").replaceChildren(heading, [found.more && `, ${found.more}`, ` in ${took}`].filter(Boolean).join(""));
  at("shown").replaceChildren(found.element);
  at("shown").scrollTop = 0;
  const form = at("save");
  form.elements.query.value = query;
  form.elements.download.value = nameOf(query) ?? "answer";
  at("formats").replaceChildren(
    ...FORMATS[found.kind].map(([name, label]) => {
      const button = document.createElement("button");
      button.type = "submit";
      button.name = "format";
      button.value = name;
      button.textContent = label;
      return button;
    }),
  );
  at("answer").hidden = false;
}

async function warn(query, signal) {
  const response = await fetch("/query/check", { method: "POST", body: query, signal });
  if (!response.ok) return;
  const { warnings } = await response.json();
  const list = at("warnings");
  list.replaceChildren(
    ...warnings.map((warning) => {
      const item = document.createElement("li");
      item.textContent = warning;
      return item;
    }),
  );
  list.hidden = warnings.length === 0;
}

function addressed() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // cut off in the middle of a character
  }
}

text.addEventListener("input", () => {
  at("problem").hidden = true;
  paint();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") running?.abort();
});
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
at("stop").addEventListener("click", () => running?.abort());
at("list").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab opens by the link itself
  event.preventDefault();
  running?.abort();
  write(data.examples.find((example) => example.name === link.dataset.name).text.trimEnd());
  unfold(false);
  setTimeout(() => run()); // once what was aborted has noticed
});
at("find").addEventListener("input", () => {
  const words = at("find").value.toLowerCase().split(/\s+/);
  let shown = 0;
  for (const item of at("list").children) {
    const told = `${item.textContent} ${item.firstElementChild.dataset.name}`.toLowerCase();
    item.hidden = !words.every((word) => told.includes(word));
    shown += !item.hidden;
  }
  at("none").hidden = shown > 0;
});
function unfold(open) {
  at("examples").classList.toggle("open", open);
  at("examples-toggle").setAttribute("aria-expanded", String(open));
}
at("examples-toggle").addEventListener("click", () => unfold(!at("examples").classList.contains("open")));
window.addEventListener("hashchange", () => {
  if (addressed() && addressed() !== text.value) {
    write(addressed());
    run();
  }
});

if (/Mac|iPhone|iPad/.test(navigator.platform)) at("keys").textContent = "⌘ ↵";
text.value = addressed() || FIRST;
paint();
run({ share: addressed() !== "" });
