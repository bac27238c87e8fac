// The drawing: vis-network holds just the nodes and edges that are shown; the names are ours.

import { createCamera } from "./camera.js";
import { bendsOf, chosenNodes, edgeLook, isCrowded, PAPER_SHEET } from "./drawing.js";
import { drawGrounds, drawTopicNames, placeTopicNames } from "./islands.js";
import { boxAround, drawLabels, placeEdgeLabels, placeLabels } from "./labels.js";
import { isSameLine, OVERVIEW } from "../state/state.js";
import { edgeWords, markSizes, nodeColours, readTheme } from "./theme.js";

const NOTHING = { mode: "overview", nodes: [], edges: [], near: new Set(), more: 0, groups: new Map(), weights: new Map() };

// events: {choose(n|null), open(topic), read(edge), point(n|null), moved(), sheetHeight()}
export function createCanvas({ graph, vis, container }, events) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, graph.options);
  container.querySelector(".vis-network").removeAttribute("tabindex"); // the container is the one stop, by Tab and by a click
  const camera = createCamera(network, container, { sheetHeight: events.sheetHeight });
  const sizes = markSizes(graph);
  let theme = readTheme(graph, document.documentElement);
  let value = OVERVIEW;
  let view = NOTHING;
  const radius = (n) => sizes(n, view.weights.get(n));
  let labels = [];
  let [stale, placedAt, moving] = [true, 0, false];
  let [hovered, hoveredEdge] = [null, null];
  let islandsDrawn = [];

  function nodeLook(n) {
    const { fill, ring, width } = nodeColours(graph, theme, value, view.near, n);
    const colour = { background: fill, border: ring };
    return { color: { ...colour, highlight: colour, hover: colour }, borderWidth: width, borderWidthSelected: width };
  }

  function linkLook(edge) {
    const { colour, width, dashed } = edgeLook({ graph, theme, view, value, hovered }, edge);
    const strong = edge.id === hoveredEdge || isRead(edge) ? theme.ink : colour;
    return { color: { color: strong, highlight: strong, hover: strong }, width, dashes: dashed ? [6, 5] : false };
  }

  const isRead = (edge) => isSameLine(value.line, edge);

  function drawn(n, place) {
    const { shape } = graph.types.get(graph.type(n));
    const own = graph.isPaper(n) ? { ctxRenderer: (at) => paperMark(at, theme) } : {};
    return { id: n, shape, size: radius(n), ...place, ...own };
  }

  // next: a view; places: where its nodes stand, Map n -> {x, y}
  function show(next, nextValue, places) {
    [view, value] = [next, nextValue];
    [hovered, hoveredEdge] = [null, null];
    const kept = new Set(view.edges.map((edge) => edge.id));
    const wanted = new Set(view.nodes);
    edges.remove(edges.getIds().filter((id) => !kept.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !wanted.has(id)));
    const known = new Set(nodes.getIds());
    nodes.update(view.nodes.map((n) => ({ ...(known.has(n) ? { id: n, size: radius(n), ...places.get(n) } : drawn(n, places.get(n))), ...nodeLook(n) })));
    edges.update(bent(view.edges).map((edge) => ({ ...edge, ...linkLook(edge) })));
    redraw();
  }

  function redraw() {
    stale = true;
    network.redraw();
  }

  function restyle() {
    nodes.update(view.nodes.map((n) => ({ id: n, ...nodeLook(n) })));
    edges.update(view.edges.map((edge) => ({ id: edge.id, ...linkLook(edge) })));
    redraw();
  }

  // The edges that carry words: those of what is pointed at, else those of what is looked at unless they are many.
  function lookedAt() {
    const centres = hovered !== null ? new Set([hovered]) : isCrowded(view, value) ? new Set() : chosenNodes(value);
    return view.edges
      .filter(({ id, from, to }) => id === hoveredEdge || centres.has(from) || centres.has(to))
      // While vis-network takes nodes in it draws already, before their edges are there.
      .filter(({ id }) => network.body.edges[id]?.connected)
      .map((edge) => ({ text: edgeWords(graph, edge), pointOn: (part) => network.body.edges[edge.id].edgeType.getPoint(part) }));
  }

  // A paper without a title is best told by what it introduces.
  const nameOf = (n) => (graph.isPaper(n) && graph.hint(n)) || graph.label(n);

  const standing = () => new Map(marks().map(({ id, x, y }) => [id, { x, y }]));
  const isMap = () => view.mode === "overview" && view.groups.size > 0;

  function onScreen(place) {
    const box = container.getBoundingClientRect();
    const at = network.canvasToDOM(place);
    return { x: box.left + at.x, y: box.top + at.y };
  }

  function marks() {
    const positions = network.getPositions();
    // While vis-network gives nodes up it draws already, before those that come are there.
    return view.nodes
      .filter((n) => positions[n])
      .map((n) => ({ id: n, label: nameOf(n), paper: graph.isPaper(n), size: radius(n), ...positions[n] }));
  }

  network.on("beforeDrawing", (ctx) => {
    if (isMap()) drawGrounds(ctx, { view, theme, places: standing() });
  });
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    if (stale || Math.abs(scale - placedAt) > 1e-6 || moving) {
      const all = marks();
      islandsDrawn = isMap() ? placeTopicNames(ctx, { graph, view, theme, scale, places: standing() }) : [];
      labels = placeLabels(ctx, all, scale, camera.visible(), { chosen: chosenNodes(value), hovered, near: view.near, theme, taken: islandsDrawn });
      const boxes = all.filter(({ id }) => view.near.has(id)).map((mark) => boxAround(mark, mark.size));
      labels.push(...placeEdgeLabels(ctx, lookedAt(), scale, [...labels, ...boxes], theme));
      [stale, placedAt] = [false, scale];
    }
    drawTopicNames(ctx, islandsDrawn, scale, theme);
    drawLabels(ctx, labels, scale, theme);
    events.moved();
  });
  network.on("click", ({ nodes: [n], edges: [line], pointer: { canvas: at } }) => {
    const topic = islandsDrawn.find(({ left, top, right, bottom }) => at.x >= left && at.x <= right && at.y >= top && at.y <= bottom);
    if (n !== undefined) events.choose(n);
    else if (topic) events.open(topic.topic);
    else if (line !== undefined) events.read(view.edges.find(({ id }) => id === line));
    else events.choose(null);
  });
  network.on("hoverNode", ({ node }) => events.point(node));
  network.on("blurNode", () => events.point(null));
  network.on("hoverEdge", ({ edge }) => pointEdge(edge));
  network.on("blurEdge", () => pointEdge(null));
  network.on("dragging", ({ nodes: [n] }) => (stale = stale || n !== undefined));
  network.on("dragEnd", redraw);
  new ResizeObserver(() => (stale = true)).observe(container);

  function pointEdge(id) {
    const before = hoveredEdge;
    hoveredEdge = id;
    const changed = view.edges.filter((edge) => edge.id === id || edge.id === before);
    edges.update(changed.map((edge) => ({ id: edge.id, ...linkLook(edge) })));
    redraw();
  }

  return {
    network,
    show,
    radius,
    view: () => view,
    labels: () => labels,
    theme: () => theme,
    zoom: camera.zoom,
    point(n) {
      if (n === hovered) return;
      hovered = n;
      container.classList.toggle("pointing", n !== null);
      edges.update(view.edges.map((edge) => ({ id: edge.id, ...linkLook(edge) })));
      redraw();
    },
    frame: (some, largest = 1.25) => camera.frame(some, { largest, duration: 450 }),
    fit: (duration = 350) => camera.frame(view.nodes, { largest: 1.6, duration }),
    topics: () => islandsDrawn,
    places: standing,
    focus: () => container.focus({ preventScroll: true }),
    // Where a node stands in the window, in pixels; and where a topic's name does.
    screen: (n) => onScreen(network.getPosition(n)),
    topicPlace(topic) {
      const { left, right, top, bottom } = islandsDrawn.find((one) => one.topic === topic);
      return onScreen({ x: (left + right) / 2, y: (top + bottom) / 2 });
    },
    shape: () => container.clientWidth / Math.max(container.clientHeight, 1),
    move(on) {
      moving = on;
      network.setOptions({ physics: { enabled: on } });
    },
    repaint() {
      theme = readTheme(graph, document.documentElement);
      restyle();
    },
    image: () => imageOf(container.querySelector("canvas"), theme.ground),
  };
}

