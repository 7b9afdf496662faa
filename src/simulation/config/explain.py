"""Turn what pydantic refuses into problems that say what is allowed and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.lines import KeyPath
from simulation.config.messages import say
from simulation.config.parameter import bounds_of, unit_of
from simulation.config.units import unit_word

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "finite_number": "not_finite",
    "float_type": "not_number",
    "int_type": "not_whole",
    "int_from_float": "not_whole",
    "int_parsing_size": "out_of_range",
    "bool_type": "not_boolean",
    "string_type": "not_text",
    "path_type": "not_text",
    "tuple_type": "not_list",
    "list_type": "not_list",
    "model_type": "not_table",
    "dict_type": "not_table",
    "literal_error": "not_choice",
    "enum": "not_choice",
    "string_pattern_mismatch": "bad_name",
    "string_too_long": "bad_name",
}
_SHOWN_CHARACTERS = 60


def problems_of(
    error: ValidationError, model: type[BaseModel], prefix: KeyPath = ()
) -> list[Problem]:
    """Return one problem for each thing that `error` says about `model`, placed under `prefix`."""
    found: list[Problem] = []
    for item in error.errors(include_url=False):
        path = (*prefix, *item["loc"])
        cause = item.get("ctx", {}).get("error")
        if isinstance(cause, InconsistentError):
            found += [Problem((*path, *p.path), p.code, p.details) for p in cause.problems]
        else:
            found.append(_problem(dict(item), path, model))
    return found


def suggestion(wrong: object, known: Iterable[str]) -> str:
    """Return the nearest of the known names, and all of them."""
    names = sorted(known)
    nearest = difflib.get_close_matches(str(wrong), names, n=1)
    if not names:
        return say("none_known")
    listed = ", ".join(names)
    if nearest:
        return say("did_you_mean", nearest=nearest[0], known=listed)
    return say("known", known=listed)


def shown(value: object) -> str:
    """Return a value as it would be written in TOML, cut when long."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    if isinstance(value, str):
        text = '"' + value.replace("\n", "\\n") + '"'
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def _problem(item: Mapping[str, Any], path: KeyPath, model: type[BaseModel]) -> Problem:
    code = _CODES.get(item["type"], "invalid")
    owner, info = _field(model, item["loc"])
    if code == "unknown_key":
        return Problem(path, code, {"suggestion": suggestion(path[-1], owner.model_fields)})
    if code == "missing" and path == ("territory",):
        return Problem(path, "territory_missing")
    details = {
        "range": _range(info),
        "unit": _unit(info),
        "default": _default(info),
        "expected": item.get("ctx", {}).get("expected", ""),
        "message": _message(item),
        "field": ".".join(map(str, path)),
    }
    return Problem(path, code, details)


def _message(item: Mapping[str, Any]) -> str:
    cause = item.get("ctx", {}).get("error")
    return str(item["msg"] if cause is None else cause)


def _field(model: type[BaseModel], loc: KeyPath) -> tuple[type[BaseModel], FieldInfo | None]:
    """Return the model that owns the last key of `loc`, and its field when it has one."""
    owner, info = model, None
    for key in loc:
        if info is not None:
            owner = _inner_model(info.annotation) or owner
        info = owner.model_fields.get(str(key), info if isinstance(key, int) else None)
    return owner, info


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _range(info: FieldInfo | None) -> str:
    (low, high), unit = bounds_of(info), _unit(info)
    if low is not None and high is not None:
        return say("between", low=f"{low:.12g}", high=f"{high:.12g}", unit=unit)
    if low is not None:
        return say("at_least", low=f"{low:.12g}", unit=unit)
    if high is not None:
        return say("at_most", high=f"{high:.12g}", unit=unit)
    return unit


def _unit(info: FieldInfo | None) -> str:
    unit = unit_of(info)
    return "" if unit == "1" else f" ({unit_word(unit)})"


def _default(info: FieldInfo | None) -> str:
    if info is None or info.is_required() or info.default is None or info.default_factory:
        return ""
    return say("default", default=shown(info.default))
