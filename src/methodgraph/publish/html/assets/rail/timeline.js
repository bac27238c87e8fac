// Papers by year: all of them as the ground, those that pass or belong to what is looked at before it. A range is chosen by
// dragging over the bars, by a click on one, or with the two handles below them, which the keyboard reaches.

import { counted, el, kindClass, svgEl } from "../elements.js";
import { chosenPapers, clampedRange, keptRange, yearBars, yearsInWords, yearTicks } from "./years.js";

const LEAST_HEIGHT = 3; // of a bar that is not empty, of a hundred

// Fill `container` with a heading and the bars; return a function that takes the census, to be called whenever anything
// changed.
export function renderTimeline({ graph, state }, container) {
  const years = yearBars(graph, () => true);
  const heading = el("h2", {}, "Years");
  if (years === null) {
    const told = graph.papers ? "No paper tells its year." : "No papers.";
    container.replaceChildren(el("header", {}, heading), el("p", { class: "rail-note" }, told));
    return () => {};
  }
  const choose = (from, to, { replace = true } = {}) => {
    const range = keptRange(years, from, to);
    if (String(range) !== String(state.value.years)) state.set({ years: range }, { replace });
  };
  const bars = yearChart(years, choose);
  const handles = yearHandles(years, choose);
  const told = el("p", { class: "years-told" });
  const reset = el("button", { type: "button", class: "rail-link", "data-clear": "years", "aria-label": "Years: show all" }, "all");
  reset.addEventListener("click", () => {
    choose(years.first, years.last, { replace: false });
    handles.element.querySelector("input").focus({ preventScroll: true }); // the button is gone now
  });
  const yearless = el("p", { class: "rail-note" });
  container.replaceChildren(el("header", {}, heading, reset), bars.element, axisOf(years), handles.element, told, yearless);

  return ({ papers, yearless: missing }) => {
    const { focus, years: chosen } = state.value;
    const counts = yearBars(graph, chosenPapers(graph, state.value, papers));
    const range = clampedRange(counts, chosen);
    told.textContent = yearsInWords(counts, chosen);
    reset.hidden = chosen === null;
    bars.update(counts, range, focus === null ? "" : kindClass(graph.type(focus)));
    handles.update(range, told.textContent);
    yearless.hidden = missing === 0;
    yearless.textContent = `${counted(missing, "paper tells", "papers tell")} no year${chosen ? ", left out" : ""}.`;
  };
}

function yearChart({ first, last, whole }, choose) {
  const count = last - first + 1;
  const most = whole.reduce((sum, one) => Math.max(sum, one), 1);
  const height = (papers) => (papers ? Math.max((100 * papers) / most, LEAST_HEIGHT) : 0);
  const bar = (papers, i, kind) => {
    const high = height(papers);
    return svgEl("rect", { class: kind, x: i + 0.09, width: 0.82, y: 100 - high, height: high });
  };
  const ground = Array.from(whole, (papers, i) => bar(papers, i, "year-all"));
  const figure = Array.from(whole, (_, i) => bar(0, i, "year-part"));
  const svg = svgEl("svg", { class: "years", viewBox: `0 0 ${count} 100`, preserveAspectRatio: "none", role: "img" }, ground, figure);
  draggable(svg, (part) => first + Math.min(Math.max(Math.floor(part * count), 0), count - 1), choose);

  return {
    element: svg,
    update(counts, [from, to], kind) {
      svg.setAttribute("class", `years ${kind}`);
      svg.setAttribute("aria-label", `Papers by year, ${first} to ${last}; the most, ${most.toLocaleString("en")}, in ${first + whole.indexOf(most)}`);
      figure.forEach((rect, i) => {
        const high = height(counts.part[i]);
        rect.setAttribute("y", 100 - high);
        rect.setAttribute("height", high);
        const isOut = first + i < from || first + i > to;
        rect.classList.toggle("out", isOut);
        ground[i].classList.toggle("out", isOut);
      });
    },
  };
}

// One drag is one step of the browser's history, however many years it goes over.
function draggable(svg, yearAt, choose) {
  let start = null;
  const at = (event) => {
    const { left, width } = svg.getBoundingClientRect();
    return yearAt((event.clientX - left) / width);
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    start = at(event);
    choose(start, start, { replace: false });
  });
  svg.addEventListener("pointermove", (event) => {
    if (start !== null) choose(start, at(event));
  });
  for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, () => (start = null));
}

function axisOf({ first, last }) {
  const ticks = yearTicks({ first, last }).map((year) => {
    const tick = el("span", {}, String(year));
    tick.style.left = `${((year - first + 0.5) / (last - first + 1)) * 100}%`;
    return tick;
  });
  return el("div", { class: "years-axis", "aria-hidden": "true" }, ticks);
}

function yearHandles({ first, last }, choose) {
  const handle = (name) => el("input", { type: "range", min: first, max: last, step: 1, "aria-label": name });
  const [from, to] = [handle("From year"), handle("To year")];
  const element = el("div", { class: "handles", hidden: first === last }, from, to);
  element.style.setProperty("--years", last - first + 1);
  // Neither handle passes the other: it pushes it along.
  from.addEventListener("input", () => choose(Number(from.value), Math.max(Number(from.value), Number(to.value))));
  to.addEventListener("input", () => choose(Math.min(Number(from.value), Number(to.value)), Number(to.value)));
  return {
    element,
    update(range, told) {
      [from.value, to.value] = range.map(String);
      for (const input of [from, to]) input.setAttribute("aria-valuetext", `${input.value} (${told})`);
      element.style.setProperty("--from", (range[0] - first + 0.5) / (last - first + 1));
      element.style.setProperty("--to", (range[1] - first + 0.5) / (last - first + 1));
    },
  };
}
