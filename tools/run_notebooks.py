"""Run the notebooks of notebooks/ with their default parameters and keep their outputs in them."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from ogi_audit.batch.files import write_whole
from ogi_audit.batch.render import strip_run
from ogi_audit.batch.steady import steady


def run(path: Path) -> None:
    """Execute one notebook in its own folder and write it back without what differs by run."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    with steady():
        client.execute()
    write_whole(path, nbformat.writes(strip_run(notebook)) + "\n")


if __name__ == "__main__":
    folder = Path(__file__).parents[1] / "notebooks"
    for name in sys.argv[1:] or sorted(path.name for path in folder.glob("*.ipynb")):
        print(name)
        run(folder / name)
