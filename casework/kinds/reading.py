"""From a record's state to the struct of its kind, and back to the values of a change.

A field that stands in two versions is left out of the struct: no screen may show one silent value. A set is kept as one
field per element, "present/<key>"; in the struct it is a mapping.
"""

from collections.abc import Collection, Mapping
from typing import Any, Self, TypeVar

import msgspec

from casework.errors import BadMessage
from casework.fold import RecordState

BETWEEN = "/"


class Kind(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A kind of record. Every field may be missing: None, or an empty mapping, says that nothing is recorded."""

    def while_unsettled(self, fields: Collection[str]) -> Self:  # noqa: ARG002 (of most kinds nothing more hangs on one)
        """What counts while these fields stand in two versions, where more hangs on one than that it is left out."""
        return self


K = TypeVar("K", bound=Kind)


def read_as(kind: type[K], state: RecordState) -> K:
    """The record as a struct of its kind; fields that this release does not know, or cannot read, are left out."""
    return read_values(kind, state.agreed).while_unsettled(state.fields_in_two_versions)


def read_values(kind: type[K], agreed: Mapping[str, Any]) -> K:
    """The struct of a kind from {field: value}, sets spread to one field per element."""
    values = _gathered(agreed)
    try:
        return msgspec.convert(values, kind, strict=False, builtin_types=(bytes,))
    except msgspec.ValidationError:
        return _read_what_can_be(kind, values)


def values_of(kind: Kind) -> dict[str, Any]:
    """{field: value} to put into a change: what is set, with sets spread to one field per element."""
    spread: dict[str, Any] = {}
    for name, value in msgspec.to_builtins(kind, builtin_types=(bytes,)).items():
        if name in type(kind).__struct_fields__ and isinstance(getattr(kind, name), dict):
            spread.update({f"{name}{BETWEEN}{key}": part for key, part in value.items()})
        elif value is not None:
            spread[name] = value
    return spread


def element(field: str, key: str) -> str:
    """The name of one element of a set: element("present", "p1") is "present/p1"."""
    return f"{field}{BETWEEN}{key}"


def _gathered(values: Mapping[str, Any]) -> dict[str, Any]:
    gathered: dict[str, Any] = {}
    for name, value in values.items():
        field, between, key = name.partition(BETWEEN)
        if not between:
            gathered[name] = value
        elif value is not None:  # an element set to nothing is no longer in the set
            gathered.setdefault(field, {})[key] = value
    return gathered


def _read_what_can_be(kind: type[K], values: dict[str, Any]) -> K:
    """A newer release may write a form we do not know into one field; the others must still be read."""
    read: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        if field.encode_name in values:
            try:
                read[field.name] = msgspec.convert(
                    values[field.encode_name], field.type, strict=False, builtin_types=(bytes,)
                )
            except msgspec.ValidationError:
                continue
    try:
        return kind(**read)
    except TypeError as error:
        raise BadMessage("A record has not the form of its kind.") from error
