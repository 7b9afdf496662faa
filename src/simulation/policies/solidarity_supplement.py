"""Where the solidarity supplement (SLS) is due, and how much of it (Tours)."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.config.scope import Scope
from simulation.policies.base import Policy
from simulation.state.world import World


class SolidaritySupplement(Policy):
    """Set the share of the supplement that well-off tenants pay in a scope.

    Mechanism: tenants far above the income ceiling pay a supplement; where it is waived they gain
    less by leaving, and applicants above the ceiling of others' homes find these dearer. `share`
    is 0 to exempt a scope, 1 for the national scale, between or above for the modulations that a
    convention (CUS) or a local housing programme allows. In the law itself QPV are exempt, so that
    a scope in QPV with a share of 1 takes the exemption away.

    Law: CCH L.441-3 and L.441-4; exemption in QPV, and by the local programme elsewhere. Place:
    Tours Métropole, in QPV and watch areas.

    May backfire: homes kept by households that could leave them are not let to those in need, and
    the landlord loses the supplement.

    Left at its defaults it is the law, and changes nothing: set `share`, or a scope in QPV.
    """

    key: ClassVar[str] = "solidarity_supplement"

    scope: Scope = param(
        Scope(is_qpv=False), unit="scope", bounds=None, source="CCH L.441-3: QPV are exempt"
    )
    """Where it acts; outside QPV when left out. Watch areas: is_watch = true, or areas by name."""
    share: float = param(
        1.0, unit="share of the national scale", bounds=(0, 2), source="CCH L.441-4, R.441-21"
    )
    """Supplement that is due in scope over that of the national scale; 1 outside QPV is the law."""

    def supplement_share(self, world: World) -> NDArray[np.float64] | None:
        """Return the share for residences in scope: from that of the law to that of the policy."""
        by_law = 1.0 - world.areas.is_qpv[world.residences.area]
        share = by_law + self.strength(world) * (self.share - by_law)
        acts = self.social_residences(world) & (share != by_law)
        return np.where(acts, share, np.nan) if acts.any() else None
