"""A change: the one thing that is ever added to a case file.

    change  = header + body
    body    = {field: value} with a random salt of 16 bytes
    header  = {file, record, kind, fields, over, author, device, happened, written} and the hash of salt and body
    id      = the first 16 bytes of SHA-256(header)

The header holds only H(salt, body), so that an authorised erasure may destroy salt and body, and everything still
verifies. Header and body are kept as the bytes their author wrote: fields that this release does not know survive.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from casework.canonical import canonical, decoded
from casework.errors import BadMessage
from casework.worked_out import worked_out_once

PRESENCE = "*"  # the field that says whether a record is kept or withdrawn
KEPT, WITHDRAWN = "kept", "withdrawn"
ANNOTATION = "#"  # fields beginning so say something of the change itself (#why); the fold leaves them out
SALT_BYTES = 16
ID_BYTES = 16
_HASH_PREFIX = b"\xc4\x20"  # msgpack: 32 bytes follow
_PAIR_PREFIX = b"\x92"  # msgpack: a list of two


class Header(msgspec.Struct, frozen=True):
    """What a change says of itself, without its words.

    file: the case file; record: 16 bytes; kind: the kind of record; fields: names set, in order; over: ids (16 bytes
    each, in order) of the values its author was shown in those fields; author: professional id; device: device id;
    happened, written: ISO date or UTC time, claims of the device's clock that order nothing.
    """

    file: str
    record: bytes
    kind: str
    fields: tuple[str, ...]
    over: tuple[bytes, ...]
    author: str
    device: str
    happened: str
    written: str


_header_decoder = msgspec.msgpack.Decoder(Header)


def body_hash(salt: bytes, body: bytes) -> bytes:
    """SHA-256 over the salt and the body's bytes: what a header says of its body."""
    return hashlib.sha256(b"daybook/body/1" + salt + body).digest()


def new_record_id() -> bytes:
    """A random id of 16 bytes for a record of which there can be many."""
    return secrets.token_bytes(ID_BYTES)


def derived_record_id(*parts: Any) -> bytes:
    """The id of a record of which there can be only one, from what makes it one; the same on every machine."""
    return hashlib.sha256(b"daybook/record/1" + canonical(list(parts))).digest()[:ID_BYTES]


@dataclass(frozen=True, eq=False)
class Change:
    """One change as its author wrote it. `salt` and `body` are None once erased.

    head: canonical msgpack of the header's map; hash_of_body: 32 bytes. Two changes are equal when their hashes are.
    """

    head: bytes
    hash_of_body: bytes
    salt: bytes | None
    body: bytes | None

    @worked_out_once
    def header(self) -> Header:
        """The header, read. Raises BadMessage where the bytes have not its form."""
        try:
            return _header_decoder.decode(self.head)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BadMessage("A change in the record has not the form it must have.") from error

    @worked_out_once
    def hash(self) -> bytes:
        """32 bytes that stand for header and body in seals and digests."""
        return hashlib.sha256(_PAIR_PREFIX + self.head + _HASH_PREFIX + self.hash_of_body).digest()

    @worked_out_once
    def id(self) -> bytes:
        """16 bytes that name this change everywhere."""
        return self.hash[:ID_BYTES]

    @property
    def is_erased(self) -> bool:
        """Whether an authorised erasure destroyed the words."""
        return self.body is None

    @worked_out_once
    def values(self) -> dict[str, Any]:
        """{field: value}; empty once erased. Raises BadMessage where the body is no mapping."""
        if self.body is None:
            return {}
        values = decoded(self.body)
        if not isinstance(values, dict):
            raise BadMessage("A change in the record has not the form it must have.")
        return values

    @worked_out_once
    def annotations(self) -> dict[str, Any]:
        """What the change says of itself: {"#why": ...}; shared by whoever asks, so nobody may alter it."""
        return {name: note for name, note in self.values.items() if name.startswith(ANNOTATION)}

    def erased(self) -> "Change":
        """The same change with its words destroyed; hash and id stay."""
        return Change(self.head, self.hash_of_body, None, None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Change) and other.hash == self.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def check_form(self) -> None:
        """Raise BadMessage unless the change is whole: header readable, body belonging to it, names agreeing.

        The body must be canonical, to its last value: one that cannot be compared would stop the fold of its file.
        """
        header = self.header
        if len(header.record) != ID_BYTES or any(len(over) != ID_BYTES for over in header.over):
            raise BadMessage("A change names a record that has not the form it must have.")
        if tuple(sorted(set(header.fields))) != header.fields or tuple(sorted(set(header.over))) != header.over:
            raise BadMessage("A change lists its fields twice or out of order.")
        if self.body is None or self.salt is None:
            return
        if body_hash(self.salt, self.body) != self.hash_of_body or len(self.salt) != SALT_BYTES:
            raise BadMessage("A change does not hold the words it was sealed with.")
        if canonical(self.values) != self.body:
            raise BadMessage("A change holds words that were not written in the one way there is.")
        if tuple(sorted(self.values)) != header.fields:
            raise BadMessage("A change does not hold the fields it names.")


def write_change(
    *,
    file: str,
    record: bytes,
    kind: str,
    values: Mapping[str, Any],
    over: frozenset[bytes] = frozenset(),
    author: str,
    device: str,
    happened: str,
    written: str,
    salt: bytes | None = None,
) -> Change:
    """Make a change. `salt` is given only where the same change must come out twice (an import run again)."""
    fields = dict(values)
    body = canonical(fields)
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    header = Header(file, record, kind, tuple(sorted(fields)), tuple(sorted(over)), author, device, happened, written)
    return Change(canonical(header), body_hash(salt, body), salt, body)
