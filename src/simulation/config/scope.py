"""Where a policy acts: kinds of areas, communes, areas, landlords, residences."""

from __future__ import annotations

from simulation.config.parameter import Settings, param

_CHOICE = "choice of the territory"
_FLAGS = {
    "is_qpv": ("in QPV", "outside QPV"),
    "is_renewal": ("under renewal", "not under renewal"),
    "is_watch": ("in watch areas", "outside watch areas"),
}


class Scope(Settings):
    """Part of the stock; what is left out does not restrict, what is given must all hold."""

    is_qpv: bool | None = param(None, unit="yes or no", bounds=None, source=_CHOICE)
    """In priority neighbourhoods (QPV), or outside them."""
    is_renewal: bool | None = param(None, unit="yes or no", bounds=None, source=_CHOICE)
    """In areas under urban renewal, or outside them."""
    is_watch: bool | None = param(None, unit="yes or no", bounds=None, source=_CHOICE)
    """In watch areas (quartiers de veille), or outside them."""
    communes: tuple[str, ...] = param((), unit="names", bounds=None, source=_CHOICE)
    """Communes, by name."""
    areas: tuple[str, ...] = param((), unit="names", bounds=None, source=_CHOICE)
    """Areas, by name; `peuplement territory areas` lists them."""
    landlords: tuple[int, ...] = param((), unit="numbers", bounds=None, source=_CHOICE)
    """Social landlords, by number."""
    residences: tuple[int, ...] = param((), unit="rows", bounds=None, source=_CHOICE)
    """Residences, by row."""

    @property
    def is_empty(self) -> bool:
        """True when nothing restricts it."""
        return self == Scope()

    @property
    def label(self) -> str:
        """What the scope holds in plain words, one label for each scope; empty for everything."""
        flags = ((texts, getattr(self, name)) for name, texts in _FLAGS.items())
        parts = [
            inside if flag else outside for (inside, outside), flag in flags if flag is not None
        ]
        for name in ("communes", "areas"):
            if listed := getattr(self, name):
                parts.append(f"{name} {', '.join(listed)}")
        for name in ("landlords", "residences"):
            if numbers := getattr(self, name):
                parts.append(f"{name} {_spans(numbers)}")
        return "; ".join(parts)


def _spans(numbers: tuple[int, ...]) -> str:
    """Return whole numbers with those that follow each other as spans: 0–3, 7."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else f"{first}" for first, last in spans)
