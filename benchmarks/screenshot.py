"""Take a picture of an interactive page, as the README shows it.

    python benchmarks/screenshot.py output/graph.html graph.png
    python benchmarks/screenshot.py output/graph.html lora.png --node entity/lora --dark
    python benchmarks/screenshot.py output/graph.html phone.png --width 390 --height 844 --scale 2

Needs Chromium and the `test` dependency group (Playwright drives it). The network is cut while the picture is taken.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


def main() -> int:
    """Read the command line, take the picture, return the exit status: 0, or 2 where something is missing."""
    parser = argparse.ArgumentParser(description="Take a picture of an interactive graph page.")
    parser.add_argument("page", type=Path, help="the HTML file that a build wrote")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    parser.add_argument("--node", help='what to show, as addresses end: "entity/lora", "topic/0"')
    parser.add_argument("--width", type=int, default=1400, help="of the window, in CSS pixels (1400)")
    parser.add_argument("--height", type=int, default=900, help="of the window, in CSS pixels (900)")
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels per CSS pixel (1)")
    parser.add_argument("--dark", action="store_true", help="ask the page for its dark colours")
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not options.page.is_file():
        missing = "Chromium is not installed" if chromium is None else f"{options.page}: no such file; build it first"
        sys.stderr.write(f"{missing}\n")
        return 2
    take(chromium, options)
    return 0


def take(chromium: str, options: argparse.Namespace) -> None:
    """Open the page in a window of the asked size and write what it shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(
            viewport={"width": options.width, "height": options.height},
            device_scale_factor=options.scale,
            color_scheme="dark" if options.dark else "light",
            reduced_motion="reduce",
            offline=True,
        )
        page = context.new_page()
        fragment = f"#{quote(options.node, safe='/:?&=,')}" if options.node else ""
        page.goto(options.page.resolve().as_uri() + fragment)
        page.wait_for_timeout(800)  # milliseconds; the canvas draws on its own clock
        page.screenshot(path=options.picture)
        browser.close()


if __name__ == "__main__":
    raise SystemExit(main())
