"""List the areas of a territory, so that a user can write the scopes of policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from simulation.report.words import word
from simulation.state.schema import Financing

if TYPE_CHECKING:
    from simulation.territory.territory import Territory

_COLUMNS = ("area", "commune", "flags", "homes", "residences")
_FLAGS = ("is_qpv", "is_renewal", "is_watch")


def area_lines(territory: Territory, lang: str) -> Iterator[str]:
    """Return one line per area that holds social homes: name, commune, flags, homes, residences.

    Residences are given by their rows, as ranges: ``4-7, 9``.
    """
    residences, n_areas = territory.residences, len(territory.area_labels)
    social = residences["financing"] < Financing.PRIVATE_RENTAL
    residence = territory.dwellings["residence"]
    area = residences["area"][residence]
    homes = np.bincount(area, weights=social[residence], minlength=n_areas).astype(int)
    rows = [tuple(word(f"col_{name}", lang) for name in _COLUMNS)]
    for i in np.flatnonzero(homes):
        flags = [
            word(f"flag_{flag}", lang)
            for flag in _FLAGS
            if flag in territory.areas and territory.areas[flag][i]
        ]
        rows.append(
            (
                territory.area_labels[i],
                territory.communes[territory.areas["commune"][i]],
                ", ".join(flags) or "-",
                str(homes[i]),
                ranges(np.flatnonzero(social & (residences["area"] == i)).tolist()),
            )
        )
    widths = [max(len(row[k]) for row in rows) for k in range(len(_COLUMNS) - 1)]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        yield "  ".join((*cells, row[-1]))


def ranges(rows: list[int]) -> str:
    """Return rows in rising order as ranges: ``[1, 2, 3, 7]`` as ``1-3, 7``."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][-1] + 1:
            parts[-1][1:] = [row]
        else:
            parts.append([row])
    return ", ".join("-".join(map(str, part)) for part in parts)
