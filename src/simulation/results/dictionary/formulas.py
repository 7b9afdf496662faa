"""French of the formulas that need words; those of names, codes and signs alone have none."""

from __future__ import annotations

from typing import Final

IN_FRENCH: Final[dict[str, str]] = {
    # ---- what tells rows apart ----
    "name of the scenario": "nom du scénario",
    "name of the first scenario": "nom du premier scénario",
    "name of the policy or project": "nom de la politique ou du projet",
    "name of the lever": "nom du levier",
    "name of the table": "nom de la table",
    "name of the measure": "nom de la mesure",
    "12 (year − start_year) + month of the year": "12 (year − start_year) + mois de l’année",
    "qpv, outside or all, by areas.is_qpv": "qpv, outside ou all, selon areas.is_qpv",
    "rental or owned, by residences.financing": "rental ou owned, selon residences.financing",
    "law or policies": "law ou policies",
    "position, or −1 − position": "position, ou −1 − position",
    "row of areas": "ligne de areas",
    "row of residences": "ligne de residences",
    "row of dwellings": "ligne de dwellings",
    "residences.landlord or −1": "residences.landlord ou −1",
    "1 or 0": "1 ou 0",
    # ---- segregation, attributions, targets ----
    "social, all or recent": "social, all ou recent",
    "residence, area or commune": "residence, area (quartier) ou commune",
    "quartile, poverty or decile": "quartile, poverty ou decile",
    "name of the function of simulation.indicators, then the group": (
        "nom de la fonction de simulation.indicators, puis le groupe"
    ),
    "index(n(households) by unit and group)": "indice(n(households) par unité et groupe)",
    "qpv, commune, area or group": "qpv, commune, area (quartier) ou group",
    "mutual_information (in nats) or theil_h": "mutual_information (en nats) ou theil_h",
    "index = between + within; within = Σ of the parts": (
        "index = between + within ; within = Σ des parts"
    ),
    "theil_h(n(households) by residence and quartile_fixed)": (
        "theil_h(n(households) par résidence et quartile_fixed)"
    ),
    "E(specialisation) with the sizes of residences given": (
        "E(specialisation), tailles des résidences données"
    ),
    "dissimilarity(n(households) by residence and quartile_fixed)": (
        "dissimilarity(n(households) par résidence et quartile_fixed)"
    ),
    "Shapley value of the margins of groups": "valeur de Shapley des marges de groupes",
    "Shapley value of the margins of areas": "valeur de Shapley des marges de quartiers",
    "Shapley value of the odds ratios": "valeur de Shapley des rapports de cotes",
    "after − index(year) of areas of both years": (
        "after − index(year) des quartiers des deux années"
    ),
    "index(since) of areas of both years − before": (
        "index(since) des quartiers des deux années − before"
    ),
    "E(value) with the sizes of units and of groups given": (
        "E(value), tailles des unités et des groupes données"
    ),
    "(leases − rehoused) / Σ leases over quartiles": "(leases − rehoused) / Σ leases des quartiles",
    "n(lettings) [residence in target]": "n(lettings) [résidence visée]",
    "n(lettings) [residence in target, profile in group or rehoused]": (
        "n(lettings) [résidence visée, profil du groupe ou relogé]"
    ),
    "n(lettings) [profile in group, channel ≠ REHOUSING] / leases": (
        "n(lettings) [profil du groupe, channel ≠ REHOUSING] / leases"
    ),
    "max(Target.share, floor)": "max(Target.share, plancher)",
    "n(units)": "n(unités)",
    "n(units) [counted ≥ target_share leases]": "n(unités) [counted ≥ target_share leases]",
    "n(dwellings) [VACANT, residence in target]": "n(dwellings) [VACANT, résidence visée]",
    "n(dwellings) [VACANT, no file can be heard]": (
        "n(dwellings) [VACANT, aucune demande recevable]"
    ),
    "n(dwellings) [VACANT, unit not reached, files can be heard, none in group]": (
        "n(dwellings) [VACANT, objectif non atteint, demandes recevables, aucune du groupe]"
    ),
    "Σ dwellings.rent / 100 [at risk]": "Σ dwellings.rent / 100 [à risque]",
    # ---- neighbourhoods, residences ----
    "poverty_share − that of all areas together": "poverty_share − celle de tous les quartiers",
    "n(moves) [destination social, area of origin ≠ area]": (
        "n(moves) [destination sociale, quartier d’origine ≠ area]"
    ),
    "n(moves) [origin social, area of destination ≠ area]": (
        "n(moves) [origine sociale, quartier de destination ≠ area]"
    ),
    "mean(income / units) / 100 over entrants": "mean(income / units) / 100 des entrants",
    "mean(income / units) / 100 over stayers": "mean(income / units) / 100 des stayers",
    "mean(income / units) / 100 over leavers": "mean(income / units) / 100 des leavers",
    "n(applications) [area in asked]": "n(applications) [area dans asked]",
    "n(applications) [area in asked, quartile_legal = 1]": (
        "n(applications) [area dans asked, quartile_legal = 1]"
    ),
    "n(dwellings) [median effort(Q1 files that fit, by even ranks of income) ≤ cap]": (
        "n(dwellings) [effort médian(demandes Q1 de taille adaptée, à rangs réguliers) ≤ maximum]"
    ),
    "n(different dwellings of lettings, or VACANT)": (
        "n(dwellings différents de lettings, ou VACANT)"
    ),
    "vacancies [accessible]": "vacancies [accessibles]",
    "q1_share − Σ q1 / Σ tenants over the area": "q1_share − Σ q1 / Σ tenants du quartier",
    "Σ weight (share − mean) / spread": "Σ poids (part − moyenne) / écart type",
    "class of fragility_index, as many homes in each": (
        "classe de fragility_index, autant de logements dans chacune"
    ),
    # ---- files, letting, bids ----
    "n(applications) [some area of asked is_qpv]": "n(applications) [un quartier de asked is_qpv]",
    "n(applications) [all areas of asked is_qpv]": (
        "n(applications) [tous les quartiers de asked is_qpv]"
    ),
    "n(different offers.household_id) [channel ≠ REHOUSING]": (
        "n(offers.household_id différents) [channel ≠ REHOUSING]"
    ),
    "n(different offers.household_id) [channel ≠ REHOUSING] [accepted = 0]": (
        "n(offers.household_id différents) [channel ≠ REHOUSING] [accepted = 0]"
    ),
    "n(applications) [some area asked for is in the sector]": (
        "n(applications) [un quartier de asked dans le secteur]"
    ),
    "n(applications) [some area asked for is in the sector, is_transfer]": (
        "n(applications) [un quartier de asked dans le secteur, is_transfer]"
    ),
    "n(different (month, household_id) of bids)": "n((month, household_id) différents de bids)",
    "mean over bidders of bids.income_per_unit / 100": (
        "mean(bids.income_per_unit) / 100 sur les candidats"
    ),
    "n(applications) [no bid this month]": "n(applications) [sans candidature ce mois]",
    "Σ income / units [no bid this month]": "Σ income / units [sans candidature ce mois]",
    "mean over homes of areas.private_rent": "mean(areas.private_rent) sur les logements",
    "mean over homes of areas.private_price": "mean(areas.private_price) sur les logements",
    # ---- money ----
    "100 Σ paid by the tenant / Σ income": "100 Σ payé par le locataire / Σ income",
    **{
        f"{name}(100 (paid by the tenant / income))": (
            f"{name}(100 (payé par le locataire / income))"
        )
        for name in ("q25", "median", "q75")
    },
    **{
        f"{name}((income − paid by the tenant) / units / (365.25 / 12))": (
            f"{name}((income − payé par le locataire) / units / (365.25 / 12))"
        )
        for name in ("mean", "q25", "median", "q75")
    },
    # ---- works and rehousing ----
    "n(different rows touched)": "n(lignes différentes touchées)",
    "n(lettings) [channel = REHOUSING, origin in these buildings]": (
        "n(lettings) [channel = REHOUSING, origine dans ces immeubles]"
    ),
    "n(moves) [origin in these buildings] − rehoused": (
        "n(moves) [origine dans ces immeubles] − rehoused"
    ),
    "Σ over buildings of max(month − demolition_due, 0)": (
        "Σ sur les immeubles de max(month − demolition_due, 0)"
    ),
    "Σ over buildings of works.late [what = DEMOLITION]": (
        "Σ sur les immeubles de works.late [what = DEMOLITION]"
    ),
    **{
        f"n(rehousings) [is_return = 0, {english}]": f"n(rehousings) [is_return = 0, {french}]"
        for english, french in {
            "area of destination = area of origin": "quartier de destination = celui d’origine",
            "same area, is_qpv": "même quartier, is_qpv",
            "same area, not is_qpv": "même quartier, non is_qpv",
            "other area, is_qpv": "autre quartier, is_qpv",
            "other area, not is_qpv": "autre quartier, non is_qpv",
            "origin is_qpv": "origine is_qpv",
            "landlord of destination = landlord of origin": (
                "bailleur de destination = celui d’origine"
            ),
            "landlord of destination ≠ landlord of origin": (
                "bailleur de destination ≠ celui d’origine"
            ),
        }.items()
    },
    "n(rehousings) [origin is_qpv, destination not is_qpv] / from_qpv": (
        "n(rehousings) [origine is_qpv, destination non is_qpv] / from_qpv"
    ),
    "net cost at origin": "dépense nette à l’origine",
    "net cost at destination": "dépense nette à destination",
    "destination area in applications.asked": "quartier de destination dans applications.asked",
    "cents spent in the month": "centimes dépensés dans le mois",
    # ---- sums of runs ----
    "mean over replicates of mean over years": "moyenne sur les répliques des moyennes annuelles",
    "s(differences) / √n": "s(écarts) / √n",
    "min(3, half)": "min(3, moitié)",
    "s √(2 / n_years), s pooled within sides": "s √(2 / n_years), s commun aux deux côtés",
    # ---- explanations of the ledger ----
    "members after − members before": "membres après − membres avant",
    "n(examined) [fiscal_income > ceiling]": "n(examined) [fiscal_income > plafond]",
    "n(examined) [draw > screen(residual income, effort)]": (
        "n(examined) [tirage > seuil(reste à vivre, taux d’effort)]"
    ),
    "1000 rank": "1000 points de rang",
    "−b_crowd rooms missing": "−b_crowd pièces manquantes",
    "b_attach [same area]": "b_attach [même quartier]",
    "b_new [recent]": "b_new [récent]",
    "Gumbel draw of household and area": "tirage de Gumbel du ménage et du quartier",
    "Gumbel draw of household and dwelling": "tirage de Gumbel du ménage et du logement",
    "value falling with years waited": "valeur qui baisse avec les années d’attente",
    "value falling with the delay": "valeur qui baisse avec le retard",
    "moving cost, 0 when rehoused": "coût du déménagement, 0 en cas de relogement",
    "b_cost ln((y − net cost) / y)": "b_cost ln((y − dépense nette) / y)",
}
"""By the English formula."""
