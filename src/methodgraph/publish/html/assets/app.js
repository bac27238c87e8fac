// Puts the parts together. The address's fragment is the one place that says which node is looked at.

const panel = document.getElementById("panel");
const rail = document.getElementById("rail");

function legend() {
  const countOf = new Map();
  const add = (name) => countOf.set(name, (countOf.get(name) ?? 0) + 1);
  for (const node of graph.nodes.values()) add(node.type);
  for (const claim of graph.claims) add(claim.predicate);
  const types = [...graph.types.values()].map(({ id, plural }) => ({ id, name: plural, sign: () => glyph(id) }));
  const ofKind = (kind) =>
    [...graph.predicates.values()]
      .filter((predicate) => predicate.kind === kind)
      .map(({ id, forward }) => ({ id, name: forward, sign: () => el("span", { class: `stroke ${kind} ${id}` }) }));
  const present = ({ id }) => countOf.has(id);
  rail.replaceChildren(
    ...[
      ["Kinds", types, state.hiddenTypes],
      ["Papers’ roles", ofKind("role"), state.hiddenPredicates],
      ["Relations", ofKind("relation"), state.hiddenPredicates],
    ]
      .map(([title, rows, hidden]) => [title, rows.filter(present), hidden])
      .filter(([, rows]) => rows.length)
      .map(([title, rows, hidden]) => filterGroup(title, rows, hidden, countOf)),
  );
}

function filterGroup(title, rows, hidden, countOf) {
  const all = el("button", { type: "button", onclick: () => setAll() });
  const buttons = rows.map(({ id, name, sign }) =>
    el(
      "button",
      { type: "button", class: "filter", "data-filter": id, onclick: () => toggle(id) },
      sign(),
      el("span", { class: "name" }, name),
      el("span", { class: "count" }, countOf.get(id).toLocaleString("en")),
    ),
  );
  function tell() {
    rows.forEach(({ id }, i) => buttons[i].setAttribute("aria-pressed", String(!hidden.has(id))));
    all.textContent = rows.some(({ id }) => hidden.has(id)) ? "all" : "none";
    all.setAttribute("aria-label", `${title}: show ${all.textContent}`);
  }
  function toggle(id) {
    if (!hidden.delete(id)) hidden.add(id);
    tell();
    canvas.update();
  }
  function setAll() {
    const none = rows.every(({ id }) => !hidden.has(id));
    for (const { id } of rows) none ? hidden.add(id) : hidden.delete(id);
    tell();
    canvas.update();
  }
  tell();
  const items = el("ul", {}, buttons.map((button) => el("li", {}, button)));
  return el("section", {}, el("header", {}, el("h2", {}, title), all), items);
}

function choose(id) {
  // An empty fragment would scroll and leave "#" behind; going back must still undo a closing.
  if (id === null) history.pushState(null, "", location.pathname + location.search);
  else if (location.hash !== address(id)) history.pushState(null, "", address(id));
  look(id);
}

function look(id) {
  state.selected = id;
  const node = id === null ? null : graph.nodes.get(id);
  const actions = { close: () => choose(null) };
  const told = node === null ? homePanel() : node.paper ? paperPanel(node, actions) : entityPanel(node, actions);
  panel.replaceChildren(...told);
  panel.classList.toggle("home", node === null);
  panel.scrollTop = 0;
  document.title = node === null ? title : `${node.label.slice(0, 80)} · ${title}`;
  canvas.update();
}

// Follow the address: select what it names, bring it into view, and hand the keyboard to the panel.
function follow() {
  const id = addressed();
  look(id);
  if (id !== null) {
    canvas.focus([...canvas.view().near].filter((near) => canvas.view().nodes.has(near)));
    panel.querySelector("h2").focus({ preventScroll: true });
  }
}

function go(id) {
  if (location.hash === address(id)) follow();
  else location.hash = address(id);
}

function pressed(id, on, act) {
  const button = document.getElementById(id);
  const tell = () => button.setAttribute("aria-pressed", String(on));
  button.addEventListener("click", () => {
    on = !on;
    tell();
    act(on);
  });
  tell();
}

const title = document.title;
const figuresOf = [
  [graph.papers.length, "paper", "papers"],
  [graph.entities.length, "entity", "entities"],
  [graph.claims.length, "claim", "claims"],
];
document.getElementById("counts").replaceChildren(
  ...figuresOf.flatMap(([count, one, many], i) => [i ? " · " : "", el("b", {}, count.toLocaleString("en")), ` ${count === 1 ? one : many}`]),
);

readTheme();
const canvas = createCanvas({ choose });
legend();
const searchField = startSearch(go);

pressed("everything", state.everything, (on) => {
  state.everything = on;
  canvas.update();
  canvas.fit();
});
pressed("physics", false, (on) => canvas.move(on));
document.getElementById("zoom-in").addEventListener("click", () => canvas.zoom(1.35));
document.getElementById("zoom-out").addEventListener("click", () => canvas.zoom(1 / 1.35));
document.getElementById("fit").addEventListener("click", () => canvas.fit());
document.getElementById("rail-toggle").addEventListener("click", (event) => {
  const open = rail.classList.toggle("open");
  event.currentTarget.setAttribute("aria-expanded", String(open));
});
document.addEventListener("keydown", (event) => {
  const typing = event.target === searchField;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    searchField.focus();
  } else if (event.key === "Escape" && state.selected) choose(null);
});
window.addEventListener("hashchange", follow);
window.addEventListener("popstate", follow);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readTheme();
  canvas.update();
});

canvas.update();
canvas.fit(0);
follow();

// For tests and the curious: where things are on screen, and what is shown.
window.methodgraph = {
  network: canvas.network,
  shown: () => [...canvas.view().nodes],
  shownEdges: () => canvas.view().edges.map((edge) => edge.id),
  labels: () => canvas.labels(),
  place(id) {
    const box = document.getElementById("canvas").getBoundingClientRect();
    const at = canvas.network.canvasToDOM(canvas.network.getPosition(id));
    return { x: box.left + at.x, y: box.top + at.y };
  },
};
