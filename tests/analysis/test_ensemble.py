import math
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import simulation
from simulation.analysis.ensemble import (
    Draws,
    candidates,
    ensemble,
    noise_of,
    reaches,
    read_ensemble,
    rule_around,
)
from simulation.analysis.local_sensitivity import local_sensitivity
from simulation.analysis.recorder import record_of
from simulation.analysis.simulated_moments import MomentFit
from simulation.config.vary import value_of

HALF_BAND = 0.5


def rule(fakes: ModuleType, fit: MomentFit, noise: float = 0.0, **moved: float):
    (found,) = fit.evaluate([{**fakes.OPTIMUM, **moved}])
    return rule_around(fit, record_of(found), dict.fromkeys(fit.bands, noise))


def test_bands_are_widened_by_two_standard_deviations_of_the_draws(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator(noise=0.3))
    (found,) = fit.evaluate([fakes.OPTIMUM])
    noise = noise_of(found.moments, replicates=4)
    assert noise["demo", "qpv"] == pytest.approx(0.3 / 2)
    made = rule_around(fit, record_of(found), noise)
    assert made.bands["demo", "qpv"].low == pytest.approx(4.0 - HALF_BAND - 0.3)
    assert made.bands["demo", "qpv"].scale == HALF_BAND
    (alone,) = fakes.fit(fakes.Simulator()).evaluate([fakes.OPTIMUM])
    assert noise_of(alone.moments.query("replicate == 0"), 1)["demo", "qpv"] == 0.0


def test_one_more_target_may_be_missed_than_the_calibrated_set_misses(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator())
    at_optimum = rule(fakes, fit)
    met = {("demo", "qpv"): 4.0, ("demo", "outside"): 2.0, ("demo", "all"): 2.5}
    just_out = HALF_BAND + 0.1
    assert not at_optimum.excludes(met)
    assert not at_optimum.excludes({**met, ("demo", "qpv"): 4.0 + just_out})
    two = {**met, ("demo", "qpv"): 4.0 + just_out, ("demo", "all"): 2.5 - just_out}
    assert at_optimum.excludes(two)
    missing_one = rule(fakes, fit, **{fakes.Y: 1.3})  # outside is 2.6: out, all is 2.65: in
    assert not missing_one.excludes(two)
    assert rule(fakes, fit, 0.06).excludes(two) is False  # the draws alone may do that


def test_no_target_may_be_missed_by_far(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator())
    far = {("demo", "qpv"): 4.0 + 2 * HALF_BAND + 0.1}
    assert rule(fakes, fit).excludes(far)
    assert rule(fakes, fit).excludes({("demo", "qpv"): math.nan})
    as_far = rule(fakes, fit, **{fakes.X: 0.5})  # qpv is 6: three half bands beyond its band
    assert not as_far.excludes(far)


def test_a_parameter_reaches_as_far_as_it_moves_a_target_by_half_a_band(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator())
    idle = fakes.axis(fakes.IDLE, 0.0, 1.0, 0.5)
    axes, point = (*fakes.AXES, idle), {**fakes.OPTIMUM, fakes.IDLE: 0.5}
    effects = local_sensitivity(fit, axes, point)
    found = reaches(fit, axes, effects, width=0.3)
    slope_y = 2.0 * 5 / HALF_BAND  # of `outside`, over the whole width of the bounds
    assert found[fakes.Y] == pytest.approx(1 / slope_y)
    assert found[fakes.IDLE] == 0.3
    assert reaches(fit, axes, effects, width=0.01)[fakes.Y] == 0.01


def test_a_target_that_is_only_a_limit_does_not_hold_a_parameter_back(fakes: ModuleType) -> None:
    limit = fakes.target("outside", 2.0, value=None, plus_minus=None, low=0.5, scale=0.1)
    fit = MomentFit((fakes.scenario(),), (limit,), fakes.Simulator())
    effects = local_sensitivity(fit, fakes.AXES, fakes.OPTIMUM)
    assert reaches(fit, fakes.AXES, effects, 0.2) == dict.fromkeys(fakes.NAMES, 0.2)


