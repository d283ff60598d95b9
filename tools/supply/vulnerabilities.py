"""Check every pin of requirements.lock for known vulnerabilities.

With a database (a folder or ZIP of OSV advisories) nothing leaves this machine; without one,
pip-audit asks osv.dev and then PyPI, who learn the names and versions.

Usage: python -m tools.supply.vulnerabilities [--database PATH | --osv-url URL]

Exit code: 0 none is known; 1 some are; 3 it could not be checked, which is no clean bill of health.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.supply.advisories import DatabaseError, Vulnerability, find, read_database
from tools.supply.lock import Pin, locked

NONE, FOUND, NOT_CHECKED = 0, 1, 3
PIP_AUDIT = (sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--format", "json")


class ServiceError(Exception):
    """A service could not be asked about every package."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Known vulnerabilities of requirements.lock")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--database", type=Path, help="a folder or ZIP of OSV advisories")
    where.add_argument("--osv-url", help="a service that answers as https://api.osv.dev/v1/query")
    given = parser.parse_args(arguments)
    pins = locked()
    unknown: list[str] = []
    try:
        if given.database:
            records = read_database(given.database)
            newest = max(str(record.get("modified", "?"))[:10] for _, record in records)
            source = f"{len(records)} advisories in {given.database}, the newest of {newest}"
            found = find(pins, records)
        else:
            source, found, unknown = online(pins, given.osv_url)
    except (DatabaseError, ServiceError) as error:
        print(f"NOT CHECKED for known vulnerabilities. {error}", file=sys.stderr)
        return NOT_CHECKED
    for each in found:
        ids = ", ".join((each.id, *each.aliases))
        mended = f"mended in {', '.join(each.fixed)}" if each.fixed else "no mended version named"
        print(f"{each.package} {each.version}: {ids} ({mended}) {each.summary}".rstrip())
    if unknown:
        print(f"NOT CHECKED, for the source does not know them: {', '.join(unknown)}")
    packages = len({each.package for each in found})
    said = f"Known vulnerabilities in {packages}" if found else "No known vulnerability in any"
    print(f"{said} of {len(pins) - len(unknown)} packages, by {source}.")
    return FOUND if found else NONE


Answer = tuple[list[Vulnerability], list[str]]
"""What a service knows, and the packages that it does not know."""


def online(pins: Sequence[Pin], osv_url: str | None) -> tuple[str, list[Vulnerability], list[str]]:
    """The first service that answers, and what it answers.

    Raises:
        ServiceError: None answered.
    """
    services = {"osv.dev": ("osv",), "PyPI": ("pypi",)}
    if osv_url:
        services = {osv_url: ("osv", "--osv-url", osv_url)}
    failed = []
    for name, service in services.items():
        try:
            return name, *ask(pins, "--vulnerability-service", *service)
        except ServiceError as error:
            failed.append(f"{name}: {error}")
    raise ServiceError(
        f"{'; '.join(failed)}. Offline, give a folder of advisories: DATABASE=folder"
    )


def ask(pins: Sequence[Pin], *service: str) -> Answer:
    """What a service answers about the pins of every platform, through pip-audit.

    Raises:
        ServiceError: It did not answer, or knows nothing bad but not every package either: there
            pip-audit itself is content.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder, "pins.txt"), Path(folder, "answer.json")
        # Without markers, or pip-audit leaves out what other platforms install.
        asked.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in pins), "utf-8")
        options = ("--progress-spinner", "off", "--timeout", "15")
        done = subprocess.run(
            [*PIP_AUDIT, *options, *service, "-r", asked, "-o", answer],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        try:
            packages = json.loads(answer.read_text("utf-8"))["dependencies"]
        except (OSError, ValueError, KeyError):
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ServiceError(f"no answer ({last[:200]})") from None
    found = [
        Vulnerability(
            package["name"],
            package["version"],
            each["id"],
            tuple(each["aliases"]),
            tuple(each["fix_versions"]),
            each["description"].strip().partition("\n")[0],
        )
        for package in packages
        for each in package.get("vulns", ())
    ]
    known = {package["name"] for package in packages if "skip_reason" not in package}
    unknown = [pin.name for pin in pins if pin.name not in known]
    # What is known is worth saying, even where it is not all.
    if unknown and not found:
        raise ServiceError(f"it does not know {len(unknown)} packages, {unknown[0]} among them")
    return found, unknown


if __name__ == "__main__":
    sys.exit(main())
