"""Whether what sums up a folder is what its audits give: it is made again and compared."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ogi_audit.batch.manifest import sha256_of
from ogi_audit.batch.results import Results, load_results
from ogi_audit.batch.saved import Problem
from ogi_audit.batch.summaries import PAGES, read_stamp
from ogi_audit.errors import LANGUAGES


def changed_pages(folder: Path) -> Iterator[tuple[str, Problem]]:
    """The pages and tables that are missing or not as the run that wrote them left them.

    Of what the folder never had nothing is said, as by `differing_pages`.
    """
    written = read_stamp(folder).pages
    names = [name for kind in PAGES.values() for name in kind]
    if not written and not any((folder / name).is_file() for name in names):
        return
    for name in names:
        if not (folder / name).is_file():
            yield name, Problem("missing", {"file": name})
        elif name in written and sha256_of(folder / name) != written[name]:
            yield name, Problem("page_changed")


def differing_pages(folder: Path, *, rerun: bool) -> Iterator[tuple[str, Problem]]:
    """The pages and tables that are missing or not what the audits in the folder give.

    The overview, a notebook, is run again on a cold stock kernel if ``rerun``. Of a folder that never
    had any of them, as a run leaves it that was stopped, nothing is said. Raises `RenderError` if the
    overview does not run to its end.
    """
    # The stamp may be gone, or the pages; one of them is enough to ask for all.
    is_there = any((folder / name).is_file() for names in PAGES.values() for name in names)
    if not is_there and not read_stamp(folder).pages:
        return
    results = load_results(folder)
    languages = list(LANGUAGES)
    with tempfile.TemporaryDirectory() as scratch:
        for kind in ("index", "exports", *(["overview"] if rerun else [])):
            differing: list[str] = []
            # In which language they were written, only they themselves say.
            for language in languages:
                _MAKERS[kind](folder, Path(scratch), results, language)
                differing = [
                    name for name in PAGES[kind] if _differs(folder / name, Path(scratch) / name)
                ]
                if not differing:
                    languages = [language]
                    break
            for name in differing:
                there = (folder / name).is_file()
                yield name, Problem("remade" if there else "missing", {"file": name})


def _differs(saved: Path, made: Path) -> bool:
    return not saved.is_file() or saved.read_bytes() != made.read_bytes()


def _index(folder: Path, scratch: Path, results: Results, language: str) -> None:
    from ogi_audit.batch.index import write_index

    write_index(scratch, results, language)


def _exports(folder: Path, scratch: Path, results: Results, language: str) -> None:
    from ogi_audit.batch.exports import write_exports

    write_exports(scratch, results, language)


def _overview(folder: Path, scratch: Path, results: Results, language: str) -> None:
    from ogi_audit.batch.render import render_overview

    render_overview(folder, language=language, into=scratch)


_MAKERS: dict[str, Callable[[Path, Path, Results, str], None]] = {
    "index": _index,
    "exports": _exports,
    "overview": _overview,
}
