"""Messages of the right shape with anything in them, made from the messages' own declarations: what a stranger's client may send.

schemathesis makes such requests from an OpenAPI page; ours are msgpack, which it cannot write (docs/decisions/0041).
"""

from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

SIZES = (0, 1, 12, 15, 16, 31, 32, 33, 64, 300)
NUMBERS = (-1, 0, 1, 2, 500, 2**31, 2**62, 2**63 - 1)


def shaped(form: type[msgspec.Struct], names: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """msgpack of messages of this form. names: text that is there (files, devices), so that some of them hit something."""
    return _of(inspect.type_info(form), names).map(msgspec.msgpack.encode)


def _of(kind: inspect.Type, names: tuple[str, ...]) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a type reads best
    if isinstance(kind, inspect.StructType):
        return _of_struct(kind, names)
    if isinstance(kind, inspect.UnionType):
        return st.one_of([_of(one, names) for one in kind.types])
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return st.lists(_of(kind.item_type, names), max_size=4)
    if isinstance(kind, inspect.DictType):
        return st.dictionaries(_of(kind.key_type, names), _of(kind.value_type, names), max_size=4)
    if isinstance(kind, inspect.StrType):
        return st.one_of(st.sampled_from(names), st.text(max_size=40))
    if isinstance(kind, inspect.BytesType):
        return st.sampled_from(SIZES).flatmap(lambda size: st.binary(min_size=size, max_size=size))
    if isinstance(kind, inspect.IntType):
        return st.one_of(st.sampled_from(NUMBERS), st.integers(-(2**63), 2**64 - 1))
    if isinstance(kind, inspect.FloatType):
        return st.one_of(st.just(0.0), st.floats(max_value=0.01))  # a wait is no longer than that
    if isinstance(kind, inspect.BoolType):
        return st.booleans()
    assert isinstance(kind, inspect.NoneType), kind
    return st.none()


def _of_struct(kind: inspect.StructType, names: tuple[str, ...]) -> st.SearchStrategy[Any]:
    fields = {field.encode_name: _of(field.type, names) for field in kind.fields}
    if kind.array_like:
        return st.tuples(*fields.values())
    tag = {} if kind.tag_field is None else {kind.tag_field: st.just(kind.tag)}
    optional = {field.encode_name for field in kind.fields if not field.required}
    needed = {name: one for name, one in fields.items() if name not in optional}
    return st.fixed_dictionaries(tag | needed, optional={name: fields[name] for name in optional})
