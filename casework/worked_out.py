"""Values worked out when first asked for, and kept with their object."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class worked_out_once(Generic[T]):  # noqa: N801 - used as a decorator, as `property` is
    """As functools.cached_property, without the lock that it takes on Python 3.11 at every first look.

    A first download looks at half a million of them. Two threads that look at once work the value out twice, which
    does no harm to values that only depend on what is frozen.
    """

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "worked_out_once[T]": ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> "worked_out_once[T] | T":
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value
