"""Make the pictures of the documentation, docs/images, from the sample reports: `make screenshots`.

Needs Chromium, the Noto CJK fonts and, for the notice, LibreOffice. Name pictures to make only those:
``python -m tools.make_screenshots audit index``.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pypdfium2
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect

from ogi_audit.batch.steady import steady
from ogi_audit.notice.styles import FANG, HEI, KAI, SONG, TITLE
from ogi_audit_testing import ROOT
from ogi_audit_testing.harness.browsing import browsing

IMAGES = ROOT / "docs" / "images"
WIDTH, COLOURS, MARGIN = 1200, 128, 9
SAMPLES = ("sample-2023.txt", "clean-2023.html", "clean-2024.html", "blanks-2024.docx",
           "mixed-form-2023.pdf", "gaps-2022.md")  # fmt: skip
AGENCY = "沂川市人民政府办公室"
WELCOME = "welcome.ipynb"
LETTER = 800
PATIENCE = 120
# Free fonts for those of official documents.
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
FONTS = {TITLE: SERIF, SONG: SERIF, FANG: SERIF, KAI: SERIF, HEI: SANS, "Times New Roman": SERIF}


def audit(folder: Path) -> Image.Image:
    """The card, and the first finding as a case."""
    with _opened(_page_of(AGENCY, folder)) as page:
        return _picture(page, page.locator(".ogi-card"), page.locator("#ogi-finding-1"))


def tables(folder: Path) -> Image.Image:
    """Table 3 with its marks, and the notes below it."""
    with _opened(_page_of(AGENCY, folder)) as page:
        return _picture(
            page,
            page.get_by_role("table", name="三、收到和处理政府信息公开申请情况"),
            page.locator(".ogi-notes").first,
        )


def pictures(folder: Path) -> Image.Image:
    """The way of requests, and the mix of outcomes."""
    with _opened(_page_of("栖原县人民政府-2024", folder)) as page:
        return _picture(
            page,
            page.locator("figure", has=page.locator("svg.ogi-flow")),
            page.get_by_role("table", name="办理结果的构成"),
        )


def index(folder: Path) -> Image.Image:
    """The index of an output folder."""
    with _opened(folder / "index.html") as page:
        page.set_viewport_size({"width": WIDTH, "height": 520})
        page.wait_for_timeout(1000)
        return _image(page.screenshot())


def notice(folder: Path) -> Image.Image:
    """The first page of the notice to the agency."""
    _run("notice", AGENCY, "-o", str(folder), "--from", "云岭省人民政府政务公开办公室",
         "--date", "2024-04-10", "--deadline", "2024-04-30")  # fmt: skip
    (letter,) = folder.glob("*.notice.docx")
    fonts = folder / "fonts.conf"
    aliases = [
        f"<alias binding='same'><family>{name}</family><prefer><family>{font}</family></prefer>"
        "</alias>"
        for name, font in FONTS.items()
    ]
    included = "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
    fonts.write_text(f"<fontconfig>{included}{''.join(aliases)}</fontconfig>", "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", folder, letter],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)}, check=True, capture_output=True,
    )  # fmt: skip
    with pypdfium2.PdfDocument(letter.with_suffix(".pdf")) as pdf:
        sheet = pdf[0].render(scale=LETTER / pdf[0].get_width()).to_pil()
    written = ImageChops.difference(sheet, Image.new(sheet.mode, sheet.size, "white")).getbbox()
    return sheet.crop((0, written[1] - 4 * MARGIN, LETTER, written[3] + 4 * MARGIN))


def lab(folder: Path) -> Image.Image:
    """The welcome notebook in JupyterLab, going through the findings of the sample."""
    root = folder / "root"
    for name in ("notebooks", "data"):
        shutil.copytree(ROOT / name, root / name)
    notebook = nbformat.read(root / "notebooks" / WELCOME, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        # A number beside a cell tells that it was run here.
        cell.execution_count = None
    nbformat.write(notebook, root / "notebooks" / WELCOME)
    steps = [cell.id for cell in cells]
    with (
        _jupyter(root) as address,
        _opened(f"{address}/lab/tree/notebooks/{WELCOME}?reset") as page,
    ):
        page.set_viewport_size({"width": WIDTH, "height": 900})
        page.wait_for_function(
            r"() => /\| (空闲|Idle)/.test(document.querySelector('#jp-main-statusbar')?.innerText)"
        )
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
        for number in range(steps.index("browse") + 1):
            cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
            cell.scroll_into_view_if_needed()
            cell.locator(".jp-InputPrompt").click()
            page.keyboard.press("Shift+Enter")
            expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]"))
        page.keyboard.press("Control+b")  # the file browser
        cell.evaluate("(one) => one.scrollIntoView()")
        page.wait_for_timeout(2000)
        return _image(page.screenshot())


MAKERS: dict[str, Callable[[Path], Image.Image]] = {
    one.__name__: one for one in (audit, tables, pictures, index, notice, lab)
}


@contextmanager
def _opened(address: Path | str) -> Iterator[Page]:
    with browsing(width=WIDTH) as opened:
        yield opened.page(address)


def _picture(page: Page, first: Locator, last: Locator) -> Image.Image:
    """The page from the head of one thing to the foot of another, as wide as the page."""
    above, below = first.bounding_box(), last.bounding_box()
    top = above["y"] - MARGIN
    height = below["y"] + below["height"] + MARGIN - top
    clip = {"x": 0, "y": top, "width": WIDTH, "height": height}
    return _image(page.screenshot(full_page=True, clip=clip))


def _image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _page_of(agency: str, folder: Path) -> Path:
    (page,) = (path for path in folder.glob("*.html") if agency in path.name)
    return page


def _run(*words: str) -> None:
    # 1: there are critical findings, as there should be.
    done = subprocess.run([sys.executable, "-m", "ogi_audit", *words])
    if done.returncode > 1:
        sys.exit(done.returncode)


@contextmanager
def _jupyter(root: Path) -> Iterator[str]:
    """A JupyterLab as `make lab` runs it, over a folder of its own."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "lab", "--no-browser",
         f"--config={ROOT / 'tools' / 'lab' / 'jupyter_config.py'}",
         f"--ServerApp.root_dir={root}", f"--ServerApp.port={port}", "--IdentityProvider.token="],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(PATIENCE):
            try:
                urllib.request.urlopen(f"{address}/api").close()
                break
            except OSError:
                time.sleep(1)
        yield address
    finally:
        server.terminate()
        server.wait()


def main(names: list[str]) -> None:
    """Render the samples and make the pictures named, or all."""
    with tempfile.TemporaryDirectory() as scratch, steady():
        reports, folder = Path(scratch) / "data", Path(scratch) / "reports"
        reports.mkdir()
        for sample in SAMPLES:
            shutil.copy(ROOT / "data" / sample, reports)
        _run("render", str(reports), "-o", str(folder))
        for name in names or MAKERS:
            made = MAKERS[name](folder).quantize(COLOURS, dither=Image.Dither.NONE)
            made.save(IMAGES / f"{name}.png", optimize=True)
            print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
