"""From published aggregates to the description of a made-up territory that has them.

Neighbourhoods are made around the aggregates with a moderate, keyed spread; the synthesis then
treats them exactly as it treats real ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from simulation.rng import Streams
from simulation.territory.apportion import apportion
from simulation.territory.description import CATEGORIES, Description, Floats, Integers, Zones
from simulation.territory.preset_figures import Figures

_YEAR = 2022
_SIZE_SPREAD, _QPV_SIZE_SPREAD = 0.8, 0.6  # standard deviations of log size (assumption)
_DWELLINGS_PER_HOST = 700  # dwellings of a QPV in one IRIS, about (assumption)
_HOST_LEFT = 0.2  # stock outside the QPV in an IRIS that it covers, over a usual one (assumption)
_HOST_PERSONS = 0.82  # persons of such an IRIS who live in the QPV (assumption)
_CENTRAL_QPV = 0.6  # share of QPV in the central commune (assumption)
_RENT_SPREAD, _QPV_RENT_SPREAD = 0.08, 0.04
_POVERTY_SPREAD, _QPV_POVERTY_SPREAD = 0.45, 0.12  # of log rates
_SHARE_SPREAD, _QPV_SHARE_SPREAD = 0.5, 0.3  # of log shares
_POVERTY_BOUNDS = (0.03, 0.65)
_INCOME_SPREAD = 0.5  # log standard deviation of standards of living
_SMALLEST = 11
_MONTHS = 12


@dataclass(frozen=True)
class _Layout:
    """Dwellings of each QPV in each IRIS (n_qpv, n_iris), others by IRIS, commune of each."""

    inside: Integers
    outside: Integers
    commune: Integers
    qpv_commune: Integers


def describe_preset(name: str, figures: Figures) -> Description:
    """Return the description of a made-up territory with these aggregates."""
    streams = Streams(0)
    value = figures.values
    layout = _layout(figures, streams)
    iris, qpv = _zones(figures, layout, streams)
    city, n_communes = figures.city, int(value["n_communes"])
    return Description(
        name=name,
        label=figures.label,
        year=_YEAR,
        zone=int(value["zone"]),
        tension=float(value["tension"]),
        poverty_line=float(value["poverty_line"]),
        communes=(city, *(f"Commune {rank}" for rank in range(2, n_communes + 1))),
        iris=iris,
        qpv=qpv,
        social_share=float(value["social_share"]),
        private_rent=float(value["private_rent"]),
        sources=dict.fromkeys(("stock", "iris_income", "qpv_income"), f"preset {name}"),
        notes=(
            "Preset: neighbourhoods are made up around published aggregates; no row is a real one.",
            *(f"{key}: {value[key]} ({source})" for key, source in figures.sources.items()),
        ),
        region=str(value["region"]),
        supplement_zone=str(value["supplement_zone"]),
    )


def _normal(streams: Streams, name: str, n: int, other: int = 0) -> Floats:
    return np.asarray(ndtri(streams.uniform(f"preset.{name}", 0, np.arange(n), other=other)))


def _layout(figures: Figures, streams: Streams) -> _Layout:
    value = figures.values
    n_iris, n_qpv, n_communes = (int(value[key]) for key in ("n_iris", "n_qpv", "n_communes"))
    total = int(value["dwellings"])
    inside_total = round(total * float(value["qpv_share"]))
    commune = _communes(n_iris, n_communes, float(value["central_share"]))
    sizes = np.exp(_QPV_SIZE_SPREAD * _normal(streams, "qpv_size", n_qpv))
    qpv_sizes = apportion(sizes[None, :], [inside_total])[0]
    qpv_commune = _qpv_communes(n_qpv, commune)
    inside = np.zeros((n_qpv, n_iris), np.int64)
    taken = np.zeros(n_iris, bool)
    for row in range(n_qpv):
        hosts = _hosts(int(qpv_sizes[row]), commune == qpv_commune[row], taken)
        taken[hosts] = True
        inside[row, hosts] = apportion(np.ones((1, hosts.size)), [qpv_sizes[row]])[0]
    weights = np.exp(_SIZE_SPREAD * _normal(streams, "iris_size", n_iris))
    weights *= np.where(taken, _HOST_LEFT, 1.0)
    spare = total - inside_total - _SMALLEST * n_iris
    outside = _SMALLEST + apportion(weights[None, :], [max(spare, 0)])[0]
    return _Layout(inside, outside, commune, qpv_commune)


def _communes(n_iris: int, n_communes: int, central_share: float) -> Integers:
    """Return the commune of each IRIS: the central one first, the others by Zipf's law."""
    central = round(n_iris * central_share)
    others = 1.0 / np.arange(1, n_communes)
    left = max(n_iris - central - (n_communes - 1), 0)
    counts = 1 + apportion(others[None, :], [left])[0]
    return np.repeat(np.arange(n_communes), np.concatenate([[central], counts]))[:n_iris]


def _qpv_communes(n_qpv: int, commune: Integers) -> Integers:
    """Return the commune of each QPV: the central one, then the largest others in turn."""
    central = int(np.ceil(n_qpv * _CENTRAL_QPV))
    sizes = np.bincount(commune)
    others = np.argsort(-sizes[1:], kind="stable") + 1
    return np.concatenate([np.zeros(central, np.int64), np.resize(others, n_qpv - central)])


