// The ground under each topic of an overview, and its name: a way into it.

const BEACH = 30; // how far the ground reaches beyond the marks

// Return where the topics' names stand: [{topic, left, top, right, bottom}], in the network's units.
export function drawIslands(ctx, { graph, view, theme, scale, places }) {
  const members = new Map();
  for (const [n, group] of view.groups) {
    if (!places[n]) continue;
    if (!members.has(group)) members.set(group, []);
    members.get(group).push(places[n]);
  }
  ctx.save();
  for (const some of members.values()) drawGround(ctx, some, theme);
  const names = [...members].map(([topic, some]) => drawName(ctx, graph.topics[topic], topic, some, theme, scale));
  ctx.restore();
  return names;
}

// One soft shape around all: thick strokes from mark to mark, filled out by a disc at each.
function drawGround(ctx, places, theme) {
  const centre = middleOf(places);
  ctx.fillStyle = theme.hush;
  ctx.strokeStyle = theme.hush;
  ctx.lineWidth = 2 * BEACH;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  const rim = [...places].sort((a, b) => Math.atan2(a.y - centre.y, a.x - centre.x) - Math.atan2(b.y - centre.y, b.x - centre.x));
  ctx.beginPath();
  rim.forEach(({ x, y }, i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
}

function drawName(ctx, { name }, topic, places, theme, scale) {
  const size = 12.5 / scale;
  const text = name.length > 34 ? `${name.slice(0, name.lastIndexOf(",", 34) > 8 ? name.lastIndexOf(",", 34) : 34)} …` : name;
  ctx.font = `italic ${size}px ${theme.serif}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = theme.soft;
  const width = ctx.measureText(text).width;
  const x = middleOf(places).x;
  const y = Math.min(...places.map((place) => place.y)) - BEACH - 3 / scale;
  ctx.fillText(text, x, y);
  return { topic, left: x - width / 2, top: y - size, right: x + width / 2, bottom: y + 0.25 * size };
}

function middleOf(places) {
  const sum = places.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}
