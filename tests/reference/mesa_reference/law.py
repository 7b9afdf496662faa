"""The law, stated again for one household; its amounts are the tables of `simulation.law`.

Amounts are in cents a month, resources and ceilings in euros a year.
"""

from __future__ import annotations

from functools import cache
from math import ceil, floor
from typing import Any

import numpy as np

from simulation.kernels.legal import Law as Tables
from simulation.law.income import CHILD_UNITS, EXTRA_ADULT_UNITS, PROFESSIONAL_DEDUCTION
from simulation.law.minima import benefit_scales
from simulation.state.schema import Financing

CENTS = 100.0
MONTHS = 12
_CATEGORIES = 12
_YOUNG_AGES = 55
_OWNED, _PRIVATE = int(Financing.OWNER_OCCUPIED), int(Financing.PRIVATE_RENTAL)


def consumption_units(adults: int, teenagers: int, children: int) -> float:
    """Return OECD-modified consumption units."""
    return 1.0 + EXTRA_ADULT_UNITS * (adults - 1.0 + teenagers) + CHILD_UNITS * children


def resource_base(earnings: int, replacement: int) -> float:
    """Return taxable income after the flat deduction, €/year."""
    return (earnings + replacement) * (1.0 - PROFESSIONAL_DEDUCTION) * MONTHS / CENTS


def ceiling_category(adults: int, dependants: int, age: int) -> int:
    """Return the category of household for income ceilings; young couples count as three."""
    is_young_couple = adults == 2 and dependants == 0 and 2 * age <= _YOUNG_AGES
    is_lone_parent = adults == 1 and dependants > 0
    return min(adults + dependants - 1 + (is_lone_parent or is_young_couple), _CATEGORIES - 1)


def _plain(record: Any) -> Any:
    """Return a record of the law with lists and Python numbers in place of arrays."""
    return type(record)(*(np.asarray(value).tolist() for value in record))


class Law:
    """The law in force, its scales as plain numbers."""

    def __init__(self, tables: Tables) -> None:
        self.aid, self.reduction = _plain(tables.aid), _plain(tables.reduction)
        self.supplement, self.minima = _plain(tables.supplement), _plain(tables.minima)
        self.least_private = float(tables.least_private)
        self.ceilings = tables.ceilings.tolist()
        self.lowest_ceilings = tables.ceilings.min(axis=0).tolist()
        scales = benefit_scales(tables.minima)
        self.old_age = scales.old_age.tolist()
        self.kept_share = float(scales.kept)
        self.minimum_income = cache(self._minimum_income)

    def family_allowances(self, dependants: int) -> int:
        """Return the allowances for two dependants and more."""
        if dependants < 2:
            return 0
        further = self.minima.allowance_further * (dependants - 2)
        return round((self.minima.allowance_two + further) * CENTS)

    def _minimum_income(self, adults: int, dependants: int) -> int:
        """Return the basic income of a household without other income, less housing's part."""
        scale, persons = self.minima, adults + dependants
        units = 1.0 + scale.second_person * (persons >= 2)
        units += scale.further_person * max(persons - 2, 0)
        units += (scale.further_dependant - scale.further_person) * max(dependants - 2, 0)
        deduction = scale.deductions[min(persons, 3) - 1]
        return round((scale.basic_income * units - deduction) * CENTS)

    def completing_benefit(
        self, adults: int, dependants: int, is_retired: bool, earnings: int, replacement: int
    ) -> float:
        """Return what completes a small income: RSA and in-work benefit, or the old-age minimum."""
        if is_retired:
            return max(self.old_age[min(adults, 2) - 1] - replacement - earnings, 0.0)
        least = self.minimum_income(adults, dependants)
        return max(least - replacement - (1.0 - self.kept_share) * earnings, 0.0)


