"""Dictionary of the tables of households: right to housing, rehousing."""

from __future__ import annotations

from simulation.results.dictionary.common import RUN, YEAR
from simulation.results.dictionary.entry import Column, Table, column

_HOUSED = "[channel ≠ REHOUSING]"

RIGHT_TO_HOUSING = Table(
    "right_to_housing",
    (
        "One group of files: those open in December, and those housed over the year.",
        "Un groupe de demandes : en cours en décembre, et satisfaites dans l’année.",
    ),
    (
        *RUN,
        YEAR,
        column(
            "by", "text",
            "What groups are made by: nothing, legal quartile, priority motive, persons, tenth of "
            "income",
            "Critère des groupes : aucun, quartile légal, motif prioritaire, personnes, dixième de "
            "revenu",
            "all, quartile, priority, persons, income", "files",
        ),
        column(
            "group", "text",
            "Name of the group; tenths are those of open and housed files together",
            "Nom du groupe ; les dixièmes sont ceux des demandes en cours et satisfaites ensemble",
            "all; q1, …; no, yes; 1, …, 5+; d1, …, d10", "files",
        ),
        column(
            "open_files", "count",
            "Open files", "Demandes en cours",
            "n(applications)", "files",
        ),
        column(
            "unhoused_files", "count",
            "Those of households without a home of their own",
            "Celles de ménages sans logement propre",
            "n(applications) [place = HOSTED]", "files",
        ),
        column(
            "mean_open_days", "days",
            "Mean age of open files", "Ancienneté moyenne des demandes en cours",
            "mean(month − filed) 365.25 / 12", "files",
        ),
        column(
            "median_open_days", "days",
            "Median age of open files", "Ancienneté médiane des demandes en cours",
            "median(month − filed) 365.25 / 12", "files",
        ),
        column(
            "housed", "count",
            "Files housed in the year, the rehoused left out",
            "Demandes satisfaites dans l’année, hors relogés",
            f"n(lettings) {_HOUSED}", "files",
        ),
        column(
            "mean_wait_days", "days",
            "Mean time from file to lease", "Délai moyen de la demande au bail",
            f"mean(lettings.wait_months) 365.25 / 12 {_HOUSED}", "files",
        ),
        column(
            "median_wait_days", "days",
            "Median time from file to lease", "Délai médian de la demande au bail",
            f"median(lettings.wait_months) 365.25 / 12 {_HOUSED}", "files",
        ),
        column(
            "chance", "share",
            "Chance of a letting: housed among those housed or still waiting in December",
            "Chance d’attribution : satisfaites sur satisfaites et encore en cours en décembre",
            "housed / (housed + open_files)", "files",
        ),
        column(
            "files_asking_qpv", "count",
            "Open files that ask for a priority neighbourhood",
            "Demandes en cours qui visent un quartier prioritaire",
            "n(applications) [some area of asked is_qpv]", "CIA",
        ),
        column(
            "files_asking_qpv_only", "count",
            "Open files that ask for priority neighbourhoods alone",
            "Demandes en cours qui ne visent que des quartiers prioritaires",
            "n(applications) [all areas of asked is_qpv]", "CIA",
        ),
        column(
            "asking_qpv_share", "share",
            "Share of open files that ask for a priority neighbourhood",
            "Part des demandes en cours qui visent un quartier prioritaire",
            "files_asking_qpv / open_files", "CIA",
        ),
        column(
            "open_poverty_share", "share",
            "Share of the persons of open files under the national poverty line, with the housing "
            "aid of their present home",
            "Part des personnes des demandes en cours sous le seuil national de pauvreté, avec "
            "l’aide au logement de leur logement actuel",
            "Σ persons [income + aid < line × units] / Σ persons (open files)", "Filosofi",
        ),
    ),
)  # fmt: skip

_MOVED = "n(rehousings) [is_return = 0, {}]"


def _moved(name: str, english: str, french: str, condition: str) -> Column:
    return column(name, "count", english, french, _MOVED.format(condition), "rehousing law")


_DESTINATIONS = (
    _moved(
        "in_same_qpv", "Rehoused in the same priority neighbourhood",
        "Relogés dans le même quartier prioritaire", "same area, is_qpv",
    ),
    _moved(
        "in_same_area", "Rehoused in the same area, outside priority neighbourhoods",
        "Relogés dans le même quartier, hors quartiers prioritaires", "same area, not is_qpv",
    ),
    _moved(
        "in_other_qpv", "Rehoused in another priority neighbourhood",
        "Relogés dans un autre quartier prioritaire", "other area, is_qpv",
    ),
    _moved(
        "outside_qpv", "Rehoused in another area, outside priority neighbourhoods",
        "Relogés dans un autre quartier, hors quartiers prioritaires", "other area, not is_qpv",
    ),
    column(
        "left_area_share", "share",
        "Share that left the area", "Part de ceux qui ont quitté le quartier",
        "(in_other_qpv + outside_qpv) / rehoused", "rehousing law",
    ),
    _moved(
        "from_qpv", "Those who lived in a priority neighbourhood",
        "Ceux qui habitaient un quartier prioritaire", "origin is_qpv",
    ),
    column(
        "left_qpv_share", "share",
        "Share of these who live outside priority neighbourhoods now",
        "Part de ceux-ci qui habitent désormais hors quartiers prioritaires",
        "n(rehousings) [origin is_qpv, destination not is_qpv] / from_qpv", "rehousing law",
    ),
    _moved(
        "other_landlord", "Rehoused with another landlord", "Relogés chez un autre bailleur",
        "landlord of destination ≠ landlord of origin",
    ),
    column(
        "inter_landlord_share", "share",
        "Share rehoused with another landlord", "Part du relogement interbailleurs",
        "other_landlord / rehoused", "rehousing law",
    ),
)  # fmt: skip


