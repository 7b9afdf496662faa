"""What is said of dwellings: how they empty, who is offered them, who moves in."""

from __future__ import annotations

from typing import Final

DWELLINGS: Final[dict[str, tuple[str, str]]] = {
    # ---- in short ----
    "d_is": (
        "{rooms}, {surface} m², in {area} ({commune}), {sector}; built in {year}, {financing}.",
        "{rooms}, {surface} m², à {area} ({commune}), {sector} ; construit en {year}, {financing}.",
    ),
    "d_rent": (
        "Last rent {rent} a month, charges {charges}; {landlord}.",
        "Dernier loyer {rent} par mois, charges {charges} ; {landlord}.",
    ),
    "d_lettings": (
        "In {years} it was let {times} ({offers}, {refusals}), and stood empty for {empty} in all.",
        "En {years}, il a été loué {times} ({offers}, {refusals}), et est resté vide {empty} en "
        "tout.",
    ),
    "d_never_let": (
        "In {years} it was not let anew; it stood empty for {empty}.",
        "En {years}, il n’a pas été reloué ; il est resté vide {empty}.",
    ),
    "d_longest": (
        "The longest vacancy, from {first} to {last}, lasted {empty} ({offers}, {refusals}).",
        "La plus longue vacance, de {first} à {last}, a duré {empty} ({offers}, {refusals}).",
    ),
    "d_longest_open": (
        "The longest vacancy began in {first} and had lasted {empty} at the end ({offers}, "
        "{refusals}).",
        "La plus longue vacance a commencé en {first} et durait depuis {empty} à la fin ({offers}, "
        "{refusals}).",
    ),
    "d_ends_let": ("At the end household {id} lives there.", "À la fin, le ménage {id} y habite."),
    "d_ends_empty": (
        "At the end it has been empty since {since}.",
        "À la fin, il est vide depuis {since}.",
    ),
    "d_ends_demolished": ("It was demolished in {month}.", "Il a été démoli en {month}."),
    # ---- who comes and goes ----
    "d_starts_let": (
        "When the simulation starts, household {id} lives there, since {since}: {who}.",
        "Au début de la simulation, le ménage {id} y habite, depuis {since} : {who}.",
    ),
    "d_starts_empty": (
        "When the simulation starts, it is empty.",
        "Au début de la simulation, il est vide.",
    ),
    "d_delivered": ("It is delivered, new.", "Il est livré, neuf."),
    "d_to_demolish": (
        "Its building is to be demolished, in {due} at the earliest: it will not be let again.",
        "Son immeuble sera démoli, au plus tôt en {due} : il ne sera plus reloué.",
    ),
    "d_refurbished": (
        "The works in its building end: it is refurbished.",
        "Les travaux de son immeuble s’achèvent : il est réhabilité.",
    ),
    "d_sold": (
        "It is put up for sale, and household {id}, which lives there, buys it.",
        "Il est mis en vente, et le ménage {id}, qui y habite, l’achète.",
    ),
    "d_demolished": ("It is demolished.", "Il est démoli."),
    "d_empties_OWNERSHIP": (
        "It empties: household {id} leaves after {stay}, to buy a home.",
        "Il se libère : le ménage {id} part après {stay}, pour acheter.",
    ),
    "d_empties_PRIVATE_RENTAL": (
        "It empties: household {id} leaves after {stay}, to rent a private home.",
        "Il se libère : le ménage {id} part après {stay}, pour louer dans le privé.",
    ),
    "d_empties_ELSEWHERE": (
        "It empties: household {id} leaves the agglomeration after {stay}.",
        "Il se libère : le ménage {id} quitte l’agglomération après {stay}.",
    ),
    "d_empties_DEATH": (
        "It empties: household {id} ends by death, after {stay}.",
        "Il se libère : le ménage {id} prend fin par décès, après {stay}.",
    ),
    "d_empties_moves": (
        "It empties: household {id} moves to {dwelling} after {stay}.",
        "Il se libère : le ménage {id} part pour le {dwelling}, après {stay}.",
    ),
    "d_empties_rehoused": (
        "It empties for good: household {id} is rehoused in {dwelling}, after {stay}.",
        "Il se libère pour de bon : le ménage {id} est relogé dans le {dwelling}, après {stay}.",
    ),
    "d_empties_UNION": (
        "It empties: household {id} joins another as a couple, after {stay}.",
        "Il se libère : le ménage {id} en rejoint un autre, en couple, après {stay}.",
    ),
    "d_empties": (
        "It empties: household {id} leaves after {stay}.",
        "Il se libère : le ménage {id} part après {stay}.",
    ),
    "d_let": (
        "Household {id} moves in, after {empty} empty and {wait} of waiting: {who}. "
        "It will pay {cost} a month after housing aid, {effort} of its income.",
        "Le ménage {id} emménage, après {empty} de vacance et {wait} d’attente : {who}. "
        "Il paiera {cost} par mois après aide au logement, soit {effort} de son revenu.",
    ),
    "d_let_only": (
        "Household {id} moves in, after {empty} empty and {wait} of waiting.",
        "Le ménage {id} emménage, après {empty} de vacance et {wait} d’attente.",
    ),
    "d_let_rehousing": (
        "Household {id} is rehoused here, after {empty} empty: {who}. "
        "It will pay {cost} a month after housing aid, {effort} of its income.",
        "Le ménage {id} est relogé ici, après {empty} de vacance : {who}. "
        "Il paiera {cost} par mois après aide au logement, soit {effort} de son revenu.",
    ),
    "d_settles": (
        "Household {id} moves in, {tenure}.",
        "Le ménage {id} emménage, {tenure}.",
    ),
    # ---- who is offered it ----
    "d_holder": (
        "Candidates are put forward by {holder}.",
        "Les candidats sont proposés par {holder}.",
    ),
    "d_commission": (
        "The commission looks for a tenant. Files that ask for it: {examined}, of which {over} "
        "above the income ceiling and {insolvent} not found solvent.",
        "La commission cherche un locataire. Dossiers qui le demandent : {examined}, dont {over} "
        "au-dessus du plafond de ressources et {insolvent} non jugés solvables.",
    ),
    "d_commission_unknown": (
        "The commission looks for a tenant.",
        "La commission cherche un locataire.",
    ),
    "d_advert_bids": (
        "It is advertised: {bids}.",
        "Il est mis en location par annonce : {bids}.",
    ),
    "d_advert": (
        "It is advertised; bidders are ranked.",
        "Il est mis en location par annonce ; les candidats sont classés.",
    ),
    "d_rehousing": (
        "It is shown to households that must be rehoused.",
        "Il est montré à des ménages à reloger.",
    ),
    "d_not_listed": (
        "For {idle} nobody was looked for: works between two tenants, or kept for households to "
        "rehouse.",
        "Pendant {idle}, personne n’a été cherché : travaux entre deux locataires, ou logement "
        "gardé pour des relogements.",
    ),
    "d_nobody": ("No file can be kept.", "Aucun dossier ne peut être retenu."),
    "d_nobody_often": (
        "From {first} to {last} no file can be kept.",
        "De {first} à {last}, aucun dossier ne peut être retenu.",
    ),
    "d_candidate": ("{rank}: household {id}{who}. {then}", "{rank} : ménage {id}{who}. {then}"),
    "d_shown": ("Household {id}{who}. {then}", "Ménage {id}{who}. {then}"),
    "d_not_reached": ("Not reached: the one before accepts.", "Non appelé : le précédent accepte."),
    "d_list_spent": (
        "Nobody of the list takes it: it stays empty.",
        "Personne de la liste ne le prend : il reste vide.",
    ),
    "d_refused_often": (
        "From {first} to {last} it is offered {times} and refused each time.",
        "De {first} à {last}, il est proposé {times} et refusé chaque fois.",
    ),
    "d_by_one": (
        "By the same household, again and again.",
        "Par le même ménage, à plusieurs reprises.",
    ),
    "d_by_many": (
        "By {n} households, some of them again and again.",
        "Par {n} ménages, certains à plusieurs reprises.",
    ),
    "d_no_file_in": (
        "In {months} no file can be kept.",
        "Pendant {months}, aucun dossier ne peut être retenu.",
    ),
    "d_passed": (
        "For want of a tenant it passes on: candidates are now put forward by {holder}.",
        "Faute de locataire, il change de main : les candidats sont désormais proposés par "
        "{holder}.",
    ),
    "d_main_reason": ("Main reason: {reasons}.", "Principale raison : {reasons}."),
    "d_main_reasons": ("Main reasons: {reasons}.", "Principales raisons : {reasons}."),
    "d_reason_times": ("{reason} ({n}×)", "{reason} ({n}×)"),
    "d_reason_cost": ("the cost", "le coût"),
    "d_reason_quality": ("the condition of the building", "l’état de l’immeuble"),
    "d_reason_place": ("the setting and reputation", "le cadre et la réputation"),
    "d_reason_crowding": ("the size", "la taille"),
    "d_reason_distance": ("the distance", "la distance"),
    "d_reason_attachment": (
        "attachment to another neighbourhood",
        "l’attachement à un autre quartier",
    ),
    "d_reason_newness": ("leaving a new building", "quitter un immeuble neuf"),
    "d_reason_match_area": ("the neighbourhood does not suit", "le quartier ne convient pas"),
    "d_reason_match_advert": (
        "the dwelling does not suit on paper",
        "le logement ne convient pas sur le papier",
    ),
    "d_reason_match_visit": ("the visit disappoints", "la visite déçoit"),
    "d_reason_waiting": ("a short wait so far", "une attente encore courte"),
    "d_reason_pressure": ("the wish to stay", "l’envie de rester"),
    "d_reason_moving": ("the trouble of moving", "la peine de déménager"),
}
