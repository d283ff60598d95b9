"""The pages of the documentation: the commands that they show, their headings, their links."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from ogi_audit_testing import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMISED = re.compile(r"#.*?(?:exit code|退出码) ?(\d+)")
# What a person writes there is in the person's language.
_OWN_WORDS = ("--reason", "--by")


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a page, or a Python block: ``exit_code`` and ``output`` are what the page promises."""

    page: str
    language: str
    text: str
    exit_code: int = 0
    output: str | None = None

    @property
    def command(self) -> str:
        """The first line."""
        return self.code.splitlines()[0]

    @property
    def code(self) -> str:
        """The text without comments."""
        return re.sub(r"\s+# .*", "", self.text).strip()

    @property
    def shape(self) -> str:
        """What is the same in every language."""
        if self.language == "python":
            return re.sub(r"(?<=[\".])(en|zh)(?=\")", "", self.code)
        if "\n" in self.code:
            return self.code
        words = shlex.split(self.code)
        own = [n for n, word in enumerate(words) if words[n - 1] in _OWN_WORDS]
        kept = [word for n, word in enumerate(words) if n not in own]
        return shlex.join(kept).removesuffix(" --language en")


def pages() -> list[str]:
    """Every page of the documentation, relative to the repository."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("*/*.md")]
    return sorted(str(path.relative_to(ROOT)) for path in found if ".venv" not in path.parts)


def text(page: str) -> str:
    """The text of a page."""
    return (ROOT / page).read_text("utf-8")


def prose(page: str) -> str:
    """The text of a page without its blocks."""
    return re.sub(r"^```.*?^```$", "", text(page), flags=re.MULTILINE | re.DOTALL)


def blocks(page: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: language and content."""
    return _BLOCK.findall(text(page))


def steps(page: str) -> list[Step]:
    """The commands and Python blocks of a page, in order."""
    return [step for language, content in blocks(page) for step in _steps(page, language, content)]


def _steps(page: str, language: str, content: str) -> Iterator[Step]:
    if language == "python":
        yield Step(page, language, content)
    elif language == "sh":
        for command in _commands(content):
            yield _step(page, language, command, None)
    elif language == "console":
        for shown in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
            command, _, output = shown.partition("\n")
            yield _step(page, language, command, output)


def _step(page: str, language: str, command: str, output: str | None) -> Step:
    promised = _PROMISED.search(command)
    return Step(page, language, command, int(promised[1]) if promised else 0, output)


def _commands(content: str) -> Iterator[str]:
    """The commands of a block: lines, or as many lines as the shell needs for one to be whole."""
    lines: list[str] = []
    for line in content.splitlines():
        if not lines and (not line.strip() or line.startswith("#")):
            continue
        lines.append(line)
        checked = subprocess.run(
            ["bash", "-n"], input="\n".join(lines), capture_output=True, text=True
        )
        if checked.returncode == 0 and not checked.stderr and not line.endswith("\\"):
            yield "\n".join(lines)
            lines = []
    assert not lines, f"no whole command: {lines}"


def headings(page: str) -> list[tuple[int, str]]:
    """The headings of a page: level and text."""
    return [
        (len(marks), title)
        for marks, title in re.findall(r"^(#+) (.+)$", prose(page), re.MULTILINE)
    ]


def anchors(page: str) -> set[str]:
    """What a link to a heading of the page may name, as code hosts make it."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(page)}


def links(page: str) -> list[str]:
    """Where the links and images of a page lead."""
    return re.findall(r"\]\(([^)\s]+)\)", prose(page))


def images(page: str) -> list[tuple[str, str]]:
    """The images of a page: what stands for them, and their file."""
    return re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", prose(page))
