// Least confidence and least papers, as sliders that tell in words what they leave.

import { claimsWithout, leastSteps, tellsConfidence } from "./census.js";
import { counted, el } from "../elements.js";

// Fill `container`; return a function that takes the census, to be called whenever anything changed.
export function renderSliders({ graph, state }, container) {
  const updates = [confidenceSlider(graph, state, container), leastSlider(graph, state, container)].filter(Boolean);
  container.hidden = updates.length === 0;
  return (census) => updates.forEach((update) => update(census));
}

function confidenceSlider(graph, state, container) {
  if (!tellsConfidence(graph)) return null;
  const slider = sliderField("confidence", "Confidence", { min: 0, max: 1, step: 0.05 }, (number) =>
    state.set({ confidence: number }, { replace: true }),
  );
  container.append(slider.element);
  return (census) => {
    const { confidence, without } = state.value;
    const left = claimsWithout(census, without);
    const whole = counted(graph.claims, "claim", "claims");
    const told = left === graph.claims ? whole : `${left.toLocaleString("en")} of ${whole}`;
    slider.update(confidence, confidence > 0 ? `${confidence.toFixed(2)} or more` : "any", told);
  };
}

function leastSlider(graph, state, container) {
  const steps = leastSteps(graph);
  if (steps.length < 2) return null;
  const slider = sliderField("least", "Papers", { min: 0, max: steps.length - 1, step: 1 }, (at) =>
    state.set({ least: steps[at] }, { replace: true }),
  );
  container.append(slider.element);
  return ({ types }) => {
    const { least } = state.value;
    const at = steps.findIndex((step) => step >= least);
    const left = [...types].reduce((sum, [type, count]) => (type === "Paper" ? sum : sum + count), 0);
    const whole = counted(graph.entities, "entity", "entities");
    const told = left === graph.entities ? whole : `${left.toLocaleString("en")} of ${whole}`;
    slider.update(at < 0 ? steps.length - 1 : at, least > 1 ? `${least.toLocaleString("en")} or more` : "any", told);
  };
}

function sliderField(name, label, range, choose) {
  const id = `rail-${name}`;
  const input = el("input", { type: "range", id, ...range, oninput: () => choose(Number(input.value)) });
  const shown = el("output", { for: id });
  const left = el("p", { class: "rail-note" });
  const element = el("div", { class: "slider" }, el("label", { for: id }, label), shown, input, left);
  return {
    element,
    update(number, told, rest) {
      // What is being dragged stands where the hand is.
      if (Number(input.value) !== number) input.value = String(number);
      input.style.setProperty("--part", (number - range.min) / (range.max - range.min));
      input.setAttribute("aria-valuetext", `${told}: ${rest}`);
      shown.textContent = told;
      left.textContent = rest;
    },
  };
}
