"""The papermill engine ``warm``: what notebooks import is imported once, each runs in a forked child.

papermill finds it by its entry point (``papermill --engine warm …``) and imports this module whenever it
is imported itself: nothing heavy is imported here before it is needed.
"""

from __future__ import annotations

import os
from typing import Any

from papermill.engines import NBClientEngine
from papermill.log import logger

from ogi_audit.batch.processes import context
from ogi_audit.batch.steady import steady
from ogi_audit.processes import forks


class WarmEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine with a forked kernel; where forking is unsafe, papermill's own engine.

    A process with one thread that is warm itself (a worker of the batch) forks the kernel. Any other
    has a fork server do it, a process of its own with one thread, which is warm after some seconds.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run the cells in a forked kernel. See papermill's `NBClientEngine` for the parameters."""
        if reason := unfit(nb_man.nb, kernel_name):
            logger.warning("The stock engine is used instead of the warm one: %s.", reason)
            return super().execute_managed_notebook(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                start_timeout=start_timeout,
                execution_timeout=execution_timeout,
                **kwargs,
            )
        from papermill.clientwrap import PapermillNotebookClient

        from ogi_audit.batch.kernel import ForkedKernel

        traits = PapermillNotebookClient.class_trait_names()
        options = {name: value for name, value in kwargs.items() if name in traits}
        options["timeout"] = execution_timeout or kwargs.get("timeout")
        # What the process is forked from needs for itself is no concern of the notebook's.
        environment = dict(os.environ)
        with steady(), ForkedKernel(context(), environment) as kernel:
            return PapermillNotebookClient(
                nb_man,
                km=kernel,
                log=logger,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                **options,
            ).execute()


def unfit(notebook: Any, kernel_name: str) -> str | None:
    """Why the warm engine cannot run a notebook here, if so."""
    if not forks():
        return "this system cannot fork safely"
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python" or kernel_name not in ("python3", "python", "", None):
        return f"the notebook wants the kernel {kernel_name}"
    return None
