"""Stories of a crafted ledger, word for word in both languages, and what each must say."""

from pathlib import Path

import pandas as pd
import pytest

from simulation.config.errors import InputError
from simulation.report.explain.dwelling import dwelling_account
from simulation.report.explain.household import household_account
from simulation.results.trace import Trace
from simulation.state.schema import Move, Reason, Work

STORIES = Path(__file__).parent / "stories"
HOUSED, GAVE_UP, NO_AREA, BUYER, REHOUSED, SETTLED = 10, 13, 14, 20, 30, 40
TELL = {"household": household_account, "dwelling": dwelling_account}


def text_of(account):
    """Return a story as lines; what stands under a month is indented."""
    lines = [account.title, "", *account.summary]
    month = None
    for event in account.events:
        if event.month != month:
            month = event.month
            lines += ["", account.headings[month]]
        lines += [f"  {event.text}", *(f"    – {detail}" for detail in event.details)]
    return "\n".join([*lines, "", *account.notes, ""])


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("subject", "identity"),
    [
        ("household", HOUSED),
        ("household", GAVE_UP),
        ("household", REHOUSED),
        ("dwelling", 0),
        ("dwelling", 1),
    ],
)
def test_a_story_is_told_word_for_word(trace, request, subject, identity, lang):
    told = text_of(TELL[subject](trace, identity, lang))
    path = STORIES / f"{subject}_{identity}.{lang}.txt"
    if request.config.getoption("--refresh-golden"):
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def texts(account):
    return [event.text for event in account.events]


def whole(account):
    return " ".join([*account.summary, *texts(account)]).replace("\u00a0", " ")


def without(trace, *kinds):
    """Return the ledger of a run in which nobody wrote these kinds down."""
    told = {kind: t.iloc[:0] if kind in kinds else t for kind, t in trace.tables.items()}
    return Trace(trace.run, told)


def with_rows(trace, kind, rows):
    """Return the ledger with further records of a kind."""
    more = pd.concat([trace.tables[kind], pd.DataFrame(rows)], ignore_index=True)
    return Trace(trace.run, {**trace.tables, kind: more[list(trace.tables[kind])]})


def test_a_household_that_never_applied_is_told_from_where_it_lives(trace):
    account = household_account(trace, SETTLED, "en")
    told = whole(account)
    assert "It never applied for social housing during the simulation." in told
    assert "It lived in dwelling 5 (2 rooms, 48 m², QPV Nord) to the end." in told
    assert [event.kind for event in account.events] == ["start", "end"]
    assert account.headings[48] == "End of 2025"


def test_who_buys_leaves_and_settles_in_a_private_home(trace):
    told = whole(household_account(trace, BUYER, "fr"))
    assert (
        "Il quitte le logement 0 (T3, 62 m², Centre) après 4 ans et 7 mois, pour acheter." in told
    )
    assert "Il s’installe dans le logement 3 (T2, 45 m², Centre), en locataire du privé." in told
    assert "Il est parti en juin 2022, pour acheter." in told


def test_who_finds_no_area_to_ask_for_is_told_so(trace):
    told = whole(household_account(trace, NO_AREA, "en"))
    assert "found no neighbourhood worth asking for, and gave up" in told
    assert "never applied" not in told


def test_a_new_dwelling_is_delivered_and_still_empty(trace):
    account = dwelling_account(trace, 4, "en")
    assert account.events[0].text == "It is delivered, new."
    assert "At the end it has been empty since July 2024." in whole(account)


def test_a_dwelling_let_in_the_month_in_which_it_is_first_seen_empty_has_its_letting(trace):
    letting = {"month": -12, "household_id": 11, "dwelling": 2, "wait_months": 9, "is_transfer": 0,
               "refused": 0, "channel": 0, "origin": -1}  # fmt: skip
    move = {"month": -12, "household_id": 11, "kind": 2, "origin": -1, "destination": 2,
            "reason": 5}  # fmt: skip
    offer = {"month": -12, "household_id": 11, "dwelling": 2, "accepted": 1, "channel": 0}
    told = with_rows(with_rows(trace, "lettings", [letting]), "moves", [move])
    told = with_rows(told, "offers", [offer])
    first = [event for event in dwelling_account(told, 2, "en").events if event.month == -12]
    assert [event.kind for event in first] == ["start", "letting"]
    assert "Household 11 moves in" in first[1].details[-1]


