// Where nodes stand. Deterministic: no randomness, and the same nodes and springs give the same places.
//
// Forces after ForceAtlas2 (Jacomy et al. 2014: repulsion grows with degree, so hubs stand apart and leaves stay
// close) with the cooling of Fruchterman and Reingold (1991). A few hundred nodes take a tenth of a second.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const GOLDEN_PART = (Math.sqrt(5) - 1) / 2; // multiples of it fall evenly between two whole numbers
const FEW_NEW = 0.3; // of the nodes of a map: up to so many new ones find a place among those that stood
const FAN = 2.4; // radians over which what is around a node opens
const APART = 62; // nodes nearer than a label's height and length push each other away, whatever their mass
const REPEL = 420;
const PULL = 0.12;
const SHORE = 96; // what stays free between two groups
const SCALE = 0.6; // the forces work in wider units than the canvas, whose marks measure 6 to 40 across

// Places for the nodes of a view: Map n -> {x, y}. Those in `known` keep theirs, the others settle around them.
// `shape` is the window's width by its height: the drawing takes about that shape.
export function placesOf(graph, view, value, known = new Map(), shape = 1) {
  const held = new Map(view.nodes.filter((n) => known.has(n)).map((n) => [n, known.get(n)]));
  const isMap = view.mode === "overview" || view.mode === "topic";
  // A map of which little stood before is drawn anew: around the few that stood, the others would find no order.
  const fresh = view.nodes.length - held.size;
  if (isMap && fresh > FEW_NEW * view.nodes.length) held.clear();
  if (isMap && !held.size) return mapped(view, shape);
  return settled(view.nodes, view.edges, seedsOf(graph, view, value, held), held, value.focus);
}

function mapped(view, shape) {
  return view.groups.size ? islands(view, shape) : centred(relaxed(view.nodes, view.edges, spiral(view.nodes, APART), shape));
}

function seedsOf(graph, view, value, held) {
  if (held.size) return beside(view, amongOwn(view, held));
  return view.mode === "compare" ? between(view, value) : burst(graph, view, value.focus);
}

// Points evenly over a disc, as seeds stand in a sunflower.
function spiral(nodes, apart, centre = { x: 0, y: 0 }) {
  const at = (i) => ({ x: centre.x + apart * Math.sqrt(i) * Math.cos(i * GOLDEN), y: centre.y + apart * Math.sqrt(i) * Math.sin(i * GOLDEN) });
  return new Map(nodes.map((n, i) => [n, at(i)]));
}

// Places for nodes that came to a topic: in the middle of its own. The others keep theirs.
function amongOwn({ nodes, groups }, held) {
  const seeds = new Map(held);
  for (const [n, group] of groups) {
    if (seeds.has(n)) continue;
    const own = nodes.filter((other) => groups.get(other) === group && held.has(other)).map((other) => held.get(other));
    if (!own.length) continue;
    const middle = (axis) => own.reduce((sum, place) => sum + place[axis], 0) / own.length;
    const turn = n * GOLDEN; // two that come at once must not stand at one place
    seeds.set(n, { x: middle("x") + APART * Math.cos(turn), y: middle("y") + APART * Math.sin(turn) });
  }
  return seeds;
}

