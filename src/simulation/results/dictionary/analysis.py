"""Dictionary of the tables that sum up runs: contrasts and the end of the spin-up."""

from __future__ import annotations

from simulation.results.dictionary.common import REPLICATE, SCENARIO
from simulation.results.dictionary.entry import COMPARED, Column, Table, column

MEASURE = column(
    "measure", "text",
    "What is measured: a number per run and year", "Ce qui est mesuré : un nombre par an",
    "name of the measure", "run",
)  # fmt: skip
UNIT = column(
    "unit", "text",
    "Unit of the measure", "Unité de la mesure",
    "index, share, percent, days, count, eur", "run",
)  # fmt: skip
_FIRST, _LAST = (
    column(
        name, "year", english, french, formula, "run",
    )
    for name, english, french, formula in (
        ("first_year", "First year of the mean", "Première année de la moyenne", "min(year)"),
        ("last_year", "Last year of the mean", "Dernière année de la moyenne", "max(year)"),
    )
)  # fmt: skip


def _contrast(name: str, english: str, french: str, formula: str) -> Column:
    return column(name, "as told", english, french, formula, "contrasts")


CONTRASTS = Table(
    "contrasts",
    (
        "One scenario, measure and period, against the first scenario.",
        "Un scénario, une mesure et une période, par rapport au premier scénario.",
    ),
    (
        SCENARIO,
        column(
            "base", "text",
            "Scenario it is compared with", "Scénario auquel il est comparé",
            "name of the first scenario", "run",
        ),
        column(
            "table", "text",
            "Table it is measured on", "Table mesurée",
            "name of the table", "run",
        ),
        MEASURE,
        UNIT,
        column(
            "period", "text",
            "Years it is the mean of: a year, those in which policies act, the last five",
            "Années de la moyenne : une, celles où agissent les politiques, les cinq dernières",
            "year, policy_years, last_years", "run",
        ),
        _FIRST,
        _LAST,
        column("n", "count", "Pairs of runs", "Paires de simulations", "n(replicate)", "contrasts"),
        _contrast(
            "mean_base", "Mean of the first scenario", "Moyenne du premier scénario",
            "mean over replicates of mean over years",
        ),
        _contrast(
            "mean_scenario", "Mean of the scenario", "Moyenne du scénario",
            "mean over replicates of mean over years",
        ),
        _contrast(
            "difference", "Mean difference of pairs", "Écart moyen des paires",
            "mean_scenario − mean_base",
        ),
        _contrast(
            "standard_error", "Standard error of the difference", "Erreur type de l’écart",
            "s(differences) / √n",
        ),
        _contrast(
            "low", "Lower end of the 95 % interval", "Borne basse de l’intervalle à 95 %",
            "difference − t(0.975, n − 1) standard_error",
        ),
        _contrast(
            "high", "Upper end of the 95 % interval", "Borne haute de l’intervalle à 95 %",
            "difference + t(0.975, n − 1) standard_error",
        ),
        _contrast(
            "unpaired_standard_error", "Standard error that unpaired runs would have",
            "Erreur type qu’auraient des simulations non appariées",
            "√((s²(base) + s²(scenario)) / n)",
        ),
        column(
            "variance_gain", "ratio",
            "Variance without pairs over variance with them",
            "Variance sans appariement sur variance avec",
            "(unpaired_standard_error / standard_error)²", "contrasts",
        ),
    ),
    COMPARED,
)  # fmt: skip


def _settled(name: str, english: str, french: str, formula: str) -> Column:
    return column(name, "as told", english, french, formula, "spin-up")


SPIN_UP = Table(
    "spin_up",
    (
        "One run and watched measure: how settled it was when the spin-up ended.",
        "Une simulation et une mesure suivie : sa stabilité à la fin de la mise en route.",
    ),
    (
        SCENARIO,
        REPLICATE,
        MEASURE,
        UNIT,
        _FIRST,
        _LAST,
        column(
            "n_years", "years",
            "Years on each side", "Années de chaque côté",
            "min(3, half)", "spin-up",
        ),
        _settled("before", "Mean of the years before", "Moyenne des années d’avant", "mean(value)"),
        _settled("last", "Mean of the last years", "Moyenne des dernières années", "mean(value)"),
        _settled("drift", "Drift", "Dérive", "last − before"),
        _settled(
            "standard_error", "Standard error of the drift", "Erreur type de la dérive",
            "s √(2 / n_years), s pooled within sides",
        ),
        column(
            "status", "text",
            "Whether it is settled", "S’il est stabilisé",
            "settled, drifting, unclear", "spin-up",
        ),
    ),
)  # fmt: skip

TABLES = (CONTRASTS, SPIN_UP)
