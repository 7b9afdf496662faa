"""Figures of the housing aid of tenants, metropolitan France.

Numbers and legal references as `openfisca-france` 176 lists them; its code is not used.
"""

from __future__ import annotations

from simulation.law.dated import Dated, Value

RENT_CEILINGS: Dated[dict[int, tuple[float, ...]]] = Dated(
    "Rent ceilings of the housing aid",
    "€/month by zone: alone, couple, one dependant, each further one",
    (
        Value(
            "2015-10-01",
            {
                1: (292.85, 353.2, 399.19, 57.91),
                2: (255.23, 312.4, 351.53, 51.16),
                3: (239.21, 289.99, 325.15, 46.6),
            },
            "arrêté du 16/10/2015",
        ),
        Value(
            "2017-10-01",
            {
                1: (295.05, 355.85, 402.18, 58.34),
                2: (257.14, 314.74, 354.17, 51.54),
                3: (241.0, 292.16, 327.59, 46.95),
            },
            "arrêté du 28/09/2017",
        ),
        Value(
            "2019-10-01",
            {
                1: (295.93, 356.92, 403.39, 58.52),
                2: (257.92, 315.69, 355.23, 51.7),
                3: (241.73, 293.04, 328.57, 47.09),
            },
            "arrêté du 27/09/2019, art. 7",
        ),
        Value(
            "2020-10-01",
            {
                1: (296.82, 357.99, 404.6, 58.7),
                2: (258.69, 316.64, 356.3, 51.86),
                3: (242.46, 293.92, 329.56, 47.23),
            },
            "arrêté du 27/09/2019 revalued on 1 October 2020, art. 7",
        ),
        Value(
            "2021-10-01",
            {
                1: (298.07, 359.49, 406.3, 58.95),
                2: (259.78, 317.97, 357.8, 52.08),
                3: (243.48, 295.15, 330.94, 47.43),
            },
            "arrêté du 27/09/2019 revalued on 1 October 2021, art. 7",
        ),
        Value(
            "2022-07-01",
            {
                1: (308.5, 372.07, 420.52, 61.01),
                2: (268.87, 329.1, 370.32, 53.9),
                3: (252.0, 305.48, 342.52, 49.09),
            },
            "arrêté du 27/09/2019 revalued on 1 July 2022, art. 7",
        ),
        Value(
            "2023-10-01",
            {
                1: (319.3, 385.09, 435.24, 63.15),
                2: (278.28, 340.62, 383.28, 55.79),
                3: (260.82, 316.17, 354.51, 50.81),
            },
            "arrêté du 22/09/2023, art. 1",
        ),
        Value(
            "2024-10-01",
            {
                1: (329.71, 397.64, 449.43, 65.21),
                2: (287.35, 351.72, 395.77, 57.61),
                3: (269.32, 326.48, 366.07, 52.47),
            },
            "arrêté du 27/09/2024, art. 1",
        ),
        Value(
            "2025-10-01",
            {
                1: (333.14, 401.78, 454.1, 65.89),
                2: (290.34, 355.38, 399.89, 58.21),
                3: (272.12, 329.88, 369.88, 53.01),
            },
            "arrêté du 05/09/2025, art. 1",
        ),
        Value(
            "2026-10-01",
            {
                1: (336.97, 406.4, 459.32, 66.65),
                2: (293.68, 359.47, 404.49, 58.88),
                3: (275.25, 333.67, 374.13, 53.62),
            },
            "arrêté du 28/09/2026, art. 1",
        ),
    ),
)

CHARGES: Dated[tuple[float, float]] = Dated(
    "Flat charges of the housing aid",
    "€/month: base, each dependant",
    (
        Value("2015-10-01", (53.27, 12.07), "arrêté du 16/10/2015"),
        Value("2017-10-01", (53.67, 12.16), "arrêté du 28/09/2017"),
        Value("2019-10-01", (53.83, 12.2), "arrêté du 27/09/2019, art. 9"),
        Value(
            "2020-10-01", (53.99, 12.24), "arrêté du 27/09/2019 revalued on 1 October 2020, art. 9"
        ),
        Value(
            "2021-10-01", (54.22, 12.29), "arrêté du 27/09/2019 revalued on 1 October 2021, art. 9"
        ),
        Value("2022-07-01", (56.12, 12.72), "arrêté du 27/09/2019 revalued on 1 July 2022, art. 9"),
        Value("2023-10-01", (58.08, 13.17), "arrêté du 22/09/2023, art. 1"),
        Value("2024-10-01", (59.97, 13.6), "arrêté du 27/09/2024, art. 1"),
        Value("2025-10-01", (60.59, 13.74), "arrêté du 05/09/2025, art. 1"),
        Value("2026-10-01", (61.29, 13.9), "arrêté du 28/09/2026, art. 1"),
    ),
)

