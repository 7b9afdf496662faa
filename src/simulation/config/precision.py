"""The precision that a design wants: as many replicates as some half-widths need."""

from __future__ import annotations

from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.parameter import Settings, param

_STUDY = "choice of the study"


class Precision(Settings):
    """Half-widths wanted of the differences between arms, and how far to go for them.

    The pilot alone tells how many replicates are needed (Stein's rule in two stages).
    """

    half_widths: dict[str, float] = param(..., unit="as each measure", bounds=None, source=_STUDY)
    """Half the width that the 95 % interval of a difference may have, by measure."""
    arms: tuple[str, ...] | None = param(None, unit="names", bounds=None, source=_STUDY)
    """Arms whose difference from the reference is looked at; all of them when left out."""
    pilot: int = param(8, unit="runs", bounds=(2, 100_000), source=_STUDY)
    """Replicates that are run first, and tell the variance."""
    most: int = param(64, unit="runs", bounds=(2, 100_000), source=_STUDY)
    """Replicates at most, whatever the half-widths need."""
    last_years: int = param(5, unit="years", bounds=(1, None), source=_STUDY)
    """Years at the end of the runs that a measure is averaged over."""

    @model_validator(mode="after")
    def _consistent(self) -> Precision:
        found = [
            Problem(("half_widths", name), "precision_width")
            for name, width in self.half_widths.items()
            if width <= 0
        ]
        if not self.half_widths:
            found.append(Problem(("half_widths",), "precision_empty"))
        if self.arms is not None and not self.arms:
            found.append(Problem(("arms",), "empty_list"))
        if self.pilot > self.most:
            found.append(Problem(("most",), "precision_most", {"pilot": self.pilot}))
        if found:
            raise InconsistentError(*found)
        return self
