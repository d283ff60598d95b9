"""Extraction: from a `Document` to a `Report`, by one mapper for all formats."""
