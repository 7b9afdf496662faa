"""Attribution targets by income quartile and by work, in and out of QPV (CCH L.441-1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.parameter import param
from simulation.policies.base import Policy, Target
from simulation.policies.groups import profiles_of
from simulation.state.world import MONTHS, World

_LAW = "CCH L.441-1; instruction of 14 May 2018"
_OWN = "choice of the territory (CIA)"
_EACH = (1, 2, 3, 4)


class AttributionTargets(Policy):
    """Reserve vacancies to the group that is behind its target.

    Mechanism: while the smoothed tally of a target is short, a vacancy in its scope is reserved to
    the group with the probability `compliance`; with no candidate of the group it stays empty for
    the month. On the others the group gains `pull` points times the shortfall. The commission stays
    sovereign otherwise. A ramp works on compliance.

    Law: at least 25 % of attributions outside QPV to the first quartile or to rehoused households;
    at least 50 % in QPV to the other quartiles, and not below the share observed before. Local
    agreements (CIA) ask more, for quartiles 3 and 4, for households with work, or residence by
    residence.

    May backfire: dwellings stay empty when the group cannot pay or does not ask; with the second
    quartile counted, the target in QPV may ask nothing that is not done already; counted residence
    by residence, the tally of a small one swings with each letting.
    """

    key: ClassVar[str] = "attribution_targets"

    first_quartile_outside: float = param(0.25, unit="share", bounds=(0, 1), source=_LAW)
    """Share of attributions outside QPV for the first quartile and rehoused households; 0: none."""
    others_in_qpv: float = param(0.50, unit="share", bounds=(0, 1), source=_LAW)
    """Share of attributions in QPV for the quartiles from `lowest_in_qpv` up; 0: none."""
    lowest_in_qpv: int = param(2, unit="quartile", bounds=(2, 4), source=_LAW)
    """Lowest quartile that counts in QPV: 2 in the law, 3 for a target that asks more."""
    employed_in_qpv: float = param(0.0, unit="share", bounds=(0, 1), source=_OWN)
    """Share of attributions in QPV for reference persons with a job, any income; 0: none."""
    in_scope: float = param(0.0, unit="share", bounds=(0, 1), source=_OWN)
    """Share of attributions in the whole scope for the group that follows; 0: none."""
    in_scope_quartiles: tuple[int, ...] = param((3, 4), unit="quartiles", bounds=None, source=_OWN)
    """Legal quartiles of that group."""
    in_scope_employed: bool = param(False, unit="yes or no", bounds=None, source=_OWN)
    """Of these quartiles, reference persons with a job only."""
    per: Literal["scope", "area", "residence"] = param(
        "scope", unit="what is counted", bounds=None, source=_LAW
    )
    """What the shares must be reached in: the whole, each area, or each residence."""
    never_below_observed: bool = param(False, unit="yes or no", bounds=None, source=_LAW)
    """A share is at least the one observed in the year before the policy starts."""
    tally_years: float = param(
        1.0, unit="years", bounds=(0.25, 10), source="CCH L.441-1: a year; inter-annual in some CIA"
    )
    """Years over which a tally forgets."""
    counts_rehoused: bool = param(True, unit="yes or no", bounds=None, source=_LAW)
    """Rehoused households count outside QPV whatever their income."""
    compliance: float = param(1.0, unit="probability", bounds=(0, 1), source="free: scenario")
    """How often the actors reserve a vacancy while a target is short."""
    pull: float = param(
        0.0, unit="points per unit of share", bounds=(0, 500), source="free: scenario"
    )
    """Points of the group on other vacancies, times compliance, for a shortfall of one."""

    def problems(self, world: World) -> tuple[Problem, ...]:
        """Refuse quartiles that do not exist, a group of nobody, and targets that hold nowhere."""
        wrong = [i for i, q in enumerate(self.in_scope_quartiles) if q not in _EACH]
        found = [Problem(("in_scope_quartiles", i), "no_quartile") for i in wrong]
        if self.in_scope > 0 and not self.in_scope_quartiles:
            found.append(Problem(("in_scope_quartiles",), "empty_list"))
        asks = any((self.first_quartile_outside, self.others_in_qpv, self.employed_in_qpv))
        if asks and self.targets(world) is None:
            found.append(Problem((), "targets_nowhere"))
        return tuple(found)

    def targets(self, world: World) -> tuple[Target, ...] | None:
        """Return the targets whose share is above zero, where they hold somewhere."""
        found = tuple(t for t in self._asked(world) if t.share > 0 and t.residences.any())
        return found or None

    def _asked(self, world: World) -> Iterator[Target]:
        social = self.residences(world) & (world.residences.landlord >= 0)
        qpv = world.areas.is_qpv[world.residences.area]
        upper = profiles_of(range(self.lowest_in_qpv, 5))
        work = self.in_scope_employed or None
        own = [q for q in self.in_scope_quartiles if q in _EACH]
        names = "".join(map(str, sorted(own))) + " with a job" * self.in_scope_employed
        yield self._target(
            world, "first quartile outside QPV", self.first_quartile_outside, profiles_of((1,)),
            social & ~qpv, self.counts_rehoused,
        )  # fmt: skip
        yield self._target(world, "other quartiles in QPV", self.others_in_qpv, upper, social & qpv)
        yield self._target(
            world, "employed in QPV", self.employed_in_qpv, profiles_of(_EACH, True), social & qpv
        )
        yield self._target(
            world, f"quartiles {names}", self.in_scope, profiles_of(own, work), social
        )

    def _target(
        self,
        world: World,
        name: str,
        share: float,
        profiles: int,
        residences: NDArray[np.bool_],
        counts_rehoused: bool = False,
    ) -> Target:
        where = "" if self.scope.is_empty else f"({self.scope.label})"
        each = "" if self.per == "scope" else f"each {self.per}"
        return Target(
            name=" ".join(filter(None, (name, each, where))),
            share=share,
            profiles=profiles,
            residences=residences,
            counts_rehoused=counts_rehoused,
            compliance=self.compliance * self.strength(world),
            pull=self.pull,
            per=self.per,
            is_floored=self.never_below_observed,
            memory_months=MONTHS * self.tally_years,
            since=self.first_year(world),
        )
