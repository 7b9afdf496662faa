"""A fast stand-in for the simulation, fitted to its runs, with the error that it makes shown.

A Gaussian process and gradient boosting are cross-validated on the same folds; the better one is
kept. Where its error is too large it is refused: indices of a bad stand-in are indices of nothing.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.analysis.indices import sobol_indices
from simulation.analysis.problem import SALTELLI, Design, Points, parts_of, problem_of
from simulation.analysis.replicate_noise import Noise
from simulation.analysis.seeds import checked_seed, seed_of
from simulation.analysis.sensitivity import COLUMNS as INDEX_COLUMNS
from simulation.analysis.sensitivity import Output
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

LEAST_R2 = 0.8
"""Share of the variance of left-out samples that a surrogate must explain to be used."""
N_FOLDS = 5
LEAST_SAMPLES = 20
N_BASE_POINTS = 1024
GAUSSIAN_PROCESS, GRADIENT_BOOSTING = "gaussian_process", "gradient_boosting"
METHOD = "surrogate"
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Surrogate:
    """A model fitted to an output.

    Attributes
    ----------
    output
        What was fitted.
    errors
        One row per kind of model: model, r2, rmse (cross-validated), is_chosen, samples, noise_rmse
        (the error that replicate noise alone makes, NaN when unknown), best_r2 (what it leaves).
    predicted
        Cross-validated predictions of the chosen model, shape (samples,).
    models
        The chosen kind fitted to all samples, then to all but each fold.
    """

    output: Output
    errors: pd.DataFrame
    predicted: Values
    models: tuple[Any, ...]

    @property
    def r2(self) -> float:
        """Share of the variance of left-out samples that is explained."""
        return float(self.errors.loc[self.errors["is_chosen"], "r2"].iloc[0])

    def predict(self, points: Points) -> Values:
        """Return predictions, shape (n,), at coordinates of shape (n, factors)."""
        return _predicted(self.models[0], points)


def fit_surrogate(output: Output, key: int = 0) -> Surrogate:
    """Return the better of two models of an output, whatever its error.

    Raises
    ------
    InputError
        scikit-learn is not installed, there are too few samples, or nothing varies.
    """
    _needs_sklearn()
    n = len(output.values)
    if n and np.ptp(output.means) == 0:
        raise InputError(say("analysis_constant", measure=output.measure, arm=output.arm))
    least = max(LEAST_SAMPLES, 2 * output.design.block)
    if n < least:
        details = {"n": n, "least": least, "method": METHOD, "measure": output.measure}
        raise InputError(say("analysis_few_samples", **details))
    tried = {name: _cross_validated(name, output, key) for name in _MAKERS}
    best = min(tried, key=lambda name: _rmse(output.means, tried[name][0]))
    predicted, folds = tried[best]
    whole = _fitted(best, output.points, output.means, key)
    errors = _errors({name: guesses for name, (guesses, _) in tried.items()}, best, output)
    return Surrogate(output, errors, predicted, (whole, *folds))


def usable(surrogate: Surrogate, least_r2: float = LEAST_R2) -> Surrogate:
    """Return the surrogate.

    Raises
    ------
    InputError
        It explains less than `least_r2` of the variance of samples that it has not seen; the
        message says whether more replicates or more samples would help.
    """
    if surrogate.r2 >= least_r2:
        return surrogate
    output = surrogate.output
    best = 1 - output.noise.share_of_mean
    code = "analysis_surrogate_noise" if best < least_r2 else "analysis_surrogate_samples"
    details = {
        "measure": output.measure,
        "arm": output.arm,
        "r2": f"{surrogate.r2:.2f}",
        "least": f"{least_r2:.2f}",
        "best": f"{best:.2f}",
        "samples": len(output.values),
        "replicates": output.noise.replicates,
    }
    raise InputError(say(code, **details))


def surrogate_indices(
    surrogate: Surrogate, key: int = 0, n_base_points: int = N_BASE_POINTS
) -> pd.DataFrame:
    """Return Sobol' indices computed on a surrogate, columns as `sensitivity.COLUMNS`.

    `low` and `high` are the widest of the interval of sampling and of the spread over the models
    fitted without each fold, which is how far the surrogate itself may be wrong.

    Parameters
    ----------
    n_base_points
        Base points of Saltelli's scheme, a power of 2.
    """
    names = surrogate.output.names
    points = saltelli_points(len(names), n_base_points, key)
    design = Design(SALTELLI, 2 * len(names) + 2, has_second_order=True)
    tables = [
        sobol_indices(len(names), _predicted(model, points), design, key)
        for model in surrogate.models
    ]
    found = tables[0]
    spread = np.array([table["value"] for table in tables])
    found["low"] = np.minimum(found["low"], spread.min(axis=0))
    found["high"] = np.maximum(found["high"], spread.max(axis=0))
    named = dict(enumerate(names))
    told: dict[str, Any] = {
        "measure": surrogate.output.measure,
        "arm": surrogate.output.arm,
        "minus": surrogate.output.minus,
        "method": METHOD,
        "samples": len(points),
        "parameter": found["factor"].map(named),
        "other": found["other"].map(named).fillna(""),
    }
    return found.assign(**told)[list(INDEX_COLUMNS)]


def saltelli_points(n_factors: int, n_base_points: int, key: int) -> Points:
    """Return Saltelli's points with second order: 2 factors + 2 rows for each base point."""
    from SALib.sample import sobol

    found: Points = sobol.sample(
        problem_of(n_factors), n_base_points, calc_second_order=True,
        seed=checked_seed(seed_of(key, "saltelli")),
    )  # fmt: skip
    return found


