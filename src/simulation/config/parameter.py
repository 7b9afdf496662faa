"""Declare a parameter once: default, unit, bounds, source."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


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