class Rights:
    """What one household fixes of its bills, whatever the home."""

    __slots__ = (
        "above", "aid_at_ceiling", "category", "charges", "family_rate", "fiscal_income", "law",
        "may_owe_supplement", "reduction", "reference_rent", "rent_cap", "rent_ceiling",
    )  # fmt: skip

    def __init__(
        self, law: Law, adults: int, dependants: int, resources: float, category: int
    ) -> None:
        self.law, aid = law, law.aid
        family = 1 + dependants if dependants else adults - 1
        place = min(family, len(aid.rent_ceiling) - 1)
        rounded = ceil(resources / aid.rounding) * aid.rounding
        self.above = max(0.0, rounded - aid.allowance[place])
        self.rent_ceiling = aid.rent_ceiling[place]
        self.reference_rent = aid.reference_rent[place]
        self.charges = aid.charges[place]
        self.family_rate = aid.family_rate[place]
        self.category, self.fiscal_income = category, resources
        self.may_owe_supplement = resources > law.lowest_ceilings[category]
        self.rent_cap = law.supplement.cap_share * resources * 100.0 / 12.0
        self.reduction = self._rent_reduction(family, resources)
        self.aid_at_ceiling = self._aid_before_cut(self.rent_ceiling)

    def _rent_reduction(self, family: int, resources: float) -> int:
        """Return the solidarity reduction (RLS), which does not depend on the rent."""
        scale = self.law.reduction
        place = min(family, len(scale.amount) - 1)
        if ceil(resources / scale.rounding) * scale.rounding / 12.0 >= scale.ceiling[place]:
            return 0
        return round(scale.amount[place] * 100.0)

    def _aid_before_cut(self, counted: float) -> float:
        """Return L + C − Pp, €/month: covered rent and charges less the household's share.

        `counted` is the rent up to its ceiling.
        """
        aid = self.law.aid
        covered = counted + self.charges
        ratio = counted / self.reference_rent
        rent_rate = aid.rate_low * max(0.0, min(ratio, aid.ratio_high) - aid.ratio_low)
        rent_rate += aid.rate_high * max(0.0, ratio - aid.ratio_high)
        share = max(aid.minimum_share * covered, aid.minimum_amount)
        share += (self.family_rate + rent_rate) * self.above
        return covered - share

    def _aid_of(self, rent: float) -> float:
        """Return the aid before the cut for a rent in euros: the same above the ceiling."""
        return self.aid_at_ceiling if rent >= self.rent_ceiling else self._aid_before_cut(rent)

    def _social_aid(self, rent: float) -> float:
        aid = self._aid_of(rent / 100.0)
        if aid < self.law.aid.least_paid:
            return 0.0
        return max(0.0, floor((aid - self.law.aid.flat_cut) * 100.0 + 1e-6))

    def _private_aid(self, rent: float) -> float:
        """Return the aid of private tenants, which falls to nil where rents are high."""
        aid, scale = self._aid_of(rent / 100.0), self.law.aid
        if aid < self.law.least_private:
            return 0.0
        falls_from = round(scale.falls_from * self.rent_ceiling * 100.0) / 100.0
        nil_from = round(scale.nil_from * self.rent_ceiling * 100.0) / 100.0
        left = (nil_from - rent / 100.0) / (nil_from - falls_from)
        return max(0.0, round(aid * min(1.0, max(0.0, left)) * 100.0) - scale.flat_cut * 100.0)

    def _paid(self, aid: float, reduction: float) -> float:
        """Return the aid paid in the end: less part of the reduction and the levy, whole euros."""
        if aid <= 0.0:
            return 0.0
        scale = self.law.reduction
        due = max(0.0, aid - scale.aid_share * reduction)
        return floor((due - floor(due * scale.levy + 1e-6)) / 100.0 + 1e-9) * 100.0

    def _supplement(self, rent: float, surface: float, financing: int, exemption: float) -> float:
        """Return the solidarity supplement (SLS) in whole cents."""
        ceiling = self.law.ceilings[financing][self.category]
        if self.fiscal_income <= ceiling:
            return 0.0
        rate = self._excess(ceiling) * self.law.supplement.reference * 100.0 * (1.0 - exemption)
        return floor(max(0.0, min(rate * surface, self.rent_cap - rent)) + 1e-6)

    def _excess(self, ceiling: float) -> float:
        """Return the coefficient by which income exceeds a ceiling, in whole percents."""
        scale = self.law.supplement
        excess = floor(100.0 * self.fiscal_income / ceiling - 100.0 + 1e-9)
        if excess < scale.threshold:
            return 0.0
        low = min(excess, scale.middle) - scale.threshold
        middle = max(0.0, min(excess, scale.high) - scale.middle)
        high = max(0.0, excess - scale.high)
        return (
            scale.base + scale.low_step * low + scale.middle_step * middle + scale.high_step * high
        )

    def aid(self, rent: float, financing: int) -> float:
        """Return the housing aid paid for a rent without charges."""
        if rent <= 0.0 or financing == _OWNED:
            return 0.0
        if financing == _PRIVATE:
            return self._paid(self._private_aid(rent), 0.0)
        return self._paid(self._social_aid(rent), min(self.reduction, rent))

    def net_cost(
        self, rent: float, charges: float, surface: float, financing: int, exemption: float
    ) -> float:
        """Return rent and charges less reduction and aid, plus supplement."""
        if rent <= 0.0 or financing == _OWNED:
            return rent + charges
        if financing == _PRIVATE:
            return rent + charges - self._paid(self._private_aid(rent), 0.0)
        reduction = min(self.reduction, rent)
        cost = rent + charges - reduction - self._paid(self._social_aid(rent), reduction)
        if self.may_owe_supplement:
            cost += self._supplement(rent, surface, financing, exemption)
        return cost
