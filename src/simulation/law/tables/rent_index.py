"""Rent reference index (indice de référence des loyers, IRL), third quarters."""

from __future__ import annotations

from simulation.law.dated import Dated, Value

_SOURCE = "INSEE, IRL, series 001515333, third quarter of the year before"

RENT_INDEX: Dated[float] = Dated(
    "Rent reference index in force for revisions of 1 January",
    "index, fourth quarter of 1998 = 100",
    (
        Value("2009-01-01", 117.03, _SOURCE),
        Value("2010-01-01", 117.41, _SOURCE),
        Value("2011-01-01", 118.70, _SOURCE),
        Value("2012-01-01", 120.95, _SOURCE),
        Value("2013-01-01", 123.55, _SOURCE),
        Value("2014-01-01", 124.66, _SOURCE),
        Value("2015-01-01", 125.24, _SOURCE),
        Value("2016-01-01", 125.26, _SOURCE),
        Value("2017-01-01", 125.33, _SOURCE),
        Value("2018-01-01", 126.46, _SOURCE),
        Value("2019-01-01", 128.45, _SOURCE),
        Value("2020-01-01", 129.99, _SOURCE),
        Value("2021-01-01", 130.59, _SOURCE),
        Value("2022-01-01", 131.67, _SOURCE),
        Value("2023-01-01", 136.27, _SOURCE),
        Value("2024-01-01", 141.03, _SOURCE),
        Value("2025-01-01", 144.51, _SOURCE),
        Value("2026-01-01", 145.77, _SOURCE),
    ),
)
