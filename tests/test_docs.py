"""The documentation keeps its word: every command that it shows is run, every name and link holds."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from PIL import Image

from ogi_audit.cli import main
from ogi_audit.processes import forks
from ogi_audit.suites import load_suites
from ogi_audit_testing.harness import warm_command
from ogi_audit_testing.harness.warm_command import PYTHON
from ogi_audit_testing.pages import (
    ROOT,
    Step,
    anchors,
    blocks,
    headings,
    images,
    links,
    pages,
    steps,
    text,
)

pytestmark = pytest.mark.skipif(
    not forks() or None in map(shutil.which, ("bash", "make")),
    reason="needs Linux, bash and make",
)

GUIDES = ("docs/guide.md", "docs/guide.zh-CN.md")
READMES = ("README.md", "README.zh-CN.md")
# Pages that say the same show the same commands, and share a folder.
SESSIONS = (
    READMES,
    GUIDES,
    ("docs/overlays.md",),
    ("docs/scale.md",),
    ("data/README.md",),
    ("reports/README.md",),
    ("CONTRIBUTING.md",),
)
NOT_RUN = {
    r"make test$": "it is what runs this",
    r"make lint$": "make test has run it before this",
    r"make lab$": "it waits for a person; tests/display/test_lab.py runs what it runs",
    r"make (lock|test-all|accuracy|bench|torture|mutation)\b": "it needs the network, or minutes",
    r"pip install ": "it needs the network; tests/test_frame.py builds the wheel and checks the lock",
    r"git clone ": "it needs the network",
    r"dask |ogi-audit .*--scheduler": "tests/batch/test_cluster.py starts a cluster",
    r"ogi-audit .*s3://": "tests/batch/test_places.py starts a store",
}
"""What is not run as shown, and why; of a target of make it is asked what it would do."""
CHECK = "docs/ci/check-drafts.sh"
WORKFLOWS = ("docs/ci/github-actions.yml", "docs/ci/gitlab-ci.yml")
MOST_BYTES, WIDEST = 250_000, 1280


def of_session(names: tuple[str, ...]) -> list[Step]:
    """The steps of pages that say the same: those of the first.

    That the others have the same ones is compared as text (`test_both_languages_say_the_same`). What they
    show of an output is in their own language, so those are run as well.
    """
    rows = zip(*(steps(name) for name in names), strict=True)
    return [step for first, *rest in rows for step in (*(s for s in rest if s.output), first)]


class Session:
    """A copy of the repository, set up, in which the commands of a page are run one after another."""

    def __init__(self, folder: Path, commands: Path, names: tuple[str, ...]) -> None:
        self.folder = folder / "ogi-audit"
        self.todo = of_session(names) if names else []
        self._done: list[subprocess.CompletedProcess[str]] = []
        _checkout(self.folder, commands)
        # A setup that were to be made would use the network: PYTHON makes it fail instead.
        kept = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
        kept.pop("MFLAGS", None)
        found = os.pathsep.join([str(self.folder / ".venv/bin"), os.environ["PATH"]])
        self.environment = {**kept, "PATH": found, "PYTHON": "false", "PYTHONHASHSEED": "0"}

    def run(self, command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", command],
            cwd=cwd or self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    def until(self, number: int) -> subprocess.CompletedProcess[str]:
        """What came of the step of that number; those before it are run first."""
        while len(self._done) <= number:
            self._done.append(self._run(self.todo[len(self._done)]))
        return self._done[number]

    def _run(self, step: Step) -> subprocess.CompletedProcess[str]:
        if step.language == "python":
            (self.folder / "block.py").write_text(step.text, "utf-8")
            return self.run(f"{PYTHON} block.py")
        if not reason(step):
            return self.run(step.text)
        return self.run(f"make -n {step.command.removeprefix('make ')}" if is_make(step) else ":")


def _checkout(folder: Path, commands: Path) -> None:
    passed_over = shutil.ignore_patterns(".?*", "__pycache__", "reports", "uploads")
    shutil.copytree(ROOT, folder, ignore=passed_over)
    binaries = folder / ".venv/bin"
    binaries.mkdir(parents=True)
    for path in Path(sys.executable).parent.iterdir():
        (binaries / path.name).symlink_to(path)
    for path in commands.iterdir():
        (binaries / path.name).unlink(missing_ok=True)
        shutil.copy(path, binaries)
    (binaries / "python").unlink(missing_ok=True)
    (binaries / "python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    (binaries / "python").chmod(0o755)
    # The stamps that `make setup` leaves.
    lock = (folder / "requirements.lock").read_text("utf-8")
    (folder / ".venv/installed.lock").write_text(f"{folder.resolve()}\n{lock}", "utf-8")
    project = (folder / "pyproject.toml").read_text("utf-8").partition("[tool.ruff]")[0]
    (folder / ".venv/installed.pyproject").write_text(project, "utf-8")


def reason(step: Step) -> str | None:
    """Why a step is not run as shown, if it is not."""
    return next((why for shape, why in NOT_RUN.items() if re.match(shape, step.command)), None)


def is_make(step: Step) -> bool:
    return step.command.startswith("make ")


@pytest.fixture(scope="module")
def commands(tmp_path_factory) -> Path:
    return warm_command.commands(tmp_path_factory.mktemp("w"))


@pytest.fixture(scope="module")
def sessions(tmp_path_factory, commands) -> dict[tuple[str, ...], Session]:
    return {
        names: Session(tmp_path_factory.mktemp("docs"), commands, names) for names in (*SESSIONS, ())
    }  # fmt: skip


STEPS = [(names, *numbered) for names in SESSIONS for numbered in enumerate(of_session(names))]


@pytest.mark.parametrize(
    ("names", "number", "step"), STEPS, ids=[f"{s.page}: {s.command[:60]}" for _, _, s in STEPS]
)
def test_a_command_does_what_its_page_says(names, number, step, sessions) -> None:
    done = sessions[names].until(number)
    said = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == (0 if reason(step) else step.exit_code), said
    assert "Traceback" not in said
    if step.output is not None:
        pattern = re.escape(step.output.rstrip("\n")).replace("…", r"[\s\S]*")
        assert re.fullmatch(pattern, done.stdout.rstrip("\n")), said


def test_every_page_with_commands_is_run() -> None:
    run = set(itertools.chain(*SESSIONS))
    assert {page for page in pages() if steps(page)} <= run <= set(pages())


def test_a_block_is_in_a_language_that_is_run_or_shown() -> None:
    assert {language for page in pages() for language, _ in blocks(page)} <= {
        "sh", "console", "python", "json", "text",
    }  # fmt: skip


@pytest.mark.parametrize("names", [GUIDES, READMES])
def test_both_languages_say_the_same(names) -> None:
    first, second = names
    assert [level for level, _ in headings(first)] == [level for level, _ in headings(second)]
    assert [step.shape for step in steps(first)] == [step.shape for step in steps(second)]
    assert [step.exit_code for step in steps(first)] == [step.exit_code for step in steps(second)]
    assert [file for _, file in images(first)] == [file for _, file in images(second)]
    rows = [len(re.findall(r"^\|", text(name), re.MULTILINE)) for name in names]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("page", pages())
def test_a_pip_command_names_what_is_there(page) -> None:
    extras = tomllib.loads(text("pyproject.toml"))["project"]["optional-dependencies"]
    for step in steps(page):
        if step.command.startswith("pip install "):
            words = shlex.split(step.command)[2:]
            for word in (word for word in words if not word.startswith("-")):
                path, _, extra = word.rstrip("]").partition("[")
                assert (ROOT / path).exists()
                assert extra in ("", *extras)


@pytest.mark.parametrize("page", pages())
def test_a_link_leads_somewhere(page) -> None:
    for link in links(page):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (ROOT / page).parent / path if path else ROOT / page
            assert target.exists(), link
            if anchor:
                assert anchor in anchors(str(target.resolve().relative_to(ROOT))), link


@pytest.mark.parametrize("page", pages())
def test_an_image_is_described_and_light(page) -> None:
    for described, file in images(page):
        path = (ROOT / page).parent / file
        assert len(described) > 10
        assert path.stat().st_size < MOST_BYTES
        with Image.open(path) as image:
            assert image.width <= WIDEST


def test_every_image_is_shown() -> None:
    shown = {Path(file).name for page in pages() for _, file in images(page)}
    assert shown == {path.name for path in (ROOT / "docs/images").iterdir()}


OPTIONS = [
    (name, option)
    for name, command in sorted(main.commands.items())
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_guide(command, option, guide) -> None:
    assert re.search(rf"ogi-audit {command}\b", text(guide))
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", text(guide))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readmes(command) -> None:
    for readme in READMES:
        assert re.search(rf"ogi-audit {command}\b", text(readme))


def test_every_option_that_a_page_names_exists() -> None:
    known = {option for _, option in OPTIONS} | {"--help", "--version", "-h"}
    for page in (*GUIDES, *READMES):
        for line in re.findall(
            r"ogi-audit (?:check|render|review|verify|notice)[^`\n#]*", text(page)
        ):
            named = re.findall(r"(?<=\s)(--?[a-z][a-z-]*)", line)
            assert set(named) <= known, line


def test_every_target_of_make_is_explained() -> None:
    targets = re.findall(r"^([a-z-]+):[^#=]*## ", text("Makefile"), re.MULTILINE)
    explained = "\n".join(map(text, (*READMES, "CONTRIBUTING.md")))
    assert [target for target in targets if f"make {target}" not in explained] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_listing_of_the_readme_has_every_module(readme) -> None:
    package = ROOT / "src/ogi_audit"
    found = [p for folder in ("", "batch", "display") for p in (package / folder).glob("*.py")]
    modules = {path.name for path in found if not path.name.startswith("__")}
    named = {Path(name).name for name in re.findall(r"`([\w/*]+\.py)`", text(readme))}
    patterns = {name for name in named if "*" in name}
    assert named - patterns <= modules
    listed = {name for name in modules if any(Path(name).match(pattern) for pattern in patterns)}
    assert modules - listed <= named


def test_the_suite_of_the_overlays_page_loads(tmp_path) -> None:
    ((_, suite),) = [block for block in blocks("docs/overlays.md") if block[0] == "json"]
    (tmp_path / "sections.json").write_text(suite, "utf-8")
    assert "local.overview_length" in {
        rule.id for rules in load_suites(tmp_path).rules.values() for rule in rules
    }


def test_the_local_rule_of_the_guide_is_found(sessions) -> None:
    session = sessions[GUIDES]
    (number, *_) = [n for n, s in enumerate(session.todo) if "blanks-2024.docx --suites" in s.text]
    assert "local.problems_length@problems" in session.until(number).stdout


# The files for a CI


def drafts(folder: Path, *samples: str) -> Path:
    """A website with drafts, and the checkout of ogi-audit beside them."""
    (folder / "drafts").mkdir(parents=True)
    for sample in samples:
        shutil.copy(ROOT / "data" / sample, folder / "drafts" / f"年报 {sample}")
    return folder


@pytest.mark.parametrize(
    ("samples", "exit_code"),
    [
        (["clean-2024.html"], 0),
        (["clean-2024.html", "blanks-2024.docx"], 1),
        (["clean-2024.html", "scan.pdf"], 2),
        ([], 2),
    ],
)
def test_drafts_are_checked_before_they_are_published(
    sessions, tmp_path, samples, exit_code
) -> None:
    website = drafts(tmp_path, *(name for name in samples if name != "scan.pdf"))
    (website / "drafts/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    if "scan.pdf" in samples:
        (website / "drafts/scan.pdf").write_bytes(b"%PDF-1.4\nnot really")
    done = sessions[()].run(f"sh {shlex.quote(str(ROOT / CHECK))} drafts", cwd=website)
    assert done.returncode == exit_code, done.stderr
    assert ("ready to be published" in done.stdout) == (exit_code == 0)


def runs(workflow: str) -> list[str]:
    """The commands of a workflow."""
    content = yaml.safe_load(text(workflow))
    if "jobs" in content:
        found = [step.get("run", "") for job in content["jobs"].values() for step in job["steps"]]
    else:
        found = [c for job in content.values() for c in (*job["before_script"], *job["script"])]
    return [line for script in found for line in script.splitlines()]


def test_the_workflows_run_and_keep_the_audits(sessions, tmp_path) -> None:
    scripts = [
        [line for line in runs(workflow) if not any(re.match(shape, line) for shape in NOT_RUN)]
        for workflow in WORKFLOWS
    ]
    assert scripts[0] == scripts[1] != []
    website = drafts(tmp_path, "blanks-2024.docx")
    (website / "ogi-audit").symlink_to(ROOT)
    done = [sessions[()].run(line, cwd=website).returncode for line in scripts[0]]
    assert done == [1]
    assert (website / "audits/index.html").is_file()


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_installs_the_versions_of_the_lock(workflow) -> None:
    lines = runs(workflow)
    assert "pip install --require-hashes -r ogi-audit/requirements.lock" in lines
    assert "pip install --no-deps --no-build-isolation ./ogi-audit" in lines
