"""Write environment.yml: the direct dependencies of pyproject.toml at the versions of the lock.

Usage: python tools/write_environment.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Not on conda-forge, or not in every version; installed by pip inside the conda environment.
PIP_ONLY = {"jupyterlab-language-pack-zh-cn", "opencc"}

HEADER = """\
# For conda users: every direct dependency, all extras included, at the version of the lock.
# Made by `make lock`; tests/test_frame.py keeps it in agreement with pyproject.toml and the lock.
name: ogi-audit
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
  - pip
"""


def name_of(requirement: str) -> str:
    """The normalised name of the package that a requirement asks for."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement).group()
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return sorted({name_of(requirement) for group in groups for requirement in group})


def locked_versions() -> dict[str, str]:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lock, re.MULTILINE))


def main() -> None:
    versions = locked_versions()
    names = direct_dependencies()
    conda = [f"  - {name}=={versions[name]}\n" for name in names if name not in PIP_ONLY]
    pip = [f"      - {name}=={versions[name]}\n" for name in names if name in PIP_ONLY]
    text = HEADER + "".join(conda) + "  - pip:\n" + "".join(pip) + "      - -e .\n"
    (ROOT / "environment.yml").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
