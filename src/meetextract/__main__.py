"""The command's entry point."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
import threading
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn


def main() -> NoReturn:
    """Runs the command and ends the process with its status."""
    # What is loaded up to the first article stays until the end, so looking for garbage in it finds none, and takes a
    # tenth of a short run; the search begins when an article has been read (processing.py).
    gc.disable()
    # A tenth of a short run: `dataclasses` imports it, and asks it only about classes without a docstring.
    sys.modules.setdefault("inspect", _Later("inspect"))
    try:
        from meetextract.command.start import run

        status = run()
    except KeyboardInterrupt:  # before the command had begun
        status = 130
    _end(status)


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def _end(status: int) -> NoReturn:
    """Ends the process. Its memory is left to the system as it is: taking it apart object by object, as `sys.exit`
    does, takes a twentieth of a short run. By now all files are closed. Threads that are still at work, and whoever
    watches the program run, get the usual end, and so does output that cannot be written."""
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12
    watched = sys.gettrace() or sys.getprofile() or (monitoring and any(map(monitoring.get_tool, range(6))))
    if not watched and not sys.flags.inspect and threading.active_count() == 1:
        with contextlib.suppress(OSError, ValueError):
            atexit._run_exitfuncs()
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    main()
