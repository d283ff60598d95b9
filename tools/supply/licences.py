"""The licence of each package, from its installed metadata, and whether it may be linked in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from license_expression import Licensing
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from tools.supply.judged import SAID
from tools.supply.lock import Pin

LICENSING = Licensing()
PERMISSIVE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "PSF-2.0",
        "Zlib",
    }
)
WEAK = frozenset(
    {
        "EPL-1.0",
        "EPL-2.0",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "LGPL-2.1-or-later",
        "MPL-2.0",
    }
)
"""They reach as far as the file or library that is under them; each use is judged one by one."""
KINDS = ("permissive", "weak", "refused")

# Metadata of before License-Expression: the classifiers, and how authors wrote the same by hand.
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
BY_HAND = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "isc license": "ISC",
    "mit license": "MIT",
}
BSD = re.compile(r"Redistribution and use in source and binary forms")
NO_ENDORSEMENT = re.compile(
    r"(?i)neither\s+the\s+names?\b|names?\s+of\s+\S+.{0,80}\s+may\s+not\s+be\s+used"
)

TEXTS = re.compile(
    r"(?i)(^|/)(sboms/|licen[sc]es?/|[^/]*(licen[sc]e|copying|notice|third-?party)[^/]*$)"
)
NOT_TEXTS = re.compile(r"\.(py|pyc|js|so|pyd|whl)$|(^|/)tests?/")
COPYLEFT = re.compile(
    r"(?P<AGPL>\bAGPL|GNU Affero)|(?P<LGPL>\bLGPL|GNU (?:Lesser|Library) )"
    r"|(?P<GPL>\bGPL(?!-compatible)|GNU (?:General )?Public Licen[sc]e)"
    r"|(?P<MPL>\bMPL-|Mozilla Public Licen[sc]e)|(?P<EPL>\bEPL-|Eclipse Public Licen[sc]e)"
    r"|(?P<SSPL>\bSSPL|Server Side Public)|(?P<CDDL>\bCDDL-|Common Development and Distribution)"
    r"|(?P<EUPL>\bEUPL-)|(?P<OSL>\bOSL-)|(?P<CC_BY_SA>\bCC-BY-SA)"
)


def installed(name: str) -> Distribution | None:
    """The installed package, if it is here."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence_of(pin: Pin) -> str | None:
    """The SPDX expression of a package; nothing if neither its metadata nor `SAID` tells.

    What is not installed on every platform goes by `SAID`, so that each platform says the same.
    """
    if pin.name in SAID:
        return SAID[pin.name].licence
    found = None if pin.marker else installed(pin.name)
    return None if found is None else declared(found)


def declared(found: Distribution) -> str | None:
    """The licence that the metadata declares, as an SPDX expression."""
    metadata = found.metadata
    by_hand = (metadata.get("License") or "").strip()
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License :: ")
    ]
    said = [
        metadata.get("License-Expression") or "",
        BY_HAND.get(by_hand.lower(), by_hand),
        *(CLASSIFIERS.get(line, line) for line in classifiers),
    ]
    for text in said:
        try:
            if known := canonicalize_license_expression(text):
                return str(known)
        except InvalidLicenseExpression:
            pass
    return bsd(found) if "BSD" in by_hand or "BSD License" in classifiers else None


def bsd(found: Distribution) -> str | None:
    """Which BSD licence a package means that only says BSD: the text it ships tells."""
    texts = [text for _, text in [*texts_of(found), ("", found.metadata.get("License") or "")]]
    clauses = [3 if NO_ENDORSEMENT.search(text) else 2 for text in texts if BSD.search(text)]
    return f"BSD-{max(clauses)}-Clause" if clauses else None


def texts_of(found: Distribution) -> Iterator[tuple[str, str]]:
    """The licences, notices and bills of materials that a package ships, with their names."""
    for file in found.files or ():
        name = file.as_posix()
        if TEXTS.search(name) and not NOT_TEXTS.search(name):
            yield name, file.locate().read_text("utf-8", errors="replace")


def copyleft_named(found: Distribution) -> set[str]:
    """The families of copyleft licences, such as ``LGPL``, that the shipped texts name."""
    texts = (" ".join(text.split()) for _, text in texts_of(found))
    return {named.lastgroup for text in texts for named in COPYLEFT.finditer(text)}


def kind(licence: str | None) -> str:
    """One of `KINDS`: the best that may be chosen under a licence; an unknown one is refused."""
    return "refused" if licence is None else KINDS[_rank(LICENSING.parse(licence))]


def _rank(expression: Any) -> int:
    """Where OR leaves the choice the best of it, where AND holds all together the worst."""
    if isinstance(expression, LICENSING.OR):
        return min(map(_rank, expression.args))
    if isinstance(expression, LICENSING.AND):
        return max(map(_rank, expression.args))
    name = str(expression)
    return 0 if name in PERMISSIVE else 1 if name in WEAK else 2
