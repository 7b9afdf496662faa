"""What columns rest on: law, statistics, literature, or the accounting of the model itself."""

from __future__ import annotations

from typing import Final

from simulation.results.dictionary.entry import Text

REFERENCES: Final[dict[str, Text]] = {
    "run": ("What was run: the manifest of the folder", "Ce qui a été simulé : voir le manifeste"),
    "ledger": (
        "Events of the model, [ODD](odd.md) 2",
        "Événements du modèle, [ODD](odd.md) 2",
    ),
    "state": (
        "State variables of the model, [ODD](odd.md) 2",
        "Variables d’état du modèle, [ODD](odd.md) 2",
    ),
    "accounts": (
        "Stock and flow of the model, checked each month in the tests",
        "Stocks et flux du modèle, contrôlés chaque mois dans les tests",
    ),
    "choice": (
        "Utility of a dwelling, [ODD](odd.md) 7.2",
        "Utilité d’un logement, [ODD](odd.md) 7.2",
    ),
    "exits": ("Exits and transfers, [ODD](odd.md) 7.3", "Sorties et mutations, [ODD](odd.md) 7.3"),
    "files": ("Applications, [ODD](odd.md) 7.4", "Demandes, [ODD](odd.md) 7.4"),
    "commission": (
        "Reservation flow and commission, [ODD](odd.md) 7.5",
        "Gestion en flux et commission, [ODD](odd.md) 7.5",
    ),
    "works": ("Rehousing and works, [ODD](odd.md) 7.6", "Relogement et travaux, [ODD](odd.md) 7.6"),
    "private": (
        "Private market and image, [ODD](odd.md) 7.7",
        "Marché privé et image, [ODD](odd.md) 7.7",
    ),
    "policies": ("Policies, [ODD](odd.md) 7.8", "Politiques, [ODD](odd.md) 7.8"),
    "adverts": ("Chosen letting, [ODD](odd.md) 7.9", "Location choisie, [ODD](odd.md) 7.9"),
    "attribution law": ("CCH L.441-1", "CCH L.441-1"),
    "attribution law, with rehoused": (
        "CCH L.441-1: the rehoused count with the first quartile",
        "CCH L.441-1 : les relogés comptent avec le premier quartile",
    ),
    "ANCOLS": (
        "ANCOLS, annual report 2019: the rehoused left out",
        "ANCOLS, rapport annuel 2019 : hors relogés",
    ),
    "OPS": (
        "OPS survey of who lives in social homes, every second year, CCH L.442-5",
        "Enquête sur l’occupation du parc social (OPS), tous les deux ans, CCH L.442-5",
    ),
    "CIA": (
        "Yearly table of an intercommunal agreement (CIA), CCH L.441-1",
        "Bilan annuel d’une convention intercommunale d’attribution (CIA), CCH L.441-1",
    ),
    "balance table": (
        "Balance table of residences, as in Dunkerque",
        "Tableau d’équilibre des résidences, comme à Dunkerque",
    ),
    "fragility": (
        "Fragility of residences: index per building as in Tours, classes as URH does, "
        "[ODD](odd.md) 7.5",
        "Fragilité des résidences : indice par immeuble comme à Tours, classes comme l’URH, "
        "[ODD](odd.md) 7.5",
    ),
    "sheet": (
        "Sheet of a neighbourhood, as the « focus peuplement » of Nantes",
        "Fiche de quartier, comme le « focus peuplement » de Nantes",
    ),
    "screen": (
        "Effort at which a commission accepts one time in two, allocation.effort_maximum, "
        "[parameters](parameters.md)",
        "Taux d’effort auquel une commission accepte une fois sur deux, "
        "allocation.effort_maximum, [paramètres](parameters.md)",
    ),
    "fixed quartiles": (
        "Thresholds frozen at the end of the spin-up, so that no policy moves its own ruler",
        "Seuils figés à la fin de la mise en route : aucune politique ne déplace sa propre règle",
    ),
    "Filosofi": (
        "INSEE, Filosofi: persons under the poverty line, disposable income with housing aid",
        "INSEE, Filosofi : personnes sous le seuil, revenu disponible avec aide au logement",
    ),
    "OECD": (
        "OECD-modified scale: 1, 0.5 from 14 on, 0.3 under 14",
        "Échelle de l’OCDE modifiée : 1, 0,5 dès 14 ans, 0,3 avant",
    ),
    "SDES": (
        "SDES, RPLS: vacancy, vacancy over three months, turnover",
        "SDES, RPLS : vacance, vacance de plus de trois mois, rotation",
    ),
    "flow law": (
        "Décret 2020-145: the flow of each landlord",
        "Décret 2020-145 : la gestion en flux de chaque bailleur",
    ),
    "aid law": (
        "Housing aid in force: [the law](law.md)",
        "Aide au logement en vigueur : [le droit](law.md)",
    ),
    "direct aid": (
        "CCH L.832-1: the aid is paid to the landlord",
        "CCH L.832-1 : l’aide est versée au bailleur",
    ),
    "reduction law": (
        "CCH L.442-2-1: solidarity rent reduction; [the law](law.md)",
        "CCH L.442-2-1 : réduction de loyer de solidarité ; [le droit](law.md)",
    ),
    "supplement law": ("CCH L.441-3, L.441-4", "CCH L.441-3, L.441-4"),
    "rehousing law": (
        "C. urb. L.314-2; ANRU, general rules (2021)",
        "C. urb. L.314-2 ; ANRU, règlement général (2021)",
    ),
    "chance": (
        "Expectation under random allocation with the same margins (Winship 1977)",
        "Espérance sous répartition aléatoire, mêmes marges (Winship 1977)",
    ),
    "indices": (
        "Massey and Denton 1988; Reardon and Firebaugh 2002; [indices](indicators.md)",
        "Massey et Denton 1988 ; Reardon et Firebaugh 2002 ; [indices](indicators.md)",
    ),
    "splits": (
        "Theil and Finizza 1971; Frankel and Volij 2011; [indices](indicators.md)",
        "Theil et Finizza 1971 ; Frankel et Volij 2011 ; [indices](indicators.md)",
    ),
    "change": (
        "Shapley value, margins exchanged: Elbers 2021; [indices](indicators.md)",
        "Valeur de Shapley, marges échangées : Elbers 2021 ; [indices](indicators.md)",
    ),
    "contrasts": (
        "Paired t, common random numbers",
        "t apparié, nombres aléatoires communs",
    ),
    "spin-up": (
        "Stated rule: [ODD](odd.md) 5",
        "Règle énoncée : [ODD](odd.md) 5",
    ),
}
"""Every reference that a column may name."""
