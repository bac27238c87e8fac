// The stage: draws the view of a state, keeps marks where they stood, and says how much is shown.

import { placesOf } from "../view/place.js";
import { viewOf } from "../view/view.js";

const KEPT_VIEWS = 40;

// lines: {shown, empty}, the elements that tell how much is shown, and that nothing is.
export function createStage({ graph, canvas }, lines) {
  const stood = new Map(); // name of a view -> where its nodes stood, Map n -> {x, y}; the one seen last comes last
  let shownAs = null;

  // What a view is of, apart from the filters: as long as it is the same, marks keep their places.
  const nameOfView = ({ focus, other, topic }) => [focus, other, topic].join("/");

  function keep(name, places) {
    const before = stood.get(name) ?? new Map();
    stood.delete(name);
    stood.set(name, new Map([...before, ...places]));
    if (stood.size > KEPT_VIEWS) stood.delete(stood.keys().next().value);
  }

  function tell(view) {
    const all = graph.size.toLocaleString("en");
    const more = view.more ? `, ${view.more.toLocaleString("en")} more around it` : "";
    const told = `${view.nodes.length.toLocaleString("en")} of ${all} shown${more}`;
    // A live region speaks at every write, even of the words it holds already.
    if (lines.shown.textContent !== told) lines.shown.textContent = told;
    lines.empty.hidden = view.nodes.length > 0;
    lines.empty.textContent = graph.size ? "Nothing to show with these filters." : "No papers yet.";
  }

  return {
    draw(value) {
      const view = viewOf(graph, value);
      const name = nameOfView(value);
      if (shownAs !== null) keep(shownAs, canvas.places()); // where marks were dragged to
      const known = stood.get(name) ?? new Map();
      const grows = view.nodes.some((n) => !known.has(n));
      const places = placesOf(graph, view, value, known, canvas.shape());
      canvas.show(view, value, places);
      if (name !== shownAs) canvas.frame([...places.keys()], value.focus === null ? 1.6 : 1.25);
      else if (grows) canvas.fit();
      shownAs = name;
      keep(name, places);
      tell(view);
    },
  };
}
