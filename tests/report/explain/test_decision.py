"""Reasons add up to what the household compared, and the heaviest come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels.reasons import Parts
from simulation.report.explain.decision import MOVING, Decision, decide, told
from simulation.report.explain.voice import Voice
from simulation.results.trace import Trace

THOUSANDTHS = st.integers(-4000, 4000)
DETAILS = {"new": "402 €", "old": "455 €", "effort": "32 %", "km": "6.2", "wait": "5 months"}


def record(home, offer, stay, waiting, pressure):
    return {
        "home": home, "waiting": waiting, "pressure": pressure, "moving_cost": 200,
        **{f"offer_{part}": value for part, value in zip(Parts._fields, offer, strict=True)},
        **{f"stay_{part}": value for part, value in zip(Parts._fields, stay, strict=True)},
    }  # fmt: skip


PARTS = st.lists(THOUSANDTHS, min_size=len(Parts._fields), max_size=len(Parts._fields))


@given(offer=PARTS, stay=PARTS, pressure=st.integers(-3000, 0))
def test_the_weights_of_a_tenant_add_up_to_its_gain(offer, stay, pressure):
    weighed = record(7, offer, stay, 0, pressure)
    usual = {f"offer_{part}": 5.0 for part in Parts._fields} | {"waiting": 9.0}
    made = decide(UsualOnly(usual), weighed, is_accepted=True, is_urgent=False)
    assert sum(made.weights.values()) == pytest.approx(made.offer - made.stay)
    assert made.margin == pytest.approx((sum(offer) - sum(stay) - pressure - 200) / 1000)


@given(offer=PARTS, usual_offer=PARTS, waiting=THOUSANDTHS, usual_waiting=THOUSANDTHS)
def test_the_weights_of_the_others_add_up_to_the_gain_over_the_usual_offer(
    offer, usual_offer, waiting, usual_waiting
):
    weighed = record(-1, offer, [0] * len(offer), waiting, 0)
    usual = dict(zip((f"offer_{part}" for part in Parts._fields), usual_offer, strict=True))
    trace = UsualOnly(usual | {"waiting": usual_waiting})
    made = decide(trace, weighed, is_accepted=False, is_urgent=False)
    usual_gain = (sum(usual_offer) - usual_waiting) / 1000
    assert sum(made.weights.values()) == pytest.approx(made.offer - made.stay - usual_gain)


def test_the_usual_offer_is_the_mean_over_households_without_a_home(trace):
    hosted = trace.tables["reasons"].query("home < 0")
    assert len(hosted) == 4
    usual = trace.usual_offer
    assert usual["offer_match_visit"] == pytest.approx((300 - 1400 + 950 + 2000) / 4)
    assert usual["waiting"] == pytest.approx((100 + 450 + 300 + 430) / 4)


@pytest.mark.parametrize(
    ("weights", "margin", "expected"),
    [
        (
            {"match_visit": -1.4, "cost": -0.3, "quality": 0.2, "place": 0.05},
            -1.0,
            "It refuses: above all, the visit disappoints it; also, the cost weighs heavily: "
            "402 € a month after housing aid, 32 % of its income. "
            "In favour: the building is in good condition.",
        ),
        (
            {"match_visit": -0.4, "cost": -0.35, "quality": -0.3, "place": -0.2},
            -0.1,
            "It refuses, by a narrow margin: the visit disappoints it; the cost weighs heavily: "
            "402 € a month after housing aid, 32 % of its income; the building is in poor "
            "condition.",
        ),
        (
            {"cost": 0.05},
            -2.0,
            "It refuses without hesitation: nothing stands out against the offer, but waiting on "
            "is no worse.",
        ),
    ],
)
def test_a_refusal_gives_the_heaviest_reasons_first(weights, margin, expected):
    made = Decision(False, weights, margin, 0.0, 0.0, is_tenant=False)
    assert told(made, Voice("en", 2022), DETAILS, is_full=False).replace("\u00a0", " ") == expected


def test_a_tenant_who_would_gain_too_little_is_said_to_spare_the_move():
    made = Decision(False, {"cost": 0.05}, 0.05, 0.0, 0.2, is_tenant=True)
    assert "not enough for the trouble of moving" in told(
        made, Voice("en", 2022), DETAILS, is_full=False
    )
    assert made.main_obstacle == MOVING


def test_urgency_is_a_reason_of_its_own():
    made = Decision(True, {"waiting": 0.5}, 1.0, 0.0, 0.2, is_tenant=False, is_urgent=True)
    text = told(made, Voice("fr", 2022), DETAILS, is_full=False)
    assert "son besoin est urgent" in text


class UsualOnly(Trace):
    """A ledger of which only the usual offer is known."""

    def __init__(self, usual):
        self.usual_offer = usual
