"""A record as screens and documents get it: the struct of its kind with what was shown, frozen."""

from typing import Any, Generic, TypeVar

import msgspec

from casework.kinds.reading import Kind

K = TypeVar("K", bound=Kind)


class Record(msgspec.Struct, Generic[K], frozen=True):
    """One record of one file.

    value: its struct (fields in two versions left out); shown: {field: ids of live values}, to be kept from the moment
    a form opens until it is saved; in_two_versions: fields a person has to settle; author, written, happened: of the
    change that created it; unsent: whether a change of it waits to be sent; is_withdrawn: whether it was withdrawn; erased: the ISO day on which the
    authority ordered words of it to be erased, "" where it did not.
    """

    file: str
    kind: str
    record: bytes
    value: K
    shown: dict[str, tuple[bytes, ...]]
    in_two_versions: tuple[str, ...] = ()
    author: str = ""
    written: str = ""
    happened: str = ""
    unsent: bool = False
    is_withdrawn: bool = False
    erased: str = ""

    @property
    def key(self) -> tuple[str, str, bytes]:
        """What names this record on this device."""
        return (self.file, self.kind, self.record)


AnyRecord = Record[Any]