def _cross_validated(name: str, output: Output, key: int) -> tuple[Values, list[Any]]:
    """Return predictions of each sample by the model that has not seen it, and those models."""
    predicted = np.empty(len(output.values))
    models = []
    parts = parts_of(np.arange(len(predicted)) // output.design.block, N_FOLDS, key)
    for part in range(int(parts.max()) + 1):
        left_out = parts == part
        model = _fitted(name, output.points[~left_out], output.means[~left_out], key)
        predicted[left_out] = _predicted(model, output.points[left_out])
        models.append(model)
    return predicted, models


def _fitted(name: str, points: Points, values: Values, key: int) -> Any:
    """Return a model fitted to centred values, with the centre and scale that it takes."""
    centre, scale = float(values.mean()), float(values.std()) or 1.0
    model = _MAKERS[name](points.shape[1], checked_seed(seed_of(key, METHOD, name)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a length at its bound: the factor does nothing
        model.fit(points, (values - centre) / scale)
    return model, centre, scale


def _predicted(fitted: Any, points: Points) -> Values:
    model, centre, scale = fitted
    found: Values = np.asarray(model.predict(points), np.float64) * scale + centre
    return found


def _gaussian_process(n_factors: int, seed: int) -> Any:
    """Return a process with a length per factor, smooth twice, and a noise of its own."""
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

    smooth = Matern(np.ones(n_factors), length_scale_bounds=(0.05, 100.0), nu=2.5)
    kernel = ConstantKernel(1.0, (1e-3, 1e3)) * smooth + WhiteKernel(1e-2, (1e-8, 1e1))
    return GaussianProcessRegressor(kernel, n_restarts_optimizer=1, random_state=seed)


def _gradient_boosting(_n_factors: int, seed: int) -> Any:
    from sklearn.ensemble import GradientBoostingRegressor

    return GradientBoostingRegressor(
        n_estimators=300, learning_rate=0.05, max_depth=3, subsample=0.7, random_state=seed
    )


_MAKERS = {GAUSSIAN_PROCESS: _gaussian_process, GRADIENT_BOOSTING: _gradient_boosting}


def _errors(tried: dict[str, Values], best: str, output: Output) -> pd.DataFrame:
    import pandas as pd

    noise: Noise = output.noise
    variance = float(output.means.var())
    rows = [
        {
            "measure": output.measure,
            "arm": output.arm,
            "minus": output.minus,
            "model": name,
            "r2": 1 - _rmse(output.means, guesses) ** 2 / variance,
            "rmse": _rmse(output.means, guesses),
            "is_chosen": name == best,
            "samples": len(output.values),
            "noise_rmse": noise.deviation_of_mean,
            "best_r2": 1 - noise.share_of_mean,
        }
        for name, guesses in tried.items()
    ]
    return pd.DataFrame(rows)


def _rmse(values: Values, guesses: Values) -> float:
    return float(np.sqrt(((values - guesses) ** 2).mean()))


def _needs_sklearn() -> None:
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise InputError(say("analysis_needs_explore", library="scikit-learn")) from error
