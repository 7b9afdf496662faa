"""Declare a parameter once: default, unit, bounds, source."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

_LOW, _HIGH = ("ge", "gt"), ("le", "lt")


class Settings(BaseModel):
    """Group of parameters: frozen, no unknown key, no NaN, no infinity."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


def param(
    default: Any,
    *,
    unit: str,
    bounds: tuple[float | None, float | None] | None,
    source: str,
) -> Any:
    """Return a checked pydantic field.

    Parameters
    ----------
    default
        Value when the scenario is silent; ``...`` makes the parameter required.
    unit
        Unit in plain words, ``"1"`` when there is none.
    bounds
        Lowest and highest allowed values, both included; None where there is no bound, and None
        altogether for a value that is not a number.
    source
        Where the default comes from; ``"free: calibrated"`` where nothing published was found.
    """
    low, high = bounds if bounds is not None else (None, None)
    return Field(default, ge=low, le=high, json_schema_extra={"unit": unit, "source": source})


def bounds_of(field: FieldInfo | None) -> tuple[float | None, float | None]:
    """Return the lowest and highest allowed values of a field, None where there is no bound."""
    return _bound(field, _LOW), _bound(field, _HIGH)


def unit_of(field: FieldInfo | None) -> str:
    """Return the declared unit of a field, ``"1"`` when there is none."""
    return _declared(field, "unit") or "1"


def source_of(field: FieldInfo | None) -> str:
    """Return the declared source of a field, empty when there is none."""
    return _declared(field, "source")


def _bound(field: FieldInfo | None, names: tuple[str, str]) -> float | None:
    for constraint in field.metadata if field else ():
        for name in names:
            value = getattr(constraint, name, None)
            if value is not None:
                return float(value)
    return None


def _declared(field: FieldInfo | None, key: str) -> str:
    extra = field.json_schema_extra if field else None
    return str(extra.get(key, "")) if isinstance(extra, dict) else ""