def _hosts(dwellings: int, here: Integers, taken: Integers) -> Integers:
    """Return the IRIS that a QPV covers: free ones of its commune first, in their order."""
    candidates = np.nonzero(here)[0]
    order = np.argsort(taken[candidates], kind="stable")
    wanted = max(1, round(dwellings / _DWELLINGS_PER_HOST))
    return np.sort(candidates[order][:wanted])


def _zones(figures: Figures, layout: _Layout, streams: Streams) -> tuple[Zones, Zones]:
    value = figures.values
    n_qpv, n_iris = layout.inside.shape
    q_rent, o_rent = _rents(figures, layout, streams)
    q_poverty = _poverty(float(value["poverty_qpv"]), _QPV_POVERTY_SPREAD, n_qpv, streams, "qpv")
    o_poverty = _poverty(float(value["poverty_outside"]), _POVERTY_SPREAD, n_iris, streams, "iris")
    q_shares = _shares(value, "qpv", n_qpv, _QPV_SHARE_SPREAD, streams)
    o_shares = _shares(value, "outside", n_iris, _SHARE_SPREAD, streams)
    mixed = layout.inside.sum(axis=0)
    weight = layout.inside / np.maximum(mixed + layout.outside, 1)[None, :]
    outside_weight = 1.0 - weight.sum(axis=0)
    rent = q_rent @ weight + o_rent * outside_weight
    shares = {
        name: weight.T @ q_shares[name] + outside_weight[:, None] * o_shares[name]
        for name in CATEGORIES
    }
    hosting = np.where(mixed > 0, _HOST_PERSONS, 0.0)
    inner = (q_poverty @ layout.inside) / np.maximum(mixed, 1)
    poverty = hosting * inner + (1.0 - hosting) * o_poverty
    codes = tuple(f"{rank:09d}" for rank in range(1, n_iris + 1))
    labels = tuple(f"Quartier {rank}" for rank in range(1, n_iris + 1))
    iris = _assemble(
        figures,
        codes,
        labels,
        commune=layout.commune,
        dwellings=mixed + layout.outside,
        shares=shares,
        rent=rent,
        poverty=poverty,
    )
    qpv = _assemble(
        figures,
        tuple(f"QP{rank:06d}" for rank in range(1, n_qpv + 1)),
        tuple(f"prioritaire {rank}" for rank in range(1, n_qpv + 1)),
        commune=layout.qpv_commune,
        dwellings=layout.inside.sum(axis=1),
        shares=q_shares,
        rent=q_rent,
        poverty=q_poverty,
    )
    return iris, qpv


def _assemble(
    figures: Figures,
    codes: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    commune: Integers,
    dwellings: Integers,
    shares: dict[str, Floats],
    rent: Floats,
    poverty: Floats,
) -> Zones:
    value, n = figures.values, len(codes)
    line = float(value["poverty_line"]) * _MONTHS
    return Zones(
        codes=codes,
        labels=labels,
        communes=tuple((int(row),) for row in commune),
        dwellings=dwellings,
        published=dwellings,
        shares=shares,
        rent=rent,
        quartiles=rent[:, None] * np.array(value["rent_quartiles"]),
        vacancy=np.full(n, float(value["vacancy"])),
        turnover=np.full(n, float(value["turnover"])),
        poverty=poverty,
        median=line * np.exp(-_INCOME_SPREAD * ndtri(poverty)),
    )


def _rents(figures: Figures, layout: _Layout, streams: Streams) -> tuple[Floats, Floats]:
    """Return rents of QPV and of the rest of each IRIS; mean and ratio are the published ones."""
    value = figures.values
    share, ratio = float(value["qpv_share"]), float(value["rent_ratio"])
    mean = float(value["rent"]) * float(value["rent_uprating"])
    outside = mean / (1.0 - share + share * ratio)
    result = []
    for name, level, spread, weights in (
        ("qpv_rent", outside * ratio, _QPV_RENT_SPREAD, layout.inside.sum(axis=1)),
        ("iris_rent", outside, _RENT_SPREAD, layout.outside),
    ):
        raw = np.exp(spread * _normal(streams, name, weights.size))
        result.append(level * raw / np.average(raw, weights=weights))
    return result[0], result[1]


def _poverty(level: float, spread: float, n: int, streams: Streams, name: str) -> Floats:
    raw = np.exp(spread * _normal(streams, f"{name}_poverty", n))
    return np.asarray(np.clip(level * raw / raw.mean(), *_POVERTY_BOUNDS))


def _shares(
    value: dict[str, object], where: str, n: int, spread: float, streams: Streams
) -> dict[str, Floats]:
    result = {}
    for name, n_classes in CATEGORIES.items():
        published = value[f"{name}_{where}"]
        mean = (
            np.array([1.0 - published, published])
            if isinstance(published, float)
            else np.array(published, float)
        )
        noise = np.column_stack(
            [_normal(streams, f"{name}_{where}", n, other=k) for k in range(n_classes)]
        )
        raw = mean * np.exp(spread * noise)
        result[name] = raw / raw.sum(axis=1, keepdims=True)
    return result
