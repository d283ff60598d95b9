"""Reports, names and reviews that are code elsewhere: what they say must stay text wherever it is shown."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import lxml.html

from ogi_audit.resources import share

CANARY = "owned"
"""The file that a payload makes wherever it runs."""
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
"""What steers a terminal, turns text, or ends a line for some; tabs and line feeds are left out."""
SYSTEM = f"__import__('os').system('touch {CANARY}')"
PYTHON = f"\"\"\"\n{SYSTEM}\n'''\\{{{{x}}}}{{0.__class__}}%(a)s"
SHELL = f"$(touch {CANARY})`touch {CANARY}`"
FORMULA = f'=HYPERLINK("http://x.invalid/","y")&cmd|\'/c touch {CANARY}\'!A1'
OTHER_CELL = "一;=1+1\t=2+2"
SCRIPT = f"</script></style><script>document.title='{CANARY}'</script><img src=x onerror=\"document.title='{CANARY}'\">"
MARKDOWN = (
    "甲\n\n![x](http://x.invalid/y.png) [链](javascript:alert(1)) ${{secrets.X}} <b>b</b>\n\n# 乙"
)
FIELD = '{ DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" } INCLUDETEXT "http://x.invalid/a.docx"'
TERMINAL = "\x9b31m\u202e倒\u2066\x85::error::核验无误\u2028::add-mask::核"
COMMAND = "\n::error file=x::核验无误\n##[add-mask]核\n"
# A file's name may hold what HTML text cannot.
ESCAPES = "\x1b]0;owned\x07\x1b[2J\r\x1b[K"
TEXTS = (PYTHON, SHELL, FORMULA, OTHER_CELL, SCRIPT, MARKDOWN, FIELD, TERMINAL, COMMAND)
FOLDER = f"in \"'{{{{report}}}}{{0}}\n;{SYSTEM}#"
REPORT = (
    f'::error::{ESCAPES}"""{{0.__class__}}\n\'+{SYSTEM}+\'\u202e<img src=x onerror=alert(1)>.html'
)
PREVIOUS = f"=cmd|'touch {CANARY}'!A1\n::error::\u2028\x1b[2J$(touch {CANARY}).html"
UNREADABLE = f"@SUM(1)\n::error::{ESCAPES}<img src=x onerror=alert(1)>.pdf"
AGENCY = "云岭省栖原县人民政府"


def hostile_reports(folder: Path) -> tuple[Path, Path]:
    """Put a report, the one of the year before, a file that cannot be read and reviews into a folder.

    Returns the report and the year before's.
    """
    folder.mkdir(parents=True)
    tree = lxml.html.fromstring((share("data") / "clean-2024.html").read_text("utf-8"))
    cells = [cell for cell in tree.iter("td") if (cell.text_content() or "").strip().isdigit()]
    for cell, text in zip(cells[24::7], TEXTS, strict=False):
        for child in list(cell):
            cell.remove(child)
        cell.text = text
    for number, paragraph in enumerate(tree.iter("p", "h1", "h2", "h3")):
        if paragraph.text and len(paragraph.text.strip()) > 4:
            paragraph.text += TEXTS[number % len(TEXTS)]
    for name in ("author", "description", "ArticleTitle", "PubDate"):
        tree.head.append(lxml.html.Element("meta", name=name, content=SCRIPT + PYTHON + TERMINAL))
    report, previous = folder / REPORT, folder / PREVIOUS
    report.write_bytes(lxml.html.tostring(tree, encoding="utf-8"))
    previous.write_bytes((share("data") / "clean-2023.html").read_bytes())
    (folder / UNREADABLE).write_bytes(b"%PDF-1.4\nnot really")
    return report, previous


def hostile_reviews(path: Path, fingerprints: list[str]) -> None:
    """Write reviews whose reasons and reviewers are code; one finding is dismissed, others confirmed."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["agency", "year", "verdict", "reason", "reviewer", "fingerprint", "=1+1"])
        for number, fingerprint in enumerate(fingerprints):
            reason = TEXTS[number % len(TEXTS)] + ESCAPES.replace("\r", "")
            verdict = "confirmed" if number else "dismissed"
            writer.writerow([AGENCY, 2024, verdict, reason, reason, f"#{fingerprint}", FORMULA])
