"""Imported by the fork server for its side effect: everything that an audit needs is there to fork.

What libraries make when they are first used (compiled templates, resolved types, tables of encodings) is
made here, too: a child that had to make it again would take twice as long.
"""

from __future__ import annotations

import signal
import threading

if threading.current_thread() is threading.main_thread():
    # The terminal's interrupt is for who started the run; while this imports, it would be a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        # As `ogi_audit.batch.processes.hear_interrupts` does, which is not imported yet.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

import contextlib
import gc

import tqdm

from ogi_audit import lean  # noqa: F401

# isort: split
from ogi_audit.batch.page import html_page
from ogi_audit.batch.render import read_notebook
from ogi_audit.batch.settings import notebook_parameters
from ogi_audit.batch.shell import make_shell
from ogi_audit.display import notebook as nb
from ogi_audit.errors import OgiAuditError
from ogi_audit.resources import share

# One of each kind of reader that is used often; the first is audited.
_SAMPLES = ("sample-2023.txt", "clean-2023.html", "blanks-2024.docx")


def _audit(sample: str) -> None:
    """Go the way of the notebook with a sample."""
    case = nb.load(sample)
    outcomes = nb.validate(case)
    result = nb.findings(outcomes)
    views = (nb.card(result), nb.evidence(result), nb.pictures(result), nb.appendix(result))
    for shown in (case, outcomes, result, *views):
        shown._repr_html_()
    nb.provenance(result)._repr_mimebundle_()
    nb.review(result)


# Progress bars in children need no lock that is shared among processes.
tqdm.tqdm.set_lock(threading.RLock())
make_shell()
notebook_parameters({}, share("notebooks"))
html_page(read_notebook("audit.ipynb"), "")
# Whoever audits with what cannot be used says so; here it would be said to nobody.
with contextlib.suppress(OgiAuditError):
    _audit(str(share("data") / _SAMPLES[0]))
    for name in _SAMPLES[1:]:
        nb.load(str(share("data") / name))
# What is there now stays: no collection need look at it, and no page of it need be copied.
gc.collect()
gc.freeze()
