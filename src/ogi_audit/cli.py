"""The command ``ogi-audit``. Heavy imports wait until they are needed: help answers at once."""

from __future__ import annotations

from importlib.metadata import version

import click

from ogi_audit.check_command import check
from ogi_audit.notice_command import notice
from ogi_audit.render_command import render
from ogi_audit.review_command import review
from ogi_audit.said_errors import Commands
from ogi_audit.scan_command import scan
from ogi_audit.verify_command import verify


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("ogi-audit"), prog_name="ogi-audit")
def main() -> None:
    """审核政府信息公开工作年度报告 / audit annual reports on open government information."""


for command in (check, scan, render, review, notice, verify):
    main.add_command(command)
