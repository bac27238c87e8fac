// Elements from data. Strings become text nodes, never markup; nothing here or elsewhere parses a string as HTML.

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// A name as papers write it may change the direction of text; isolated, it cannot turn its surroundings around.
const isolated = (text) => el("bdi", {}, text);

const GLYPHS = {
  custom: "M2.5 .5h6l3.5 3.5v9.5h-9.5zM8.5 .5v3.5h3.5",
  dot: "M7 1.5a5.5 5.5 0 1 0 .01 0z",
  diamond: "M7 .5 13.5 7 7 13.5 .5 7z",
  triangle: "M7 1.5 13.2 12.5H.8z",
  square: "M2 2h10v10H2z",
  hexagon: "M3.7 1.5h6.6L13.5 7l-3.2 5.5H3.7L.5 7z",
  star: "m7 .8 1.9 4.2 4.6.5-3.4 3.1.9 4.5L7 10.8 3 13.1l.9-4.5L.5 5.5l4.6-.5z",
};

function glyph(type) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 14 14");
  svg.setAttribute("class", `glyph ${kindClass(type)}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", GLYPHS[graph.types.get(type).shape]);
  svg.append(path);
  return svg;
}

const kindClass = (type) => `kind-${type.toLowerCase()}`;

const counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
