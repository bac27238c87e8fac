// The legend, which filters: kinds, roles and relations with how many there are of each, years, confidence, papers, and
// what was pinned and hidden. Made once; every change updates it in place, so that hand and keyboard stay where they are.

import { censusOf } from "./census.js";
import { el, glyph } from "../elements.js";
import { hasFilters, NO_FILTERS } from "../graph/filters.js";
import { renderKept } from "./kept.js";
import { renderSliders } from "./sliders.js";
import { renderTimeline } from "./timeline.js";

const PAUSE = 90; // milliseconds of rest before everything is counted anew

const rails = new WeakMap(); // what updates the legend in a container, once it is made

// Make `container` tell the legend of the state: the first time by filling it, from then on by updating what is there.
export function renderRail(context, container) {
  if (!rails.has(container)) rails.set(container, filledRail(context, container));
  rails.get(container)();
}

function filledRail(context, container) {
  const { graph, state } = context;
  const whole = censusOf(graph, NO_FILTERS);
  const groups = legendGroups(graph, whole).map((group) => legendGroup(state, group));
  const years = el("section", { class: "years-box" });
  const [sliders, kept] = ["sliders", "kept-box"].map((name) => el("div", { class: name }));
  const foot = railFoot(context);
  const [kinds, ...rest] = groups.map(({ element }) => element);
  container.replaceChildren(...[kinds, years, sliders, ...rest, kept, foot.element].filter(Boolean));
  const parts = [renderTimeline(context, years), renderSliders(context, sliders), renderKept(context, kept), foot.update];
  parts.push(...groups.map(({ update }) => update));
  return counting(graph, state, whole, (census) => parts.forEach((update) => update(census)));
}

// Return a function that calls `tell` with the census; where that has to be taken anew, with the old one at once and
// with the new one after a rest.
function counting(graph, state, whole, tell) {
  const narrowing = ({ years, confidence, least }) => JSON.stringify([years, confidence, least]);
  let census = whole;
  let known = narrowing(NO_FILTERS);
  let waiting = null;
  const take = () => {
    waiting = null;
    const asked = narrowing(state.value);
    if (asked !== known) census = asked === narrowing(NO_FILTERS) ? whole : censusOf(graph, state.value);
    known = asked;
    tell(census);
  };
  take();
  return () => {
    tell(census);
    if (waiting !== null) clearTimeout(waiting);
    waiting = narrowing(state.value) === known ? null : setTimeout(take, PAUSE);
  };
}

// Return the groups that hold anything: [{title, rows: [{id, name, sign}]}].
function legendGroups(graph, { types, predicates }) {
  const stroke = ({ id, kind }) => el("span", { class: `stroke ${kind} ${id}`, "aria-hidden": "true" });
  const ofKind = (kind) =>
    [...graph.predicates.values()]
      .filter((predicate) => predicate.kind === kind && predicates.has(predicate.id))
      .map((predicate) => ({ id: predicate.id, name: predicate.forward, sign: stroke(predicate) }));
  const kinds = [...graph.types.values()]
    .filter(({ id }) => types.has(id))
    .map(({ id, plural }) => ({ id, name: plural, sign: glyph(graph, id) }));
  const groups = [
    { title: "Kinds", rows: kinds },
    { title: "Papers’ roles", rows: ofKind("role") },
    { title: "Relations", rows: ofKind("relation") },
  ];
  return groups.filter(({ rows }) => rows.length);
}

function legendGroup(state, { title, rows }) {
  const ids = rows.map(({ id }) => id);
  const choose = (off) => state.set({ without: withoutOf(state.value.without, ids, off) });
  const items = rows.map((row) => legendRow(state, row, ids, choose));
  const isCut = () => ids.some((id) => state.value.without.has(id));
  const all = el("button", { type: "button", class: "rail-link", onclick: () => choose(isCut() ? [] : ids) });
  const header = el("header", {}, el("h2", {}, title), all);
  return {
    element: el("section", {}, header, el("ul", {}, items.map(({ element }) => element))),
    update({ types, predicates }) {
      all.textContent = isCut() ? "all" : "none";
      all.setAttribute("aria-label", `${title}: show ${all.textContent}`);
      for (const { update } of items) update((id) => types.get(id) ?? predicates.get(id) ?? 0);
    },
  };
}

// Return the words switched off when, of a group, exactly `off` are.
export function withoutOf(without, group, off) {
  return new Set([...[...without].filter((id) => !group.includes(id)), ...off]);
}

function legendRow(state, { id, name, sign }, group, choose) {
  const others = group.filter((other) => other !== id);
  const isOn = () => !state.value.without.has(id);
  const othersOff = () => others.every((other) => state.value.without.has(other));
  const isOnly = () => isOn() && othersOff();
  const only = () => choose(isOnly() ? [] : others);
  const toggle = () => choose(group.filter((other) => state.value.without.has(other) !== (other === id)));
  function click(event) {
    if (event.altKey) only();
    // The first click of a double one has switched this off or on already.
    else if (event.detail === 2) choose(!isOn() && othersOff() ? [] : others);
    else toggle();
  }
  const count = el("span", { class: "count" });
  const button = el("button", { type: "button", class: "filter", "data-filter": id, onclick: click }, sign);
  button.append(el("span", { class: "name" }, name), count);
  const alone = el("button", { type: "button", class: "only", "data-only": id, onclick: only });
  return {
    element: el("li", {}, button, others.length ? alone : null),
    update(countOf) {
      button.setAttribute("aria-pressed", String(isOn()));
      button.classList.toggle("nothing", countOf(id) === 0);
      count.textContent = countOf(id).toLocaleString("en");
      alone.textContent = isOnly() ? "all" : "only";
      alone.setAttribute("aria-label", isOnly() ? `all, not only ${name}` : `only ${name}`);
    },
  };
}

// The row at the foot that is there only while something is filtered or hidden.
function railFoot({ state }) {
  const act = (change) => () => {
    state.set(change);
    element.parentElement.querySelector("button").focus({ preventScroll: true }); // the button that was pressed is gone
  };
  const button = (name, change) => el("button", { type: "button", class: "rail-clear", "data-clear": name, onclick: act(change) });
  const clear = button("filters", { ...NO_FILTERS });
  const back = button("hidden", { hidden: [] });
  clear.append("Clear filters");
  const element = el("div", { class: "rail-foot" }, clear, back);
  return {
    element,
    update() {
      const { hidden } = state.value;
      clear.hidden = !hasFilters(state.value);
      back.hidden = hidden.length === 0;
      back.textContent = `${hidden.length} hidden: show again`;
      element.hidden = clear.hidden && back.hidden;
    },
  };
}