// Edges with arrows where they lead somewhere, parallel ones bent apart.
function bent(edges) {
  const bends = bendsOf(edges);
  return edges.map((edge, i) => {
    const arrows = { to: { enabled: edge.predicate !== null, scaleFactor: 0.38 } };
    if (bends[i] === 0) return { ...edge, arrows, smooth: false };
    const type = bends[i] > 0 ? "curvedCW" : "curvedCCW";
    return { ...edge, arrows, smooth: { enabled: true, type, roundness: Math.abs(bends[i]) } };
  });
}

// A sheet with a folded corner and lines of writing.
function paperMark({ ctx, x, y, style }, theme) {
  const { width: w, height: h, fold, lines } = PAPER_SHEET;
  return {
    drawNode() {
      ctx.save();
      ctx.beginPath();
      ctx.moveTo(x - w, y - h);
      ctx.lineTo(x + w - fold, y - h);
      ctx.lineTo(x + w, y - h + fold);
      ctx.lineTo(x + w, y + h);
      ctx.lineTo(x - w, y + h);
      ctx.closePath();
      ctx.fillStyle = theme.sheet;
      ctx.fill();
      ctx.lineWidth = style.borderWidth > 1 ? 3 : 1.6;
      ctx.strokeStyle = style.borderColor;
      ctx.stroke();
      ctx.beginPath();
      for (const line of lines) {
        ctx.moveTo(x - w + 3, y + line);
        ctx.lineTo(x + w - 3, y + line);
      }
      ctx.lineWidth = 1.1;
      ctx.stroke();
      ctx.restore();
    },
    nodeDimensions: { width: 2 * w, height: 2 * h },
  };
}

// What the canvas shows now, on the page's ground, as a PNG.
function imageOf(canvas, ground) {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const ctx = copy.getContext("2d");
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  return new Promise((resolve) => copy.toBlob(resolve, "image/png"));
}
