"""How months, amounts, durations and lists are said, in English and in French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulation.report.explain.words import WORDS

_MONTHS = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
_MONTHS_PER_YEAR = 12
_CENTS = 100
_THOUSANDTHS = 1000
_NARROW, _HARD = "\u202f", "\u00a0"
_ENGLISH_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


@dataclass(frozen=True)
class Voice:
    """A language, and the year in which month 0 lies."""

    lang: str
    start_year: int

    @property
    def is_french(self) -> bool:
        """True when it speaks French."""
        return self.lang == "fr"

    def say(self, key: str, **details: object) -> str:
        """Return a text filled with its details, spaced as the language wants."""
        text = WORDS[key][int(self.is_french)].format(**details)
        for sign in ("€", "%", "m²", "»", ":", ";", "?"):
            text = text.replace(f" {sign}", _HARD + sign)
        return text.replace("« ", "«" + _HARD)

    def count(self, key: str, number: int) -> str:
        """Return a number of things: `key` names the words for one and for several."""
        special = {0: f"{key}_none", 2: f"{key}_two"}.get(number)
        if special in WORDS:
            return self.say(special)
        one = number == 1 or (self.is_french and number == 0)
        return self.say(f"{key}_one" if one else f"{key}_many", n=self.number(number))

    def month(self, month: int) -> str:
        """Return the name and the year of a month."""
        name = _MONTHS[int(self.is_french)].split()[month % _MONTHS_PER_YEAR]
        return f"{name} {self.start_year + month // _MONTHS_PER_YEAR}"

    def number(self, value: float) -> str:
        """Return a whole number with its thousands apart."""
        text = f"{round(value):,}".replace(",", _NARROW if self.is_french else ",")
        return text.replace("-", "−")

    def decimal(self, value: float, digits: int = 1, *, signed: bool = False) -> str:
        """Return a number with decimals."""
        text = f"{value:+.{digits}f}" if signed else f"{value:.{digits}f}"
        text = text.replace("-", "−")
        return text.replace(".", ",") if self.is_french else text

    def euros(self, cents: float) -> str:
        """Return an amount of cents in whole euros."""
        return f"{self.number(cents / _CENTS)}{_HARD}€"

    def percent(self, share: float) -> str:
        """Return a share in whole percent."""
        return f"{self.number(share * 100)}{_HARD}%"

    def points(self, thousandths: float) -> str:
        """Return points of a rank."""
        points = thousandths / _THOUSANDTHS
        is_one = self.is_french and abs(points) < 2
        return self.say("points_one" if is_one else "points_many", n=self.decimal(points))

    def ordinal(self, rank: int) -> str:
        """Return first, second, third… in figures."""
        if self.is_french:
            return "1er" if rank == 1 else f"{rank}e"
        if rank % 100 in _TEENS:
            return f"{rank}th"
        return f"{rank}{_ENGLISH_ORDINALS.get(rank % 10, 'th')}"

    def duration(self, months: int) -> str:
        """Return years and months."""
        years, rest = divmod(max(months, 0), _MONTHS_PER_YEAR)
        parts = [self.count("years", years)] if years else []
        parts += [self.count("months", rest)] if rest else []
        return self.listed(parts) if parts else self.say("no_month")

    def listed(self, items: Sequence[str]) -> str:
        """Return items one after the other, with « and » before the last."""
        if len(items) < 2:
            return "".join(items)
        return self.say("and", first=", ".join(items[:-1]), last=items[-1])

    def clauses(self, items: Sequence[str]) -> str:
        """Return clauses apart by semicolons."""
        return (f"{_HARD}; " if self.is_french else "; ").join(items)

    def sentence(self, text: str) -> str:
        """Return a text that starts with a capital."""
        return text[:1].upper() + text[1:]
