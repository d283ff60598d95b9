"""Write the samples of data/ anew: ``python -m tests.make_samples``. The same bytes each time."""

from __future__ import annotations

from pathlib import Path

from tests.samples import blanks, clean, gaps, mixed_form, sample_2023

DATA = Path(__file__).parents[1] / "data"
SAMPLES = (
    sample_2023.SAMPLE,
    clean.SAMPLE_2024,
    clean.SAMPLE_2023,
    blanks.SAMPLE,
    mixed_form.SAMPLE,
    gaps.SAMPLE,
)


def main() -> None:
    """Write each sample and say where."""
    for sample in SAMPLES:
        print(sample.write(DATA))


if __name__ == "__main__":
    main()
