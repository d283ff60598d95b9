"""Imported first where start-up counts: keeps jsonschema from what takes a second and is not used.

JupyterLab brings a package with which jsonschema can check addresses, and which builds parsers whenever it is
imported. Nothing here checks addresses; jsonschema does without.
"""

from __future__ import annotations

import sys

if "jsonschema" not in sys.modules:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    import jsonschema  # noqa: F401

    del sys.modules["rfc3987_syntax"]
