// What is shown: a pure function of the reader's choices.
//
// `state.hiddenTypes` and `state.hiddenPredicates` are switched off in the legend; `state.everything` asks for more than
// the opening view's core; `state.selected` is the node looked at, which always shows, with its neighbours.

const SMALL = 150; // up to so many nodes a graph is readable whole, and its core alone would look nearly empty

const state = {
  selected: null,
  hovered: null,
  everything: graph.nodes.size <= SMALL,
  hiddenTypes: new Set(),
  hiddenPredicates: new Set(),
};

function shown() {
  const allowed = graph.edges.filter((edge) => !state.hiddenPredicates.has(edge.predicate));
  const near = new Set(state.selected ? [state.selected] : []);
  const joined = new Set();
  for (const edge of allowed) {
    joined.add(edge.from).add(edge.to);
    if (edge.from === state.selected) near.add(edge.to);
    if (edge.to === state.selected) near.add(edge.from);
  }
  const nodes = new Set();
  for (const node of graph.nodes.values()) {
    if (node.id === state.selected) nodes.add(node.id);
    else if (!state.hiddenTypes.has(node.type) && within(node, near, joined)) nodes.add(node.id);
  }
  const edges = allowed.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to));
  return { nodes, edges, near };
}

function within(node, near, joined) {
  // Once some roles are off, an entity that only they held in place is nothing but clutter. Papers stay.
  if (state.hiddenPredicates.size && !node.paper && !joined.has(node.id)) return false;
  return state.everything || node.drawn.core || near.has(node.id);
}
