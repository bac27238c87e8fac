"""Run the notebooks of this folder and write into them what they show.

    python examples/refresh.py

Running them again gives the same bytes. A cell with the tag `remove-output` keeps no output, since it is large.
"""

from __future__ import annotations

import os
import tempfile
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import matplotlib.font_manager  # finds the fonts now; in a notebook it would complain how long that takes
import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parent
BARE = "remove-output"
"""The tag of a cell whose output is left out of the file."""
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_PNG = "image/png"
_SECONDS = 300


def notebooks() -> Sequence[Path]:
    """Return the notebooks, sorted."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Return a notebook after it ran in `folder`, with this very Python and none of the user's settings.

    Raises nbclient.exceptions.CellExecutionError for a cell that fails.
    """
    done: NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(prefix="methodgraph-") as place:
        client = NotebookClient(
            done,
            km=_kernel(place),
            timeout=_SECONDS,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute(cleanup_kc=True, env=_environment(place))
    return done


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """Return an executed notebook as it is committed: nothing tells when and where it ran, bare cells are empty."""
    done: NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    done.metadata = nbformat.from_dict(_METADATA)  # type: ignore[no-untyped-call]
    for cell in done.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})  # type: ignore[no-untyped-call]
        if cell.cell_type == "code" and BARE in (tags or ()):
            cell.outputs = []
        for output in cell.get("outputs", ()):
            if _PNG in output.get("data", {}):
                output.data[_PNG] = _small(output.data[_PNG])
    return done


def read(path: Path) -> NotebookNode:
    """Return a notebook. Raises nbformat.ValidationError for what is none."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    return notebook


def _kernel(place: str) -> AsyncKernelManager:
    """Return the kernel of the running interpreter, whatever kernels are installed.

    It listens to files in `place`, or to ports of this machine where a file cannot be listened to.
    """
    kernel = AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    kernel.connection_file = f"{place}/kernel.json"
    if os.name == "posix":
        kernel.transport, kernel.ip = "ipc", f"{place}/kernel"
    return kernel


def _small(image: str) -> str:
    """Return a PNG in base64 a fourth as large, by a palette: plots have few colours. It names no program."""
    with Image.open(BytesIO(b64decode(image))) as drawn, BytesIO() as stream:
        if drawn.mode == "P":
            return image
        drawn.convert("RGB").quantize(256).save(stream, "PNG", optimize=True)
        return b64encode(stream.getvalue()).decode()


def _environment(place: str) -> dict[str, str]:
    """Return the variables of this process, but for what lets a user's own settings change what a notebook shows."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "PYTHONSTARTUP"))}
    return own | {"IPYTHONDIR": place, "MPLCONFIGDIR": mpl.get_cachedir()}


def main() -> None:
    """Refresh every notebook."""
    for path in notebooks():
        nbformat.write(cleaned(executed(read(path), FOLDER)), path)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
