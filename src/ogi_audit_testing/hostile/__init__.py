"""Hostile files: made-up reports damaged in every layout, and files built to break or betray a reader."""
