"""QPV go to the IRIS that look most like them."""

import numpy as np
import pytest

from simulation.territory.description import CATEGORIES, Zones
from simulation.territory.pieces import Pieces, spread_over_pieces
from simulation.territory.placement import place, words
from simulation.territory.settings import SynthesisSettings


def zones(labels, dwellings, rent, poverty, communes=None):
    n = len(labels)
    return Zones(
        codes=tuple(f"{row:09d}" for row in range(n)),
        labels=tuple(labels),
        communes=communes or tuple((0,) for _ in labels),
        dwellings=np.array(dwellings),
        published=np.array(dwellings),
        shares={name: np.full((n, k), 1.0 / k) for name, k in CATEGORIES.items()},
        rent=np.array(rent, float),
        quartiles=np.array(rent, float)[:, None] * np.array([0.9, 1.0, 1.1]),
        vacancy=np.full(n, 0.03),
        turnover=np.full(n, 0.09),
        poverty=np.array(poverty, float),
        median=np.full(n, 20000.0),
    )


IRIS = zones(
    ["Nord", "Les Tilleuls Sud", "Bourg"], [500, 500, 500], [5.0, 5.2, 7.0], [0.4, 0.4, 0.1]
)
HOMES = np.array([900, 900, 1500])


def test_the_alike_and_the_namesake_come_first():
    qpv = zones(["Tilleuls"], [400], [5.1], [0.45])
    counts = place(IRIS, qpv, HOMES, SynthesisSettings()).counts
    assert counts.sum() == 400
    assert counts[0, 1] > counts[0, 0]
    assert counts[0, 2] == 0


def test_no_iris_holds_more_than_its_stock_and_every_dwelling_is_placed():
    qpv = zones(["Un", "Deux"], [650, 333], [5.1, 5.0], [0.45, 0.4])
    placed = place(IRIS, qpv, HOMES, SynthesisSettings())
    assert placed.counts.sum(axis=1).tolist() == [650, 333]
    assert (placed.counts.sum(axis=0) <= IRIS.dwellings).all()
    assert placed.unplaced.tolist() == [0, 0]


def test_what_finds_no_room_is_told():
    qpv = zones(["Un", "Deux"], [1000, 900], [5.1, 5.0], [0.45, 0.4])
    placed = place(IRIS, qpv, HOMES, SynthesisSettings())
    assert placed.unplaced.sum() == 400
    assert (placed.counts.sum(axis=0) == IRIS.dwellings).all()


def test_a_qpv_stays_in_its_communes():
    qpv = zones(["Bourg"], [100], [7.0], [0.1], communes=((1,),))
    placed = place(IRIS, qpv, HOMES, SynthesisSettings())
    assert placed.counts.sum() == 0
    assert placed.unplaced.tolist() == [100]


def test_names_are_compared_without_accents_and_common_words():
    assert words("Quartier Les Clôteaux Nord") == words("CLOTEAUX")
    assert not words("Nord") & words("Zone Nord")


def test_pieces_follow_both_margins():
    pieces = Pieces(
        iris=np.array([0, 0, 1]),
        qpv=np.array([0, -1, -1]),
        dwellings=np.array([40, 60, 100]),
        private=np.zeros(3, np.int64),
        area=np.arange(3),
    )
    counts = spread_over_pieces(
        pieces, np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([[0.75, 0.25]])
    )
    assert counts.tolist() == [[30, 10], [20, 40], [20, 80]]
    assert counts.sum() == pytest.approx(200)
