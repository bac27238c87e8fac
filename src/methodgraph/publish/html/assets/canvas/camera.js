// What part of the drawing the window shows.

export function createCamera(network, container, { sheetHeight }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 860px)");
  const animation = (duration) => (calm.matches || !duration ? false : { duration, easingFunction: "easeInOutCubic" });

  // Show `ids` as large as they fit in what tools and panel leave free, with room for the names around them.
  function frame(ids, { largest, duration }) {
    const places = Object.values(network.getPositions(ids));
    if (!places.length) return;
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    // The tools stand below, or above where the panel is a sheet that comes up from below.
    const sheet = sheetHeight();
    const above = sheet ? 56 : 0;
    const below = sheet || (narrow.matches ? 68 : 44);
    const [width, height] = [container.clientWidth, container.clientHeight - above - below];
    const margin = narrow.matches ? 34 : 74;
    const across = Math.max(width - 2 * margin, 80) / Math.max(right - left, 1);
    const down = Math.max(height - 76, 80) / Math.max(bottom - top, 1);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.min(across, down, largest),
      offset: { x: 0, y: (above - below) / 2 },
      animation: animation(duration),
    });
  }

  return {
    frame,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: animation(180) }),
    // The part of the drawing that the window shows, in the network's units.
    visible() {
      const corners = [{ x: 4, y: 4 }, { x: container.clientWidth - 4, y: container.clientHeight - 4 }];
      const [a, b] = corners.map((at) => network.DOMtoCanvas(at));
      return { left: a.x, top: a.y, right: b.x, bottom: b.y };
    },
  };
}
