"""What is said of decisions: why an offer was accepted or refused.

Reasons are clauses. Those of a tenant compare the offer with its home, those of a household
without a home compare it with the usual offer.
"""

from __future__ import annotations

from typing import Final

_DECISIONS: Final[dict[str, tuple[str, str]]] = {
    "accepts": ("It accepts{how}: {reasons}.", "Il accepte{how} : {reasons}."),
    "refuses": ("It refuses{how}: {reasons}.", "Il refuse{how} : {reasons}."),
    "accepts_only": ("It accepts.", "Il accepte."),
    "refuses_only": ("It refuses.", "Il refuse."),
    "narrowly": (", by a narrow margin", ", de justesse"),
    "clearly": (" without hesitation", " sans hésiter"),
    "above_all": ("above all, {first}; also, {others}", "surtout, {first} ; et puis {others}"),
    "in_favour": ("In favour: {reasons}.", "En faveur : {reasons}."),
    "against": ("Against: {reasons}.", "Contre : {reasons}."),
    "not_worth_moving": (
        "it would gain a little, but not enough for the trouble of moving",
        "il y gagnerait un peu, mais pas assez pour la peine de déménager",
    ),
    "nothing_against": (
        "nothing stands out against the offer, but waiting on is no worse",
        "rien ne ressort contre l’offre, mais attendre encore n’est pas pire",
    ),
    "nothing_for": (
        "nothing stands out, but it is better than waiting on",
        "rien ne ressort, mais c’est mieux que d’attendre encore",
    ),
    "prefers_other": (
        "It does not take it: it prefers {dwelling}, shown the same month.",
        "Il ne le prend pas : il préfère le {dwelling}, montré le même mois.",
    ),
    "weight": ("{reason} ({weight})", "{reason} ({weight})"),
    "balance_home": (
        "Balance of satisfaction: offer {offer}, its home {stay}, trouble of moving {moving}.",
        "Bilan de satisfaction : offre {offer}, son logement {stay}, peine de déménager {moving}.",
    ),
    "balance_waiting": (
        "Balance of satisfaction: offer {offer}, waiting on {stay}, trouble of moving {moving}.",
        "Bilan de satisfaction : offre {offer}, attendre encore {stay}, peine de déménager "
        "{moving}.",
    ),
    "match_note": (
        "What “suits” a household or what it sees on a visit stands for all that the model does "
        "not describe (relatives, school, floor, light): drawn once for each household and place, "
        "and kept.",
        "Ce qui « convient » à un ménage ou ce qu’il voit à la visite tient lieu de tout ce que le "
        "modèle ne décrit pas (proches, école, étage, lumière) : tiré une fois pour chaque ménage "
        "et chaque lieu, et gardé.",
    ),
    "spin_up_note": (
        "Before {month} the simulation is settling (spin-up): these months prepare the queue and "
        "are not studied.",
        "Avant {month} la simulation se met en route : ces mois préparent la file d’attente et ne "
        "sont pas étudiés.",
    ),
    "model_note": (
        "This household, this dwelling and these months are simulated: the story says how the "
        "model decides, not what happened to anybody.",
        "Ce ménage, ce logement et ces mois sont simulés : le récit dit comment le modèle décide, "
        "et non ce qui est arrivé à quelqu’un.",
    ),
    "points_note": (
        "Points: those of the file (waiting time, priority, refusals…), and what the commission "
        "adds at its meeting (ability to pay, balance, judgement).",
        "Points : ceux du dossier (attente, priorité, refus…), et ce que la commission ajoute en "
        "séance (capacité à payer, équilibre, appréciation).",
    ),
    "usual_note": (
        "Reasons of a household without a home compare the offer with the usual offer; those of a "
        "tenant compare it with its home.",
        "Les raisons d’un ménage sans logement comparent l’offre à l’offre habituelle ; celles "
        "d’un locataire la comparent à son logement.",
    ),
}

