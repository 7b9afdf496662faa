"""Attribution targets by income quartile, in and out of QPV (CCH L.441-1)."""

from __future__ import annotations

from typing import ClassVar

from simulation.config.parameter import param
from simulation.policies.base import Policy, Target
from simulation.state.world import World

_LAW = "CCH L.441-1; instruction of 14 May 2018"


class AttributionTargets(Policy):
    """Reserve vacancies to the group that is behind its target.

    Mechanism: while the smoothed tally of a target is short, a vacancy in its scope is reserved to
    the group with the probability `compliance`; with no candidate of the group it stays empty for
    the month. On the others the group gains `pull` points times the shortfall. The commission stays
    sovereign otherwise.

    Law: at least 25 % of attributions outside QPV to the first quartile or to rehoused households;
    at least 50 % in QPV to the other quartiles.

    May backfire: dwellings stay empty when the group cannot pay or does not ask; with the second
    quartile counted, the target in QPV may ask nothing that is not done already.
    """

    key: ClassVar[str] = "attribution_targets"

    first_quartile_outside: float = param(0.25, unit="share", bounds=(0, 1), source=_LAW)
    """Share of attributions outside QPV for the first quartile and rehoused households; 0: none."""
    others_in_qpv: float = param(0.50, unit="share", bounds=(0, 1), source=_LAW)
    """Share of attributions in QPV for the quartiles from `lowest_in_qpv` up; 0: none."""
    lowest_in_qpv: int = param(2, unit="quartile", bounds=(2, 4), source=_LAW)
    """Lowest quartile that counts in QPV: 2 in the law, 3 for a target that asks more."""
    counts_rehoused: bool = param(True, unit="yes or no", bounds=None, source=_LAW)
    """Rehoused households count outside QPV whatever their income."""
    compliance: float = param(1.0, unit="probability", bounds=(0, 1), source="free: scenario")
    """How often the actors reserve a vacancy while a target is short."""
    pull: float = param(
        0.0, unit="points per unit of share", bounds=(0, 500), source="free: scenario"
    )
    """Points of the group on other vacancies, times compliance, for a shortfall of one."""

    def targets(self, world: World) -> tuple[Target, ...] | None:
        """Return the targets whose share is above zero."""
        qpv = world.areas.is_qpv
        found = []
        if self.first_quartile_outside > 0:
            found.append(
                Target(
                    name="first quartile outside QPV",
                    share=self.first_quartile_outside,
                    quartiles=(1,),
                    areas=~qpv,
                    counts_rehoused=self.counts_rehoused,
                    compliance=self.compliance,
                    pull=self.pull,
                )
            )
        if self.others_in_qpv > 0:
            found.append(
                Target(
                    name="other quartiles in QPV",
                    share=self.others_in_qpv,
                    quartiles=tuple(range(self.lowest_in_qpv, 5)),
                    areas=qpv,
                    counts_rehoused=False,
                    compliance=self.compliance,
                    pull=self.pull,
                )
            )
        return tuple(found) or None
