"""Legal parameters of the year: where no solidarity supplement is due.

Amounts are those of `law_date` all along, for the model counts in constant euros.
"""

from __future__ import annotations

from simulation.processes.context import Context
from simulation.state.world import World

OWNER = "legal"


def step(world: World, context: Context) -> None:
    """Exempt priority neighbourhoods from the solidarity supplement (CCH L441-3)."""
    world.areas.owned(OWNER).is_supplement_exempt[:] = world.areas.is_qpv
