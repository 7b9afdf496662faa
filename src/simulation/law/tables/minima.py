"""Figures of the basic income (RSA) and of the family allowances.

Numbers and legal references as `openfisca-france` 176 lists them; its code is not used.
"""

from __future__ import annotations

from simulation.law.dated import Dated, Value

BASIC_INCOME: Dated[float] = Dated(
    "Basic income (RSA) of one person",
    "€/month",
    (
        Value("2016-09-01", 535.17, "décret 2016-1276 du 29/09/2016"),
        Value("2017-04-01", 536.78, "décret 2017-739 du 04/05/2017"),
        Value("2017-09-01", 545.48, "décret 2017-739 du 04/05/2017, art. 1"),
        Value("2018-04-01", 550.93, "décret 2018-324 du 03/05/2018, art. 1"),
        Value("2019-04-01", 559.74, "décret 2019-400 du 02/05/2019, art. 1"),
        Value("2020-04-01", 564.78, "décret 2020-490 du 29/04/2020, art. 1"),
        Value("2021-04-01", 565.34, "décret 2021-530 du 29/04/2021, art. 1"),
        Value("2022-04-01", 575.52, "décret 2022-699 du 26/04/2022, art. 1"),
        Value("2022-07-01", 598.54, "loi 2022-1158 du 16/08/2022, art. 9"),
        Value("2023-04-01", 607.75, "décret 2023-340 du 04/05/2023, art. 1"),
        Value("2024-04-01", 635.71, "décret 2024-396 du 29/04/2024, art. 1"),
        Value("2025-04-01", 646.52, "décret 2025-293 du 29/03/2025, art. 1"),
        Value("2026-04-01", 651.69, "décret 2026-220 du 30/03/2026, art. 1"),
    ),
)

FAMILY_SHARES: Dated[tuple[float, float, float]] = Dated(
    "Added to the basic income: second person, further person, dependant from the third",
    "1",
    (Value("2009-06-01", (0.5, 0.3, 0.4), "CASF R262-1, décret 2009-404 du 15/04/2009, art. 2"),),
)

HOUSING_SHARES: Dated[tuple[float, float, float]] = Dated(
    "Taken off the basic income when housed or aided: one, two, three persons and more",
    "1, of the basic income of one person, of two, of three",
    (Value("2009-06-01", (0.12, 0.16, 0.165), "CASF R262-9"),),
)

ALLOWANCE_BASE: Dated[float] = Dated(
    "Base of the family allowances (BMAF)",
    "€/month",
    (
        Value("2016-04-01", 406.62, "circulaire DSS/SD2B/2016/77 du 15/03/2016"),
        Value("2017-04-01", 407.84, "circulaire DSS/SD2B/2017/97 du 21/03/2017"),
        Value("2018-04-01", 411.92, "circulaire DSS/SD2B/2018/81 du 22/03/2018"),
        Value("2019-04-01", 413.16, "circulaire DSS/SD2B/2019/65 du 25/03/2019"),
        Value("2020-04-01", 414.40, "circulaire DSS/SD2B/2020/33 du 18/02/2020"),
        Value("2021-04-01", 414.81, "circulaire DSS/2B/2021/65 du 19/03/2021"),
        Value("2022-04-01", 422.28, "circulaire DSS/2B/2022/82 du 28/03/2022"),
        Value("2022-07-01", 439.17, "CSS L551-1; loi 2022-1158 du 16/08/2022"),
        Value("2023-04-01", 445.93, "instruction DSS/2B/2023/41 du 24/03/2023"),
        Value("2024-04-01", 466.44, "instruction DSS/2B/2024/43 du 20/03/2024"),
        Value("2025-04-01", 474.37, "instruction DSS/2A/2C/2025/32 du 07/03/2025"),
        Value("2026-04-01", 478.16, "instruction DSS/2A/2026/36 du 26/03/2026"),
    ),
)

ALLOWANCE_SHARES: Dated[tuple[float, float]] = Dated(
    "Family allowances, of their base: two dependants, each further one",
    "1",
    (Value("1986-01-01", (0.32, 0.41), "CSS D521-1"),),
)
