"""Rendering audit notebooks with papermill."""
