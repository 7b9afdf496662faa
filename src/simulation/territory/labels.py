"""Labels of IRIS and areas, told apart by their commune where names are shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from simulation.territory.description import Description
from simulation.territory.pieces import Pieces


def iris_labels(description: Description) -> tuple[str, ...]:
    """Return one label per IRIS."""
    communes = [description.communes[rows[0]] for rows in description.iris.communes]
    return told_apart(description.iris.labels, communes)


def area_labels(
    description: Description, pieces: Pieces, communes: NDArray[Any]
) -> tuple[str, ...]:
    """Return one label per area: that of its QPV, else of its IRIS.

    Parameters
    ----------
    communes
        Commune of each area.
    """
    labels: dict[int, str] = {}
    for area, iris, qpv in zip(pieces.area, pieces.iris, pieces.qpv, strict=True):
        if qpv >= 0:
            labels[int(area)] = f"QPV {description.qpv.labels[qpv]}"
        else:
            labels[int(area)] = description.iris.labels[iris]
    names = [labels[row] for row in range(len(labels))]
    return told_apart(names, [description.communes[row] for row in communes])


def told_apart(labels: Sequence[str], communes: Sequence[str]) -> tuple[str, ...]:
    """Return labels with their commune where several are alike."""
    times = Counter(labels)
    return tuple(
        f"{label} ({commune})" if times[label] > 1 else label
        for label, commune in zip(labels, communes, strict=True)
    )