def test_candidates_are_a_latin_hypercube_around_the_calibrated_set(fakes: ModuleType) -> None:
    reach = {fakes.X: 0.1, fakes.Y: 0.5, fakes.Z: 0.2}
    draws = Draws(batch=10)
    points = candidates(fakes.AXES, fakes.OPTIMUM, reach, draws, 0)
    for axis in fakes.AXES:
        at = axis.to_unit(fakes.OPTIMUM[axis.name])
        low, high = max(at - reach[axis.name], 0), min(at + reach[axis.name], 1)
        places = np.array([axis.to_unit(point[axis.name]) for point in points])
        shares = np.sort((places - low) / (high - low)) * 10
        middles = np.arange(10) + 0.5
        assert shares == pytest.approx(middles, abs=0.5 + 1e-2), axis.name  # values are rounded
    assert points == candidates(fakes.AXES, fakes.OPTIMUM, reach, draws, 0)
    assert points != candidates(fakes.AXES, fakes.OPTIMUM, reach, draws, 1)


def test_members_meet_the_rule_and_the_others_do_not(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator())
    told: list[tuple[int, int]] = []
    reach = dict.fromkeys(fakes.NAMES, 0.3)
    made, tell = rule(fakes, fit), lambda *n: told.append(n)
    found = ensemble(fit, fakes.AXES, fakes.OPTIMUM, reach, made, Draws(12), tell)
    table = found.candidates
    assert len(found.members) == 12
    assert len(table) == told[-1][0]
    assert table["kept"].sum() == told[-1][1] >= 12
    assert found.acceptance == pytest.approx(table["kept"].mean())
    is_out = [
        (abs(table[f"demo:{sector}"] - aim) - HALF_BAND).clip(lower=0) / HALF_BAND
        for sector, aim in fakes.AIMS.items()
    ]
    meets = (sum((out > 0).astype(int) for out in is_out) <= 1) & (
        np.max(np.stack(is_out), axis=0) <= 1
    )
    assert (meets == table["kept"]).all()
    assert 0 < meets.sum() < len(table)
    spread = found.spread().set_index("parameter")
    assert (spread["drawn_low"] <= spread["low"]).all()
    assert (spread["narrowing"] < 1.1).all()
    assert spread.loc[fakes.X, "calibrated"] == fakes.OPTIMUM[fakes.X]


def test_what_a_territory_ruled_out_is_not_simulated_in_the_next(fakes: ModuleType) -> None:
    simulator = fakes.Simulator()
    targets = tuple(fakes.target(sector, aim) for sector, aim in fakes.AIMS.items())
    both = MomentFit((fakes.scenario("a"), fakes.scenario("b")), targets, simulator)
    made = rule(fakes, both)
    simulator.simulated = 0
    reach = dict.fromkeys(fakes.NAMES, 0.3)
    found = ensemble(both, fakes.AXES, fakes.OPTIMUM, reach, made, Draws(5, most=40))
    by_first = (found.candidates["ruled_out_by"] == "a").sum()
    assert by_first > 0
    assert simulator.simulated == 2 * len(found.candidates) - by_first


def test_it_ends_when_too_few_meet_the_rule(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator())
    strict = rule(fakes, fakes.fit(fakes.Simulator()))
    nowhere = {**fakes.OPTIMUM, fakes.Z: 4.9}
    reach = dict.fromkeys(fakes.NAMES, 0.001)
    found = ensemble(fit, fakes.AXES, nowhere, reach, strict, Draws(3, batch=4, most=8))
    assert not found.members
    assert len(found.candidates) == 8
    assert found.acceptance == 0


def test_a_candidate_that_is_not_allowed_is_ruled_out(fakes: ModuleType) -> None:
    fit = fakes.fit(fakes.Simulator())
    wide = (fakes.axis("allocation.residual_minimum", 10.0, 60.0, 30.0),)  # above comfort: refused
    centre = {"allocation.residual_minimum": 40.0}
    reach = {"allocation.residual_minimum": 0.1}
    found = ensemble(fit, wide, centre, reach, rule(fakes, fit), Draws(1, batch=4, most=4))
    assert set(found.candidates["ruled_out_by"]) == {"demo"}


def test_the_shipped_ensemble_goes_into_scenarios() -> None:
    members = read_ensemble()
    assert len(members) >= 20
    names = {f"{s}.{key}" for member in members for s, inner in member.items() for key in inner}
    assert len(names) >= 13
    loaded = [
        simulation.load({"name": "demo", "territory": {"preset": "demo"}}, overrides=member)
        for member in members
    ]
    for name in names:
        section, key = name.split(".")
        assert [value_of(s, name) for s in loaded] == [m[section][key] for m in members]
        assert len({value_of(s, name) for s in loaded}) > 1, name


def test_a_members_file_of_ones_own_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        "[[members]]\nbehaviour.moving_cost = 0.5\n[[members]]\ndemand.areas_asked = 3\n"
    )
    assert read_ensemble(file) == [
        {"behaviour": {"moving_cost": 0.5}},
        {"demand": {"areas_asked": 3}},
    ]
