"""Where a policy acts: kinds of areas, communes, areas, landlords, residences."""

from __future__ import annotations

from simulation.config.parameter import Settings, param

_CHOICE = "choice of the territory"


class Scope(Settings):
    """Part of the stock; what is left out does not restrict, what is given must all hold."""

    is_qpv: bool | None = param(None, unit="yes or no", bounds=None, source=_CHOICE)
    """In priority neighbourhoods (QPV), or outside them."""
    is_renewal: bool | None = param(None, unit="yes or no", bounds=None, source=_CHOICE)
    """In areas under urban renewal, or outside them."""
    is_watch: bool | None = param(None, unit="yes or no", bounds=None, source=_CHOICE)
    """In watch areas (quartiers de veille), or outside them."""
    communes: tuple[str, ...] = param((), unit="names", bounds=None, source=_CHOICE)
    """Communes, by name."""
    areas: tuple[str, ...] = param((), unit="names", bounds=None, source=_CHOICE)
    """Areas, by name; `peuplement territory areas` lists them."""
    landlords: tuple[int, ...] = param((), unit="numbers", bounds=None, source=_CHOICE)
    """Social landlords, by number."""
    residences: tuple[int, ...] = param((), unit="rows", bounds=None, source=_CHOICE)
    """Residences, by row."""

    @property
    def is_empty(self) -> bool:
        """True when nothing restricts it."""
        return self == Scope()
