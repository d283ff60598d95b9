"""Write the samples of data/ anew: ``python -m ogi_audit_testing.make_samples``. The same bytes each time."""

from __future__ import annotations

from ogi_audit_testing import ROOT
from ogi_audit_testing.samples import SAMPLES

DATA = ROOT / "data"


def main() -> None:
    """Write each sample and say where."""
    for sample in SAMPLES:
        print(sample.write(DATA))


if __name__ == "__main__":
    main()
