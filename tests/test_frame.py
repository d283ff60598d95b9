"""The frame of the project: what installs it, what pins it, and what its front page promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ogi_audit_testing import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
READMES = ("README.md", "README.zh-CN.md")

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def direct_requirements() -> list[Requirement]:
    groups = [PYPROJECT["project"]["dependencies"], *EXTRAS.values()]
    return [Requirement(text) for group in groups for text in group]


def locked() -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", LOCK, re.MULTILINE))


# The lock and the conda environment


@pytest.mark.parametrize("requirement", direct_requirements(), ids=str)
def test_a_direct_dependency_is_locked_within_its_range(requirement: Requirement) -> None:
    assert locked()[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_lock_holds_one_version_of_each_package() -> None:
    names = re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE)
    assert len(names) == len(set(names))


def test_every_package_of_the_lock_has_hashes_and_nothing_else_stands_there() -> None:
    lines = [line for line in LOCK.splitlines() if not re.match(r"^#|^    # ", line)]
    shape = r"(?:[a-z0-9-]+==[^\s;]+(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64} \\\n)*    --hash=sha256:[0-9a-f]{64}\n)+"
    assert re.fullmatch(shape, "\n".join(lines) + "\n")


def test_the_lock_names_no_address_and_no_path() -> None:
    assert not re.search(
        r"://|file:| @ |--index|--find-links|(?:^|\s)/|[A-Z]:\\", LOCK, re.MULTILINE
    )


def test_the_build_backend_is_locked_as_the_editable_installation_needs_it() -> None:
    assert set(PYPROJECT["build-system"]["requires"]) <= set(EXTRAS["build"])


def test_environment_yml_pins_the_direct_dependencies_as_the_lock_does() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    *conda, pip = environment["dependencies"]
    python, installer = conda[:2]
    pinned = dict(entry.split("==") for entry in conda[2:] + pip["pip"][:-1])
    names = {canonicalize_name(requirement.name) for requirement in direct_requirements()}
    assert pinned == {name: version for name, version in locked().items() if name in names}
    assert len(pinned) == len(names) == len(conda) - 2 + len(pip["pip"]) - 1
    assert (installer, pip["pip"][-1]) == ("pip", "-e .")
    assert (
        python.removeprefix("python=")
        in Requirement(f"python{PYPROJECT['project']['requires-python']}").specifier
    )
    assert environment["channels"] == ["conda-forge", "nodefaults"]


# The wheel


def test_the_wheel_carries_rules_notebooks_and_samples(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}
    for folder in ("expectations", "notebooks", "data"):
        files = {path for path in (ROOT / folder).rglob("*") if path.is_file()}
        files = {
            path.relative_to(ROOT)
            for path in files
            if not {".ipynb_checkpoints", "uploads"} & {*path.parts}
        }
        assert files
        assert {Path("ogi_audit/share") / path for path in files} <= carried
    assert Path("ogi_audit/py.typed") in carried
    # What tests share is not installed with it.
    assert {path.parts[0].split("-")[0] for path in carried} == {"ogi_audit"}


# The Makefile


def make(*arguments: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = {**inherited, **variables}
    environment.pop("MFLAGS", None)
    return subprocess.run(
        ["make", *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )


@needs_make
def test_make_alone_lists_every_target_in_one_line() -> None:
    listed = re.findall(r"^  make ([a-z-]+) +\S", make().stdout, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    assert sorted(listed) == sorted(phony.group(1).split())
    assert {"audit", "test", "setup", "lab", "lock", "bench", "clean", "help"} <= set(listed)
    assert make("help").stdout == make().stdout


STAND_IN = """\
#!/bin/sh
# Stands in for python3: makes an environment of copies of itself and logs what pip is asked for.
case "$1 $2" in
"-m venv") mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; cp "$0" "$4/bin/ogi-audit" ;;
"-m pip") echo "$@" >> "$LOG"; exit "${PIP_STATUS:-0}" ;;
"render many") echo "$@" >> "$LOG"; test "$RENDER_STATUS" = 130 || echo "索引：$4/index.html"; exit "$RENDER_STATUS" ;;
render*) echo "$2" >> "$LOG"; echo page > "$4/page.html"; echo "$4/page.html"; exit "${RENDER_STATUS:-0}" ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder, with a space in its name, that has what the Makefile needs and a fake Python."""
    folder = tmp_path / "a folder"
    (folder / "reports").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / "python").write_text(STAND_IN, "utf-8")
    (folder / "python").chmod(0o755)
    return folder


def run(project: Path, *arguments: str, **variables: str) -> tuple[int, list[str], str]:
    """The exit code, what the stand-in was asked for, and what was printed."""
    log = project / "log"
    log.write_text("")
    python = str(project / "python")
    done = make(*arguments, cwd=project, PYTHON=python, LOG=str(log), **variables)
    return done.returncode, log.read_text("utf-8").splitlines(), done.stdout + done.stderr


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


@needs_make
def test_setup_is_redone_only_when_the_lock_or_the_installation_changed(project: Path) -> None:
    lock, pyproject = project / "requirements.lock", project / "pyproject.toml"
    status, (locked, package), _ = run(project, "setup")
    assert status == 0
    assert "--require-hashes -r requirements.lock" in locked
    assert "--no-build-isolation --editable ." in package
    assert run(project, "setup")[1] == []

    os.utime(lock)
    os.utime(pyproject)
    append(pyproject, "\n[tool.other]\nlines = 1\n")
    assert run(project, "setup")[1] == []

    append(lock, "# changed\n")
    assert run(project, "setup")[1] == [locked, package]
    text = pyproject.read_text("utf-8")
    pyproject.write_text(text.replace('version = "', 'version = "9.', 1), "utf-8")
    assert run(project, "setup")[1] == [package]


@needs_make
def test_a_setup_that_did_not_finish_is_not_done(project: Path) -> None:
    assert run(project, "setup", PIP_STATUS="1")[0] != 0
    assert len(run(project, "setup")[1]) == 2
    assert run(project, "setup")[1] == []


@needs_make
def test_an_old_python_is_named_and_refused(project: Path) -> None:
    (project / "python").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    status, _, output = run(project, "setup")
    assert status != 0
    assert "needs Python 3.11 or newer" in output
    assert not (project / ".venv").exists()


@needs_make
@pytest.mark.parametrize(
    ("render_status", "succeeds", "verdict"),
    [("0", True, "No critical finding"), ("1", True, "Critical findings"), ("2", False, "")],
)
def test_audit_takes_critical_findings_for_an_answer_and_no_other_failure(
    project: Path, render_status: str, succeeds: bool, verdict: str
) -> None:
    report = "REPORT=an own report.pdf"
    status, asked, output = run(project, "audit", report, RENDER_STATUS=render_status)
    assert (status == 0) is succeeds
    assert asked[-1] == "an own report.pdf"
    assert verdict in output
    assert bool(re.search("^Open .*/reports/page.html$", output, re.MULTILINE)) is succeeds


@needs_make
@pytest.mark.parametrize(
    ("render_status", "succeeds", "opens", "verdict"),
    [
        ("0", True, True, "No critical finding"),
        ("1", True, True, "Critical findings"),
        ("2", False, True, ""),
        ("130", False, False, ""),
    ],
)
def test_batch_takes_critical_findings_for_an_answer_and_says_where_the_index_is(
    project: Path, render_status: str, succeeds: bool, opens: bool, verdict: str
) -> None:
    status, asked, output = run(
        project, "batch", "INPUT=many", "OPTIONS=-j 2", RENDER_STATUS=render_status
    )
    assert (status == 0) is succeeds
    assert asked[-1] == "render many -o reports -j 2"
    assert verdict in output
    assert (f"Open {project}/reports/index.html\n" in output) is opens


@needs_make
def test_batch_wants_to_know_of_what(project: Path) -> None:
    status, _, output = run(project, "batch")
    assert status != 0
    assert "make batch INPUT=folder" in output


def test_the_embedded_sample_is_there() -> None:
    sample = re.search(r"^SAMPLE := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert sample
    assert (ROOT / sample.group(1)).is_file()


# The front pages


@pytest.mark.parametrize("name", READMES)
def test_a_readme_begins_with_the_two_commands(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.match(r"# .+\n\n```sh\nmake audit +# .+\nmake test +# .+\n```\n", text)


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_what_a_page_names_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"make {target}"
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / link).exists(), link
