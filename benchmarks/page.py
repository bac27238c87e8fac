"""How fast the page of a graph opens, draws and answers, in Chromium without a graphics card.

    python benchmarks/page.py output/graph.html
    python benchmarks/page.py papers.jsonl          # what `extract` wrote: the page is made first, and timed
    python benchmarks/page.py output/graph.html --entity entity/low-rank-adaptation --search "low-rank"

The floor is a document of the same data that runs nothing: what the browser needs to read the file. Frames are counted
as the canvas draws them while the view is moved in each. Needs Chromium and the `test` dependency group.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
PATIENCE = 120
"""Seconds after which a page counts as one that does not open."""
FRAMES = """(count) => new Promise((resolve) => {
  const { network } = methodgraph;
  const start = performance.now();
  let drawn = 0;
  const step = () => {
    drawn += 1;
    if (drawn < count) {
      requestAnimationFrame(() => network.moveTo({ offset: { x: drawn % 2 ? 5 : -5, y: 3 } }));
    } else {
      network.off("afterDrawing", step);
      resolve((1000 * drawn) / (performance.now() - start));
    }
  };
  network.on("afterDrawing", step);
  network.moveTo({ offset: { x: 1, y: 1 } });
})"""


def main() -> int:
    """Read the command line, measure, print; return 0, or 2 where something is missing."""
    parser = argparse.ArgumentParser(description="Measure the page of a graph in Chromium.")
    parser.add_argument("graph", type=Path, help="a page that a build wrote, or papers.jsonl to make one of")
    parser.add_argument("--entity", help="what to look at (default: the entity in the most papers)")
    parser.add_argument("--search", default="lora", help="what to type (lora)")
    parser.add_argument("--runs", type=int, default=3, help="how often to open it; medians are told (3)")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not options.graph.is_file():
        missing = "Chromium is not installed" if chromium is None else f"{options.graph}: no such file"
        sys.stderr.write(f"{missing}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = options.graph if options.graph.suffix == ".html" else _made(options.graph, Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        _measure(browser, page, Path(folder), options)
        browser.close()
    return 0


def _made(papers: Path, folder: Path) -> Path:
    import methodgraph  # noqa: PLC0415

    graph = methodgraph.load(papers)
    linked, start = graph.linked, time.process_time()
    graph.write_html(folder / "graph.html")
    _tell("made (CPU s)", time.process_time() - start)
    sys.stdout.write(f"{'nodes':34} {len(linked.papers) + len(linked.entities):>10,}\n")
    return folder / "graph.html"


def _measure(browser: Browser, page: Path, folder: Path, options: argparse.Namespace) -> None:
    text = page.read_text(encoding="utf-8")
    still = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    floor = folder / "floor.html"
    free = re.sub(r"<meta http-equiv[^>]*>", "", still)
    ended = free.replace("</body>", "<script>window.methodgraph = 1;</script></body>")
    floor.write_text(ended, encoding="utf-8")
    _tell("page (MB)", page.stat().st_size / 1e6)
    floors = [_opened(browser, floor)[1] for _ in range(options.runs)]
    runs = [_one(browser, page, options) for _ in range(options.runs)]
    _tell("floor: reading the file (s)", median(floors))
    for name in runs[0]:
        _tell(name, median(run[name] for run in runs))
    _tell("opening / floor", median(run["opened and drawn (s)"] for run in runs) / median(floors))


def _one(browser: Browser, path: Path, options: argparse.Namespace) -> dict[str, float]:
    page, opened = _opened(browser, path)
    told = {"opened and drawn (s)": opened, "frames a second, overview": page.evaluate(FRAMES, 60)}
    for name in ("first search (s)", "next search (s)"):
        page.fill("#search", "")
        start = time.perf_counter()
        page.fill("#search", options.search)
        page.wait_for_selector("#hits [role=option]")
        told[name] = time.perf_counter() - start
    node = options.entity or page.evaluate(
        """() => { const { graph } = methodgraph; let most = graph.papers;
                   for (let e = most; e < graph.size; e += 1) if (graph.count(e) > graph.count(most)) most = e;
                   return graph.id(most); }"""
    )
    start = time.perf_counter()
    page.evaluate("(id) => methodgraph.state.set({ focus: methodgraph.graph.find(id) })", node)
    page.wait_for_selector("#panel .evidence blockquote")
    told["an entity with its sentences (s)"] = time.perf_counter() - start
    told["frames a second, entity"] = page.evaluate(FRAMES, 60)
    told["heap (MB)"] = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
    page.context.close()
    return told


def _opened(browser: Browser, path: Path) -> tuple[Page, float]:
    """Open a page; return it and the seconds until its first picture of the graph stands."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
    start = time.perf_counter()
    page.goto(path.resolve().as_uri(), wait_until="commit")
    while not page.evaluate("window.methodgraph !== undefined"):
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError(f"{path} did not open in {PATIENCE} seconds")
        page.wait_for_timeout(10)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page, time.perf_counter() - start


def _tell(name: str, figure: float) -> None:
    sys.stdout.write(f"{name:34} {figure:10.2f}\n")


if __name__ == "__main__":
    raise SystemExit(main())
