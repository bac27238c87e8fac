// The ground under each topic of an overview, and its name: a way into it.

import { BEACH, middleOf, topicGrounds, topicTitle } from "./drawing.js";

const SIZE = 12.5; // of the names, in pixels of the screen at every zoom

// One soft shape under each topic's marks: a thick line along the rim, and what is within.
export function drawGrounds(ctx, { view, theme, places }) {
  ctx.save();
  ctx.fillStyle = theme.hush;
  ctx.strokeStyle = theme.hush;
  ctx.lineWidth = 2 * BEACH;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  for (const rim of topicGrounds(view, places).values()) {
    ctx.beginPath();
    rim.forEach(({ x, y }, i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

// Return where the topics' names stand, the largest topic's first and none on another: [{topic, text, left, top, right,
// bottom}], in the network's units.
export function placeTopicNames(ctx, { graph, view, theme, scale, places }) {
  const size = SIZE / scale;
  const placed = [];
  ctx.save();
  ctx.font = `italic ${size}px ${theme.serif}`;
  const grounds = [...topicGrounds(view, places)].sort(([a], [b]) => a - b);
  for (const [topic, rim] of grounds) {
    const text = topicTitle(graph.topics[topic]);
    const half = ctx.measureText(text).width / 2;
    const { x } = middleOf(rim);
    const y = Math.min(...rim.map((place) => place.y)) - BEACH - 3 / scale;
    const name = { topic, text, left: x - half, top: y - size, right: x + half, bottom: y + 0.25 * size };
    const apart = ({ left, right, top, bottom }) => name.left > right || name.right < left || name.top > bottom || name.bottom < top;
    if (placed.every(apart)) placed.push(name);
  }
  ctx.restore();
  return placed;
}

export function drawTopicNames(ctx, names, scale, theme) {
  ctx.save();
  ctx.font = `italic ${SIZE / scale}px ${theme.serif}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3 / scale;
  ctx.strokeStyle = theme.ground;
  ctx.fillStyle = theme.soft;
  for (const { text, left, right, top } of names) {
    const [x, y] = [(left + right) / 2, top + SIZE / scale];
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
  ctx.restore();
}
