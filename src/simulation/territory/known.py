"""Published figures of a few agglomerations that the tables do not hold."""

from __future__ import annotations

EPCI_NAMES = {
    "243500139": "Rennes Métropole",
    "200093201": "Métropole européenne de Lille",
    "245900428": "Communauté urbaine de Dunkerque",
    "246000756": "Pays Noyonnais",
    "244400404": "Nantes Métropole",
    "248400251": "Grand Avignon",
    "200043396": "Maubeuge Val de Sambre",
    "243700754": "Tours Métropole Val de Loire",
    "200068047": "Creil Sud Oise",
    "200067213": "Grand Reims",
}
SOCIAL_SHARES = {
    "243500139": 0.217,
    "200093201": 0.266,
    "245900428": 0.342,
    "246000756": 0.198,
    "244400404": 0.200,
    "248400251": 0.212,
    "200043396": 0.278,
    "243700754": 0.243,
    "200068047": 0.460,
    "200067213": 0.353,
}
"""Social dwellings / all homes, by EPCI (SDES, RPLS 2019)."""
HOMES_PER_IRIS = 1296.0
"""Homes / IRIS in RPLS 2022: median of these ten EPCI, which go from 952 to 1,413."""
_SHARE_BOUNDS = (0.02, 0.6)
_PRIVATE_RENTS = {"243500139": 10.4, "244400404": 11.5}
"""€/m²/month: Rennes 10.4 (press, 2014); Nantes 750 € for a T3 of 65 m² (press)."""
_SLACK, _TENSE = 3.0, 8.0
_RENT_SLACK, _RENT_TENSE = 8.0, 12.0


def default_private_rent(epci: str, tension: float) -> float:
    """Return the mean private rent, €/m²/month: published, else an assumption by tension.

    The assumption goes linearly from 8 € at tension 3 to 12 € at tension 8.
    """
    if epci in _PRIVATE_RENTS:
        return _PRIVATE_RENTS[epci]
    position = min(max((tension - _SLACK) / (_TENSE - _SLACK), 0.0), 1.0)
    return _RENT_SLACK + position * (_RENT_TENSE - _RENT_SLACK)


def estimated_social_share(dwellings: float, n_iris: int) -> float:
    """Return social dwellings / all homes where nothing is published, from the number of IRIS.

    An IRIS is drawn to hold about 2,000 inhabitants (INSEE), hence a rather even number of homes:
    on the ten EPCI above the estimate is within −27 % and +9 % of the published share.
    """
    low, high = _SHARE_BOUNDS
    return min(max(dwellings / (n_iris * HOMES_PER_IRIS), low), high)
