"""Fill what is not published with conditional means, so that the synthesis sees no gap."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulation.territory.apportion import comparability, fill_shares
from simulation.territory.description import Description, Floats, Zones
from simulation.territory.settings import SynthesisSettings

_POVERTY_OUTSIDE, _POVERTY_QPV = 0.14, 0.457  # INSEE 8188284 (2018); Filosofi QPV 2021
_QUARTILES = np.array([0.87, 0.98, 1.12])  # over the mean: median over IRIS of RPLS 2022
_RENT = 6.05  # €/m²/month, France (RPLS 2022)
_LEAST_FIT = 5  # published zones that a regression needs
_MONTHS = 12
_SPREAD = 0.5  # standard deviation of log income where nothing tells
_RATE_BOUNDS = (0.02, 0.75)


def complete(description: Description, settings: SynthesisSettings) -> Description:
    """Return the description without gaps: shares, rents, vacancy, turnover, poverty, medians."""
    iris = _complete_zones(description.iris, description.poverty_line, _POVERTY_OUTSIDE, settings)
    qpv = _complete_zones(description.qpv, description.poverty_line, _POVERTY_QPV, settings)
    return replace(description, iris=iris, qpv=qpv)


def _complete_zones(
    zones: Zones, line: float, usual_poverty: float, settings: SynthesisSettings
) -> Zones:
    if len(zones) == 0:
        return zones
    dwellings = zones.dwellings.astype(float)
    rent = _or_mean(zones.rent, dwellings, _or_mean(zones.quartiles[:, 1], dwellings, _RENT))
    quartiles = np.where(np.isnan(zones.quartiles), rent[:, None] * _QUARTILES, zones.quartiles)
    weights = comparability(rent, zones.dwellings)
    poverty, median = _poverty_and_median(zones, line, usual_poverty)
    return replace(
        zones,
        shares={name: fill_shares(values, weights) for name, values in zones.shares.items()},
        rent=rent,
        quartiles=np.sort(quartiles, axis=1),
        vacancy=_or_mean(zones.vacancy, dwellings, settings.social_vacancy),
        turnover=_or_mean(zones.turnover, dwellings, settings.social_turnover),
        poverty=poverty,
        median=median,
    )


def _or_mean(values: Floats, weights: Floats, otherwise: float | Floats) -> Floats:
    """Replace NaN by the weighted mean of the others, or by `otherwise`."""
    known = ~np.isnan(values)
    if not isinstance(otherwise, float):
        return np.where(known, values, otherwise)
    mean = np.average(values[known], weights=weights[known]) if known.any() else otherwise
    return np.where(known, values, mean)


def _poverty_and_median(zones: Zones, line: float, usual: float) -> tuple[Floats, Floats]:
    """Fill each by the other: log-odds of poverty against log median, fitted on the zones."""
    poverty, median = zones.poverty.copy(), zones.median.copy()
    both = ~np.isnan(poverty) & ~np.isnan(median)
    slope, level = _fit(np.log(median[both] / line / _MONTHS), _logit(poverty[both]))
    guess = 1.0 / (1.0 + np.exp(-(level + slope * np.log(median / line / _MONTHS))))
    poverty = np.where(np.isnan(poverty), guess, poverty)
    rate = float(np.nanmedian(poverty)) if (~np.isnan(poverty)).any() else usual
    poverty = np.clip(np.where(np.isnan(poverty), rate, poverty), *_RATE_BOUNDS)
    inverse = line * _MONTHS * np.exp((_logit(poverty) - level) / slope)
    return poverty, np.where(np.isnan(median), inverse, median)


def _logit(rates: Floats) -> Floats:
    clipped = np.clip(rates, *_RATE_BOUNDS)
    return np.asarray(np.log(clipped / (1.0 - clipped)))


def _fit(x: Floats, y: Floats) -> tuple[float, float]:
    """Return slope and level of y on x; without enough points, those of a lognormal."""
    if x.size >= _LEAST_FIT and float(np.ptp(x)) > 0:
        slope, level = np.polyfit(x, y, 1)
        if slope < 0:
            return float(slope), float(level)
    slope = -1.7 / _SPREAD  # logistic against normal deviates, Johnson, Kotz and Balakrishnan 1995
    return slope, 0.0
