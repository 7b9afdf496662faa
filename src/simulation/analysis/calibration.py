"""Find the free parameters that bring simulated moments nearest to published targets.

Two searches between the bounds of the parameters, both asking for batches that are simulated at
once. ``cma`` is CMA-ES (Hansen and Ostermeier 2001, doi:10.1162/106365601750190398): it looks
everywhere and needs hundreds of evaluations. ``least_squares`` follows the differences of the
moments (trust region reflective: Branch, Coleman and Li 1999, doi:10.1137/S1064827595289108): it
goes from the start to the nearest minimum in a few tens. Both ask the same questions again when
they begin again: with runs that are kept, a calibration that stopped goes on as if it had not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from simulation.analysis.recorder import Record, Recorder, SpentError, Told
from simulation.analysis.simulated_moments import MomentFit, Point
from simulation.config.axes import Axis
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

LEAST_POPULATION = 4
_ENOUGH = 1e-3  # relative change of loss or parameters under which least squares end


@dataclass(frozen=True)
class Search:
    """How to search.

    Attributes
    ----------
    evaluations
        Sets of parameters to simulate; no batch begins after as many.
    method
        ``cma`` or ``least_squares``.
    seed
        Seed of CMA-ES, apart from the keys of the runs.
    first_step
        First standard deviation of CMA-ES, as a share of the width of the bounds.
    population
        Sets of a generation of CMA-ES, 4 at least; 4 + 3 ln n when left out.
    difference
        Step of the differences of ``least_squares``, as a share of the width of the bounds.
    """

    evaluations: int = 80
    method: Literal["cma", "least_squares"] = "least_squares"
    seed: int = 1
    first_step: float = 0.15
    population: int | None = None
    difference: float = 0.05


@dataclass(frozen=True)
class Calibration:
    """Every evaluation of a calibration: a record each, the start first."""

    records: Sequence[Record]

    @property
    def start(self) -> Record:
        """What the search began with."""
        return self.records[0]

    @property
    def best(self) -> Record:
        """The record of least loss, the first of several."""
        return min(self.records, key=lambda record: record["loss"])

    def table(self) -> pd.DataFrame:
        """Return every evaluation: parameters, moments, loss, one row each."""
        import pandas as pd

        rows = [
            {
                "generation": record["generation"],
                "loss": record["loss"],
                "inside": record["inside"],
                "refused": record["refused"],
                **record["parameters"],
                **{f"{m['scenario']}:{m['target']}": m["mean"] for m in record["moments"]},
            }
            for record in self.records
        ]
        return pd.DataFrame(rows)


def calibrate(
    fit: MomentFit, axes: Sequence[Axis], search: Search, told: Told | None = None
) -> Calibration:
    """Return every evaluation of a search; the best one is among them.

    Parameters
    ----------
    fit
        Scenarios, targets and how to simulate.
    axes
        Free parameters; the search begins at their start, which is evaluated first.
    told
        Called after each batch.

    Raises
    ------
    InputError
        The search cannot be made: see `check_search`.
    """
    check_search(search)
    recorder = Recorder(fit, max(search.evaluations, 1), told)
    with suppress(SpentError):
        _METHODS[search.method](recorder, axes, search)
    return Calibration(recorder.records)


def check_search(search: Search) -> None:
    """Raise `InputError` when the library of a search is missing, or its population too small."""
    if search.population is not None and search.population < LEAST_POPULATION:
        raise InputError(say("small_population", least=LEAST_POPULATION))
    if search.method == "cma" and find_spec("cmaes") is None:
        raise InputError(say("needs_cmaes"))


def _search_by_cma(recorder: Recorder, axes: Sequence[Axis], search: Search) -> None:
    import numpy as np
    from cmaes import CMA

    optimizer = CMA(
        mean=np.array([axis.to_unit(axis.start) for axis in axes]),
        sigma=search.first_step,
        bounds=np.tile([0.0, 1.0], (len(axes), 1)),
        seed=search.seed,
        population_size=search.population,
    )
    recorder.batch([{axis.name: axis.start for axis in axes}])
    while not optimizer.should_stop():
        places = [optimizer.ask() for _ in range(optimizer.population_size)]
        records = recorder.batch([_point(axes, place) for place in places])
        losses = [record["loss"] for record in records]
        optimizer.tell(list(zip(places, losses, strict=True)))


def _search_by_least_squares(recorder: Recorder, axes: Sequence[Axis], search: Search) -> None:
    import numpy as np
    from scipy.optimize import least_squares

    found: dict[bytes, NDArray[np.float64]] = {}

    def distances(place: NDArray[np.float64]) -> NDArray[np.float64]:
        if place.tobytes() not in found:
            (record,) = recorder.batch([_point(axes, place)])
            found[place.tobytes()] = _distances(record, recorder.fit)
        return found[place.tobytes()]

    def slopes(place: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = [_moved(axes, place, number, search.difference) for number in range(len(axes))]
        records = recorder.batch([_point(axes, there) for there in moved])
        columns = [
            (_distances(record, recorder.fit) - distances(place)) / (there[number] - place[number])
            for number, (record, there) in enumerate(zip(records, moved, strict=True))
        ]
        return np.stack(columns, axis=1)

    start = np.array([axis.to_unit(axis.start) for axis in axes])
    least_squares(
        distances, start, jac=slopes, bounds=(0.0, 1.0), method="trf", ftol=_ENOUGH, xtol=_ENOUGH
    )


_METHODS: dict[str, Callable[[Recorder, Sequence[Axis], Search], None]] = {
    "cma": _search_by_cma,
    "least_squares": _search_by_least_squares,
}


def _point(axes: Sequence[Axis], place: Any) -> Point:
    return {axis.name: axis.from_unit(x) for axis, x in zip(axes, place, strict=True)}


def _moved(axes: Sequence[Axis], place: Any, number: int, difference: float) -> Any:
    """Return the place with one coordinate moved inwards, by 1 at least where it is whole."""
    axis, there = axes[number], place.copy()
    step = max(difference, 1 / (axis.high - axis.low)) if axis.is_whole else difference
    there[number] += step if place[number] + step <= 1 else -step
    return there


def _distances(record: Record, fit: MomentFit) -> NDArray[np.float64]:
    import numpy as np

    means = {(m["scenario"], m["target"]): m["mean"] for m in record["moments"]}
    return np.array([fit.distance(key, means.get(key)) for key in fit.bands])
