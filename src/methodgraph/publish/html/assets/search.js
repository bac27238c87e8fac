// Search by name, alias, expanded name or title: a combobox with a list (ARIA authoring practices), used by keys or pointer.

// Hyphens, dashes, minus signs, slashes and white space: writers differ in them, so a run of them counts as one space.
const BETWEEN_WORDS = /[\p{Pd}\u2212/\\\u2044\u2215\s]+/gu;

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(BETWEEN_WORDS, " ").trim();

const HITS = 12;

const searchIndex = [...graph.nodes.values()].map((node) => {
  const names = node.paper
    ? [node.label, node.paper.key]
    : [node.label, ...node.entity.aliases, ...(node.entity.sense ? [node.entity.sense] : [])];
  return { node, names: names.map((name) => [name, fold(name)]), weight: node.claims.length };
});

// Whole name, start of the name, start of a word in it, anywhere: the lower the better; null for no match.
function rank(name, wanted) {
  if (name === wanted) return 0;
  const at = name.indexOf(wanted);
  if (at < 0) return null;
  if (at === 0) return 1;
  return /[^\p{L}\p{N}]/u.test(name[at - 1]) ? 2 : 3;
}

function find(query) {
  const wanted = fold(query);
  if (!wanted) return [];
  const hits = [];
  for (const { node, names, weight } of searchIndex) {
    let best = null;
    names.forEach(([name, folded], position) => {
      const found = rank(folded, wanted);
      if (found === null) return;
      const score = found * 2 + (position > 0 ? 1 : 0);
      if (best === null || score < best.score) best = { node, name, score, weight };
    });
    if (best) hits.push(best);
  }
  hits.sort((a, b) => a.score - b.score || b.weight - a.weight || (a.node.id < b.node.id ? -1 : 1));
  return hits.slice(0, HITS);
}

function startSearch(choose) {
  const input = document.getElementById("search");
  const list = document.getElementById("hits");
  let hits = [];
  let active = -1;

  function mark(position) {
    active = position;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === position)));
    if (position >= 0) {
      input.setAttribute("aria-activedescendant", list.children[position].id);
      list.children[position].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show() {
    hits = find(input.value);
    const asked = input.value.trim() !== "";
    list.replaceChildren(...hits.map(option));
    if (asked && hits.length === 0) list.append(el("li", { class: "none" }, "Nothing by that name"));
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked));
    mark(hits.length ? 0 : -1);
  }

  function hide() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option(hit, i) {
    const name = el("span", { class: "hit-name" }, isolated(brief(hit.node.label)));
    // The name that matched; else what tells this one from others of its name.
    const more = hit.name !== hit.node.label ? hit.name : hit.node.hint ?? hit.node.entity?.sense;
    if (more && more !== hit.node.label) name.append(el("span", { class: "hit-alias" }, "  ", isolated(brief(more))));
    const take = (event) => {
      event.preventDefault(); // or the field loses focus first, and the list closes under the pointer
      pick(i);
    };
    return el(
      "li",
      { id: `hit-${i}`, role: "option", "aria-selected": "false", onmousedown: take, onmousemove: () => mark(i) },
      glyph(hit.node.type),
      name,
      el("span", { class: "hit-kind" }, hit.node.type),
    );
  }

  function pick(i) {
    if (!hits[i]) return;
    const { id } = hits[i].node;
    input.value = "";
    hide();
    choose(id);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? show() : mark(hits.length ? (active + 1) % hits.length : -1)),
    ArrowUp: () => mark(hits.length ? (active - 1 + hits.length) % hits.length : -1),
    Enter: () => pick(active),
    Escape: () => {
      if (list.hidden) input.value = "";
      hide();
    },
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", hide);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  return input;
}
