"""Commands on territories: build, report, list, areas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.ending import ends_well
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

    from simulation.territory.territory import Territory

Territories = Annotated[str, typer.Argument(help="Territory file (.npz), or name of a preset.")]
app = typer.Typer(help="Build and check territories.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
@ends_well
def list_presets() -> None:
    """List the territories shipped with the package."""
    from simulation.territory.preset_figures import preset_names, read_figures

    for name in preset_names():
        typer.echo(f"{name:12} {read_figures(name).label}")


@app.command()
@ends_well
def areas(territory: Territories) -> None:
    """List areas, communes and residences, to write the scopes of policies."""
    from simulation.config.messages import language
    from simulation.report.areas import area_lines

    for line in area_lines(_find(territory), language()):
        typer.echo(line)


@app.command()
@ends_well
def build(
    epci: Annotated[str, typer.Option(help="SIREN code of the EPCI, nine digits.")],
    data: Annotated[
        Path, typer.Option(envvar="PEUPLEMENT_DATA", help="Folder of the open tables.")
    ],
    out: Annotated[Path, typer.Option(help="Territory file to write (.npz).")],
    social_share: Annotated[
        float | None, typer.Option(help="Social dwellings / all homes, where it is not known.")
    ] = None,
    estimate_share: Annotated[
        bool, typer.Option(help="Estimate that share from the number of IRIS, if not known.")
    ] = False,
    tension: Annotated[
        float | None, typer.Option(help="Open files per yearly letting, instead of the usual.")
    ] = None,
    zone: Annotated[
        int | None,
        typer.Option(min=1, max=3, help="Zone of the housing aid; that of its communes if left."),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(help="Region of the income ceilings: paris, ile_de_france or elsewhere."),
    ] = None,
    supplement_zone: Annotated[
        str | None, typer.Option(help="Zone of the solidarity supplement: 1bis, 1, 2 or 3.")
    ] = None,
    key: Annotated[int, typer.Option(min=0, help="Key of every draw of the synthesis.")] = 0,
) -> None:
    """Build the territory of an EPCI from the open tables."""
    from simulation.territory.build import build_territory
    from simulation.territory.files import save

    _refuse_existing_file(out)
    territory = build_territory(
        epci, data, social_share=social_share, tension=tension, key=key, zone=zone, region=region,
        supplement_zone=supplement_zone, estimates_share=estimate_share,
    )  # fmt: skip
    save(territory, out)
    _tell(territory, _synthesis_report(territory))
    typer.echo(f"Territory: {out}")


@app.command("build-all")
@ends_well
def build_every(
    data: Annotated[
        Path, typer.Option(envvar="PEUPLEMENT_DATA", help="Folder of the open tables.")
    ],
    out: Annotated[Path, typer.Option(help="Folder of the territories; what it holds stays.")],
    least: Annotated[
        int, typer.Option(min=1, help="Social dwellings that an EPCI has at least.")
    ] = 1000,
    key: Annotated[int, typer.Option(min=0, help="Key of every draw of the synthesis.")] = 0,
) -> None:
    """Build the territory of every EPCI, one file each; a build that was stopped goes on."""
    from simulation.results.atomic import new_file
    from simulation.territory.build_all import as_csv, build_all
    from simulation.territory.sources import read_tables

    tables = read_tables(data)
    _make_folder(out)
    built = []
    for one in build_all(tables, out, least=least, key=key):
        built.append(one)
        typer.echo(f"{len(built):4}  {one.epci}  {one.dwellings:9,}  {one.problem or one.file}")
    failed = [one for one in built if one.file is None]
    with new_file(out / "built.csv") as part:
        part.write_text(as_csv(built), encoding="utf-8")
    typer.echo(f"{len(built) - len(failed)} territories in {out}; {len(failed)} not built")


@app.command()
@ends_well
def report(
    territory: Territories,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write the table and the picture to.")
    ] = None,
) -> None:
    """Compare each published figure with what was built."""
    from simulation.results.atomic import new_folder, refuse_existing

    if out is not None:
        refuse_existing(out)
    found = _find(territory)
    table = _synthesis_report(found)
    _tell(found, table)
    if out is not None:
        with new_folder(out) as folder:
            table.to_csv(folder / "synthesis.csv", index=False)
            _draw(found, table, folder / "synthesis.png")
        typer.echo(f"Table and picture: {out}")


def _find(name: str) -> Territory:
    from simulation.territory.files import load
    from simulation.territory.preset_figures import preset_names
    from simulation.territory.presets import preset

    if name in preset_names() or not (Path(name).suffix or Path(name).exists()):
        return preset(name)
    return load(Path(name))


def _synthesis_report(territory: Territory) -> pd.DataFrame:
    from simulation.territory.report import synthesis_report

    return synthesis_report(territory)


def _tell(territory: Territory, table: pd.DataFrame) -> None:
    from simulation.territory.report import synthesis_summary

    typer.echo(f"{territory.label} ({territory.name})")
    for line in synthesis_summary(territory, table):
        typer.echo(f"  {line}")


def _draw(territory: Territory, table: pd.DataFrame, path: Path) -> None:
    from simulation.config.messages import language
    from simulation.report.figures.territory import territory_figure
    from simulation.report.style import save
    from simulation.report.words import word
    from simulation.territory.preset_figures import preset_names

    lang = language()
    is_preset = territory.name in preset_names()
    sources = [str(source) for source in table["source"].unique() if source]
    source = word("source_preset", lang) if is_preset else "; ".join(sources)
    save(territory_figure(table, territory.label, source, lang, is_preset=is_preset), path)


def _refuse_existing_file(path: Path) -> None:
    if path.exists():
        raise InputError(say("at", where=path, what=say("out_exists")))
    if not path.absolute().parent.is_dir():
        raise InputError(say("at", where=path, what=say("out_no_folder")))


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path}: this folder cannot be made ({error.strerror})") from error