def _cost(name: str, english: str, french: str, formula: str) -> Column:
    return column(f"mean_cost_{name}_eur", "€/month", english, french, formula, "rehousing law")


_GONE = (
    column(
        "to_private", "count",
        "Households to rehouse who left for a private home of the territory",
        "Ménages à reloger partis vers un logement privé du territoire",
        "n(moves) [origin rehousing_opens ≤ month, destination private]", "rehousing law",
    ),
    column(
        "to_own_file", "count",
        "Those let another social home that they had asked for",
        "Ceux à qui leur propre demande a valu un autre logement social",
        "n(moves) [origin rehousing_opens ≤ month, reason COMMISSION, ADVERT]", "rehousing law",
    ),
    column(
        "to_elsewhere", "count",
        "Those who left the territory, deaths left out", "Ceux partis du territoire, hors décès",
        "n(moves) [origin rehousing_opens ≤ month, destination −1]", "rehousing law",
    ),
    column(
        "emptied_qpv", "count",
        "All who left buildings to demolish in priority neighbourhoods, rehoused or not",
        "Tous ceux qui ont quitté un immeuble à démolir en quartier prioritaire, relogés ou non",
        "n(moves) [origin rehousing_opens ≤ month, is_qpv; reason ≠ DEATH, UNION]", "rehousing law",
    ),
    column(
        "gone_from_qpv", "count",
        "Those of them who live in no priority neighbourhood of the territory now",
        "Ceux d’entre eux qui n’habitent plus un quartier prioritaire du territoire",
        "emptied_qpv [destination ≠ is_qpv, −1 included]", "rehousing law",
    ),
    column(
        "gone_from_qpv_share", "share", "Their share", "Leur part",
        "gone_from_qpv / emptied_qpv", "rehousing law",
    ),
)  # fmt: skip


REHOUSING = Table(
    "rehousing",
    (
        "Everybody rehoused in the year, or those of one legal quartile.",
        "Tous les relogés de l’année, ou ceux d’un quartile légal.",
    ),
    (
        *RUN,
        YEAR,
        column(
            "group", "text",
            "All, or the legal quartile at the lease", "Tous, ou le quartile légal au bail",
            "all, q1, q2, q3, q4", "attribution law",
        ),
        column(
            "rehoused", "count",
            "Households rehoused, returns left out", "Ménages relogés, hors retours",
            "n(rehousings) [is_return = 0]", "rehousing law",
        ),
        *_DESTINATIONS,
        column(
            "mean_delay_months", "months",
            "Mean time from the start of rehousing to the move",
            "Délai moyen entre l’ouverture du relogement et le déménagement",
            "mean(rehousings.delay)", "works",
        ),
        column(
            "median_delay_months", "months",
            "Median time from the start of rehousing to the move",
            "Délai médian entre l’ouverture du relogement et le déménagement",
            "median(rehousings.delay)", "works",
        ),
        _cost(
            "before", "Mean net cost before", "Dépense nette moyenne avant",
            "mean(rehousings.cost_before) / 100",
        ),
        _cost(
            "after", "Mean net cost after", "Dépense nette moyenne après",
            "mean(rehousings.cost_after) / 100",
        ),
        _cost(
            "change", "Mean change of the net cost", "Évolution moyenne de la dépense nette",
            "mean(rehousings.cost_after − rehousings.cost_before) / 100",
        ),
        _moved(
            "cost_risen", "Those who pay more than before", "Ceux qui paient plus qu’avant",
            "cost_after > cost_before",
        ),
        _moved(
            "neutrality_waived", "Those who gave up rent neutrality",
            "Ceux qui ont renoncé à la neutralité du reste à charge", "is_waived = 1",
        ),
        _moved(
            "with_file", "Those who had an open file, hence a wish",
            "Ceux qui avaient une demande en cours, donc un souhait", "is_asked ≥ 0",
        ),
        _moved(
            "area_asked", "Those of them rehoused in an area they asked for",
            "Ceux d’entre eux relogés dans un quartier demandé", "is_asked = 1",
        ),
        *_GONE,
        column(
            "returned", "count",
            "Returns to the rebuilt area", "Retours dans le quartier reconstruit",
            "n(rehousings) [is_return = 1]", "rehousing law",
        ),
    ),
)  # fmt: skip

TABLES = (RIGHT_TO_HOUSING, REHOUSING)
