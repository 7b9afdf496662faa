"""Indices of segregation, each a pure function of counts by unit and group."""

from simulation.indicators.corrected import corrected
from simulation.indicators.dissimilarity import dissimilarity
from simulation.indicators.expected_random import (
    expected_dissimilarity,
    expected_exposure,
    expected_isolation,
    expected_theil_h,
)
from simulation.indicators.exposure import exposure
from simulation.indicators.isolation import isolation
from simulation.indicators.theil_h import theil_h

__all__ = [
    "corrected",
    "dissimilarity",
    "expected_dissimilarity",
    "expected_exposure",
    "expected_isolation",
    "expected_theil_h",
    "exposure",
    "isolation",
    "theil_h",
]
