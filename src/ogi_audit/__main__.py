"""``python -m ogi_audit`` is the command ``ogi-audit``."""

from ogi_audit.cli import main

main(prog_name="ogi-audit")
