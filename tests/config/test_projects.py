"""Renewal projects: what a file may say, and every message about what it may not."""

import pytest

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.projects import month_of

HEAD = 'years = 6\nspin_up_years = 0\n[territory]\npreset = "demo"\n[[projects]]\nname = "North"\n'
OPERATION = '[[projects.operations]]\nkind = "{}"\nbegins = {}\n{}\n'


def file_of(folder, *operations, head=HEAD):
    file = folder / "project.toml"
    file.write_text(head + "".join(OPERATION.format(*operation) for operation in operations))
    return file


def refused(file):
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    return caught.value.problems


def test_a_project_says_what_is_done_when_and_where(tmp_path):
    file = file_of(
        tmp_path,
        ("demolition", "2022-03-01", "share = 0.1\nends = 2024-09-01"),
        ("rebuilding", '"2022-01-01"', 'ratio = 0.8\nwhere = "anywhere"'),
        ("refurbishment", "2023-01-01", "homes = 60\nrent_eur_m2 = 6.5"),
        ("diversification", "2024-01-01", "homes = 10"),
    )
    scenario = simulation.load(file)
    api.check_package(scenario, file)
    (project,) = scenario.projects
    assert [operation.kind for operation in project.operations][1] == "rebuilding"
    assert project.operations[0].ends == "2024-09-01"
    assert month_of("2024-09-01", 2022) == 32
    again = simulation.load(scenario, overrides={"years": 7})
    assert again.projects == scenario.projects


def test_bad_calendars_volumes_and_options_are_refused_together_with_their_lines(tmp_path):
    file = file_of(
        tmp_path,
        ("demolition", "2023-01-01", "share = 0.1\nends = 2022-01-01"),
        ("rebuilding", "2023-01-01", "homes = 5\nratio = 0.5"),
        ("refurbishment", "2023-01-01", 'homes = 5\ntenure = "rental"'),
        ("diversification", "soon", "homes = 5"),
    )
    text = file.read_text().replace("begins = soon", 'begins = "soon"')
    file.write_text(text)
    early, volume, option, day = refused(file)
    assert "line 11" in early
    assert "ends before it begins (2023-01-01)" in early
    assert "exactly one of homes, ratio" in volume
    assert "has no effect on a refurbishment" in option
    assert "is no date" in day


def test_days_outside_the_run_and_projects_of_one_name_are_refused(tmp_path):
    head = HEAD + OPERATION.format("demolition", "2029-01-01", "share = 0.1")
    head += '[[projects]]\nname = "North"\noperations = []\n'
    outside, twice, empty = refused(file_of(tmp_path, head=head))
    assert "line 9" in outside
    assert "outside the run (2022–2027)" in outside
    assert "another project has this name" in twice
    assert "is empty" in empty


def test_unknown_areas_are_refused(tmp_path):
    head = HEAD + 'areas = ["Nowhere"]\n'
    (message,) = refused(file_of(tmp_path, ("demolition", "2022-01-01", "share = 0.1"), head=head))
    assert "line 7" in message
    assert "no such name" in message


def test_nothing_to_demolish_and_a_ratio_without_demolition_are_refused(tmp_path):
    file = file_of(
        tmp_path,
        ("demolition", "2022-01-01", "share = 0.0"),
        ("rebuilding", "2022-01-01", "ratio = 1.0"),
    )
    (nothing,) = refused(file)
    assert "no social building to work on" in nothing
    (alone,) = refused(file_of(tmp_path, ("rebuilding", "2022-01-01", "ratio = 1.0")))
    assert "a ratio needs a demolition" in alone


def rows_under_renewal():
    from simulation.policies.siting import oldest_first
    from simulation.territory.presets import preset
    from simulation.territory.to_world import new_world

    world = new_world(preset("demo"), 0, 0, 2022, 5.0)
    return oldest_first(world, world.areas.is_renewal[world.residences.area])


def test_a_building_both_demolished_and_refurbished_is_refused(tmp_path):
    row = rows_under_renewal()[0]
    file = file_of(
        tmp_path,
        ("demolition", "2022-01-01", f"residences = [{row}]"),
        ("refurbishment", "2022-01-01", f"residences = [{row}, 0]"),
    )
    twice, *others = refused(file)
    assert f"residence {row} has another demolition or refurbishment (North)" in twice
    assert "residences.0" in twice
    assert all("is no social residence" in message for message in others)


def test_a_policy_that_needs_the_buildings_of_a_project_is_refused(tmp_path):
    file = file_of(tmp_path, ("demolition", "2022-01-01", "share = 0.5"))
    policy = '[[policies]]\nname = "refurbishment"\nshare = {}\nscope = {{ is_renewal = true }}\n'
    plain = file.read_text()
    file.write_text(plain + policy.format(0.9))
    (message,) = refused(file)
    assert "would demolish, refurbish or sell homes that project North works on" in message
    assert "564 homes wanted together" in message
    file.write_text(plain + policy.format(0.3))
    api.check_package(simulation.load(file), file)


def test_two_policies_that_need_the_same_buildings_are_refused(tmp_path):
    head = (
        HEAD.partition("[[projects]]")[0] + '[[policies]]\nname = "reconstruction"\nshare = 0.6\n'
    )
    head += '[[policies]]\nname = "refurbishment"\nshare = 0.6\nscope = { is_renewal = true }\n'
    (message,) = refused(file_of(tmp_path, head=head))
    assert "refurbish or sell homes that reconstruction (policy 1) works on" in message
    assert "line 8" in message
