"""Write the software bill of materials of the lock: CycloneDX 1.6, JSON, the same bytes every time.

Usage: python -m tools.supply.write_sbom [FILE]
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, License, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from tools.supply.licences import licence_of
from tools.supply.lock import LINKED, LOCK, PROJECT, ROOT, Pin, groups_of, locked

SBOM = ROOT / "build" / "sbom.cdx.json"


def bill(pins: Sequence[Pin]) -> str:
    """The bill of these pins as JSON; the caller validates it with `complaint`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    root = Component(
        type=ComponentType.APPLICATION,
        bom_ref=PROJECT,
        name=project["name"],
        version=project["version"],
        description=project["description"],
        licenses=[_licence(project["license"])],
    )
    groups = groups_of(pins)
    components = {pin.name: _component(pin, groups[pin.name]) for pin in pins}
    # The number is that of the lock and of the project's version: no clock, no chance.
    made_from = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{PROJECT}@{project['version']}:{made_from}")
    bom = Bom(components=components.values(), serial_number=number)
    bom.metadata.component = root
    bom.metadata.timestamp = None
    for name, component in {PROJECT: root, **components}.items():
        children = [components[pin.name] for pin in pins if name in pin.via]
        bom.register_dependency(component, children)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def complaint(text: str) -> str | None:
    """What the schema of CycloneDX 1.6 has against a bill."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return None if found is None else str(found)


def _component(pin: Pin, groups: Sequence[str]) -> Component:
    """A pin; what a user does not install is out of scope."""
    licence = licence_of(pin)
    kept: Mapping[str, str] = {"ogi-audit:for": " ".join(groups), "ogi-audit:marker": pin.marker}
    return Component(
        type=ComponentType.LIBRARY,
        bom_ref=f"{pin.name}=={pin.version}",
        name=pin.name,
        version=pin.version,
        scope=ComponentScope.REQUIRED if set(groups) & set(LINKED) else ComponentScope.EXCLUDED,
        licenses=[_licence(licence)] if licence else (),
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        # A pin has a hash for each of its wheels, a component one hash only.
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(f"https://pypi.org/project/{pin.name}/{pin.version}/#files"),
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in pin.hashes],
            )
        ],
        properties=[Property(name=name, value=value) for name, value in kept.items() if value],
    )


def _licence(expression: str) -> License:
    """One licence by its identifier, several as an expression."""
    if " " in expression:
        return LicenseExpression(expression)
    return DisjunctiveLicense(id=expression)


def main() -> int:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SBOM
    text = bill(locked())
    if wrong := complaint(text):
        print(f"The bill of materials is not valid CycloneDX 1.6: {wrong}", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
