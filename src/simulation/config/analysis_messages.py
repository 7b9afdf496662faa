"""Messages about the analysis of sweeps, in English and in French."""

from __future__ import annotations

from typing import Final

ANALYSIS_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "analysis_measure": (
        "{name}: the runs have no such measure; {suggestion}",
        "{name} : les simulations n’ont pas cette mesure ; {suggestion}",
    ),
    "analysis_arm": (
        "{name}: the sweep has no such arm; {suggestion}",
        "{name} : le plan n’a pas ce bras ; {suggestion}",
    ),
    "analysis_no_factors": (
        "the sweep varies no parameter: add [[uncertainties]] to its design and run it, or ask for "
        "contrasts",
        "le plan ne fait varier aucun paramètre : ajoutez des [[uncertainties]] à son plan et "
        "lancez-le, ou demandez des contrastes",
    ),
    "analysis_one_arm": (
        "the runs have one arm, {arm}, and nothing to contrast it with; add another to the design",
        "les simulations n’ont qu’un bras, {arm}, et rien à quoi le comparer ; ajoutez-en un autre "
        "au plan",
    ),
    "analysis_few_pairs": (
        "{measure}, arm {arm}: fewer than two pairs of runs, so no interval; add replicates or "
        "leave the measure out with --measure",
        "{measure}, bras {arm} : moins de deux paires de simulations, donc pas d’intervalle ; "
        "ajoutez des répliques, ou laissez la mesure de côté avec --measure",
    ),
    "analysis_nothing": (
        "{measure}, arm {arm}: no sample has all its replicates; let the sweep go on first",
        "{measure}, bras {arm} : aucun point n’a toutes ses répliques ; laissez d’abord le plan "
        "se poursuivre",
    ),
    "analysis_constant": (
        "{measure}, arm {arm}: the same in all samples, so nothing to explain; choose another "
        "measure",
        "{measure}, bras {arm} : la même valeur en tous les points, donc rien à expliquer ; "
        "choisissez une autre mesure",
    ),
    "analysis_method": (
        "unknown method {method}; choose one of {known}",
        "méthode {method} inconnue ; choisissez parmi {known}",
    ),
    "analysis_needs_morris": (
        "{method} needs samples of a Morris design, which these are not; run the sweep with "
        'sampling method = "morris", or choose pawn or delta',
        "{method} demande les points d’un plan de Morris, ce que ceux-ci ne sont pas ; lancez le "
        'plan avec sampling method = "morris", ou choisissez pawn ou delta',
    ),
    "analysis_needs_saltelli": (
        "{method} needs samples of Saltelli's scheme, which these are not; run the sweep with "
        'sampling method = "sobol", choose pawn or delta, or let a surrogate stand in',
        "{method} demande les points du plan de Saltelli, ce que ceux-ci ne sont pas ; lancez le "
        'plan avec sampling method = "sobol", choisissez pawn ou delta, ou passez par un '
        "métamodèle",
    ),
    "analysis_few_samples": (
        "{measure}: {n} whole samples are too few for {method}, which needs {least}; let the sweep "
        "go on, or sample more",
        "{measure} : {n} points entiers, c’est trop peu pour {method}, qui en demande {least} ; "
        "laissez le plan se poursuivre, ou tirez plus de points",
    ),
    "analysis_surrogate_samples": (
        "{measure}, arm {arm}: the surrogate is refused, it explains {r2} of the variance of "
        "samples that it has not seen, less than {least}; run more than {samples} samples, vary "
        "fewer parameters, or lower --least-r2",
        "{measure}, bras {arm} : métamodèle refusé, il explique {r2} de la variance de points "
        "qu’il n’a pas vus, moins que {least} ; simulez plus de {samples} points, faites varier "
        "moins de paramètres, ou baissez --least-r2",
    ),
    "analysis_surrogate_noise": (
        "{measure}, arm {arm}: the surrogate is refused, it explains {r2} of the variance of "
        "samples that it has not seen, less than {least}; the noise of {replicates} replicates "
        "leaves {best} at most: run more replicates, or lower --least-r2",
        "{measure}, bras {arm} : métamodèle refusé, il explique {r2} de la variance de points "
        "qu’il n’a pas vus, moins que {least} ; le bruit de {replicates} répliques laisse au plus "
        "{best} : ajoutez des répliques, ou baissez --least-r2",
    ),
    "analysis_needs_explore": (
        'this analysis needs {library}: pip install "peuplement[explore]"',
        'cette analyse demande {library} : pip install "peuplement[explore]"',
    ),
    "analysis_all_same": (
        "{expression}: true of {n} of {total} samples; discovery needs some of both, so move the "
        "threshold",
        "{expression} : vrai pour {n} points sur {total} ; il en faut des deux sortes, déplacez le "
        "seuil",
    ),
    "analysis_expression": (
        "{expression}: not an expression of measures and numbers; write it as in "
        '"{measure} < 0.05 and base.{measure} > 0.1"',
        "{expression} : ce n’est pas une expression de mesures et de nombres ; écrivez-la comme "
        "« {measure} < 0.05 and base.{measure} > 0.1 »",
    ),
    "analysis_nothing_yet": (
        "no run of this sweep has ended with measures; let it go on first: `peuplement resume`",
        "aucune simulation de ce plan ne s’est terminée avec des mesures ; laissez-le d’abord se "
        "poursuivre : `peuplement resume`",
    ),
    "analysis_territory": (
        "{name}: no base scenario of the sweep has this name; {suggestion}",
        "{name} : aucun scénario de base du plan n’a ce nom ; {suggestion}",
    ),
    "analysis_which_territory": (
        "the arms stand on several base scenarios: choose one with --territory ({known})",
        "les bras reposent sur plusieurs scénarios de base : choisissez-en un avec --territory "
        "({known})",
    ),
    "analysis_written": (
        "Tables: {out}\nFigures: {figures}",
        "Tables : {out}\nFigures : {figures}",
    ),
    "analysis_power": (
        "--samples {n}: must be a power of 2, such as 1024",
        "--samples {n} : doit être une puissance de 2, comme 1024",
    ),
    "analysis_better": (
        "--regret needs --better low or --better high: which values of the measure are wanted",
        "--regret demande --better low ou --better high : quelles valeurs de la mesure on veut",
    ),
    "analysis_correction": (
        "unknown correction {name}; choose one of {known}",
        "correction {name} inconnue ; choisissez parmi {known}",
    ),
    "analysis_which_arm": (
        "the sweep has several arms beside its base: choose one with --arm ({known})",
        "le plan a plusieurs bras à côté de sa base : choisissez-en un avec --arm ({known})",
    ),
    "analysis_pair": (
        "{text}: write it as MEASURE=NUMBER, with a number above 0",
        "{text} : écrivez MESURE=NOMBRE, avec un nombre au-dessus de 0",
    ),
    "analysis_not_results": (
        "{path}: no results to analyse; give the folder of `peuplement sweep` or of `peuplement "
        "compare`",
        "{path} : pas de résultats à analyser ; donnez le dossier de `peuplement sweep` ou de "
        "`peuplement compare`",
    ),
}
