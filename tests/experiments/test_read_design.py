"""A design is resolved into scenarios, or everything that is wrong with it is told at once."""

from pathlib import Path

import pytest

from simulation.config.design import Design
from simulation.config.errors import InputError
from simulation.config.load import load
from simulation.config.messages import choose_language
from simulation.experiments.plan import Plan
from simulation.experiments.read_design import known_numbers, read_design, table_names
from simulation.experiments.runner import run_replicates
from simulation.policies import registry

DEMO = {"name": "d", "years": 1, "spin_up_years": 0, "territory": {"preset": "demo"}}
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
WANTED = "[precision]\nhalf_widths = { theil_h_social_area = 0.1 }\n"


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


def precise(
    head: str = "", wanted: str = "theil_h_social_area = 0.1", more: str = "", scenarios: int = 2
) -> str:
    arms = "".join(f'[[arms]]\nname = "more-{n}"\n' for n in range(scenarios - 2))
    return f"{HEAD}{head}{ARMS}{arms}[precision]\nhalf_widths = {{ {wanted} }}\n{more}\n"


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


def test_the_tables_that_can_be_kept_are_those_of_a_run() -> None:
    given = set(run_replicates(load(DEMO, {})).tables)
    assert given <= set(table_names())
    assert set(table_names()) - given == {"projects"}


def test_bases_may_be_scenarios_in_a_mapping_as_in_a_design() -> None:
    base, arms = load(DEMO, {}), [{"name": "a"}, {"name": "b"}]
    by_mapping = read_design({"name": "d", "bases": [base], "arms": arms})
    by_design = read_design(Design(name="d", bases=(base,), arms=arms))
    assert by_mapping.branches == by_design.branches
    same = by_mapping.branches[0].scenario.model_copy(update={"name": base.name, "label": ""})
    assert same == base


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
        (
            HEAD + ARMS + FREE.replace("4.0", "40.0"),
            ["line 19", "high = 40.0: must lie within", "single_rent.ramp_years: between 0 and 30"],
        ),
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
        (precise("replicates = 3\n"), ["replicates = 3: [precision] decides it"]),
        (HEAD + ARMS + FREE + WANTED, ["say nothing of how", "remove [[uncertainties]]"]),
        (HEAD + WANTED, ["precision: looks at differences between arms, and there is one alone"]),
        (precise(wanted="theil_h_social_areas = 0.1"), ["line 14", "mean theil_h_social_area?"]),
        (precise(wanted="theil_h_social_area = 0.0"), ["theil_h_social_area = 0.0: must be above"]),
        (precise(wanted='theil_h_social_area = "a"'), ["line 14", "must be a number"]),
        (precise(wanted="theil_h_social_area = nan"), ["line 14", "must be a finite number"]),
        (precise(wanted=""), ["names no measure: write half_widths = {"]),
        (HEAD + ARMS + "[precision]\n", ["precision.half_widths: is missing"]),
        (precise(more="pilot = 1"), ["pilot = 1: must be between 2 and"]),
        (precise(more="pilot = 9\nmost = 8"), ["most = 8: must be at least the pilot, 9"]),
        (precise(more="last_years = 0"), ["last_years = 0: must be at least 1"]),
        (precise(more='arms = ["rents"]'), ["no arm but the reference", "did you mean rent?"]),
        (precise(more='arms = ["as-is"]'), ["no arm but the reference has this name; known"]),
        (precise(more="arms = []"), ["precision.arms: is empty"]),
        (precise(more="most = 100000\npilot = 100000\n", scenarios=12), ["1,200,000 runs"]),
        (
            precise(more='[outputs]\nmeasures = ["q1_gap_of_tenants"]'),
            ["line 14", "outputs.measures leaves this measure out: add it"],
        ),
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


def test_a_design_may_want_a_precision_instead_of_replicates(folder: Path) -> None:
    plan = read(folder, precise(more="pilot = 3\nmost = 10"))
    assert (plan.replicates, plan.n_runs, plan.most_runs) == (3, 6, 20)
    assert read(folder, HEAD + ARMS + WANTED).replicates == 8
