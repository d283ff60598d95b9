"""Write the samples of data/ anew: ``python -m tests.make_samples``. The same bytes each time."""

from __future__ import annotations

from pathlib import Path

from tests.samples import SAMPLES

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    """Write each sample and say where."""
    for sample in SAMPLES:
        print(sample.write(DATA))


if __name__ == "__main__":
    main()