def test_many_dwellings_shown_for_a_rehousing_are_told_at_once_unless_asked_in_full(trace):
    made = [
        {"month": m, "household_id": REHOUSED, "dwelling": 2, "accepted": 0, "channel": 1}
        for m in range(24, 30)
    ]
    weighed = [
        {**trace.tables["reasons"].iloc[-1], "month": m, "dwelling": 2, "offer_match_visit": -900}
        for m in range(24, 30)
    ]
    many = with_rows(with_rows(trace, "offers", made), "reasons", weighed)
    text = (
        "From January 2024 to June 2024 it is shown 6 dwellings for its rehousing, and takes none. "
        "Main reason: the visit disappoints (6×)."
    )
    assert text in texts(household_account(many, REHOUSED, "en"))
    full = texts(household_account(many, REHOUSED, "en", is_full=True))
    assert sum(t.startswith("For its rehousing it is shown") for t in full) == 8


def test_who_takes_nothing_that_it_is_shown_is_told_so_in_short(trace):
    offers = trace.tables["offers"]
    vain = {**trace.tables, "offers": offers[(offers["channel"] == 0) | (offers["accepted"] == 0)]}
    vain["lettings"] = trace.tables["lettings"].query("channel == 0")
    told = household_account(Trace(trace.run, vain), REHOUSED, "en").summary
    assert any("it took none of the homes it was shown (1 offer)" in sentence for sentence in told)


def test_a_long_time_before_anybody_is_looked_for_is_told(trace):
    late = trace.tables["lettings"].assign(month=[8, 40, 31])
    told = {**trace.tables, "lettings": late}
    for kind in ("candidates", "examined", "offers", "reasons", "moves"):
        table = trace.tables[kind].copy()
        table.loc[(table["month"] == 26), "month"] = 40
        told[kind] = table
    lines = texts(dwelling_account(Trace(trace.run, told), 2, "en"))
    assert any(line.startswith("For 4 years and 4 months nobody was looked for") for line in lines)
    events = dwelling_account(trace, 0, "en").events
    assert [event.month for event in events if event.kind == "not_listed"] == [31]


def test_a_private_dwelling_has_no_rent_and_no_commission(trace):
    told = whole(dwelling_account(trace, 3, "en"))
    assert "Household 20 moves in, as a private tenant." in told
    assert "Last rent" not in told


def test_the_full_story_weighs_each_reason_and_adds_them_up(trace):
    told = whole(household_account(trace, HOUSED, "en", is_full=True))
    assert "it would be less crowded (+0.5)" in told
    assert "Balance of satisfaction: offer −0.05, its home −0.30, trouble of moving 0.20." in told
    assert "Balance of satisfaction: offer −2.10, waiting on 0.45, trouble of moving 0.20." in told


def test_a_story_as_data_has_calendar_months_and_figures(trace):
    told = household_account(trace, HOUSED, "en").as_data(2022)
    assert (told["subject"], told["id"]) == ("household", HOUSED)
    assert [event["month"] for event in told["events"]][:3] == ["2022-04", "2022-08", "2022-09"]
    refusal = told["events"][1]["data"]
    assert refusal["accepted"] is False
    assert refusal["offer"] == pytest.approx(-2.1)
    assert min(refusal["weights"], key=refusal["weights"].get) == "match_visit"


def test_a_ledger_without_lists_or_reasons_still_tells_who_was_offered_what(trace):
    poor = without(trace, "candidates", "examined", "reasons", "screened")
    told = whole(household_account(poor, HOUSED, "en"))
    assert "Before it, household 12 refused. It accepts. It moves in" in told
    assert "points" not in told
    event = next(e for e in dwelling_account(poor, 0, "en").events if e.kind == "letting")
    assert event.details[0].startswith("1st: household 12")
    assert event.details[1].endswith("It accepts.")
    assert event.details[2].startswith("Household 10 moves in, after 3 months empty")


