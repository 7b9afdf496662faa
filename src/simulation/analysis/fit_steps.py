"""The steps of a calibration, each of which simulates only what the journal does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from simulation.analysis.before_after import before_after
from simulation.analysis.calibration import Calibration, calibrate
from simulation.analysis.ensemble import Draws, Ensemble, ensemble, noise_of, reaches, rule_around
from simulation.analysis.fit_runs import FitRuns
from simulation.analysis.fit_setup import Request, Setup
from simulation.analysis.local_sensitivity import local_sensitivity
from simulation.analysis.recorder import Record, Told
from simulation.analysis.simulated_moments import MomentFit

if TYPE_CHECKING:
    import pandas as pd


class FitSteps:
    """Search, check, slopes, ensemble.

    Parameters
    ----------
    setup
        As `fit_setup.prepare` returns it for the request.
    checks
        Further replicates, which the search does not see and which judge its start and its end.
    workers
        Processes.
    advance
        Told the months that were run.
    """

    def __init__(
        self,
        request: Request,
        setup: Setup,
        *,
        checks: int = 4,
        workers: int = 1,
        advance: Callable[[int], object],
    ) -> None:
        self.request = request
        self.setup = setup
        self.checks = checks
        self.workers = workers
        seen = request.replicates
        runs = FitRuns(setup.journal, request.key, range(seen), workers, advance)
        self.fit = MomentFit(setup.scenarios, setup.targets, runs)
        fresh = runs.with_replicates(range(seen, seen + checks))
        self.judges = replace(self.fit, simulate=fresh)

    def with_advance(self, advance: Callable[[int], object]) -> FitSteps:
        """Return the same steps, which tell their months to another."""
        return FitSteps(
            self.request, self.setup, checks=self.checks, workers=self.workers, advance=advance
        )

    def search(self, told: Told | None = None) -> Calibration:
        """Look for the set of least loss."""
        return calibrate(self.fit, self.setup.axes, self.request.search, told)

    def check(self, found: Calibration) -> pd.DataFrame:
        """Return the targets at the start and at the best set, on draws that were not seen."""
        points = [found.start["parameters"], found.best["parameters"]]
        return before_after(self.fit, *self.judges.evaluate(points))

    def slopes(self, best: Record) -> pd.DataFrame:
        """Return what each parameter moves around the best set."""
        return local_sensitivity(self.fit, self.setup.axes, best["parameters"])

    def ensemble(
        self,
        best: Record,
        effects: pd.DataFrame,
        draws: Draws,
        told: Callable[[int, int], object] | None = None,
    ) -> Ensemble:
        """Keep sets around the best one that meet the targets about as well."""
        axes, centre = self.setup.axes, best["parameters"]
        (checked,) = self.judges.evaluate([centre])
        rule = rule_around(self.fit, best, noise_of(checked.moments, self.request.replicates))
        reach = reaches(self.fit, axes, effects, draws.width)
        return ensemble(self.fit, axes, centre, reach, rule, draws, told)
