// Papers by year, as numbers and words.

import { counted } from "../elements.js";
import { papersNaming } from "../graph/tally.js";

// Return {first, last, whole, part}: the papers of each year from the first to the last that any paper tells, and those of
// them that `belongs` takes; null where no paper tells its year.
export function yearBars(graph, belongs) {
  let [first, last] = [Infinity, -Infinity];
  for (let p = 0; p < graph.papers; p += 1) {
    const year = graph.year(p);
    if (year === null) continue;
    [first, last] = [Math.min(first, year), Math.max(last, year)];
  }
  if (first > last) return null;
  const [whole, part] = [new Uint32Array(last - first + 1), new Uint32Array(last - first + 1)];
  for (let p = 0; p < graph.papers; p += 1) {
    const year = graph.year(p);
    if (year === null) continue;
    whole[year - first] += 1;
    if (belongs(p)) part[year - first] += 1;
  }
  return { first, last, whole, part };
}

// Return which papers the bars are of: those with a role for the entity or topic that is looked at, if there is one,
// and among them those within the filters, whatever their year (`passing`: 1 for each that passes by its claims).
export function chosenPapers(graph, value, passing) {
  const entities = value.focus !== null ? [value.focus] : value.topic !== null ? graph.topics[value.topic].members : null;
  if (entities === null || graph.isPaper(entities[0])) return (p) => passing[p] === 1 && !value.hidden.includes(p);
  const naming = new Uint8Array(graph.papers);
  for (const e of entities) for (const p of papersNaming(graph, { ...value, years: null }, e)) naming[p] = 1;
  return (p) => naming[p] === 1;
}

// Return "2019 to 2023: 34 of 1,234 papers", told of a range, or of all years where it is null.
export function yearsInWords({ first, last, whole, part }, range) {
  const [from, to] = clampedRange({ first, last }, range);
  const sum = (bars) => bars.slice(from - first, to - first + 1).reduce((total, count) => total + count, 0);
  const [all, some] = [sum(whole), sum(part)];
  const papers = counted(all, "paper", "papers");
  return `${from === to ? from : `${from} to ${to}`}: ${some === all ? papers : `${some.toLocaleString("en")} of ${papers}`}`;
}

// Return a range within the years that there are; all of them for null, and for one that lies outside.
export function clampedRange({ first, last }, range) {
  if (range === null || range[0] > last || range[1] < first) return [first, last];
  return [Math.max(range[0], first), Math.min(range[1], last)];
}

// Return the years to write below the bars: the first and the last, and round ones between them where there is room.
export function yearTicks({ first, last }) {
  const span = last - first;
  const room = span / 5;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => size >= room) ?? 1000;
  const between = [];
  for (let year = Math.ceil(first / step) * step; year < last; year += step) between.push(year);
  return [...new Set([first, ...between.filter((year) => year - first >= room && last - year >= room), last])];
}

// Return a range as the state keeps it: null where it is all years.
export function keptRange({ first, last }, from, to) {
  const [lower, upper] = from <= to ? [from, to] : [to, from];
  return lower <= first && upper >= last ? null : [lower, upper];
}
