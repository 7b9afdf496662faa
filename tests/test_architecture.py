"""Rules on the sources themselves; the layers are checked by lint-imports in `make check`."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "simulation"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
HEAVY = (
    "matplotlib", "pandas", "scipy", "numba", "mesa", "SALib", "pyarrow", "dask", "solara",
    "sklearn", "ema_workbench",
)  # fmt: skip
each_module = pytest.mark.parametrize(
    "module", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES]
)


def imported_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@each_module
def test_a_module_is_short(module):
    assert len(module.read_text().splitlines()) <= LONGEST_MODULE


@each_module
def test_a_function_is_short(module):
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = node.end_lineno - body[0].lineno + 1 if body else 0
            assert length <= LONGEST_FUNCTION, f"{node.name}: {length} lines without its docstring"


@each_module
def test_randomness_comes_from_keyed_streams_alone(module):
    text = module.read_text()
    names = list(imported_names(ast.parse(text)))
    forbidden = [name for name in names if re.match(r"(random|secrets|numpy\.random)(\.|$)", name)]
    assert not forbidden
    assert not re.search(r"\b(np|numpy)\.random\b", text)


@pytest.mark.parametrize("module", ["simulation", "simulation.cli"])
def test_importing_it_loads_nothing_heavy(module):
    script = f"import sys, {module}; print(*(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stdout.split() == []


def test_the_import_of_the_package_changes_no_global_setting():
    script = (
        "import multiprocessing as m, simulation;"
        "print(m.get_start_method(allow_none=True), m.get_start_method())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert done.stdout.startswith("None")
