"""What each process of a local cluster does first; Dask loads it by name.

Ctrl-C in a terminal reaches all processes: the leading one decides, and ends the others.
"""

from __future__ import annotations

import signal
from typing import Any


def dask_setup(_worker: Any) -> None:
    """Leave Ctrl-C to the leading process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
