"""Tell every parameter from its one declaration: default, unit, bounds, source, help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.config.parameter import bounds_of, source_of, unit_of

ROOT = ""


@dataclass(frozen=True)
class Parameter:
    """One parameter as it was declared.

    Attributes
    ----------
    name
        Dotted, as in a scenario file: ``"mobility.owner_rate"``; ``[]`` stands for a list.
    default
        Value when the scenario is silent; None when there is none or when `is_required`.
    low, high
        Bounds, both included; None where there is none.
    choices
        Allowed values, when they are listed.
    kinds
        Python types that a value may have.
    """

    name: str
    default: Any
    is_required: bool
    unit: str
    low: float | None
    high: float | None
    choices: tuple[Any, ...]
    kinds: tuple[Any, ...]
    source: str
    help: str

    @property
    def is_number(self) -> bool:
        """True for a number, False for a text, a list, or yes or no."""
        return bool({int, float} & set(self.kinds))

    @property
    def is_whole(self) -> bool:
        """True for a whole number."""
        return int in self.kinds and float not in self.kinds

    @property
    def section(self) -> str:
        """Name without its last part, empty at the top."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Section:
    """Parameters declared by one class, and what the class says of itself."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]


def parameters_of(model: type[BaseModel], prefix: str = ROOT) -> Iterator[Parameter]:
    """Return every parameter of a model, those of the models inside it included."""
    for section in sections_of(model, prefix):
        yield from section.parameters


def sections_of(
    model: type[BaseModel], prefix: str = ROOT, given: BaseModel | None = None
) -> Iterator[Section]:
    """Return the parameters of a model class by class, the model itself first.

    Defaults are those of `given`, an instance that another model has as its default.
    """
    own, inner = [], []
    for name, field in model.model_fields.items():
        path = f"{prefix}.{name}" if prefix else name
        within, many = _model_inside(field.annotation)
        if within is None or (many and within.model_fields):
            own.append(_parameter(path, field, given, name))
        if within is not None:
            default = None if field.is_required() else field.get_default(call_default_factory=True)
            instance = default if isinstance(default, BaseModel) else None
            inner.append((path + "[]" * many, within, instance))
    if own:
        yield Section(prefix, first_line(model), tuple(own))
    for path, within, instance in inner:
        yield from sections_of(within, path, instance)


def first_line(described: Any) -> str:
    """Return the first line of a docstring, empty when there is none."""
    return (described.__doc__ or "").strip().partition("\n")[0]


def _parameter(path: str, field: FieldInfo, given: BaseModel | None, name: str) -> Parameter:
    low, high = bounds_of(field)
    kinds = _plain_kinds(field.annotation)
    choices = tuple(c for kind in kinds if get_origin(kind) is Literal for c in get_args(kind))
    required = field.is_required() and given is None
    if given is not None:
        default = getattr(given, name)
    else:
        default = None if required else field.get_default(call_default_factory=True)
    return Parameter(
        name=path,
        default=default,
        is_required=required,
        unit=unit_of(field),
        low=low,
        high=high,
        choices=choices,
        kinds=kinds,
        source=source_of(field),
        help=" ".join((field.description or "").split()),
    )


def _plain_kinds(annotation: Any) -> tuple[Any, ...]:
    """Return the types of a union, None left out; any other type alone."""
    is_class = isinstance(annotation, type) or get_origin(annotation) in (Literal, tuple, list)
    parts = (annotation,) if is_class else get_args(annotation) or (annotation,)
    return tuple(part for part in parts if part is not type(None))


def _model_inside(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """Return the model that a field holds, if any, and whether it holds several."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    many = get_origin(annotation) in (tuple, list, dict)
    for part in get_args(annotation):
        found, inner_many = _model_inside(part)
        if found is not None:
            return found, many or inner_many
    return None, False
