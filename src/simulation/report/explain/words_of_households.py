"""What is said of households: what happens to them month after month, and in short."""

from __future__ import annotations

from typing import Final

_EVENTS: Final[dict[str, tuple[str, str]]] = {
    "at_start_home": (
        "When the simulation starts, it lives in {dwelling}, since {since}.",
        "Au début de la simulation, il habite le {dwelling}, depuis {since}.",
    ),
    "at_start_file": (
        "When the simulation starts, it is already waiting: it applied in {filed}, and has no "
        "home of its own.",
        "Au début de la simulation, il attend déjà : sa demande date de {filed}, et il n’a pas "
        "de logement à lui.",
    ),
    "pays": (
        "It pays {cost} a month after housing aid, {effort} of its income.",
        "Il paie {cost} par mois après aide au logement, soit {effort} de son revenu.",
    ),
    "will_pay": (
        "It will pay {cost} a month after housing aid, {effort} of its income.",
        "Il paiera {cost} par mois après aide au logement, soit {effort} de son revenu.",
    ),
    "files": (
        "It applies for social housing; it has no home of its own.",
        "Il dépose une demande de logement social ; il n’a pas de logement à lui.",
    ),
    "files_transfer": (
        "It applies for another social home (transfer).",
        "Il demande un autre logement social (mutation).",
    ),
    "priority": (
        "Its need is recognised as urgent (priority motive).",
        "Son besoin est reconnu urgent (motif prioritaire).",
    ),
    "asks": ("It asks for {count}: {areas}.", "Il demande {count} : {areas}."),
    "asks_more": (
        "Its request now covers {count}; new ones: {areas}.",
        "Sa demande porte maintenant sur {count} ; nouveaux : {areas}.",
    ),
    "asks_less": (
        "Its request now covers {count}; no longer: {areas}.",
        "Sa demande porte maintenant sur {count} ; sans : {areas}.",
    ),
    "kept": (
        "The commission keeps its file for {dwelling}: {rank} of {n}, with {points}.",
        "La commission retient son dossier pour le {dwelling} : {rank} sur {n}, avec {points}.",
    ),
    "bid": (
        "It bids on the advert of {dwelling}: {rank} of {n} bidders kept, with {points}.",
        "Il répond à l’annonce du {dwelling} : {rank} sur {n} retenus, avec {points}.",
    ),
    "winner": (
        "Household {id}, {rank}, accepts: it is not reached.",
        "Le ménage {id}, {rank}, accepte : son tour ne vient pas.",
    ),
    "kept_often": (
        "In {year} its file is kept for {n} dwellings ({ranks}), but each time one before it "
        "accepts.",
        "En {year} son dossier est retenu pour {n} logements ({ranks}), mais chaque fois un autre "
        "avant lui accepte.",
    ),
    "times": ("{rank} {times}", "{rank} {times}"),
    "shown_often": (
        "From {first} to {last} it is shown {n} dwellings for its rehousing, and takes none.",
        "De {first} à {last}, on lui montre {n} logements pour son relogement ; il n’en prend "
        "aucun.",
    ),
    "refused_again": (
        "It is offered again {dwelling}, which it refused in {month}; it refuses again.",
        "On lui propose à nouveau le {dwelling}, refusé en {month} ; il refuse encore.",
    ),
    "refused_before": (
        "It had refused it before, in {month}.",
        "Il l’avait déjà refusé, en {month}.",
    ),
    "offered_COMMISSION": (
        "The commission offers it {dwelling}, at {rent} of rent.",
        "La commission lui propose le {dwelling}, à {rent} de loyer.",
    ),
    "offered_ADVERT": (
        "After its bid on the advert, it is offered {dwelling}, at {rent} of rent.",
        "Après sa réponse à l’annonce, on lui propose le {dwelling}, à {rent} de loyer.",
    ),
    "offered_REHOUSING": (
        "For its rehousing it is shown {dwelling}, at {rent} of rent.",
        "Pour son relogement on lui montre le {dwelling}, à {rent} de loyer.",
    ),
    "examined": (
        "Files that asked for it: {examined}, of which {over} above the income ceiling and "
        "{insolvent} not found solvent.",
        "Dossiers qui le demandaient : {examined}, dont {over} au-dessus du plafond de ressources "
        "et {insolvent} non jugés solvables.",
    ),
    "ranked": (
        "Its file ({facts}) is {rank} of {n}, with {points}.",
        "Son dossier ({facts}) est {rank} sur {n}, avec {points}.",
    ),
    "ranked_only": (
        "Its file is {rank} of {n}, with {points}.",
        "Son dossier est {rank} sur {n}, avec {points}.",
    ),
    "ahead_refused": (
        "Before it, households {others} refused.",
        "Avant lui, les ménages {others} ont refusé.",
    ),
    "ahead_refused_one": (
        "Before it, household {others} refused.",
        "Avant lui, le ménage {others} a refusé.",
    ),
    "moves_in": (
        "It moves in, after {wait} of waiting.",
        "Il emménage, après {wait} d’attente.",
    ),
    "moves_over": (
        "It moves there from {dwelling}, after {wait} of waiting.",
        "Il y emménage depuis le {dwelling}, après {wait} d’attente.",
    ),
    "is_rehoused": (
        "It is rehoused there, and leaves {dwelling}.",
        "Il y est relogé, et quitte le {dwelling}.",
    ),
    "rehousing_opens": (
        "Its building is to be demolished, in {due} at the earliest: rehousing opens.",
        "Son immeuble sera démoli, au plus tôt en {due} : le relogement commence.",
    ),
    "leaves_OWNERSHIP": (
        "It leaves {dwelling} after {stay}, to buy a home.",
        "Il quitte le {dwelling} après {stay}, pour acheter.",
    ),
    "leaves_PRIVATE_RENTAL": (
        "It leaves {dwelling} after {stay}, to rent a private home.",
        "Il quitte le {dwelling} après {stay}, pour louer dans le privé.",
    ),
    "leaves_ELSEWHERE": (
        "It leaves {dwelling} after {stay}, to live outside the agglomeration.",
        "Il quitte le {dwelling} après {stay}, pour vivre hors de l’agglomération.",
    ),
    "leaves_DEATH": (
        "It ends by death, after {stay} in {dwelling}.",
        "Il prend fin par décès, après {stay} dans le {dwelling}.",
    ),
    "leaves_UNION": (
        "It leaves {dwelling} after {stay}, to live with another household as a couple.",
        "Il quitte le {dwelling} après {stay}, pour vivre en couple dans un autre ménage.",
    ),
    "withdraws_UNION": (
        "It joins another household: a couple is formed.",
        "Il rejoint un autre ménage : un couple se forme.",
    ),
    "withdraws_DEATH": ("It ends by death.", "Il prend fin par décès."),
    "refurbished": (
        "The works in its building end: its home is refurbished.",
        "Les travaux de son immeuble s’achèvent : son logement est réhabilité.",
    ),
    "buys_home": (
        "Its social home is put up for sale, and it buys it: {dwelling}.",
        "Son logement social est mis en vente, et il l’achète : {dwelling}.",
    ),
    "formed_SEPARATION": (
        "A partner leaves a couple, without a home, and forms this household.",
        "Un conjoint quitte un couple, sans logement, et forme ce ménage.",
    ),
    "formed_GROWN_UP": (
        "A grown-up child leaves the family home and forms this household.",
        "Un enfant devenu adulte quitte le logement familial et forme ce ménage.",
    ),
    "member_BIRTH_plus": ("A child is born.", "Un enfant naît."),
    "member_GROWN_UP_minus": ("A grown-up child leaves.", "Un enfant devenu adulte part."),
    "member_SEPARATION_minus": (
        "The couple separates; those who leave: {n}.",
        "Le couple se sépare ; personnes parties : {n}.",
    ),
    "member_UNION_plus": (
        "Another household joins it as a couple; newcomers: {n}.",
        "Un autre ménage le rejoint, en couple ; personnes arrivées : {n}.",
    ),
    "leaves": ("It leaves {dwelling} after {stay}.", "Il quitte le {dwelling} après {stay}."),
    "settles": (
        "It settles in {dwelling}, {tenure}.",
        "Il s’installe dans le {dwelling}, {tenure}.",
    ),
    "arrives": (
        "It arrives in the agglomeration and settles in {dwelling}, {tenure}.",
        "Il arrive dans l’agglomération et s’installe dans le {dwelling}, {tenure}.",
    ),
    "finds_none": (
        "It finds no home that it can pay for here, and leaves the agglomeration.",
        "Il ne trouve pas ici de logement à sa portée, et quitte l’agglomération.",
    ),
    "arrives_none": (
        "It looks for a private home here, finds none that it can pay for, and goes elsewhere.",
        "Il cherche un logement privé ici, n’en trouve pas à sa portée, et va ailleurs.",
    ),
    "no_area": (
        "It would apply, but finds no neighbourhood worth asking for, and gives up.",
        "Il demanderait un logement, mais ne voit aucun quartier qui en vaille la peine, et "
        "renonce.",
    ),
    "gives_up": (
        "Its file lapses after {wait}: it did not renew it, or found a home elsewhere. It leaves "
        "the queue.",
        "Sa demande s’éteint après {wait} : il ne l’a pas renouvelée, ou s’est logé ailleurs. Il "
        "quitte la file.",
    ),
    "lapses": (
        "Its request for a transfer lapses after {wait}; it stays where it is.",
        "Sa demande de mutation s’éteint après {wait} ; il reste où il est.",
    ),
    "ends_home": (
        "It lives in {dwelling}, since {since}.",
        "Il habite le {dwelling}, depuis {since}.",
    ),
    "ends_waiting": (
        "It has no home of its own, and still waits.",
        "Il n’a pas de logement à lui, et attend toujours.",
    ),
    "ends_transfer": (
        "Its request for a transfer, of {filed}, is still open.",
        "Sa demande de mutation, de {filed}, est toujours ouverte.",
    ),
}

