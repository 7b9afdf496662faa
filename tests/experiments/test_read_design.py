"""A design is resolved into scenarios, or everything that is wrong with it is told at once."""

from pathlib import Path

import pytest

from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.experiments.plan import Plan
from simulation.experiments.read_design import known_numbers, read_design
from simulation.policies import registry

BASE = '[territory]\npreset = "demo"\n[mobility]\nsensitivity = 0.4\n'
HEAD = 'bases = ["base.toml"]\noverrides = { years = 3 }\n'
ARMS = """
[[arms]]
name = "as-is"
[[arms]]
name = "rent"
label = "One rent"
[[arms.policies]]
name = "single_rent"
[arms.overrides.behaviour]
moving_cost = 0.25
"""
FREE = """
[[uncertainties]]
name = "mobility.sensitivity"
high = 1.0
[[uncertainties]]
name = "policies.single_rent.ramp_years"
high = 4.0
[sampling]
samples = 5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.toml").write_text(BASE)
    return tmp_path


def read(folder: Path, text: str) -> Plan:
    (folder / "d.toml").write_text(text)
    return read_design(folder / "d.toml")


def sampled(how: str) -> str:
    return HEAD + ARMS + FREE.replace("samples = 5", how)


def kept(what: str) -> str:
    return f"{HEAD}{ARMS}[outputs]\n{what}\n"


def problems(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return caught.value.problems


def test_an_arm_is_a_scenario_that_extends_the_base(folder: Path) -> None:
    plan = read(folder, HEAD + ARMS)
    as_is, rent = (branch.scenario for branch in plan.branches)
    assert [(b.base, b.arm) for b in plan.branches] == [("base", "as-is"), ("base", "rent")]
    assert (as_is.name, rent.name, rent.label) == ("as-is", "rent", "One rent")
    assert {s.years for s in (as_is, rent)} == {3}
    assert {s.mobility.sensitivity for s in (as_is, rent)} == {0.4}
    assert rent.behaviour.moving_cost == 0.25 != as_is.behaviour.moving_cost
    assert as_is.policies == ()
    assert [policy.key for policy in rent.policies] == ["single_rent"]
    assert plan.design.name == "d"
    assert [file.name for file in plan.files] == ["base.toml", "d.toml"]


def test_an_arm_that_says_no_policy_keeps_those_of_the_base(folder: Path) -> None:
    (folder / "base.toml").write_text(BASE + '[[policies]]\nname = "single_rent"\n')
    arms = '[[arms]]\nname = "kept"\n[[arms]]\nname = "none"\npolicies = []\n'
    kept, none = (branch.scenario for branch in read(folder, HEAD + arms).branches)
    assert len(kept.policies) == 1
    assert none.policies == ()


def test_every_arm_meets_every_base(folder: Path) -> None:
    tense = '{ name = "tense", territory = { preset = "demo", tension = 8 } }'
    bases = f'bases = ["base.toml", {tense}]\n'
    plan = read(folder, bases + ARMS)
    names = [branch.scenario.name for branch in plan.branches]
    assert names == ["base-as-is", "base-rent", "tense-as-is", "tense-rent"]
    assert [branch.scenario.territory.tension for branch in plan.branches] == [None, None, 8, 8]
    alone = read(folder, bases)
    assert [branch.scenario.name for branch in alone.branches] == ["base", "tense"]


def test_a_plan_pairs_what_shares_sample_and_replicate(folder: Path) -> None:
    plan = read(folder, "replicates = 3\n" + HEAD + ARMS + FREE)
    runs = list(plan.runs())
    assert plan.n_runs == len(runs) == 2 * 5 * 3
    assert [run.number for run in runs] == list(range(30))
    assert len({(run.branch, run.sample, run.replicate) for run in runs}) == 30
    assert {run.sample for run in runs[:6]} == {0}
    keys: dict[int, set[int]] = {}
    for run in runs:
        keys.setdefault(run.replicate, set()).add(plan.key(run))
    assert [len(found) for found in keys.values()] == [1, 1, 1]
    assert len(set.union(*keys.values())) == 3


def test_a_sample_changes_what_is_uncertain_in_the_arms_that_have_it(folder: Path) -> None:
    plan = read(folder, HEAD + ARMS + FREE)
    for run in plan.runs():
        values, scenario = plan.samples[run.sample], plan.task(run).scenario
        assert scenario.mobility.sensitivity == values["mobility.sensitivity"] <= 1.0
        ramps = [policy.ramp_years for policy in scenario.policies]
        assert ramps == [values["policies.single_rent.ramp_years"]] * run.branch


def test_a_whole_number_stays_whole_and_a_log_scale_spaces_by_ratios(folder: Path) -> None:
    free = """
