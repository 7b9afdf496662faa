"""What each process of a local cluster does first; Dask loads it by name.

Ctrl-C in a terminal reaches all processes: the leading one decides, and ends the others.
"""

from __future__ import annotations

import signal
from typing import Any


def dask_setup(_worker: Any) -> None:
    """Leave Ctrl-C to the leading process, and import all that a batch is made of.

    The thread that reads batches and the one that runs them would import at once. Classes of
    parameters parse their sources, which two threads of Python 3.11 cannot (python/cpython#106905).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import simulation.experiments.work  # noqa: F401
    from simulation.policies import registry

    registry()
