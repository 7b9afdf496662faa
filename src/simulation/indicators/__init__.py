"""Indices of segregation, each a pure function of counts by unit and group."""

from simulation.indicators.atkinson import atkinson
from simulation.indicators.chance import Allocation
from simulation.indicators.change import Change, decompose_change, decompose_changes
from simulation.indicators.corrected import corrected
from simulation.indicators.correlation_ratio import correlation_ratio
from simulation.indicators.decomposition import (
    Decomposition,
    decompose,
    decompose_h,
    decompose_m,
    expected_within,
    group_against_rest,
)
from simulation.indicators.dissimilarity import dissimilarity
from simulation.indicators.environments import distance_decay, environments, nearest
from simulation.indicators.expected_atkinson import expected_atkinson
from simulation.indicators.expected_gini import expected_gini, expected_multigroup_gini
from simulation.indicators.expected_ordinal import expected_ordinal_segregation
from simulation.indicators.expected_random import (
    expected_correlation_ratio,
    expected_dissimilarity,
    expected_exposure,
    expected_isolation,
    expected_multigroup_dissimilarity,
    expected_mutual_information,
    expected_relative_diversity,
    expected_theil_h,
)
from simulation.indicators.expected_rank_order import expected_rank_order_h, expected_rank_order_r
from simulation.indicators.exposure import exposure
from simulation.indicators.gini import gini
from simulation.indicators.isolation import isolation
from simulation.indicators.local_entropy import local_entropy
from simulation.indicators.local_segregation import local_segregation
from simulation.indicators.location_quotient import location_quotient
from simulation.indicators.multigroup_dissimilarity import multigroup_dissimilarity
from simulation.indicators.multigroup_gini import multigroup_gini
from simulation.indicators.mutual_information import mutual_information
from simulation.indicators.ordinal import ordinal_segregation
from simulation.indicators.rank_order import rank_order_h, rank_order_r
from simulation.indicators.rank_order_exact import rank_order_exact
from simulation.indicators.relative_diversity import relative_diversity
from simulation.indicators.sheet import Sheet
from simulation.indicators.simulated import (
    bootstrap_interval,
    random_tables,
    simulated_expectation,
)
from simulation.indicators.spatial import (
    expected_spatial_dissimilarity,
    expected_spatial_theil_h,
    spatial_dissimilarity,
    spatial_exposure,
    spatial_theil_h,
)
from simulation.indicators.theil_h import theil_h

__all__ = [
    "Allocation",
    "Change",
    "Decomposition",
    "Sheet",
    "atkinson",
    "bootstrap_interval",
    "corrected",
    "correlation_ratio",
    "decompose",
    "decompose_change",
    "decompose_changes",
    "decompose_h",
    "decompose_m",
    "dissimilarity",
    "distance_decay",
    "environments",
    "expected_atkinson",
    "expected_correlation_ratio",
    "expected_dissimilarity",
    "expected_exposure",
    "expected_gini",
    "expected_isolation",
    "expected_multigroup_dissimilarity",
    "expected_multigroup_gini",
    "expected_mutual_information",
    "expected_ordinal_segregation",
    "expected_rank_order_h",
    "expected_rank_order_r",
    "expected_relative_diversity",
    "expected_spatial_dissimilarity",
    "expected_spatial_theil_h",
    "expected_theil_h",
    "expected_within",
    "exposure",
    "gini",
    "group_against_rest",
    "isolation",
    "local_entropy",
    "local_segregation",
    "location_quotient",
    "multigroup_dissimilarity",
    "multigroup_gini",
    "mutual_information",
    "nearest",
    "ordinal_segregation",
    "random_tables",
    "rank_order_exact",
    "rank_order_h",
    "rank_order_r",
    "relative_diversity",
    "simulated_expectation",
    "spatial_dissimilarity",
    "spatial_exposure",
    "spatial_theil_h",
    "theil_h",
]
