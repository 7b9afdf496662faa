"""Income ceilings of social housing: annexes I and II of the arrêté du 29 juillet 1987.

PLUS, and PLAI until 2022, as `openfisca-france` 176 lists them (one misprint of PLAI 2022 put
right). PLAI from 2023 are those of 2022 times the rent index, rounded every year: the rule gives
every PLUS ceiling of 2023 to 2026 to the euro, and the PLAI ceilings that were found published
(2023 elsewhere but for further persons, 2025 Paris).
"""

from __future__ import annotations

from enum import StrEnum

from simulation.law.dated import Dated, Value


class Region(StrEnum):
    """Where ceilings differ: Paris and neighbouring communes, rest of Île-de-France, elsewhere."""

    PARIS = "paris"
    ILE_DE_FRANCE = "ile_de_france"
    ELSEWHERE = "elsewhere"


PARIS = "75"
ILE_DE_FRANCE = ("75", "77", "78", "91", "92", "93", "94", "95")
"""Departments."""
PARIS_NEIGHBOURS = (
    "92012", "92024", "92040", "92044", "92046", "92049", "92051", "92062", "92064", "92073",
    "92075", "93001", "93006", "93045", "93048", "93055", "93061", "93066", "93070", "94018",
    "94033", "94037", "94041", "94042", "94043", "94052", "94067", "94069", "94080",
)  # fmt: skip
"""Communes next to Paris (communes limitrophes; arrêté du 29 juillet 1987, annex)."""
Ceilings = dict[Region, tuple[int, ...]]

PLUS: Dated[Ceilings] = Dated(
    "Income ceilings, PLUS",
    "€/year by region: categories 1 to 6, each further person",
    (
        Value(
            "2017-01-01",
            {
                Region.PARIS: (23146, 34593, 45347, 54141, 64417, 72486, 8077),
                Region.ILE_DE_FRANCE: (23146, 34593, 41583, 49809, 58964, 66353, 7393),
                Region.ELSEWHERE: (20123, 26872, 32316, 39013, 45895, 51723, 5769),
            },
            "annex I, arrêté du 22/12/2016",
        ),
        Value(
            "2018-01-01",
            {
                Region.PARIS: (23354, 34904, 45755, 54628, 64997, 73138, 8150),
                Region.ILE_DE_FRANCE: (23354, 34904, 41957, 50257, 59495, 66950, 7460),
                Region.ELSEWHERE: (20304, 27114, 32607, 39364, 46308, 52189, 5821),
            },
            "annex I, arrêté du 28/12/2017",
        ),
        Value(
            "2019-01-01",
            {
                Region.PARIS: (23721, 35452, 46473, 55486, 66017, 74286, 8278),
                Region.ILE_DE_FRANCE: (23721, 35452, 42616, 51046, 60429, 68001, 7577),
                Region.ELSEWHERE: (20623, 27540, 33119, 39982, 47035, 53008, 5912),
            },
            "annex I, arrêté du 28/12/2018",
        ),
        Value(
            "2020-01-01",
            {
                Region.PARIS: (24006, 35877, 47031, 56152, 66809, 75177, 8377),
                Region.ILE_DE_FRANCE: (24006, 35877, 43127, 51659, 61154, 68817, 7668),
                Region.ELSEWHERE: (20870, 27870, 33516, 40462, 47599, 53644, 5983),
            },
            "annex I, arrêté du 26/12/2019",
        ),
        Value(
            "2021-01-01",
            {
                Region.PARIS: (24116, 36042, 47247, 56410, 67116, 75523, 8416),
                Region.ILE_DE_FRANCE: (24116, 36042, 43325, 51897, 61435, 69134, 7703),
                Region.ELSEWHERE: (20966, 27998, 33670, 40648, 47818, 53891, 6011),
            },
            "annex I, arrêté du 24/12/2020",
        ),
        Value(
            "2022-01-01",
            {
                Region.PARIS: (24316, 36341, 47639, 56878, 67672, 76149, 8486),
                Region.ILE_DE_FRANCE: (24316, 36341, 43684, 52326, 61944, 69707, 7767),
                Region.ELSEWHERE: (21139, 28231, 33949, 40985, 48214, 54338, 6061),
            },
            "annex I, arrêté du 27/12/2021",
        ),
        Value(
            "2023-01-01",
            {
                Region.PARIS: (25165, 37611, 49303, 58865, 70036, 78809, 8782),
                Region.ILE_DE_FRANCE: (25165, 37611, 45210, 54154, 64108, 72142, 8038),
                Region.ELSEWHERE: (21878, 29217, 35135, 42417, 49898, 56236, 6273),
            },
            "annex I, arrêté du 27/12/2022",
        ),
        Value(
            "2024-01-01",
            {
                Region.PARIS: (26044, 38925, 51025, 60921, 72482, 81562, 9089),
                Region.ILE_DE_FRANCE: (26044, 38925, 46789, 56046, 66347, 74662, 8319),
                Region.ELSEWHERE: (22642, 30238, 36362, 43899, 51641, 58200, 6492),
            },
            "annex I, arrêté du 18/12/2023",
        ),
        Value(
            "2025-01-01",
            {
                Region.PARIS: (26687, 39885, 52284, 62424, 74271, 83575, 9313),
                Region.ILE_DE_FRANCE: (26687, 39885, 47944, 57429, 67984, 76504, 8524),
                Region.ELSEWHERE: (23201, 30984, 37259, 44982, 52915, 59636, 6652),
            },
            "annex I, arrêté du 23/12/2024",
        ),
        Value(
            "2026-01-01",
            {
                Region.PARIS: (26920, 40233, 52740, 62968, 74919, 84304, 9394),
                Region.ILE_DE_FRANCE: (26920, 40233, 48362, 57930, 68577, 77171, 8598),
                Region.ELSEWHERE: (23403, 31254, 37584, 45374, 53376, 60156, 6710),
            },
            "annex I, arrêté du 19/12/2025",
        ),
    ),
)

