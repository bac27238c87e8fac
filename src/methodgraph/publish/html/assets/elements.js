// Elements from data. Strings become text nodes, never markup; nothing here or elsewhere parses a string as HTML.

import { pageOf } from "./state/state.js";

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svgEl(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A name as papers write it may change the direction of text; isolated, it cannot turn its surroundings around.
export const isolated = (text) => el("bdi", {}, text);

// The outline of each shape in a box of 14 by 14.
export const OUTLINES = {
  custom: "M2.5 .5h6l3.5 3.5v9.5h-9.5zM8.5 .5v3.5h3.5",
  dot: "M7 1.5a5.5 5.5 0 1 0 .01 0z",
  diamond: "M7 .5 13.5 7 7 13.5 .5 7z",
  triangle: "M7 1.5 13.2 12.5H.8z",
  square: "M2 2h10v10H2z",
  hexagon: "M3.7 1.5h6.6L13.5 7l-3.2 5.5H3.7L.5 7z",
  star: "m7 .8 1.9 4.2 4.6.5-3.4 3.1.9 4.5L7 10.8 3 13.1l.9-4.5L.5 5.5l4.6-.5z",
};

export function glyph(graph, type) {
  const path = svgEl("path", { d: OUTLINES[graph.types.get(type).shape] });
  return svgEl("svg", { viewBox: "0 0 14 14", class: `glyph ${kindClass(type)}`, "aria-hidden": "true" }, path);
}

export const kindClass = (type) => `kind-${type.toLowerCase()}`;

export const counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// The beginning of a text; a sign of two code units (an emoji) is left out rather than halved.
export const beginning = (text, most) => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");

export const brief = (text, most = 180) => (text.length > most ? `${beginning(text, most)}…` : text);

export const nodeHref = (state, n) => state.href(pageOf(n));

export function nodeLink({ graph, state }, n) {
  return el("a", { href: nodeHref(state, n) }, isolated(brief(graph.label(n))));
}

export function chip({ graph, state }, n, ...more) {
  const name = isolated(brief(graph.label(n)));
  return el("a", { class: "chip", href: nodeHref(state, n) }, glyph(graph, graph.type(n)), name, more);
}

// A link only for what is one: an address in a paper may be anything, "javascript:" included.
export function outward(url, words = url) {
  if (!url) return null;
  if (!/^https?:\/\//i.test(url)) return isolated(words);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, isolated(words));
}

// Copy the page's address, which holds the whole view; false where the browser forbids it.
export async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return false;
  }
}
