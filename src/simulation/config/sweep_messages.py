"""Messages about designs and sweeps, in English and in French."""

from __future__ import annotations

from typing import Final

SWEEP_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # ---- validation ----
    "validation_other": (
        "this folder holds a validation of other patterns, settings or years; give another --out",
        "ce dossier contient une validation d’autres régularités, cas ou durées ; donnez un autre "
        "--out",
    ),
    "validation_no_folder": (
        "{folder} is no folder; give the one where `peuplement territory build` writes, or leave "
        "--territories out",
        "{folder} n’est pas un dossier ; donnez celui où écrit `peuplement territory build`, ou "
        "ôtez --territories",
    ),
    "validation_unknown": (
        "there is no pattern {number}; those there are: {known}",
        "il n’y a pas de régularité {number} ; il y a : {known}",
    ),
    # ---- designs ----
    "design_alone": (
        "one scenario and nothing uncertain is a run, not a design: add [[arms]], another base or "
        "[[uncertainties]], or use `peuplement run`",
        "un seul scénario et rien d’incertain, c’est une simulation, pas un plan : ajoutez des "
        "[[arms]], une autre base ou des [[uncertainties]], ou utilisez `peuplement run`",
    ),
    "design_twice": (
        "this name stands twice; give each its own, or remove one",
        "ce nom figure deux fois ; donnez-en un à chacun, ou ôtez-en un",
    ),
    "design_base": (
        "must be the path of a scenario file between quotes, or a table shaped like one",
        "doit être le chemin d’un fichier de scénario entre guillemets, ou une table de même forme",
    ),
    "design_twin_bases": (
        'two bases are named {name}; give each its own name = "…"',
        'deux bases s’appellent {name} ; donnez à chacune son name = "…"',
    ),
    "design_own_key": (
        "{key} has a place of its own, outside of overrides; move it there, or remove it",
        "{key} a sa place hors de overrides ; mettez-le là, ou ôtez-le",
    ),
    "design_nowhere": (
        "no arm has the policy {policy}; add it to an arm, or remove the uncertainty",
        "aucun bras n’a la politique {policy} ; ajoutez-la à un bras, ou ôtez l’incertitude",
    ),
    "unknown_uncertainty": (
        "no number of a scenario, nor of a policy as policies.NAME.PARAMETER, has this name; "
        "{suggestion}",
        "aucun nombre d’un scénario, ni d’une politique écrit policies.NOM.PARAMÈTRE, n’a ce nom ; "
        "{suggestion}",
    ),
    "unknown_measure": ("unknown measure; {suggestion}", "mesure inconnue ; {suggestion}"),
    "unknown_table": (
        "a run has no such table; {suggestion}",
        "une simulation n’a pas cette table ; {suggestion}",
    ),
    "sampling_missing": (
        'uncertainties need to be sampled: add [sampling] with method = "latin_hypercube", '
        '"factorial", "sobol" or "morris"',
        'des incertitudes demandent un tirage : ajoutez [sampling] avec method = "latin_hypercube",'
        ' "factorial", "sobol" ou "morris"',
    ),
    "sampling_of_nothing": (
        "nothing is uncertain: add [[uncertainties]], or remove [sampling]",
        "rien n’est incertain : ajoutez des [[uncertainties]], ou ôtez [sampling]",
    ),
    "sampling_needs": (
        "{method} needs it; add a whole number",
        "{method} en a besoin ; ajoutez un nombre entier",
    ),
    "sampling_unused": (
        "{method} does not use it; remove it ({method} takes: {taken})",
        "{method} ne s’en sert pas ; ôtez-le ({method} prend : {taken})",
    ),
    "sampling_power": (
        "Sobol’ points balance only in powers of 2; write 64, 128, 256…",
        "les points de Sobol’ ne s’équilibrent que par puissances de 2 ; écrivez 64, 128, 256…",
    ),
    "sampling_even": (
        "Morris needs an even number of levels; write 4, 6, 8…",
        "Morris demande un nombre pair de niveaux ; écrivez 4, 6, 8…",
    ),
    "sampling_large": (
        "{runs} runs, more than the {most} that a sweep may have; take fewer levels, samples, "
        "parameters, arms or replicates",
        "{runs} simulations, plus que les {most} qu’un plan peut avoir ; prenez moins de niveaux, "
        "de points, de paramètres, de bras ou de répliques",
    ),
    "precision_width": (
        "must be above 0: half the width of the interval, in the unit of the measure (0.01 is a "
        "point of a share)",
        "doit être au-dessus de 0 : la moitié de la largeur de l’intervalle, dans l’unité de la "
        "mesure (0.01 : un point d’une part)",
    ),
    "precision_empty": (
        "names no measure: write half_widths = {{ MEASURE = NUMBER }}",
        "ne nomme aucune mesure : écrivez half_widths = {{ MESURE = NOMBRE }}",
    ),
    "precision_most": (
        "must be at least the pilot, {pilot}; raise it, or lower pilot",
        "doit valoir au moins le pilote, {pilot} ; relevez-le, ou baissez pilot",
    ),
    "precision_replicates": (
        "[precision] decides it: remove it, or write it as pilot = … in [precision]",
        "c’est [precision] qui en décide : ôtez-le, ou écrivez-le pilot = … dans [precision]",
    ),
    "precision_uncertain": (
        "counts replicates, which say nothing of how samples differ: remove [[uncertainties]], or "
        "give replicates = … instead",
        "compte des répliques, qui ne disent rien de l’écart entre points : ôtez les "
        "[[uncertainties]], ou donnez plutôt replicates = …",
    ),
    "precision_alone": (
        "looks at differences between arms, and there is one alone: add [[arms]], or give "
        "replicates = … instead",
        "porte sur l’écart entre bras, et il n’y en a qu’un : ajoutez des [[arms]], ou donnez "
        "plutôt replicates = …",
    ),
    "precision_not_kept": (
        "outputs.measures leaves this measure out: add it there",
        "outputs.measures laisse cette mesure de côté : ajoutez-la là",
    ),
    "precision_arm": (
        "no arm but the reference has this name; {suggestion}",
        "aucun bras, hors la référence, n’a ce nom ; {suggestion}",
    ),
    # ---- sweeps ----
    "sweep_cost": (
        "{runs} runs of about {seconds} s ({months} months a second), {hours} of computing, {disk} "
        "on disk; about {wait} with {workers} workers like this machine",
        "{runs} simulations d’environ {seconds} s ({months} mois par seconde), {hours} de calcul, "
        "{disk} sur disque ; environ {wait} avec {workers} processus comme cette machine",
    ),
    "sweep_size": (
        "{title}: {scenarios} scenarios × {samples} samples × {replicates} replicates",
        "{title} : {scenarios} scénarios × {samples} points × {replicates} répliques",
    ),
    "sweep_pilot": (
        "Pilot of {pilot} replicates; then as many as the half-widths need, {most} at most ({runs} "
        "runs in all)",
        "Pilote de {pilot} répliques ; puis autant que les demi-largeurs en demandent, {most} au "
        "plus ({runs} simulations en tout)",
    ),
    "sweep_asked": (
        "The pilot of {pilot} asks for {asked} replicates ({most} at most)",
        "Le pilote de {pilot} demande {asked} répliques ({most} au plus)",
    ),
    "sweep_later": (
        "these are the runs of the pilot: it may ask for up to {most} more",
        "ce sont celles du pilote : il peut en demander jusqu’à {most} de plus",
    ),
    "precision_reached": (
        "  {scenario} less {reference}, {measure}: {difference} [{low} ; {high}] with {replicates} "
        "replicates, ±{half_width} for ±{wanted} wanted",
        "  {scenario} moins {reference}, {measure} : {difference} [{low} ; {high}] avec "
        "{replicates} répliques, ±{half_width} pour ±{wanted} voulu",
    ),
    "precision_missed": (
        "  {scenario} less {reference}, {measure}: {difference} [{low} ; {high}] with {replicates} "
        "replicates, NOT as precise as wanted: ±{half_width} for ±{wanted}, that needs {needed} "
        "replicates",
        "  {scenario} moins {reference}, {measure} : {difference} [{low} ; {high}] avec "
        "{replicates} répliques, MOINS précis que voulu : ±{half_width} pour ±{wanted}, qui "
        "demande {needed} répliques",
    ),
    "precision_unknown": (
        "  {scenario} less {reference}, {measure}: precision unknown, for a run of the pilot gave "
        "no number; no more were run for it",
        "  {scenario} moins {reference}, {measure} : précision inconnue, car une simulation du "
        "pilote n’a pas donné de nombre ; aucune de plus n’a été faite pour elle",
    ),
    "sweep_no_cost": (
        "{runs} runs; the first one fails, so that the cost is not known",
        "{runs} simulations ; la première échoue, si bien que le coût n’est pas connu",
    ),
    "sweep_done": (
        "{done} runs done, {failed} failed, {left} left",
        "{done} simulations faites, {failed} en échec, {left} à faire",
    ),
    "progress_failed": (", {failed} failed", ", {failed} en échec"),
    "sweep_tables": ("Tables: {folder}", "Tables : {folder}"),
    "sweep_running": (
        "running now on {host} (process {pid}), about {wait} left",
        "en cours sur {host} (processus {pid}), encore {wait} environ",
    ),
    "sweep_stopped": (
        "not running; about {wait} left with {workers} workers: peuplement resume {folder}",
        "à l’arrêt ; encore {wait} environ avec {workers} processus : peuplement resume {folder}",
    ),
    "sweep_not_begun": (
        "not running; go on by: peuplement resume {folder}",
        "à l’arrêt ; reprenez par : peuplement resume {folder}",
    ),
    "sweep_complete": ("complete", "complet"),
    "sweep_failure": (
        "  run {run} ({scenario}, sample {sample}, replicate {replicate}) {status}: {problem}\n"
        "    {replay}",
        "  simulation {run} ({scenario}, point {sample}, réplique {replicate}) {status} : "
        "{problem}\n    {replay}",
    ),
    "sweep_more_failures": (
        "  … and {more} more, in {file}",
        "  … et {more} de plus, dans {file}",
    ),
    "sweep_nan": (
        "{runs} runs gave no number in some year for: {measures}",
        "{runs} simulations n’ont pas donné de nombre, certaines années, pour : {measures}",
    ),
    "sweep_late": (
        "took more than the {limit} s allowed; raise time_limit, or look at it by the replay",
        "a dépassé les {limit} s permises ; relevez time_limit, ou regardez-la par la commande",
    ),
    "sweep_killed": (
        "its worker died each time, alone on the cluster: out of memory, stuck beyond twice the "
        "limit, or a crash; look at it by the replay",
        "son processus est mort chaque fois, seul sur la grappe : mémoire épuisée, bloqué au-delà "
        "de deux fois la limite, ou plantage ; regardez-la par la commande",
    ),
    "sweep_interrupted": (
        "Interrupted: {done} of {total} runs are kept; go on by: peuplement resume {folder}",
        "Interrompu : {done} simulations sur {total} sont gardées ; reprenez par : peuplement "
        "resume {folder}",
    ),
    "sweep_kept": (
        "{what}. {done} of {total} runs are kept; then: peuplement resume {folder}",
        "{what}. {done} simulations sur {total} sont gardées ; ensuite : peuplement resume "
        "{folder}",
    ),
    "sweep_disk": (
        "{folder} cannot be written ({reason}): free some space, or mend it",
        "{folder} ne peut pas être écrit ({reason}) : libérez de la place, ou réparez",
    ),
    "sweep_unreachable": (
        "no Dask scheduler answers at {address} ({reason}): start one by `dask scheduler`, or "
        "give another --scheduler",
        "aucun ordonnanceur Dask ne répond à {address} ({reason}) : lancez-en un par `dask "
        "scheduler`, ou donnez un autre --scheduler",
    ),
    "sweep_lost": (
        "the cluster was lost ({reason}): start it again",
        "la grappe s’est perdue ({reason}) : relancez-la",
    ),
    "sweep_waiting": (
        "the scheduler at {address} has no worker yet: waiting for one (dask worker {address} "
        "--host HOST --nthreads 1)",
        "l’ordonnanceur {address} n’a encore aucun processus : en attente (dask worker {address} "
        "--host HOST --nthreads 1)",
    ),
    "sweep_no_dask": (
        'several workers need Dask: pip install "peuplement[cluster]", or --workers 1',
        'plusieurs processus demandent Dask : pip install "peuplement[cluster]", ou --workers 1',
    ),
    "sweep_worker_code": (
        "workers run another version of the code than this process: install the same on all of "
        "them, and start them again",
        "les processus de la grappe ont une autre version du code que celui-ci : installez partout "
        "la même, et relancez-les",
    ),
    "sweep_worker_error": (
        "a worker could not take a batch ({reason}): install the same environment on all of them, "
        "and start them again",
        "un processus n’a pas pu prendre un lot ({reason}) : installez partout le même "
        "environnement, et relancez-les",
    ),
    "sweep_workers": (
        "--workers {workers}: must be at least 1",
        "--workers {workers} : doit être d’au moins 1",
    ),
    "sweep_exists": (
        "holds a sweep already; go on by `peuplement resume {folder}`, or give another --out",
        "contient déjà un plan en cours ; reprenez par `peuplement resume {folder}`, ou donnez un "
        "autre --out",
    ),
    "sweep_none": (
        "not the folder of a sweep (no readable {file}); give one that `peuplement sweep` made, "
        "or begin anew",
        "ce n’est pas le dossier d’un plan (pas de {file} lisible) ; donnez-en un que `peuplement "
        "sweep` a fait, ou recommencez",
    ),
    "sweep_busy": (
        "another process runs this sweep now; wait for its end, or stop it first",
        "un autre processus mène ce plan en ce moment ; attendez sa fin, ou arrêtez-le d’abord",
    ),
    "sweep_other_design": (
        "{file} is no longer the design of this sweep (changed: {names}); put it back, or begin "
        "another sweep with another --out",
        "{file} n’est plus le plan de ce dossier (changé : {names}) ; remettez-le en état, ou "
        "commencez un autre plan avec un autre --out",
    ),
    "sweep_other_code": (
        "the code of the model changed since this sweep began: its runs would not compare; put "
        "back the version {version}, or begin another sweep with another --out",
        "le code du modèle a changé depuis le début de ce plan : ses simulations ne se "
        "compareraient pas ; remettez la version {version}, ou commencez un autre plan avec un "
        "autre --out",
    ),
    "sweep_part": (
        "cannot be read ({reason}); remove it, and its runs are made again by `peuplement resume`",
        "ne peut pas être lu ({reason}) ; ôtez-le, et `peuplement resume` refera ses simulations",
    ),
    "sweep_no_run": (
        "no run {run} in this sweep; give one from 0 to {last}",
        "pas de simulation {run} dans ce plan ; donnez-en une de 0 à {last}",
    ),
    "sweep_no_table": (
        "this sweep kept no table {name}; {suggestion}",
        "ce plan n’a pas gardé de table {name} ; {suggestion}",
    ),
    "sweep_replayed": (
        "run {run} ended well in {seconds} s",
        "la simulation {run} s’est bien terminée en {seconds} s",
    ),
    "seconds": ("{seconds} s", "{seconds} s"),
    "minutes": ("{minutes} min {seconds:02d} s", "{minutes} min {seconds:02d} s"),
    "hours": ("{hours} h {minutes:02d} min", "{hours} h {minutes:02d} min"),
}
