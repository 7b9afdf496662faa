"""Ask `openfisca-france` for the housing aid of 10,000 drawn households; `make oracle` runs this.

It runs in an environment of its own and imports nothing of `simulation`: the cases are drawn
here, openfisca answers, and the ordinary tests compare our answer with a frozen sample.

    python ask_openfisca.py ALL.csv FROZEN.csv CEILINGS.csv
"""

import csv
import sys
from pathlib import Path

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import CountryTaxBenefitSystem

SEED = 20230307
HOUSEHOLDS = 10_000
FROZEN = 1_650
MONTHS = (
    "2017-03", "2017-11", "2018-06", "2019-11", "2020-11", "2021-11", "2022-08", "2023-11",
    "2024-11", "2025-11", "2026-11",
)  # fmt: skip
FIRST_OF_WAGES = "2021-11"
"""From 2021 on the aid looks at the last twelve months, so that wages can be given as such."""
FIELDS = (
    "month", "zone", "sector", "given", "adults", "dependants", "rent_cents", "taxable_eur",
    "receives_rsa", "gross_cents", "reduction_cents", "paid_cents",
)  # fmt: skip
REGIONS = {
    "paris": "paris_communes_limitrophes",
    "ile_de_france": "ile_de_france",
    "elsewhere": "autres_regions",
}


def draw_cases(random):
    """Return the drawn households as a dict of arrays; a third have their wages given."""
    size = HOUSEHOLDS
    month = np.resize(MONTHS, size)
    zone = random.integers(1, 4, size)
    private = random.random(size) < 0.3
    adults = random.integers(1, 3, size)
    dependants = np.minimum(random.geometric(0.45, size) - 1, 9)
    usual = np.array([0, 300, 265, 250])[zone] + 55.0 * (adults - 1) + 55.0 * dependants
    low, high = np.where(private, 0.6, 0.5), np.where(private, 4.5, 2.0)
    rent = np.round(usual * (low + (high - low) * random.random(size) ** 1.5), 2)
    taxable = np.where(random.random(size) < 0.1, 0.0, random.gamma(2.0, 8000.0, size))
    taxable = np.round(taxable * (1 + 0.25 * (adults - 1) + 0.15 * dependants), 0)
    wages = (month >= FIRST_OF_WAGES) & (random.random(size) < 0.5)
    return {
        "month": month, "zone": zone, "sector": np.where(private, "private", "social"),
        "given": np.where(wages, "wages", "resources"), "adults": adults,
        "dependants": dependants, "rent": rent, "taxable": taxable,
    }  # fmt: skip


def entities(system, cases):
    """Return a builder with the persons, families, tax households and homes of the cases."""
    persons, owner, place = [], [], []
    for i, (adults, dependants) in enumerate(
        zip(cases["adults"], cases["dependants"], strict=True)
    ):
        for k in range(adults + dependants):
            persons.append(f"{i}-{k}")
            owner.append(str(i))
            place.append(k if k < adults else 2)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", persons)
    for entity, roles in {
        "famille": ("demandeur", "conjoint", "enfant"),
        "foyer_fiscal": ("declarant_principal", "conjoint", "personne_a_charge"),
        "menage": ("personne_de_reference", "conjoint", "enfant"),
    }.items():
        group = builder.declare_entity(entity, [str(i) for i in range(cases["adults"].size)])
        builder.join_with_persons(group, owner, [roles[p] for p in place])
    return builder, np.array(place)


def answer(system, cases, month, given):
    """Return RSA last month, gross aid, rent reduction and paid aid (cents), of one month."""
    builder, place = entities(system, cases)
    simulation = builder.build(system)
    size = cases["adults"].size
    homes = {
        "loyer": cases["rent"],
        "zone_apl": np.array([f"zone_{zone}" for zone in cases["zone"]]),
        "statut_occupation_logement": np.where(
            cases["sector"] == "social", "locataire_hlm", "locataire_vide"
        ),
        "logement_conventionne": cases["sector"] == "social",
        "al_nb_personnes_a_charge": cases["dependants"],
        "al_couple": cases["adults"] == 2,
    }
    for name, values in homes.items():
        simulation.set_input(name, month, values)
    if given == "wages":
        wages = np.zeros(place.size)
        wages[place == 0] = cases["taxable"]
        year = int(month[:4])
        for earlier in range(year - 3, year + 1):
            simulation.set_input("salaire_imposable", str(earlier), wages)
    else:
        base = np.ceil(np.round(0.9 * cases["taxable"], 2) / 100.0) * 100.0
        simulation.set_input("aide_logement_base_ressources", month, base)
    rsa = np.zeros(size, int)
    if given == "wages":
        before = str(np.datetime64(month) - np.timedelta64(1, "M"))
        rsa = (simulation.calculate("rsa", before) > 0).astype(int)
    asked = ("aide_logement_montant_brut", "reduction_loyer_solidarite", "aide_logement_montant")
    found = [np.rint(100.0 * simulation.calculate(name, month)).astype(int) for name in asked]
    return [rsa, *found]


def rows(system, cases):
    """Yield one row per case, as `FIELDS`, by month and by what is given."""
    for month in MONTHS:
        for given in ("resources", "wages"):
            chosen = (cases["month"] == month) & (cases["given"] == given)
            if not chosen.any():
                continue
            some = {name: values[chosen] for name, values in cases.items()}
            found = answer(system, some, month, given)
            for i in range(some["rent"].size):
                yield (
                    month, some["zone"][i], some["sector"][i], given, some["adults"][i],
                    some["dependants"][i], round(100 * some["rent"][i]), int(some["taxable"][i]),
                    *(values[i] for values in found),
                )  # fmt: skip


def ceilings(system):
    """Yield year, region, category and PLUS ceiling in €/year; category 7 is a further person."""
    for year in range(2017, 2027):
        plus = system.get_parameters_at_instant(
            f"{year}-01-01"
        ).prestations_sociales.aides_logement.logement_social.plu
        for region, name in REGIONS.items():
            for category in range(1, 7):
                yield (
                    year,
                    region,
                    category,
                    int(plus.par_categorie_de_menage[f"categorie_{category}"][name]),
                )
            yield year, region, 7, int(plus.par_personne_supplementaire[name])


def write(path, header, lines):
    """Write a table."""
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def main(everything, frozen, ceilings_file):
    """Write every case, the frozen sample and the ceilings."""
    random = np.random.default_rng(SEED)
    system = CountryTaxBenefitSystem()
    table = list(rows(system, draw_cases(random)))
    write(everything, FIELDS, table)
    kept = np.sort(random.choice(len(table), FROZEN, replace=False))
    write(frozen, FIELDS, [table[i] for i in kept])
    write(ceilings_file, ("year", "region", "category", "ceiling_eur"), ceilings(system))


if __name__ == "__main__":
    main(*sys.argv[1:])
