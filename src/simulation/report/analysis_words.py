"""Words of the analyses of sweeps, in English and in French."""

from __future__ import annotations

from typing import Final

ANALYSIS_WORDS: Final[dict[str, tuple[str, str]]] = {
    "count": ("units", "unités"),
    "of_sweep": ("Sweep: {title}.", "Plan : {title}."),
    "runs_of": ("{n} simulations.", "{n} simulations."),
    "contrasts_left": ("  … and {n} more in {title}", "  … et {n} de plus dans {title}"),
    "difference_of": ("{title} ({scenario} less {base})", "{title} ({scenario} moins {base})"),
    "level_of": ("{title} ({scenario})", "{title} ({scenario})"),
    "method_of": ("Method: {title}.", "Méthode : {title}."),
    "vacancy_percent_all": ("Vacancy", "Vacance"),
    "turnover_percent_all": ("Turnover", "Rotation"),
    "turnover_percent_qpv": ("Turnover, in QPV", "Rotation, en QPV"),
    "turnover_percent_outside": ("Turnover, outside QPV", "Rotation, hors QPV"),
    "refusals_per_offer_all": ("Refusals per offer", "Refus par proposition"),
    "open_files_all": ("Open files", "Demandes en cours"),
    "transfers_share_all": ("Transfers among new leases", "Mutations parmi les baux signés"),
    # ---- contrasts ----
    "sweep_contrasts_title": (
        "{title}, against {base}: difference and 95 % interval, replicate by replicate",
        "{title}, par rapport à {base} : écart et intervalle à 95 %, réplique par réplique",
    ),
    "sweep_contrasts_care": (
        "Verdicts at 5 % for the whole table ({label}). Pairing saves runs: the same interval "
        "would take {n} times as many unpaired runs (median of the measures).",
        "Verdicts à 5 % pour toute la table ({label}). L’appariement épargne des simulations : le "
        "même intervalle en demanderait {n} fois plus sans lui (médiane des mesures).",
    ),
    "correction_holm": ("Holm’s correction", "correction de Holm"),
    "correction_benjamini_hochberg": (
        "Benjamini and Hochberg: at most 5 % false among the yes",
        "Benjamini et Hochberg : au plus 5 % de faux parmi les oui",
    ),
    "correction_none": (
        "NO correction: one in twenty is a yes by chance",
        "SANS correction : un sur vingt est un oui par hasard",
    ),
    "verdict_differs": ("differs", "diffère"),
    "verdict_small": ("differs, by less than the margin", "diffère, de moins que la marge"),
    "verdict_no_effect": ("no effect beyond the margin", "pas d’effet au-delà de la marge"),
    "verdict_unsure": ("unsure", "incertain"),
    "few_replicates": (
        "With {n} replicates, crossed with samples, the intervals cover less than they say: run "
        "four at least.",
        "Avec {n} répliques, croisées avec des points, les intervalles couvrent moins qu’ils ne le "
        "disent : lancez-en quatre au moins.",
    ),
    "runs_needed": (
        "{label}: {n} pairs of runs for the half-width wanted; there are {total}",
        "{label} : {n} paires de simulations pour la demi-largeur voulue ; il y en a {total}",
    ),
    "wanted_crossed": (
        "{label}: no number of runs is told where replicates are crossed with samples; sweep one "
        "sample, or one replicate.",
        "{label} : pas de nombre de simulations là où des répliques croisent des points ; lancez "
        "un seul point, ou une seule réplique.",
    ),
    "sweep_contrasts_figure": (
        "What changes, and how surely",
        "Ce qui change, et avec quelle certitude",
    ),
    "sweep_contrasts_figure_subtitle": (
        "Difference from “{base}”. Dot: mean; thick bar: 95 % interval of Student; thin bar: "
        "bootstrap, from five replicates on. Grey band: what counts for no effect, where it was "
        "given",
        "Écart à « {base} ». Point : moyenne ; barre épaisse : intervalle de Student à 95 % ; "
        "barre fine : bootstrap, dès cinq répliques. Bande grise : ce qui compte pour un effet "
        "nul, si on l’a donné",
    ),
    # ---- sensitivity ----
    "sensitivity_title": (
        "What does the result depend on?",
        "De quoi le résultat dépend-il ?",
    ),
    "sensitivity_head": (
        "{label} — {title}, {n} samples",
        "{label} — {title}, {n} points",
    ),
    "sensitivity_noise": (
        "  Noise of replicates: {percent} % of the variance of one run, {years} % of that of the "
        "mean of {n}.",
        "  Bruit des répliques : {percent} % de la variance d’une simulation, {years} % de celle "
        "de la moyenne de {n}.",
    ),
    "sensitivity_floor": (
        "  Noise alone gives a µ* of about {mean}: near or below it, a parameter shows nothing.",
        "  Le bruit seul donne un µ* d’environ {mean} : près ou au-dessous, un paramètre ne montre "
        "rien.",
    ),
    "sensitivity_no_noise": (
        "  Noise of replicates: unknown with one replicate.",
        "  Bruit des répliques : inconnu avec une seule réplique.",
    ),
    "method_morris": ("Morris screening", "criblage de Morris"),
    "method_sobol": ("Sobol’ indices", "indices de Sobol’"),
    "method_pawn": ("PAWN indices", "indices PAWN"),
    "method_delta": ("delta indices", "indices delta"),
    "method_surrogate": (
        "Sobol’ indices on a surrogate",
        "indices de Sobol’ sur un métamodèle",
    ),
    "index_mu_star": ("µ*", "µ*"),
    "index_mu": ("µ", "µ"),
    "index_sigma": ("σ", "σ"),
    "index_S1": ("alone (first order)", "seul (premier ordre)"),
    "index_ST": ("with interactions (total)", "avec interactions (total)"),
    "index_S2": ("interaction", "interaction"),
    "index_pawn": ("PAWN", "PAWN"),
    "index_delta": ("delta", "delta"),
    "axis_mu_star": (
        "µ*: mean absolute effect over the range of the parameter, in the unit of the result",
        "µ* : effet absolu moyen sur l’étendue du paramètre, dans l’unité du résultat",
    ),
    "axis_sigma": (
        "σ: spread of the effect (interactions, curvature)",
        "σ : dispersion de l’effet (interactions, courbure)",
    ),
    "axis_S1": ("Share of the variance", "Part de la variance"),
    "axis_pawn": (
        "PAWN: largest shift of the distribution (median over slices)",
        "PAWN : plus grand déplacement de la distribution (médiane des tranches)",
    ),
    "axis_delta": (
        "delta: mean shift of the distribution",
        "delta : déplacement moyen de la distribution",
    ),
    "axis_samples": ("Samples", "Points"),
    "chance_line": ("What chance alone gives", "Ce que donne le seul hasard"),
    "noise_line": ("What the noise of replicates gives", "Ce que donne le bruit des répliques"),
    "equal_line": ("σ = µ*", "σ = µ*"),
    "sensitivity_subtitle": (
        "Each bar: a parameter varied over its whole range; line: 95 % interval. The strongest "
        "first",
        "Chaque barre : un paramètre qui varie sur toute son étendue ; trait : intervalle à 95 %. "
        "Les plus forts d’abord",
    ),
    "pawn_subtitle": (
        "Each bar: a parameter varied over its whole range; line: from the weakest to the "
        "strongest slice. The strongest first",
        "Chaque barre : un paramètre qui varie sur toute son étendue ; trait : de la tranche la "
        "plus faible à la plus forte. Les plus forts d’abord",
    ),
    "plane_title": (
        "How strong is each parameter, and how regular?",
        "Chaque paramètre est-il fort, et régulier ?",
    ),
    "plane_subtitle": (
        "Right: strong. High: the effect depends on where the others stand, or is not a line",
        "À droite : fort. En haut : l’effet dépend de la valeur des autres, ou n’est pas une "
        "droite",
    ),
    "interactions_title": (
        "Which parameters act together?",
        "Quels paramètres agissent ensemble ?",
    ),
    "interactions_subtitle": (
        "Share of the variance. On the diagonal: a parameter alone; under it: two together, beyond "
        "what each does alone. Bold: the 95 % interval leaves out 0. The strongest first",
        "Part de la variance. Sur la diagonale : un paramètre seul ; dessous : deux ensemble, "
        "au-delà de ce que chacun fait seul. En gras : l’intervalle à 95 % exclut 0. Les plus "
        "forts d’abord",
    ),
    "convergence_title": ("Are there enough samples?", "Y a-t-il assez de points ?"),
    "convergence_subtitle": (
        "The index of the strongest parameters as samples are added; band: 95 % interval. Flat "
        "lines, narrow and apart: enough",
        "L’indice des paramètres les plus forts à mesure qu’on ajoute des points ; bande : "
        "intervalle à 95 %. Lignes plates, étroites et séparées : assez",
    ),
    # ---- surrogate ----
    "surrogate_title": ("Can the surrogate be believed?", "Peut-on croire le métamodèle ?"),
    "surrogate_subtitle": (
        "Each dot is a sample that the surrogate had not seen. On the diagonal: rightly predicted",
        "Chaque point est un point du plan que le métamodèle n’avait pas vu. Sur la diagonale : "
        "bien prédit",
    ),
    "model_gaussian_process": ("Gaussian process", "processus gaussien"),
    "model_gradient_boosting": ("gradient boosting", "boosting de gradient"),
    "surrogate_head": (
        "{label}: {title} kept, R² {mean} on samples left out (at least {first} wanted)",
        "{label} : {title} retenu, R² {mean} sur les points laissés de côté (au moins {first} "
        "voulu)",
    ),
    "surrogate_error": (
        "  {title}: R² {mean}, error {first}; the noise of replicates alone: {last}",
        "  {title} : R² {mean}, erreur {first} ; le bruit des répliques seul : {last}",
    ),
    "simulated": ("Simulated", "Simulé"),
    "predicted": ("Predicted", "Prédit"),
    "unknown": ("unknown", "inconnu"),
    # ---- discovery ----
    "discovery_head": (
        "“{label}” holds in {percent} % of {n} samples ({scenario})",
        "« {label} » est vrai pour {percent} % de {n} points ({scenario})",
    ),
    "discovery_box": (
        "Box {n}: {percent} % of its samples are cases, and it holds {inside} % of all cases",
        "Boîte {n} : {percent} % de ses points sont des cas, et elle tient {inside} % des cas",
    ),
    "discovery_next_box": (
        "Box {n}, outside of those before: {percent} % of its samples are cases, and it holds "
        "{inside} % of all cases",
        "Boîte {n}, hors des précédentes : {percent} % de ses points sont des cas, et elle tient "
        "{inside} % des cas",
    ),
    "discovery_left_out": (
        "On samples left out, such a box has {percent} % of cases and holds {inside} % of them: "
        "believe these figures rather than those above.",
        "Sur des points laissés de côté, une telle boîte a {percent} % de cas et en tient "
        "{inside} % : croyez ces chiffres plutôt que ceux d’au-dessus.",
    ),
    "discovery_none": (
        "No box holds cases more often than chance does.",
        "Aucune boîte ne tient de cas plus souvent que le hasard.",
    ),
    "discovery_chance": (
        "That is no better than the {percent} % of all samples: take it for no box at all.",
        "Ce n’est pas mieux que les {percent} % de tous les points : ne tenez pas cela pour une "
        "boîte.",
    ),
    "scores_head": ("What tells the cases best:", "Ce qui distingue le mieux les cas :"),
    "discovery_title": ("When does “{label}” hold?", "Quand « {label} » est-il vrai ?"),
    "discovery_subtitle": (
        "Left: samples by the parameters of the first box, drawn as a frame. Right: every box on "
        "the way to it",
        "À gauche : les points selon les paramètres de la première boîte, encadrée. À droite : "
        "chaque boîte essayée en chemin",
    ),
    "case": ("Holds", "Vrai"),
    "not_case": ("Does not hold", "Faux"),
    "chosen_box": ("The box kept", "La boîte retenue"),
    "coverage": ("Coverage: share of all cases inside", "Couverture : part des cas à l’intérieur"),
    "density": ("Density: share of cases inside", "Densité : part de cas à l’intérieur"),
    "score": ("Score", "Score"),
    "stacking_title": (
        "Where “{label}” holds, over the parameters that tell most",
        "Où « {label} » est vrai, selon les paramètres qui comptent le plus",
    ),
    "stacking_subtitle": (
        "Each cell: share of the samples of its bins in which it holds, in %. Empty: no sample",
        "Chaque case : part des points de ses tranches où c’est vrai, en %. Vide : aucun point",
    ),
    "satisficing_head": (
        "Share of samples in which “{label}” holds, arm by arm, with its 95 % interval:",
        "Part des points où « {label} » est vrai, bras par bras, et intervalle à 95 % :",
    ),
    "regret_head": (
        "Regret on {label}: loss against the best arm of each sample (mean, 9 in 10 below, most):",
        "Regret sur {label} : perte contre le meilleur bras de chaque point (moyenne, 9 sur 10 "
        "sous, maximum) :",
    ),
    "robustness_title": (
        "Which arm holds, whatever is not known?",
        "Quel bras tient, quoi qu’on ignore ?",
    ),
    "robustness_subtitle": (
        "Over all samples of what is not known, each taken as likely as the others. Regret: what "
        "an arm loses against the best arm of the same sample",
        "Sur tous les points de ce qu’on ignore, chacun tenu pour aussi probable. Regret : ce "
        "qu’un bras perd contre le meilleur bras du même point",
    ),
    "satisficing_panel": ("Where “{label}” holds", "Où « {label} » est vrai"),
    "share_of_samples": (
        "% of the samples, with the 95 % interval",
        "% des points, et intervalle à 95 %",
    ),
    "regret_panel": ("Regret on {label}", "Regret sur {label}"),
    "mean_regret": ("Mean", "Moyenne"),
    "high_regret": ("9 in 10 are below", "9 sur 10 sont sous"),
    "largest_regret": ("Largest", "Le plus grand"),
    "euros": ("€", "€"),
    "best_in": ("best in {percent} % of samples", "le meilleur pour {percent} % des points"),
}