_TENANT: Final[dict[str, tuple[str, str]]] = {
    "tenant_cost_plus": (
        "it would pay {new} a month after housing aid instead of {old}",
        "il paierait {new} par mois après aide au logement au lieu de {old}",
    ),
    "tenant_cost_minus": (
        "it would pay {new} a month after housing aid instead of {old}",
        "il paierait {new} par mois après aide au logement au lieu de {old}",
    ),
    "tenant_quality_plus": (
        "the building is in better condition than its own",
        "l’immeuble est en meilleur état que le sien",
    ),
    "tenant_quality_minus": (
        "the building is in worse condition than its own",
        "l’immeuble est en moins bon état que le sien",
    ),
    "tenant_place_plus": (
        "the place has a better setting and reputation than where it lives",
        "le cadre et la réputation du quartier sont meilleurs que là où il vit",
    ),
    "tenant_place_minus": (
        "the place has a worse setting and reputation than where it lives",
        "le cadre et la réputation du quartier sont moins bons que là où il vit",
    ),
    "tenant_crowding_plus": ("it would be less crowded", "il y serait moins à l’étroit"),
    "tenant_crowding_minus": ("it would be more crowded", "il y serait plus à l’étroit"),
    "tenant_distance_plus": ("it is near", "c’est proche"),
    "tenant_distance_minus": (
        "it is {km} km from its home",
        "c’est à {km} km de son logement",
    ),
    "tenant_attachment_plus": (
        "it would stay in its neighbourhood",
        "il resterait dans son quartier",
    ),
    "tenant_attachment_minus": (
        "it would leave the neighbourhood that it is attached to",
        "il quitterait le quartier auquel il est attaché",
    ),
    "tenant_newness_plus": ("the building is new", "l’immeuble est neuf"),
    "tenant_newness_minus": ("it would leave a new building", "il quitterait un immeuble neuf"),
    "tenant_match_area_plus": (
        "the neighbourhood suits it better than its own",
        "le quartier lui convient mieux que le sien",
    ),
    "tenant_match_area_minus": (
        "the neighbourhood suits it less than its own",
        "le quartier lui convient moins que le sien",
    ),
    "tenant_match_advert_plus": (
        "on paper the dwelling suits it better than its own",
        "sur le papier, le logement lui convient mieux que le sien",
    ),
    "tenant_match_advert_minus": (
        "on paper the dwelling suits it less than its own",
        "sur le papier, le logement lui convient moins que le sien",
    ),
    "tenant_match_visit_plus": (
        "on the visit it likes the dwelling better than its own",
        "à la visite, le logement lui plaît plus que le sien",
    ),
    "tenant_match_visit_minus": (
        "on the visit it likes the dwelling less than its own",
        "à la visite, le logement lui plaît moins que le sien",
    ),
    "tenant_pressure_plus": (
        "its building is emptying",
        "son immeuble se vide",
    ),
}

_WITHOUT_HOME: Final[dict[str, tuple[str, str]]] = {
    "hosted_cost_plus": (
        "the cost weighs little: {new} a month after housing aid, {effort} of its income",
        "le coût pèse peu : {new} par mois après aide au logement, {effort} de son revenu",
    ),
    "hosted_cost_minus": (
        "the cost weighs heavily: {new} a month after housing aid, {effort} of its income",
        "le coût pèse lourd : {new} par mois après aide au logement, {effort} de son revenu",
    ),
    "hosted_quality_plus": (
        "the building is in good condition",
        "l’immeuble est en bon état",
    ),
    "hosted_quality_minus": (
        "the building is in poor condition",
        "l’immeuble est en mauvais état",
    ),
    "hosted_place_plus": (
        "the place has a good setting and reputation",
        "le cadre et la réputation du quartier sont bons",
    ),
    "hosted_place_minus": (
        "the place has a poor setting and reputation",
        "le cadre et la réputation du quartier sont mauvais",
    ),
    "hosted_crowding_plus": ("it is large enough", "c’est assez grand"),
    "hosted_crowding_minus": ("it is too small", "c’est trop petit"),
    "hosted_newness_plus": ("the building is new", "l’immeuble est neuf"),
    "hosted_match_area_plus": ("the neighbourhood suits it", "le quartier lui convient"),
    "hosted_match_area_minus": (
        "the neighbourhood does not suit it much",
        "le quartier ne lui convient guère",
    ),
    "hosted_match_advert_plus": (
        "on paper the dwelling suits it",
        "sur le papier, le logement lui convient",
    ),
    "hosted_match_advert_minus": (
        "on paper the dwelling does not suit it much",
        "sur le papier, le logement ne lui convient guère",
    ),
    "hosted_match_visit_plus": ("the visit pleases it", "la visite lui plaît"),
    "hosted_match_visit_minus": ("the visit disappoints it", "la visite le déçoit"),
    "hosted_waiting_plus": (
        "it has waited long, {wait}",
        "il attend depuis longtemps, {wait}",
    ),
    "hosted_urgency_plus": (
        "its need is urgent, after {wait} of waiting",
        "son besoin est urgent, après {wait} d’attente",
    ),
    "hosted_urgency_minus": (
        "it has not waited long, {wait}",
        "il n’attend pas depuis longtemps, {wait}",
    ),
    "hosted_waiting_minus": (
        "it has not waited long, {wait}",
        "il n’attend pas depuis longtemps, {wait}",
    ),
}

REASONS: Final = {**_DECISIONS, **_TENANT, **_WITHOUT_HOME}