def test_many_lists_of_a_year_are_told_at_once_unless_asked_in_full(trace):
    listed = [
        {"month": m, "dwelling": 0, "household_id": i, "place": place, "points": 5000,
         "channel": 0, "outcome": outcome}
        for m in (13, 14, 16)
        for i, place, outcome in ((11, 1, 1), (GAVE_UP, 2, 0))
    ]  # fmt: skip
    many = with_rows(trace, "candidates", listed)
    told = texts(household_account(many, GAVE_UP, "en"))
    assert (
        "In 2023 its file is kept for 3 dwellings (2nd 3 times), but each time one before it "
        "accepts." in told
    )
    full = texts(household_account(many, GAVE_UP, "en", is_full=True))
    assert sum(text.startswith("The commission keeps its file") for text in full) == 4


def test_a_dwelling_refused_again_is_told_shortly_unless_asked_in_full(trace):
    again = {"month": 7, "household_id": HOUSED, "dwelling": 0, "accepted": 0}
    twice = with_rows(trace, "offers", [{**again, "month": 4, "channel": 0}])
    text = "It is offered again dwelling 0 (3 rooms, 62 m², Centre), which it refused in May 2022; "
    told = [t.replace("\u00a0", " ") for t in texts(household_account(twice, HOUSED, "en"))]
    assert text + "it refuses again." in told
    full = whole(household_account(twice, HOUSED, "en", is_full=True))
    assert "It had refused it before, in May 2022." in full
    assert "It is offered again" not in full


def test_many_months_of_refusals_are_told_at_once_unless_asked_in_full(trace):
    made = [
        {"month": m, "household_id": 11, "dwelling": 2, "accepted": 0, "channel": 0}
        for m in range(6)
    ]
    weighed = [
        {**dict.fromkeys(trace.tables["reasons"], 0), "month": m, "household_id": 11,
         "dwelling": 2, "home": -1, "offer_match_visit": -900}
        for m in range(6)
    ]  # fmt: skip
    many = with_rows(with_rows(trace, "offers", made), "reasons", weighed)
    (event,) = [e for e in dwelling_account(many, 2, "en").events if e.kind == "vacancy"]
    assert event.text == (
        "From January 2022 to June 2022 it is offered 6 times and refused each time. "
        "By the same household, again and again. Main reason: the visit disappoints (6×)."
    )
    full = dwelling_account(many, 2, "en", is_full=True).events
    assert sum(event.kind == "vacancy" for event in full) == 6


def test_requests_for_a_transfer_in_vain_are_told_together(trace):
    files = [
        {"month": m, "household_id": SETTLED, "opened": opened, "is_transfer": 1, "reason": reason}
        for m, opened, reason in ((1, 1, 1), (9, 0, 9), (12, 1, 1), (30, 0, 9))
    ]
    told = household_account(with_rows(trace, "files", files), SETTLED, "en").summary
    assert (
        "It asked for a transfer twice between February 2022 and July 2024, without any offer."
        in told
    )


def with_member(trace, change, reason):
    record = {"month": 15, "household_id": SETTLED, "change": change, "reason": reason}
    return Trace(trace.run, {**trace.tables, "members": pd.DataFrame([record])})


def test_a_birth_is_told(trace):
    born = with_member(trace, 1, Reason.BIRTH)
    assert "A child is born." in texts(household_account(born, SETTLED, "en"))


def test_a_file_that_opens_when_another_lapses_is_a_new_one(trace):
    files = [
        {"month": m, "household_id": HOUSED, "opened": opened, "is_transfer": 1, "reason": reason}
        for m, opened, reason in ((30, 1, 1), (34, 0, 9), (34, 1, 1))
    ]
    asked = [{**trace.tables["asked"].iloc[-1], "month": m} for m in (30, 34)]
    before = {
        **trace.tables["households"].iloc[-3],
        "month": 34,
        "household_id": HOUSED,
        "filed": 30,
    }
    told = with_rows(with_rows(trace, "files", files), "asked", asked)
    told = texts(household_account(with_rows(told, "households", [before]), HOUSED, "en"))
    assert not any("When the simulation starts" in text for text in told)
    assert sum(text.startswith("It applies for another social home") for text in told) == 3


