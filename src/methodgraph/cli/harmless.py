"""Consoles that show what steers a terminal, and comes from elsewhere, as escapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, RenderHook
from rich.segment import Segment

from methodgraph.text.characters import as_escapes

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, ConsoleRenderable, RenderResult


def console(*, stderr: bool = False, soft_wrap: bool = False) -> Console:
    """Return a console that neither colours numbers nor makes pictures of words; no text steers the terminal."""
    made = Console(stderr=stderr, highlight=False, soft_wrap=soft_wrap, emoji=False)
    made.push_render_hook(_Harmless())
    return made


class _Harmless(RenderHook):
    """Stands between what is printed and the terminal. Colours and movements that rich itself makes pass."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Return `renderables`, each of whose text is made harmless once it is laid out."""
        return [_Shown(renderable) for renderable in renderables]


@dataclass(frozen=True)
class _Shown:
    inner: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.inner, options):
            if segment.control:
                yield segment
            else:
                yield Segment("\n".join(map(as_escapes, segment.text.split("\n"))), segment.style)