PLAI: Dated[Ceilings] = Dated(
    "Income ceilings, PLAI",
    "€/year by region: categories 1 to 6, each further person",
    (
        Value(
            "2017-01-01",
            {
                Region.PARIS: (12733, 20756, 27207, 29781, 35427, 39868, 4442),
                Region.ILE_DE_FRANCE: (12733, 20756, 24949, 27394, 32432, 36495, 4065),
                Region.ELSEWHERE: (11067, 16125, 19390, 21575, 25243, 28448, 3173),
            },
            "annex II, arrêté du 22/12/2016",
        ),
        Value(
            "2018-01-01",
            {
                Region.PARIS: (12848, 20943, 27452, 30049, 35749, 40227, 4482),
                Region.ILE_DE_FRANCE: (12848, 20943, 25174, 27641, 32724, 36823, 4102),
                Region.ELSEWHERE: (11167, 16270, 19565, 21769, 25470, 28704, 3202),
            },
            "annex II, arrêté du 28/12/2017",
        ),
        Value(
            "2019-01-01",
            {
                Region.PARIS: (13050, 21272, 27883, 30521, 36307, 40859, 4552),
                Region.ILE_DE_FRANCE: (13050, 21272, 25569, 28075, 33238, 37401, 4166),
                Region.ELSEWHERE: (11342, 16525, 19872, 22111, 25870, 29155, 3252),
            },
            "annex II, arrêté du 28/12/2018",
        ),
        Value(
            "2020-01-01",
            {
                Region.PARIS: (13207, 21527, 28218, 30887, 36743, 41349, 4607),
                Region.ILE_DE_FRANCE: (13207, 21527, 25876, 28412, 33637, 37850, 4216),
                Region.ELSEWHERE: (11478, 16723, 20110, 22376, 26180, 29505, 3291),
            },
            "annex II, arrêté du 26/12/2019",
        ),
        Value(
            "2021-01-01",
            {
                Region.PARIS: (13268, 21626, 28348, 31029, 36912, 41539, 4628),
                Region.ILE_DE_FRANCE: (13268, 21626, 25995, 28543, 33792, 38024, 4235),
                Region.ELSEWHERE: (11531, 16800, 20203, 22479, 26300, 29641, 3306),
            },
            "annex II, arrêté du 24/12/2020",
        ),
        Value(
            "2022-01-01",
            {
                Region.PARIS: (13378, 21805, 28582, 31287, 37218, 41884, 4666),
                Region.ILE_DE_FRANCE: (13378, 21805, 26210, 28779, 34071, 38339, 4270),
                Region.ELSEWHERE: (11626, 16939, 20370, 22665, 26519, 29886, 3333),
            },
            "annex II, arrêté du 27/12/2021",
        ),
        Value(
            "2023-01-01",
            {
                Region.PARIS: (13845, 22567, 29581, 32380, 38518, 43347, 4829),
                Region.ILE_DE_FRANCE: (13845, 22567, 27126, 29784, 35261, 39678, 4419),
                Region.ELSEWHERE: (12032, 17531, 21082, 23457, 27445, 30930, 3449),
            },
            "annex II, arrêté du 27/12/2022; reckoned by the IRL",
        ),
        Value(
            "2024-01-01",
            {
                Region.PARIS: (14329, 23355, 30614, 33511, 39863, 44861, 4998),
                Region.ILE_DE_FRANCE: (14329, 23355, 28074, 30824, 36493, 41064, 4573),
                Region.ELSEWHERE: (12452, 18143, 21818, 24276, 28404, 32010, 3569),
            },
            "annex II, arrêté du 18/12/2023; reckoned by the IRL",
        ),
        Value(
            "2025-01-01",
            {
                Region.PARIS: (14683, 23931, 31369, 34338, 40847, 45968, 5121),
                Region.ILE_DE_FRANCE: (14683, 23931, 28767, 31585, 37393, 42077, 4686),
                Region.ELSEWHERE: (12759, 18591, 22356, 24875, 29105, 32800, 3657),
            },
            "annex II, arrêté du 23/12/2024; reckoned by the IRL",
        ),
        Value(
            "2026-01-01",
            {
                Region.PARIS: (14811, 24140, 31643, 34637, 41203, 46369, 5166),
                Region.ILE_DE_FRANCE: (14811, 24140, 29018, 31860, 37719, 42444, 4727),
                Region.ELSEWHERE: (12870, 18753, 22551, 25092, 29359, 33086, 3689),
            },
            "annex II, arrêté du 19/12/2025; reckoned by the IRL",
        ),
    ),
)

PLS_RATIO: Dated[float] = Dated(
    "Income ceilings, PLS over PLUS",
    "1",
    (Value("2001-04-01", 1.3, "CCH D331-17"),),
)
