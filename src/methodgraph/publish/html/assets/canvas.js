// The drawing: vis-network holds just the nodes and edges that are shown, and colours come from the style sheet.

const theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ground", "sheet", "ink", "soft", "rule", "line", "line-strong", "serif", "sans"];
  for (const name of [...names, ...[...graph.types.keys()].map((type) => type.toLowerCase())]) {
    theme[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

// Return the colour `part` of the way from `from` to `to`, both "#rrggbb".
function mixed(from, to, part) {
  const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [channels(from), channels(to)];
  return `rgb(${a.map((value, i) => Math.round(value + (b[i] - value) * part)).join(",")})`;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 860px)");

// The layout fills a square; a window seldom is one. Stretch places (not marks) to its shape, within reason.
function stretch({ clientWidth, clientHeight }) {
  const factor = Math.sqrt(Math.min(Math.max((clientWidth - 60) / Math.max(clientHeight - 60, 1), 0.55), 1.8));
  for (const { drawn } of graph.nodes.values()) {
    drawn.x *= factor;
    drawn.y /= factor;
  }
}

function createCanvas({ choose }) {
  const container = document.getElementById("canvas");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, graph.options);
  stretch(container);
  let view = shown();
  let labels = [];
  let stale = true;
  let placedAt = 0;

  function nodeStyle(node) {
    const dim = state.selected && !view.near.has(node.id);
    const own = theme[node.type.toLowerCase()];
    const fill = dim ? mixed(own, theme.ground, 0.82) : own;
    const ring = node.id === state.selected ? theme.ink : fill;
    const colour = { background: fill, border: ring };
    return {
      color: { ...colour, highlight: colour, hover: colour },
      borderWidth: node.id === state.selected ? 3 : 1,
      borderWidthSelected: node.id === state.selected ? 3 : 1,
    };
  }

  function edgeStyle(edge) {
    const beside = [edge.from, edge.to].includes(state.selected);
    const hovered = !state.selected && [edge.from, edge.to].includes(state.hovered);
    const relation = graph.predicates.get(edge.predicate).kind === "relation";
    const firm = edge.predicate === "introduces" || relation;
    let colour = firm ? mixed(theme["line-strong"], theme.line, 0.35) : theme.line;
    if (beside || hovered) colour = theme["line-strong"];
    else if (state.selected) colour = mixed(theme.line, theme.ground, 0.72);
    else if (edge.predicate === "mentions") colour = mixed(theme.line, theme.ground, 0.45);
    return {
      color: { color: colour, highlight: colour, hover: colour },
      width: (firm ? 2.2 : 1.3) * (beside || hovered ? 1.3 : 1),
      dashes: relation ? [6, 5] : false,
    };
  }

  function drawPaper({ ctx, x, y, style }) {
    const [w, h, fold] = [6.5, 8.5, 4.5];
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
        for (const line of [-1.5, 1.8, 5.1]) {
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

  function drawable(node) {
    const { label: _, core: __, group: ___, ...drawn } = node.drawn;
    return { ...drawn, ...(node.paper ? { ctxRenderer: drawPaper } : {}) };
  }

  function update() {
    view = shown();
    const known = new Set(nodes.getIds());
    const kept = new Set(view.edges.map((edge) => edge.id));
    edges.remove(edges.getIds().filter((id) => !kept.has(id)));
    nodes.remove([...known].filter((id) => !view.nodes.has(id)));
    nodes.update(
      [...view.nodes].map((id) => {
        const node = graph.nodes.get(id);
        // A node that is already drawn keeps the place it was dragged to.
        return { ...(known.has(id) ? { id } : drawable(node)), ...nodeStyle(node) };
      }),
    );
    edges.update(view.edges.map((edge) => ({ ...edge, ...edgeStyle(edge) })));
    document.getElementById("empty").hidden = view.nodes.size > 0;
    tellShown();
    redraw();
  }

  function tellShown() {
    const line = document.getElementById("shown");
    const told = `${view.nodes.size.toLocaleString("en")} of ${graph.nodes.size.toLocaleString("en")} shown`;
    // A live region speaks at every write, even of the words it holds already.
    if (line.textContent !== told) line.textContent = told;
  }

  function redraw() {
    stale = true;
    network.redraw();
  }

  function lookedAt() {
    const centre = state.selected ?? state.hovered;
    // While vis-network takes nodes in it draws already, before their edges are there.
    return view.edges
      .filter((edge) => (edge.from === centre || edge.to === centre) && network.body.edges[edge.id]?.connected)
      .map(({ id, predicate }) => ({ id, word: graph.predicates.get(predicate).forward }));
  }

  function visibleArea() {
    const [a, b] = [{ x: 4, y: 4 }, { x: container.clientWidth - 4, y: container.clientHeight - 4 }].map((at) =>
      network.DOMtoCanvas(at),
    );
    return { left: a.x, top: a.y, right: b.x, bottom: b.y };
  }

  function pointOn(id, part) {
    return network.body.edges[id].edgeType.getPoint(part);
  }

  // Show `ids` as large as they fit in what tools and panel leave free, with room for the names around them.
  function frame(ids, { largest, duration }) {
    const places = Object.values(network.getPositions(ids));
    if (!places.length) return;
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const tools = narrow.matches ? 68 : 44;
    const sheet = narrow.matches && state.selected ? container.clientHeight * 0.55 : tools;
    const [width, height] = [container.clientWidth, container.clientHeight - sheet];
    const margin = narrow.matches ? 34 : 74;
    const across = Math.max(width - 2 * margin, 80) / Math.max(right - left, 1);
    const down = Math.max(height - 76, 80) / Math.max(bottom - top, 1);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.min(across, down, largest),
      offset: { x: 0, y: -sheet / 2 },
      animation: calm.matches || !duration ? false : { duration, easingFunction: "easeInOutCubic" },
    });
  }

  const focus = (ids) => frame(ids, { largest: 1, duration: 450 });
  const fit = (duration = 350) => frame([...view.nodes], { largest: 1.6, duration });

  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale();
    if (stale || Math.abs(scale - placedAt) > 1e-6 || state.moving) {
      const positions = network.getPositions();
      // While vis-network gives nodes up it draws already, before those that come are there.
      const drawn = [...view.nodes].filter((id) => positions[id]).map((id) => graph.nodes.get(id));
      labels = placeLabels(ctx, drawn, positions, scale, view.near, visibleArea());
      const marks = drawn.filter(({ id }) => view.near.has(id)).map(({ id, drawn: { size } }) => around(network.getPosition(id), size));
      labels.push(...placeEdgeLabels(ctx, lookedAt(), pointOn, scale, [...labels, ...marks]));
      [stale, placedAt] = [false, scale];
    }
    drawLabels(ctx, labels, scale);
  });
  network.on("click", ({ nodes: [id] }) => choose(id ?? null));
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  network.on("dragging", ({ nodes: [id] }) => (stale = stale || id !== undefined));
  network.on("dragEnd", redraw);
  new ResizeObserver(() => (stale = true)).observe(container);

  function hover(id) {
    state.hovered = id;
    container.classList.toggle("pointing", id !== null);
    edges.update(view.edges.map((edge) => ({ id: edge.id, ...edgeStyle(edge) })));
    redraw();
  }

  return {
    network,
    update,
    redraw,
    focus,
    fit,
    view: () => view,
    labels: () => labels,
    zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor, animation: calm.matches ? false : { duration: 180 } });
    },
    move(on) {
      state.moving = on;
      network.setOptions({ physics: { enabled: on } });
    },
  };
}
