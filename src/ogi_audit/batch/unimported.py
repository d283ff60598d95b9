"""Modules that a forked kernel has at hand, but has not imported yet.

Great Expectations, when it is imported, has the warnings of the whole process logged instead of shown. A
kernel of the stock kind shows them until a cell imports it, by itself or as a part of ogi-audit; so does
a forked one.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_PACKAGES = frozenset(("great_expectations", "ogi_audit"))


def put_away() -> None:
    """Have warnings shown until one of the modules is imported, which costs no time."""
    logging.captureWarnings(False)
    sys.meta_path.insert(0, _Kept())


class _Kept(MetaPathFinder, Loader):
    """Takes the modules out of `sys.modules`, and puts all of them back when the first is asked for."""

    def __init__(self) -> None:
        self._modules = {
            name: module
            for name, module in sys.modules.items()
            if name.partition(".")[0] in _PACKAGES
        }
        self._spec: ModuleSpec | None = None
        for name in self._modules:
            del sys.modules[name]

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """See `MetaPathFinder`."""
        if name not in self._modules:
            return None
        sys.meta_path.remove(self)
        # The one that is asked for goes where it was when it is loaded; the import system sees to that.
        sys.modules.update({other: one for other, one in self._modules.items() if other != name})
        logging.captureWarnings(True)
        self._spec = self._modules[name].__spec__
        return ModuleSpec(name, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """See `Loader`."""
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: it was."""
        module.__spec__ = self._spec
