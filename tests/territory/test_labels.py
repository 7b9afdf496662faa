"""Labels tell areas apart."""

from simulation.territory.labels import told_apart


def test_shared_names_take_their_commune():
    assert told_apart(["Centre", "Gare", "Centre"], ["A", "A", "B"]) == (
        "Centre (A)",
        "Gare",
        "Centre (B)",
    )


def test_areas_of_a_territory_are_told_apart(demo):
    assert len(set(demo.area_labels)) == len(demo.area_labels)
    qpv = [label for label in demo.area_labels if label.startswith("QPV ")]
    assert len(qpv) == demo.areas["is_qpv"].sum()
