"""Figures of the solidarity supplement (supplément de loyer de solidarité, SLS).

The national scale, which holds where no agreement sets another one.
"""

from __future__ import annotations

from simulation.law.dated import Dated, Value

_SCALE = "CCH R441-21, 1°, from décret 2008-825 du 21/08/2008"

COEFFICIENTS: Dated[tuple[tuple[float, float], ...]] = Dated(
    "Coefficient of excess: at the threshold, then what each further percent adds",
    "percent above the ceiling, 1",
    (Value("2009-01-01", ((20.0, 0.27), (20.0, 0.06), (59.0, 0.08), (149.0, 0.10)), _SCALE),),
)

REFERENCES: Dated[dict[str, float]] = Dated(
    "Reference supplement at 1 January 2009, since then revised by the rent index",
    "€/m²/month by zone of the supplement: Paris and its neighbours, its agglomeration, "
    "agglomerations over 100,000 inhabitants, elsewhere",
    (
        Value(
            "2009-01-01",
            {"1bis": 2.50, "1": 2.00, "2": 1.00, "3": 0.25},
            "CCH R441-21, 2°, décret 2008-825; which quarter of the index is free: the third, as "
            "for income ceilings",
        ),
    ),
)

CAP_SHARE: Dated[float] = Dated(
    "Rent and supplement, at most, over the resources of the household",
    "1",
    (
        Value("2009-01-01", 0.25, "CCH L441-4 before loi 2017-86 du 27/01/2017"),
        Value("2017-01-29", 0.30, "CCH L441-4, loi 2017-86 du 27/01/2017, art. 82"),
    ),
)
