"""What policies spend each month; works and rehousing record the costs of projects themselves."""

from __future__ import annotations

from simulation.processes.context import Context
from simulation.state.world import World


def step(world: World, context: Context) -> None:
    """Write the costs of the month into the ledger, policy by policy."""
    for position, costs in context.levers.each("costs", world):
        for cost in costs:
            world.ledger.record(
                "costs", month=world.month, source=position, what=cost.what, cents=cost.cents
            )
