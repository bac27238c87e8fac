// Names on the canvas, as on a map: the important ones first, and none where it would cover another. Zooming in makes
// room for more. Sizes are in screen pixels at every zoom.

const LONGEST = 30;
const HUB = 12; // size from which a name is always wanted
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g; // marks that turn the direction of text

export function shortened(text) {
  const characters = Array.from(text.slice(0, 4 * LONGEST).replace(TURNING, "").replace(/\s+/g, " ").trim());
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : characters.join("");
}

// marks: [{id, label, paper, size, x, y}]; look: {chosen: Set, hovered, near: Set, theme, taken: boxes to keep clear}
// Return [{id, text, font, paper, x, y, left, top, right, bottom}], in the network's units, none overlapping another.
export function placeLabels(ctx, marks, scale, window, look) {
  const boxes = marks.map((mark) => boxAround(mark, mark.size * 0.8));
  const placed = [...look.taken];
  const wanted = new Map(marks.map((mark) => [mark.id, importance(mark, look)]));
  const ordered = [...marks].sort((a, b) => wanted.get(b.id) - wanted.get(a.id) || a.id - b.id);
  for (const mark of ordered) {
    const label = placedLabel(ctx, mark, { scale, window, look, boxes, placed });
    if (label) placed.push(label);
  }
  return placed.slice(look.taken.length);
}

function placedLabel(ctx, mark, { scale, window, look, boxes, placed }) {
  const must = look.chosen.has(mark.id) || mark.id === look.hovered;
  const text = shortened(mark.label);
  const font = fontOf(mark, look);
  const size = { w: widthOf(ctx, text, font) / scale, h: (font.size * 1.25) / scale, gap: 3 / scale };
  const own = boxAround(mark, mark.size * 0.8);
  const all = sides(mark, mark.size, size);
  const apart = all.filter((side) => !placed.some((other) => meet(side, other)));
  const covered = new Map(apart.map((side) => [side, area(boxes.filter((box) => !same(box, own) && meet(side, box)))]));
  // A hub stands in a crowd, and its name matters more than a small mark half covered.
  const free =
    mark.size >= HUB
      ? apart.sort((a, b) => covered.get(a) - covered.get(b))
      : apart.filter((side) => covered.get(side) === 0);
  // Better no name than half a name at the window's edge; beyond it, names wait for the window to come.
  const fitting = inside(own, window) ? free.find((box) => inside(box, window)) : free[0];
  const side = fitting ?? (must ? all[0] : null);
  return side && { id: mark.id, text, font, paper: mark.paper, ...side };
}

function fontOf(mark, { chosen, theme }) {
  if (chosen.has(mark.id)) return { size: 14, style: "600", family: theme.sans };
  if (mark.paper) return { size: 11.5, style: "italic", family: theme.serif };
  const size = Math.min(11 + (mark.size - 8) * 0.32, 17);
  return { size: Math.round(size * 2) / 2, style: mark.size > 10.5 ? "600" : "", family: theme.sans };
}

const widths = new Map();

function widthOf(ctx, text, font) {
  const key = `${font.style}|${font.size}|${text}`;
  if (!widths.has(key)) {
    if (widths.size > 5000) widths.clear();
    ctx.font = `${font.style} ${font.size}px ${font.family}`;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

// Who goes first: what is looked at, what stands beside it, then things in many papers, and papers last.
function importance({ id, paper, size }, { chosen, hovered, near }) {
  if (chosen.has(id)) return 1e6;
  if (id === hovered) return 1e5;
  return (chosen.size && near.has(id) ? 1e3 : 0) + (paper ? 0 : size);
}

export function boxAround({ x, y }, reach) {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

function sides({ x, y }, reach, { w, h, gap }) {
  const at = (left, top) => ({ x: left + w / 2, y: top + h / 2, left, top, right: left + w, bottom: top + h });
  return [
    at(x - w / 2, y + reach + gap * 0.6),
    at(x + reach + gap, y - h / 2),
    at(x - reach - gap - w, y - h / 2),
    at(x - w / 2, y - reach - gap * 0.6 - h),
  ];
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const area = (boxes) => boxes.reduce((sum, box) => sum + (box.right - box.left) ** 2, 0);
const inside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
const same = (a, b) => a.left === b.left && a.top === b.top && a.right === b.right;

// Words for the edges being looked at, where they fit beside the names. edges: [{text, pointOn: part -> {x, y}}]
export function placeEdgeLabels(ctx, edges, scale, taken, theme) {
  const font = { size: 11, style: "", family: theme.sans };
  const placed = [];
  for (const { text, pointOn } of edges) {
    const [w, h] = [widthOf(ctx, text, font) / scale, (font.size * 1.2) / scale];
    const spots = [0.5, 0.4, 0.6, 0.3, 0.7].map((part) => {
      const { x, y } = pointOn(part);
      return { x, y, left: x - w / 2, top: y - h / 2, right: x + w / 2, bottom: y + h / 2 };
    });
    const spot = spots.find((box) => ![...taken, ...placed].some((other) => meet(box, other)));
    if (spot) placed.push({ id: null, text, font, paper: false, ...spot });
  }
  return placed;
}

export function drawLabels(ctx, labels, scale, theme) {
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5 / scale;
  ctx.strokeStyle = theme.ground;
  for (const label of labels) {
    ctx.font = `${label.font.style} ${label.font.size / scale}px ${label.font.family}`;
    ctx.strokeText(label.text, label.x, label.y);
    ctx.fillStyle = label.id === null || label.paper ? theme.soft : theme.ink;
    ctx.fillText(label.text, label.x, label.y);
  }
  ctx.restore();
}
