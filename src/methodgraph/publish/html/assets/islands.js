// The ground under each topic of an overview, and its name: a way into it.

import { BEACH, middleOf, topicGrounds, topicTitle } from "./drawing.js";

// Return where the topics' names stand: [{topic, text, left, top, right, bottom}], in the network's units.
export function drawIslands(ctx, { graph, view, theme, scale, places }) {
  const grounds = topicGrounds(view, places);
  ctx.save();
  for (const rim of grounds.values()) drawGround(ctx, rim, theme);
  const names = [...grounds].map(([topic, rim]) => drawTopicName(ctx, { topic, text: topicTitle(graph.topics[topic]) }, rim, theme, scale));
  ctx.restore();
  return names;
}

// One soft shape around all: a thick line along the rim, and what is within.
function drawGround(ctx, rim, theme) {
  ctx.fillStyle = theme.hush;
  ctx.strokeStyle = theme.hush;
  ctx.lineWidth = 2 * BEACH;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.beginPath();
  rim.forEach(({ x, y }, i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
}

function drawTopicName(ctx, named, rim, theme, scale) {
  const size = 12.5 / scale;
  ctx.font = `italic ${size}px ${theme.serif}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = theme.soft;
  const width = ctx.measureText(named.text).width;
  const { x } = middleOf(rim);
  const y = Math.min(...rim.map((place) => place.y)) - BEACH - 3 / scale;
  ctx.fillText(named.text, x, y);
  return { ...named, left: x - width / 2, top: y - size, right: x + width / 2, bottom: y + 0.25 * size };
}