MINIMUM_AMOUNT: Dated[float] = Dated(
    "Minimum share of the household (P0)",
    "€/month",
    (
        Value("2015-10-01", 34.76, "arrêté du 16/10/2015"),
        Value("2017-10-01", 35.02, "arrêté du 28/09/2017"),
        Value("2019-10-01", 35.13, "arrêté du 27/09/2019, art. 13"),
        Value("2020-10-01", 35.24, "arrêté du 27/09/2019 revalued on 1 October 2020, art. 13"),
        Value("2021-10-01", 35.39, "arrêté du 27/09/2019 revalued on 1 October 2021, art. 13"),
        Value("2022-07-01", 36.63, "arrêté du 27/09/2019 revalued on 1 July 2022, art. 13"),
        Value("2023-10-01", 37.91, "arrêté du 22/09/2023, art. 1"),
        Value("2024-10-01", 39.15, "arrêté du 27/09/2024, art. 1"),
        Value("2025-10-01", 39.56, "arrêté du 05/09/2025, art. 1"),
        Value("2026-10-01", 40.01, "arrêté du 28/09/2026, art. 1"),
    ),
)

MINIMUM_SHARE: Dated[float] = Dated(
    "Minimum share of the household (P0), over rent and charges",
    "1",
    (Value("2001-01-01", 0.085, "CCH D823-17; arrêté du 27/09/2019, art. 13"),),
)

ALLOWANCES: Dated[tuple[int, ...]] = Dated(
    "Allowance on resources (R0)",
    "€/year: alone, couple, one to six dependants, each further one",
    (
        Value(
            "2016-01-01",
            (4562, 6534, 7793, 7969, 8274, 8581, 8886, 9192, 305),
            "arrêté du 21/01/2016, art. 5",
        ),
        Value(
            "2019-01-01",
            (4575, 6553, 7816, 7992, 8298, 8606, 8912, 9219, 305),
            "décret 2018-1316 du 27/12/2018, art. 1",
        ),
        Value(
            "2020-01-01",
            (4588, 6572, 7839, 8015, 8322, 8631, 8938, 9246, 305),
            "arrêté du 03/01/2020, art. 1",
        ),
        Value(
            "2022-01-01",
            (4683, 6709, 8002, 8182, 8495, 8811, 9124, 9439, 311),
            "arrêté du 20/12/2021, art. 1",
        ),
        Value(
            "2022-07-01",
            (4870, 6977, 8322, 8509, 8834, 9163, 9488, 9816, 323),
            "arrêté du 29/07/2022, art. 1",
        ),
        Value(
            "2023-01-01",
            (4949, 7090, 8456, 8646, 8977, 9311, 9642, 9975, 328),
            "arrêté du 26/12/2022, art. 1",
        ),
        Value(
            "2024-01-01",
            (5186, 7430, 8862, 9061, 9408, 9758, 10105, 10454, 343),
            "arrêté du 15/12/2023, art. 1",
        ),
        Value(
            "2025-01-01",
            (5235, 7501, 8947, 9148, 9498, 9851, 10202, 10554, 346),
            "arrêté du 30/12/2024, art. 1; kept for 2026 by arrêté du 28/12/2025",
        ),
    ),
)

FAMILY_RATES: Dated[tuple[float, ...]] = Dated(
    "Rate by family (TF)",
    "1: alone, couple, one to six dependants, each further one",
    (
        Value(
            "2007-07-01",
            (0.0283, 0.0315, 0.0270, 0.0238, 0.0201, 0.0185, 0.0179, 0.0173, -0.0006),
            "arrêté du 27/09/2019, art. 14",
        ),
    ),
)

RENT_RATES: Dated[tuple[tuple[float, float], ...]] = Dated(
    "Rate by rent (TL): from this share of the reference rent, this rate",
    "1",
    (Value("2007-07-01", ((0.45, 0.0045), (0.75, 0.0068)), "arrêté du 27/09/2019, art. 14"),),
)

FLAT_CUT: Dated[float] = Dated(
    "Flat cut",
    "€/month",
    (
        Value("2016-07-01", 0.0, "none before décret 2017-1413"),
        Value("2017-10-01", 5.0, "décret 2017-1413 du 28/09/2017; arrêté du 27/09/2019, art. 11"),
    ),
)

LEAST_PAID: Dated[dict[str, float]] = Dated(
    "Amount under which the aid is not paid",
    "€/month by sector",
    (
        Value(
            "2007-01-01",
            {"social": 15.0, "private": 15.0},
            "décret 2006-1817 du 23/12/2006, art. 1",
        ),
        Value("2017-10-01", {"social": 10.0, "private": 10.0}, "décret 2017-1413 du 28/09/2017"),
        Value(
            "2018-03-01",
            {"social": 0.0, "private": 10.0},
            "arrêté du 27/02/2018 (TERL1801552A); arrêté du 27/09/2019, art. 12",
        ),
    ),
)

LIMITS: Dated[dict[int, tuple[float, float]]] = Dated(
    "Rents from which the aid falls, and at which it is nil, over the rent ceiling",
    "1, by zone",
    (
        Value(
            "2016-07-01",
            {1: (3.4, 4.0), 2: (2.5, 3.1), 3: (2.5, 3.1)},
            "CCH D823-16; arrêté du 27/09/2019, art. 10",
        ),
    ),
)

ROUNDING: Dated[float] = Dated(
    "Step to which resources are rounded up",
    "€/year",
    (Value("2009-01-01", 100.0, "CCH R822-3"),),
)

SOCIAL_DEBT_LEVY: Dated[float] = Dated(
    "CRDS on the housing aid",
    "1",
    (Value("1996-02-01", 0.005, "ordonnance 96-50 du 24/01/1996"),),
)