[[uncertainties]]
name = "adverts.max_bids"
[[uncertainties]]
name = "mobility.ownership_rate"
low = 0.01
high = 1.0
scale = "log"
[sampling]
method = "factorial"
levels = 3
"""
    plan = read(folder, HEAD + free)
    assert all(isinstance(sample["adverts.max_bids"], int) for sample in plan.samples)
    assert {sample["mobility.ownership_rate"] for sample in plan.samples} == {0.01, 0.1, 1.0}
    assert plan.n_samples == 9


def test_what_may_be_uncertain_has_bounds_of_its_own_in_policies_too() -> None:
    known = known_numbers(registry())
    ramp = known["policies.single_rent.ramp_years"]
    assert (ramp.low, ramp.high) == (0, 30)
    assert "policies.single_rent.scope" not in known


def test_everything_that_is_wrong_is_told_at_once_with_its_line(folder: Path) -> None:
    text = """\
bases = ["base.toml"]
replicates = 0
[[arms]]
name = "as is"
[sampling]
method = "sobol"
samples = 100
seed = 0
levels = 4
"""
    found = problems(folder, text)
    for line, part in (
        (2, "replicates = 0: must be between 1 and"),
        (4, "arms.0.name"),
        (8, "sampling.seed = 0: must be between 1 and"),
    ):
        assert any(f"d.toml, line {line}: {part}" in problem for problem in found), part


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (HEAD, ["arms: one scenario and nothing uncertain is a run, not a design"]),
        ("bases = []", ["bases: is empty; write at least one"]),
        ('arms = [{ name = "a" }]', ["bases: is missing"]),
        ("bases = 7", ["bases = 7: must be a list"]),
        ('bases = ["none.toml", "base.toml"]', ["none.toml: no such file"]),
        ('bases = ["base.toml", "base.toml"]', ["bases.1", "two bases are named base"]),
        (HEAD + ARMS + "extra = 1\n", ["unknown key"]),
        (HEAD + '[[arms]]\nname = "a"\n[[arms]]\nname = "a"\n', ["line 6", "stands twice"]),
        (HEAD + ARMS.replace("single_rent", "single_rnt"), ["line 10", "you mean single_rent?"]),
        (HEAD + ARMS.replace("moving_cost", "moving_costs"), ["line 12", "moving_cost?"]),
        (HEAD + ARMS + "[arms.overrides.name]\n", ["name has a place of its own"]),
        ('bases=["base.toml"]\n[overrides]\nyears = 0\n' + ARMS, ["line 3", "years = 0"]),
        (HEAD + ARMS + FREE.replace("sensitivity", "sensitvity"), ["did you mean mobility.sens"]),
        (HEAD + ARMS + FREE.replace("ramp_years", "ramp_year"), ["single_rent.ramp_years?"]),
        (HEAD + ARMS + FREE.replace("4.0", "40.0"), ["line 18", "declared: between 0 and 30"]),
        (HEAD + FREE, ["no arm has the policy single_rent"]),
        (HEAD + ARMS + FREE.partition("[sampling]")[0], ["sampling: uncertainties need to be"]),
        (HEAD + ARMS + "[sampling]\nsamples = 4\n", ["sampling: nothing is uncertain"]),
        (HEAD + ARMS + FREE + "levels = 3\n", ["latin_hypercube does not use it"]),
        (sampled('method = "sobol"\nsamples = 6'), ["powers of 2"]),
        (sampled('method = "morris"'), ["trajectories: morris needs"]),
        (
            sampled('method = "morris"\ntrajectories = 4\nlevels = 5'),
            ["an even number of levels"],
        ),
        (
            sampled('method = "factorial"\nlevels = 1000'),
            ["2,000,000 runs, more than the 1,000,000"],
        ),
        (HEAD + ARMS + FREE + "seed = 0\n", ["sampling.seed = 0: must be between 1 and"]),
        (kept('measures = ["theil_h_socal_area"]'), ["measure; did you mean theil_h_social_area"]),
        (kept('tables = ["markets"]'), ["a run has no such table; did you mean market?"]),
        (HEAD + "time_limit = 0.0\n" + ARMS, ["time_limit = 0.0: must be at least 0.01 (s)"]),
    ],
)  # fmt: skip
def test_every_mistake_has_a_message(folder: Path, text: str, parts: list[str]) -> None:
    told = "\n".join(problems(folder, text))
    for part in parts:
        assert part in told


def test_policies_that_do_not_suit_the_territory_are_refused_before_anything_runs(
    folder: Path,
) -> None:
    scope = 'name = "single_rent"\nscope = { areas = ["Mars"] }'
    arms = ARMS.replace('name = "single_rent"', scope)
    (told,) = problems(folder, HEAD + arms)
    assert "line 11" in told
    assert "Mars" in told


def test_messages_are_in_french_too(folder: Path) -> None:
    choose_language("fr")
    try:
        (told,) = problems(folder, HEAD)
    finally:
        choose_language(None)
    assert "un seul scénario et rien d’incertain" in told