_SUMMARY: Final[dict[str, tuple[str, str]]] = {
    "s_who": ("In {month}: {who}.", "En {month} : {who}."),
    "s_housed": (
        "It applied in {filed} and was housed in {month}, after {wait} ({refusals}): "
        "{dwelling}, {sector}.",
        "Il a déposé sa demande en {filed} et a été logé en {month}, après {wait} ({refusals}) : "
        "{dwelling}, {sector}.",
    ),
    "s_transfer": (
        "It asked for a transfer in {filed} and moved in {month}, after {wait} ({refusals}): "
        "from {old} to {dwelling}, {sector}.",
        "Il a demandé une mutation en {filed} et a déménagé en {month}, après {wait} "
        "({refusals}) : du {old} au {dwelling}, {sector}.",
    ),
    "s_rehoused": (
        "Its building was to be demolished: it was rehoused in {month} ({offers}), from {old} to "
        "{dwelling}, {sector}.",
        "Son immeuble devait être démoli : il a été relogé en {month} ({offers}), du {old} au "
        "{dwelling}, {sector}.",
    ),
    "s_not_rehoused": (
        "Its building is to be demolished; it took none of the homes it was shown ({offers}).",
        "Son immeuble doit être démoli ; il n’a pris aucun des logements montrés ({offers}).",
    ),
    "s_waiting": (
        "It applied in {filed} and still waits at the end, after {wait} ({offers}, {refusals}).",
        "Il a déposé sa demande en {filed} et attend encore à la fin, après {wait} "
        "({offers}, {refusals}).",
    ),
    "s_waiting_transfer": (
        "It asked for a transfer in {filed} and still waits at the end, after {wait} "
        "({offers}, {refusals}).",
        "Il a demandé une mutation en {filed} et attend encore à la fin, après {wait} "
        "({offers}, {refusals}).",
    ),
    "s_gave_up": (
        "It applied in {filed} and left the queue in {month} without a home, after {wait} "
        "({offers}, {refusals}).",
        "Il a déposé sa demande en {filed} et quitté la file en {month} sans logement, après "
        "{wait} ({offers}, {refusals}).",
    ),
    "s_lapsed": (
        "It asked for a transfer in {filed}; the request ended in {month} without one, after "
        "{wait} ({offers}, {refusals}).",
        "Il a demandé une mutation en {filed} ; la demande a pris fin en {month} sans suite, "
        "après {wait} ({offers}, {refusals}).",
    ),
    "s_competition": (
        "Meanwhile {lettings} let in the neighbourhoods it asked for, to households that had "
        "waited {median} (median).",
        "Pendant ce temps, {lettings} dans les quartiers qu’il demandait, à des ménages qui "
        "avaient attendu {median} (médiane).",
    ),
    "s_competition_none": (
        "Meanwhile no dwelling of its size was let in the neighbourhoods it asked for.",
        "Pendant ce temps, aucun logement à sa taille n’a été loué dans les quartiers qu’il "
        "demandait.",
    ),
    "s_bids": ("It bid on {adverts}.", "Il a répondu à {adverts}."),
    "s_kept": (
        "Its file was kept among the first candidates {times}.",
        "Son dossier a été retenu {times} parmi les premiers candidats.",
    ),
    "s_examined": (
        "In those years its file was examined {times}.",
        "Ces années-là, son dossier a été examiné {times}.",
    ),
    "s_over": (
        "Its income was above the ceiling {times}.",
        "Son revenu dépassait le plafond {times}.",
    ),
    "s_insolvent": (
        "What it would have left to live on was judged too little {times}.",
        "Ce qui lui serait resté pour vivre a été jugé insuffisant {times}.",
    ),
    "s_passes": (
        "It was under the ceiling and found solvent each time.",
        "Il était sous le plafond et jugé solvable chaque fois.",
    ),
    "s_in_vain": (
        "It asked for a transfer {times} between {first} and {last}, without any offer.",
        "Il a demandé une mutation {times} entre {first} et {last}, sans aucune proposition.",
    ),
    "s_kept_never": (
        "Its file never came among the first candidates: others were ranked before it.",
        "Son dossier n’a jamais été retenu parmi les premiers candidats : d’autres passaient "
        "avant lui.",
    ),
    "s_never": (
        "It never applied for social housing during the simulation.",
        "Il n’a jamais demandé de logement social pendant la simulation.",
    ),
    "s_no_file": (
        "It looked for a social home in {month}, found no neighbourhood worth asking for, and "
        "gave up.",
        "Il a cherché un logement social en {month}, n’a vu aucun quartier qui en vaille la "
        "peine, et a renoncé.",
    ),
    "s_left_OWNERSHIP": ("It left in {month}, to buy.", "Il est parti en {month}, pour acheter."),
    "s_left_PRIVATE_RENTAL": (
        "It left in {month}, to rent a private home.",
        "Il est parti en {month}, pour louer dans le privé.",
    ),
    "s_left_ELSEWHERE": (
        "It left the agglomeration in {month}.",
        "Il a quitté l’agglomération en {month}.",
    ),
    "s_left_UNION": (
        "It joined another household in {month}, as a couple.",
        "Il a rejoint un autre ménage en {month}, en couple.",
    ),
    "s_left_DEATH": ("It ended by death in {month}.", "Il a pris fin par décès en {month}."),
    "s_stays": ("It lived in {dwelling} to the end.", "Il est resté dans le {dwelling}."),
}

HOUSEHOLDS: Final = {**_EVENTS, **_SUMMARY}
