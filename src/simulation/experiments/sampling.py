"""Sample the space of uncertain parameters, as coordinates between 0 and 1.

Seeds are never 0, which SALib takes for none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from simulation.config.design import Sampling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MORRIS_LEVELS = 4
"""Levels of Morris (1991, doi:10.1080/00401706.1991.10484804) when a design gives none."""


def n_samples(sampling: Sampling | None, n_axes: int) -> int:
    """Return how many points a sampling has; one when nothing is uncertain."""
    if sampling is None or n_axes == 0:
        return 1
    n_levels, points = sampling.levels or 1, sampling.samples or 1
    if sampling.method == "factorial":
        return math.prod([n_levels] * n_axes)
    if sampling.method == "morris":
        return (sampling.trajectories or 1) * (n_axes + 1)
    if sampling.method == "sobol":
        return points * (n_axes * (1 + sampling.second_order) + 2)
    return points


def places(sampling: Sampling | None, names: tuple[str, ...]) -> NDArray[np.float64]:
    """Return the points of a sampling, shape (samples, parameters), between 0 and 1.

    The order of the rows of ``sobol`` and ``morris`` is what the analyses of SALib expect.
    """
    import numpy as np

    if sampling is None or not names:
        return np.empty((1, 0))
    found: Any = _METHODS[sampling.method](sampling, names)
    return np.ascontiguousarray(found, np.float64)


def salib_problem(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the problem that SALib samples and analyses: every parameter between 0 and 1."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _factorial(sampling: Sampling, names: tuple[str, ...]) -> Any:
    import numpy as np

    values = np.linspace(0.0, 1.0, sampling.levels or 1)
    grid = np.meshgrid(*[values] * len(names), indexing="ij")
    return np.stack([axis.ravel() for axis in grid], axis=1)


def _latin_hypercube(sampling: Sampling, names: tuple[str, ...]) -> Any:
    from scipy.stats import qmc

    return qmc.LatinHypercube(len(names), seed=sampling.seed).random(sampling.samples or 1)


def _sobol(sampling: Sampling, names: tuple[str, ...]) -> Any:
    from SALib.sample import sobol

    return sobol.sample(
        salib_problem(names),
        sampling.samples,
        calc_second_order=sampling.second_order,
        seed=sampling.seed,
    )


def _morris(sampling: Sampling, names: tuple[str, ...]) -> Any:
    from SALib.sample import morris

    return morris.sample(
        salib_problem(names),
        sampling.trajectories,
        num_levels=sampling.levels or MORRIS_LEVELS,
        seed=sampling.seed,
    )


_METHODS = {
    "factorial": _factorial,
    "latin_hypercube": _latin_hypercube,
    "sobol": _sobol,
    "morris": _morris,
}