def test_adverts_and_bids_are_told_where_they_were_written_down(trace):
    bids = pd.DataFrame([{"month": m, "household_id": GAVE_UP, "dwelling": 2} for m in (1, 2)])
    adverts = pd.DataFrame([{"month": 1, "dwelling": 2, "bids": 7}])
    told = Trace(trace.run, {**trace.tables, "bids": bids, "adverts": adverts})
    assert "It bid on 2 adverts." in whole(household_account(told, GAVE_UP, "en"))
    assert "It is advertised: 7 bids. No file can be kept." in texts(
        dwelling_account(told, 2, "en")
    )


def test_a_dwelling_that_passes_to_another_holder_is_told_so(trace):
    flow = pd.DataFrame([{"month": 4, "dwelling": 2, "holder": 3, "is_passed_on": 1}])
    told = texts(dwelling_account(Trace(trace.run, {**trace.tables, "flow": flow}), 2, "en"))
    assert any("put forward by the landlord itself" in text for text in told)


def test_what_has_no_words_is_left_out(trace):
    strange = with_member(trace, 1, 99)
    assert texts(household_account(strange, SETTLED, "en")) == texts(
        household_account(trace, SETTLED, "en")
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_unknown_identities_are_refused_with_what_to_do(trace, lang, monkeypatch):
    monkeypatch.setenv("PEUPLEMENT_LANG", lang)
    with pytest.raises(InputError, match=r"explain runs/made --list") as caught:
        household_account(trace, 99, lang)
    assert "99" in str(caught.value)
    for row in (-1, 6):
        with pytest.raises(InputError, match=r"0 (to|à) 5"):
            dwelling_account(trace, row, lang)


def with_events(trace, **kinds):
    """Return the ledger with further kinds, each a list of records."""
    return Trace(trace.run, {**trace.tables, **{k: pd.DataFrame(v) for k, v in kinds.items()}})


def work(month, dwelling, what):
    return {"month": month, "source": 0, "dwelling": dwelling, "what": int(what), "late": 0}


@pytest.mark.parametrize(
    ("lang", "buys", "done", "sold"),
    [
        ("en", "it buys it: ", "its home is refurbished", "household 10, which lives there, buys"),
        (
            "fr",
            "il l’achète : ",
            "son logement est réhabilité",
            "le ménage 10, qui y habite, l’ach",
        ),
    ],
)
def test_sales_and_refurbishments_are_told_of_the_household_and_of_its_home(
    trace, lang, buys, done, sold
):
    told = with_events(
        trace,
        sales=[{"month": 40, "dwelling": 2, "household_id": HOUSED}],
        works=[work(30, 2, Work.REFURBISHMENT), work(40, 2, Work.SALE)],
    )
    story = household_account(told, HOUSED, lang)
    assert [(e.month, e.kind) for e in story.events if e.kind in ("buys", "refurbished")] == [
        (30, "refurbished"), (40, "buys"),
    ]  # fmt: skip
    assert buys in whole(story)
    assert done in whole(story)
    home = dwelling_account(told, 2, lang)
    assert sold in whole(home)
    assert [e.month for e in home.events if e.kind == "refurbished"] == [30]


def test_works_in_a_home_before_or_after_it_lives_there_are_not_told_of_a_household(trace):
    told = with_events(trace, works=[work(20, 2, Work.REFURBISHMENT)])
    assert "refurbished" not in whole(household_account(told, HOUSED, "en"))


@pytest.mark.parametrize(("lang", "said"), [("en", "had lasted"), ("fr", "durait depuis")])
def test_a_longest_vacancy_that_goes_on_is_not_said_to_have_ended(trace, lang, said):
    moves = trace.tables["moves"]
    away = pd.DataFrame([{**moves.iloc[-1], "month": 9, "household_id": 10, "origin": 0,
                          "kind": int(Move.UNHOUSE), "destination": -1}])  # fmt: skip
    early = moves[moves["month"] <= 8]
    told = {**trace.tables, "moves": pd.concat([early, away], ignore_index=True)}
    assert said in whole(dwelling_account(Trace(trace.run, told), 0, lang))
    assert said not in whole(dwelling_account(trace, 0, lang))
