"""Compare our housing aid with openfisca's answers; `make oracle` prints this for every case."""

import csv
import sys
from pathlib import Path

import numpy as np

from simulation.law.housing_aid import aid_parameters, monthly_aid
from simulation.law.income import resource_base
from simulation.law.rent_reduction import (
    monthly_paid_aid,
    monthly_reduction,
    reduction_parameters,
)

MONTHS_OF_YEAR = 12
COUNTED = ("zone", "adults", "dependants", "rent_cents", "taxable_eur", "receives_rsa")
ANSWERS = ("gross_cents", "reduction_cents", "paid_cents")


def read(path):
    """Return the table as a dict of arrays: numbers, but for month, sector and given."""
    with Path(path).open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    columns = {name: np.array([line[name] for line in lines]) for name in lines[0]}
    for name in (*COUNTED, *ANSWERS):
        columns[name] = columns[name].astype(np.int64)
    return columns


def ours(cases):
    """Return gross aid, rent reduction and paid aid of the cases, cents/month."""
    found = {name: np.zeros(cases["zone"].size, np.int64) for name in ANSWERS}
    groups = set(zip(cases["month"], cases["zone"], cases["sector"], strict=True))
    for month, zone, sector in sorted(groups):
        rows = (cases["month"] == month) & (cases["zone"] == zone) & (cases["sector"] == sector)
        date, is_social = f"{month}-01", sector == "social"
        adults, dependants = cases["adults"][rows], cases["dependants"][rows]
        wages = 100 * cases["taxable_eur"][rows] / MONTHS_OF_YEAR
        resources = resource_base(wages, 0, receives_rsa=cases["receives_rsa"][rows] > 0)
        aid = monthly_aid(
            aid_parameters(int(zone), date, sector),
            adults, dependants, cases["rent_cents"][rows], resources, limited=True,
        )  # fmt: skip
        parameters = reduction_parameters(int(zone), date)
        reduction = monthly_reduction(parameters, adults, dependants, resources) * is_social
        found["gross_cents"][rows] = aid
        found["reduction_cents"][rows] = reduction
        found["paid_cents"][rows] = monthly_paid_aid(parameters, aid, reduction)
    return found


def report(cases):
    """Print the agreement, overall and by what is given."""
    found = ours(cases)
    for given in ("resources", "wages"):
        rows = cases["given"] == given
        print(f"{given} given to openfisca: {rows.sum():,} households")
        for name in ANSWERS:
            gap = np.abs(found[name] - cases[name])[rows]
            print(
                f"  {name:16} within 1 EUR {100 * (gap <= 100).mean():7.2f} %   "
                f"within 1 cent {100 * (gap <= 1).mean():7.2f} %   largest {gap.max() / 100:.2f}"
            )


if __name__ == "__main__":
    report(read(sys.argv[1]))
