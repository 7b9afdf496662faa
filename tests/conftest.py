"""What every test may use."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

import simulation
from simulation.config.messages import choose_language
from simulation.config.scenario import Scenario
from simulation.model import HousingModel
from simulation.rng import Streams
from simulation.state.schema import Activity, DwellingStatus, Financing
from simulation.state.world import World
from simulation.territory.presets import preset
from simulation.territory.territory import Territory

os.environ.setdefault("MPLBACKEND", "Agg")

# The same examples at every run; no deadline, for a first call may compile.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` write golden files, and `make reference` compare for years."""
    parser.addoption("--refresh-golden", action="store_true", help="rewrite the golden files")
    parser.addoption(
        "--reference-months", default=2, help="months of the demo compared with the reference"
    )


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Return the folder of the open tables, or skip."""
    named = os.environ.get("PEUPLEMENT_DATA")
    if not named:
        pytest.skip("PEUPLEMENT_DATA is unset: it names the folder of the open tables")
    folder = Path(named)
    if not (folder / "rpls_iris_2022.csv").is_file():
        pytest.fail(f"PEUPLEMENT_DATA={named} holds no rpls_iris_2022.csv")
    return folder


@pytest.fixture(autouse=True)
def _no_language_is_left() -> Iterator[None]:
    """Give back the language that a test chose, as `--lang fr` does, for the tests that follow."""
    yield
    choose_language(None)


# ---- worlds to test the model in ----


@pytest.fixture(scope="session")
def demo_territory() -> Territory:
    """Return the shipped demo territory."""
    return preset("demo")


@pytest.fixture(scope="session")
def small_territory() -> Territory:
    """Return a made-up territory of 4 areas, one of them a QPV, and 192 homes, half social."""
    return made_up_territory()


@pytest.fixture(scope="session")
def scenario() -> Callable[..., Scenario]:
    """Return a maker of scenarios: the demo for two years after one of spin-up, and changes."""

    def make(*policies: dict[str, Any], **changes: Any) -> Scenario:
        plain: dict[str, Any] = {
            "name": "test",
            "years": 2,
            "spin_up_years": 1,
            "territory": {"preset": "demo"},
            "policies": list(policies),
        }
        return simulation.load({**plain, **changes})

    return make


@pytest.fixture(scope="session")
def demo_run(scenario: Callable[..., Scenario], demo_territory: Territory) -> HousingModel:
    """Return a finished short run of the demo without policies; read it, do not step it."""
    return HousingModel(scenario(), key=7, territory=demo_territory).run()


@pytest.fixture
def small_model(
    scenario: Callable[..., Scenario], small_territory: Territory
) -> Callable[..., HousingModel]:
    """Return a maker of models of the made-up territory, to be stepped."""

    def make(*policies: dict[str, Any], key: int = 1, **changes: Any) -> HousingModel:
        made = scenario(*policies, **changes)
        return HousingModel(made, key=key, territory=small_territory, check_invariants=True)

    return make


@pytest.fixture
def world(small_model: Callable[..., HousingModel]) -> World:
    """Return the world of the made-up territory in its first month, before any step."""
    return small_model(spin_up_years=0).world


_N_AREAS, _PER_RESIDENCE = 4, 12
_TENURES = (
    Financing.PLUS,
    Financing.PLAI,
    Financing.PRIVATE_RENTAL,
    Financing.OWNER_OCCUPIED,
)


def made_up_territory() -> Territory:
    """Build the small territory; every number comes from a stream or a count."""
    streams = Streams(11)
    n_residences = _N_AREAS * len(_TENURES)
    financing = np.tile(np.array(_TENURES, np.int8), _N_AREAS)
    dwellings = np.arange(n_residences * _PER_RESIDENCE)
    residence = dwellings // _PER_RESIDENCE
    rooms = 1 + dwellings % 5
    occupied = dwellings[dwellings % 10 != 0]
    occupant = np.full(dwellings.size, -1)
    occupant[occupied] = np.arange(occupied.size)
    surface = 20.0 + 15.0 * rooms
    rent_eur_m2 = 4.5 + 2.5 * streams.uniform("rent", 0, residence)
    return Territory(
        name="made_up",
        label="Made up",
        year=2022,
        zone=2,
        tension=4.0,
        poverty_line=1158.0,
        communes=("Here", "There"),
        iris=tuple(f"Iris {area}" for area in range(_N_AREAS)),
        area_labels=tuple(f"Area {area}" for area in range(_N_AREAS)),
        areas={
            "commune": np.arange(_N_AREAS) // 2,
            "is_qpv": np.arange(_N_AREAS) == 0,
            "is_renewal": np.arange(_N_AREAS) == 0,
            "x_km": np.arange(_N_AREAS) * 1.0,
            "y_km": np.zeros(_N_AREAS),
            "amenity": np.linspace(-0.3, 0.3, _N_AREAS),
            "private_rent": np.linspace(8.0, 12.0, _N_AREAS),
            "private_price": np.linspace(1800.0, 3000.0, _N_AREAS),
        },
        residences={
            "area": np.arange(n_residences) // len(_TENURES),
            "iris": np.arange(n_residences) // len(_TENURES),
            "landlord": np.where(financing < Financing.PRIVATE_RENTAL, 0, -1),
            "financing": financing,
            "built_year": 1960 + 4 * np.arange(n_residences),
            "quality": np.linspace(-0.5, 0.5, n_residences),
        },
        dwellings={
            "residence": residence,
            "rooms": rooms,
            "surface": surface,
            "rent": np.round(100 * surface * rent_eur_m2).astype(np.int64),
            "charges": np.round(100 * surface * 1.5).astype(np.int64),
            "status": np.where(occupant >= 0, DwellingStatus.LET, DwellingStatus.VACANT),
            "occupant": occupant,
            "vacant_since": np.full(dwellings.size, -3),
        },
        households=_made_up_households(streams, occupied, rooms[occupied]),
    )


def _made_up_households(
    streams: Streams, homes: NDArray[np.int64], rooms: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    ids = np.arange(homes.size)
    works = streams.uniform("works", 0, ids) < 0.6
    pay = np.round(60_000 + 250_000 * streams.uniform("pay", 0, ids)).astype(np.int64)
    dependants = np.maximum(rooms - 2, 0)
    return {
        "id": ids,
        "adults": np.where(rooms > 1, 2, 1),
        "teenagers": dependants // 2,
        "children": dependants - dependants // 2,
        "age": (25 + 50 * streams.uniform("age", 0, ids)).astype(np.int64),
        "activity": np.where(works, Activity.JOB, Activity.UNEMPLOYED),
        "earnings": np.where(works, pay, 0),
        "replacement": np.where(works, 0, pay // 2),
        "minima": np.zeros(homes.size, np.int64),
        "dwelling": homes,
        "moved_in": -(100 * streams.uniform("entry", 0, ids)).astype(np.int64) - 1,
    }
