"""Small traits of real files, one of each kind, read right; what they are is told beside them in cases.json."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ogi_audit import audit

FOLDER = Path(os.environ.get("OGI_SHARED", Path(__file__).parents[2] / "shared")) / "cases"
CASES = (
    json.loads((FOLDER / "cases.json").read_text("utf-8"))
    if (FOLDER / "cases.json").is_file()
    else []
)


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_a_trait_costs_nothing_but_its_own_note(case: dict[str, Any]) -> None:
    found = audit(FOLDER / case["file"]).to_json()
    wanted = json.loads((FOLDER / "base-cells.json").read_text("utf-8")) | case.get("cells", {})
    values = {key: found["cells"].get(key, {}).get("value") for key in wanted}
    if case.get("blanks"):
        # A zero may be unknown where zeros are left blank.
        values = {key: 0 if value is None else value for key, value in values.items()}
    assert values == wanted
    serious = [one["rule"] for one in found["findings"] if one["severity"] != "info"]
    must = set(case.get("findings", []))
    assert must <= set(serious) <= must | set(case.get("may", []))
    assert len(serious) <= case.get("most", len(serious))
    for name in ("year", "published"):
        if name in case:
            assert str(found["report"][name]) == str(case[name])
    if "agency" in case:
        # The lead of the sample names the province as well.
        assert found["report"]["agency"].removeprefix("云岭省") == case["agency"]
