"""The sample reports of data/: made-up agencies, sentences of our own, and the faults on purpose."""

from __future__ import annotations

from ogi_audit_testing.samples import blanks, clean, gaps, mixed_form, sample_2023
from ogi_audit_testing.samples.sample import Fault, Sample

SAMPLES = (
    sample_2023.SAMPLE,
    clean.SAMPLE_2024,
    clean.SAMPLE_2023,
    blanks.SAMPLE,
    mixed_form.SAMPLE,
    gaps.SAMPLE,
)

__all__ = ["SAMPLES", "Fault", "Sample"]
