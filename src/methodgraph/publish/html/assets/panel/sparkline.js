// Papers per year as small bars, the years in words for those who do not see them.

import { el, svgEl } from "../elements.js";

const HEIGHT = 34;
const STEP = 12; // a bar and the gap behind it
const MOST_WIDE = 336;
const MOST_YEARS = 200; // on one scale: a paper of 1847 must not squeeze all others into a line

// years: [[2019, 3], [2020, 0], ...] in order; null where fewer than two years are known (a single bar tells nothing).
// most: the count that fills the height, for several sparklines on one scale.
export function sparkline(years, { most = Math.max(...years.map(([, count]) => count), 1), type = null } = {}) {
  if (years.length < 2) return null;
  const width = years.length * STEP;
  const told = years.filter(([, count]) => count).map(([year, count]) => `${year}: ${count.toLocaleString("en")}`);
  const picture = svgEl(
    "svg",
    {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width: Math.min(width, MOST_WIDE),
      height: HEIGHT,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": `Papers per year. ${told.join(", ")}`,
    },
    years.map(([year, count], i) => sparkBar(year, count, i, most)),
  );
  const ends = [years[0][0], years.at(-1)[0]].map((year) => el("span", {}, String(year)));
  const span = el("figcaption", { "aria-hidden": "true" }, ends);
  span.style.maxWidth = `${Math.max(Math.min(width, MOST_WIDE), 64)}px`;
  return el("figure", { class: `sparkline ${type ? `kind-${type.toLowerCase()}` : ""}`.trim() }, picture, span);
}

function sparkBar(year, count, i, most) {
  const high = count ? Math.max((count / most) * (HEIGHT - 2), 2) : 1;
  return svgEl(
    "rect",
    { x: i * STEP, y: HEIGHT - high, width: STEP - 3, height: high, class: count ? null : "none" },
    svgEl("title", {}, `${year}: ${count.toLocaleString("en")}`),
  );
}

// Several rows of years on one scale of years: what one row lacks is 0 in it.
export function onOneScale(rows) {
  const known = rows.flat().map(([year]) => year);
  if (!known.length) return rows.map(() => []);
  const last = Math.max(...known);
  const first = Math.max(Math.min(...known), last - MOST_YEARS);
  return rows.map((row) => {
    const counts = new Map(row);
    return Array.from({ length: last - first + 1 }, (_, i) => [first + i, counts.get(first + i) ?? 0]);
  });
}
