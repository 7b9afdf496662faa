"""The national figure: one dot for each agglomeration with QPV, the largest named."""

import pandas as pd

from simulation.report.figures.national import national_figure


def test_agglomerations_with_qpv_are_drawn_and_named_in_both_languages():
    table = pd.DataFrame(
        {
            "label": ["EPCI 1 (Bordeaux)", "Nantes Métropole", "EPCI 3 (Rodez)", "EPCI 4 (Sète)"],
            "social_dwellings": [80_000, 60_000, 2_000, 3_000],
            "rent_ratio": [0.85, 0.77, float("nan"), 1.0],
            "difference": [0.03, 0.025, 0.01, -0.01],
            "first_year": 2037,
            "last_year": 2041,
        }
    )
    for lang, mark in (("en", "points"), ("fr", "écart")):
        figure = national_figure(table, "Single rent", "source", lang)
        (axes,) = figure.axes
        assert len(axes.collections[0].get_offsets()) == 3
        named = [text.get_text() for text in axes.texts]
        assert named == ["Bordeaux", "Nantes Métropole", "Sète"]
        assert mark in axes.get_ylabel()
        assert "3 a" in " ".join(text.get_text() for text in figure.texts)
