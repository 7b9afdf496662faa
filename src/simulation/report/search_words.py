"""Words of searches for packages, in English and in French."""

from __future__ import annotations

from typing import Final

SEARCH_WORDS: Final[dict[str, tuple[str, str]]] = {
    "spending_keur": ("Spending of policies", "Dépenses des politiques"),
    "keur": ("thousand € a year", "milliers d’€ par an"),
    "less_is_better": ("less is better", "moins vaut mieux"),
    "more_is_better": ("more is better", "plus vaut mieux"),
    "search_front_title": (
        "Which packages does no other beat on everything?",
        "Quels paquets aucun autre ne bat sur tout ?",
    ),
    "search_front_subtitle": (
        "Differences from “{base}” with the same draws, mean of the last {years} years. Numbered: "
        "packages of the front run again with draws that the search never saw, mean and 95 % "
        "interval over {n} replicates; the thin line leads to where the search saw them. The cross "
        "is the reference",
        "Écarts à « {base} » avec les mêmes tirages, moyenne des {years} dernières années. "
        "Numérotés : paquets du front simulés de nouveau avec des tirages que la recherche n’a pas "
        "vus, moyenne et intervalle à 95 % sur {n} répliques ; le trait fin mène là où la "
        "recherche les voyait. La croix est la référence",
    ),
    "search_tried": ("packages tried", "paquets essayés"),
    "search_seen": ("front as the search saw it", "front vu par la recherche"),
    "search_again": ("run again", "simulés de nouveau"),
    "search_composition": (
        "What each package holds, and what it changes (bold: interval without 0)",
        "Ce que chaque paquet contient, et ce qu’il change (gras : intervalle sans 0)",
    ),
    "search_robust_title": (
        "Do they still beat the reference when the world is another?",
        "Battent-ils encore la référence quand le monde est autre ?",
    ),
    "search_robust_subtitle": (
        "Share of {n} samples of what is not known in which the package is better than the "
        "reference, with Wilson’s 95 % interval; light: worse. On the right, the mean regret: what "
        "is lost against the best package of each sample",
        "Part de {n} points de ce qui n’est pas connu où le paquet est meilleur que la référence, "
        "avec l’intervalle de Wilson à 95 % ; en clair : moins bon. À droite, le regret moyen : ce "
        "qui est perdu contre le meilleur paquet de chaque point",
    ),
    "search_robust_axis": ("% of samples", "% des points"),
    "search_regret": ("regret", "regret"),
    "search_head": (
        "{title}: {n} packages tried, {total} of them on the front; {percent} run again with new "
        "draws, of which {inside} still on it.",
        "{title} : {n} paquets essayés, dont {total} sur le front ; {percent} simulés de nouveau "
        "avec d’autres tirages, dont {inside} y restent.",
    ),
    "search_troubles": (
        "  {n} refused by the territory, {total} failed: see evaluations.csv",
        "  {n} refusés par le territoire, {total} en échec : voyez evaluations.csv",
    ),
    "search_nothing": (
        "No package is better than the reference on any objective: the front is empty.",
        "Aucun paquet n’est meilleur que la référence sur un objectif : le front est vide.",
    ),
    "search_best": (
        "  {label}: best is {scenario} ({title}), {mean} {base}, 95 % [{first} ; {last}]",
        "  {label} : le meilleur est {scenario} ({title}), {mean} {base}, 95 % [{first} ; {last}]",
    ),
    "search_gain": (
        "Surely better than the reference on some objective, surely worse on none: {title}.",
        "Sûrement meilleurs que la référence sur un objectif au moins, sûrement moins bons sur "
        "aucun : {title}.",
    ),
    "search_trade": (
        "Each one is surely worse than the reference on some objective, or better on none: the "
        "front is a choice between them.",
        "Chacun est sûrement moins bon que la référence sur un objectif, ou meilleur sur aucun : "
        "le front est un choix entre eux.",
    ),
    "search_robust_head": (
        "Over {n} samples of what is not known, share in which each is better than the reference:",
        "Sur {n} points de ce qui n’est pas connu, part où chacun est meilleur que la référence :",
    ),
    "every_objective": ("No worse on any", "Moins bon sur aucun"),
    "of_search": ("Search: {title}.", "Recherche : {title}."),
}