// Neighbours around the node looked at, those of one kind side by side, on as many rings as give each its room.
function burst(graph, view, focus) {
  const order = [...graph.predicates.keys()];
  const kinds = new Map();
  for (const { from, to, predicate } of view.edges) {
    const other = from === focus ? to : to === focus ? from : null;
    if (other === null) continue;
    const kind = (predicate === null ? order.length : order.indexOf(predicate)) * 2 + (from === focus ? 0 : 1);
    kinds.set(other, Math.min(kind, kinds.get(other) ?? kind));
  }
  const ring = [...kinds.keys()].sort((a, b) => kinds.get(a) - kinds.get(b) || view.nodes.indexOf(a) - view.nodes.indexOf(b));
  const rings = Math.max(1, Math.ceil(Math.sqrt((ring.length * APART) / 700)));
  const inner = Math.max(190, (ring.length * APART) / (2 * Math.PI * rings) - (APART * (rings - 1)) / 2);
  const seeds = new Map([[focus, { x: 0, y: 0 }]]);
  ring.forEach((n, i) => {
    const angle = (2 * Math.PI * (i + 0.5)) / ring.length - Math.PI / 2;
    const radius = inner + (i % rings) * APART * 1.5;
    seeds.set(n, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  });
  return beside(view, seeds);
}

// Two that are compared left and right, what both have between them, what one has beyond it.
function between({ nodes, edges }, { focus, other }) {
  const near = (centre) => new Set(edges.flatMap(({ from, to }) => (from === centre ? [to] : to === centre ? [from] : [])));
  const [left, right] = [near(focus), near(other)];
  const seeds = new Map([[focus, { x: -260, y: 0 }], [other, { x: 260, y: 0 }]]);
  const rest = nodes.filter((n) => !seeds.has(n));
  const sides = { both: rest.filter((n) => left.has(n) && right.has(n)) };
  sides.left = rest.filter((n) => left.has(n) && !right.has(n));
  sides.right = rest.filter((n) => !left.has(n));
  const columns = (some, x, way) =>
    some.forEach((n, i) => {
      const row = Math.floor(i / 2) + 0.5;
      seeds.set(n, { x: x + way * (Math.floor(row / 7) * 130), y: (i % 2 ? -1 : 1) * ((row % 7) * 66) });
    });
  columns(sides.both, 0, 0.5);
  columns(sides.left, -520, -1);
  columns(sides.right, 520, 1);
  return seeds;
}

// Nodes without a place: each in a sunflower around a neighbour that has one.
function beside({ nodes, edges }, placed) {
  const seeds = new Map(placed);
  const next = new Map(nodes.map((n) => [n, []]));
  for (const { from, to } of edges) {
    next.get(from)?.push(to);
    next.get(to)?.push(from);
  }
  const crowd = new Map();
  const queue = nodes.filter((n) => seeds.has(n));
  const around = (anchor) => {
    const turn = (crowd.get(anchor) ?? 0) + 1;
    crowd.set(anchor, turn);
    const { x, y } = seeds.get(anchor);
    // Outwards, in a fan, so that what comes later does not cover what one was looking at.
    const angle = Math.atan2(y, x) + (((turn * GOLDEN_PART) % 1) - 0.5) * FAN;
    const radius = 0.75 * APART * Math.sqrt(turn + 1);
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  };
  for (const anchor of queue) {
    for (const n of next.get(anchor)) {
      if (seeds.has(n)) continue;
      seeds.set(n, around(anchor));
      queue.push(n);
    }
  }
  const lost = nodes.filter((n) => !seeds.has(n));
  const reach = Math.max(...[...seeds.values()].map(({ x, y }) => Math.hypot(x, y)), 0) + 2 * APART;
  lost.forEach((n, i) => seeds.set(n, { x: reach * Math.cos(i * GOLDEN), y: reach * Math.sin(i * GOLDEN) }));
  return seeds;
}

function relaxed(nodes, edges, seeds, shape) {
  const places = moved(nodes, edges, seeds, { steps: 300, heat: 120, repel: REPEL, pull: PULL, shape });
  return new Map([...places].map(([n, { x, y }]) => [n, { x: x * SCALE, y: y * SCALE }]));
}

function centred(places) {
  const mean = (axis) => [...places.values()].reduce((sum, place) => sum + place[axis], 0) / Math.max(places.size, 1);
  const [x, y] = [mean("x"), mean("y")];
  return new Map([...places].map(([n, place]) => [n, { x: Math.round(place.x - x), y: Math.round(place.y - y) }]));
}

// Groups as islands: each laid out for itself, then side by side, those with the most lines between them nearest.
function islands({ nodes, edges, groups }, shape) {
  const members = new Map();
  for (const n of nodes) {
    const group = groups.get(n) ?? -1;
    if (!members.has(group)) members.set(group, []);
    members.get(group).push(n);
  }
  const inner = new Map([...members].map(([group, some]) => [group, island(some, edges)]));
  const order = [...members.keys()];
  const straits = edges
    .map(({ from, to }) => ({ from: groups.get(from) ?? -1, to: groups.get(to) ?? -1, predicate: null }))
    .filter(({ from, to }) => from !== to);
  const room = (group) => inner.get(group).reach + SHORE / 2;
  const seeds = spiral(order, 1.6 * Math.max(...order.map(room)));
  const sea = { steps: 400, heat: 60, repel: 0, pull: 0.0006, room, gravity: 0.003, firm: 1, shape, even: true };
  const centres = moved(order, straits, seeds, sea);
  return centred(
    new Map(
      order.flatMap((group) =>
        [...inner.get(group).places].map(([n, { x, y }]) => [n, { x: x + centres.get(group).x, y: y + centres.get(group).y }]),
      ),
    ),
  );
}

// {places around (0, 0), reach}: the nodes of one group, and how far they stretch.
function island(nodes, edges) {
  const own = new Set(nodes);
  const within = edges.filter(({ from, to }) => own.has(from) && own.has(to));
  const places = centred(relaxed(nodes, within, spiral(nodes, APART), 1));
  return { places, reach: Math.max(...[...places.values()].map(({ x, y }) => Math.hypot(x, y)), APART / 2) };
}

// What is known or looked at stays where it is; the rest only makes room. (Seeds are in the canvas' units here.)
function settled(nodes, edges, seeds, held, focus) {
  const fixed = new Set([...held.keys(), ...(focus === null ? [] : [focus])]);
  const places = moved(nodes, edges, seeds, { steps: 60, heat: 14, repel: 0, pull: 0, fixed });
  return new Map([...places].map(([n, { x, y }]) => [n, { x: Math.round(x), y: Math.round(y) }]));
}

// Seeds after `steps` of all forces; no step moves a node farther than the falling `heat`. `room` is how near another
// node may come to one, by half; `firm` how much of a step's overlap is taken back at
// once; where all are `even`, a node's mass does not grow with its lines.
function moved(nodes, edges, seeds, { steps, heat, repel, pull, fixed = new Set(), shape = 1, ...more }) {
  const { room = () => APART / 2, firm = 0.5 } = more;
  const count = nodes.length;
  const rooms = Float64Array.from(nodes, room);
  const flat = Math.sqrt(Math.min(Math.max(shape, 0.5), 2));
  const number = new Map(nodes.map((n, i) => [n, i]));
  const [x, y] = ["x", "y"].map((axis) => Float64Array.from(nodes, (n) => seeds.get(n)[axis]));
  const links = edges.filter(({ from, to }) => from !== to).map(({ from, to, predicate }) => [number.get(from), number.get(to), predicate === "introduces" ? 3 * pull : pull]);
  const mass = new Float64Array(count).fill(1);
  const degree = new Float64Array(count);
  for (const [a, b] of links) {
    degree[a] += 1;
    degree[b] += 1;
  }
  for (let i = 0; i < count && !more.even; i += 1) mass[i] += Math.sqrt(degree[i]);
  // Gravity that just balances all mutual repulsion on the rim of a disc with room for every node.
  const gravity = more.gravity ?? (repel * mass.reduce((sum, one) => sum + one, 0)) / (APART * APART * Math.max(count, 1));
  const free = nodes.map((n) => !fixed.has(n));
  const [px, py] = [new Float64Array(count), new Float64Array(count)];
  for (let step = 0; step < steps; step += 1) {
    for (let i = 0; i < count; i += 1) {
      px[i] = (-x[i] * gravity * mass[i]) / flat;
      py[i] = -y[i] * gravity * mass[i] * flat;
    }
    pushApart({ x, y, px, py, mass, rooms }, repel, firm);
    for (const [a, b, strength] of links) {
      const [dx, dy] = [(x[b] - x[a]) * strength, (y[b] - y[a]) * strength];
      px[a] += dx;
      py[a] += dy;
      px[b] -= dx;
      py[b] -= dy;
    }
    const limit = heat * (1 - step / steps);
    for (let i = 0; i < count; i += 1) {
      if (!free[i]) continue;
      const length = Math.hypot(px[i], py[i]) + 1e-9;
      const part = Math.min(length, limit) / length;
      x[i] += px[i] * part;
      y[i] += py[i] * part;
    }
  }
  return new Map(nodes.map((n, i) => [n, { x: x[i], y: y[i] }]));
}

function pushApart({ x, y, px, py, mass, rooms }, repel, firm) {
  const count = x.length;
  for (let i = 1; i < count; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [dx, dy] = [x[i] - x[j], y[i] - y[j]];
      const square = dx * dx + dy * dy + 1;
      const apart = rooms[i] + rooms[j];
      let strength = (mass[i] * mass[j] * repel) / square;
      if (square < apart * apart) {
        const distance = Math.sqrt(square);
        strength += ((apart - distance) / distance) * firm;
      }
      if (strength === 0) continue;
      px[i] += dx * strength;
      py[i] += dy * strength;
      px[j] -= dx * strength;
      py[j] -= dy * strength;
    }
  }
}
