"""What is kept beside the vault for whoever cannot open it: whom to ring, and which store to ask. No word about anybody.

A page that is shown while the copy is shut (unlocking, a lease that is over) asks `read_door(profile).help`: numbers in
the authority's order, none where it set none; `desktop_app.opening.view.numbers` shows them. `keep_door` is called at
every unlock, and whenever the authority's book changes while the copy is open.

It lies in the clear, so whoever may write to the folder can alter it. Numbers are shown, never believed; of a store that
was put there nothing is believed either, once the copy is open and says whose it is.
"""

import msgspec

from casework.case_files import AUTHORITY_BOOK
from casework.kinds.books import AUTHORITY_RECORD, Authority, NumberToRing
from desktop_app.record_store.records import Records
from desktop_app.vault.profile import Profile
from desktop_app.vault.safe_files import write_whole

MOST_BYTES, MOST_NUMBERS, LONGEST_LINE = 64 * 1024, 8, 240


class Door(msgspec.Struct, frozen=True):
    """help: whom to ring who cannot get in, in the authority's order. address, tls_root, tenant, authority: of the store and
    whose it is, as in record_store.identity.Identity; empty where the copy has not joined."""

    help: tuple[NumberToRing, ...] = ()
    address: str = ""
    tls_root: str = ""
    tenant: str = ""
    authority: bytes = b""


def read_door(profile: Profile) -> Door:
    """What stands beside the vault; an empty one where nothing does, or where it cannot be read."""
    try:
        with profile.door.open("rb") as file:
            door = msgspec.msgpack.decode(file.read(MOST_BYTES), type=Door)
    except (OSError, ValueError):  # a msgspec.DecodeError is a ValueError
        return Door()
    return msgspec.structs.replace(door, help=tuple(_plain(one) for one in door.help[:MOST_NUMBERS]))


def keep_door(profile: Profile, records: Records) -> None:
    """Keep it as the authority's book has it now; nothing is written where it stands so already.

    Raises NoRoom or NotOurs; what stood there before stays.
    """
    door = msgspec.msgpack.encode(_door_of(records))
    if not profile.door.exists() or profile.door.read_bytes() != door:
        write_whole(profile.door, door)


def _door_of(records: Records) -> Door:
    book = records.record(AUTHORITY_BOOK, Authority, AUTHORITY_RECORD)
    numbers = book.value.help.values() if book else ()
    identity = records.identity
    return Door(
        tuple(sorted(numbers, key=lambda one: one.position)),
        identity.address,
        identity.tls_root,
        identity.tenant,
        identity.authority,
    )


def _plain(one: NumberToRing) -> NumberToRing:
    """As one line each, of what can be printed."""
    return NumberToRing(one.position, _line(one.who), _line(one.number), _line(one.hours), _line(one.checked))


def _line(words: str) -> str:
    return "".join(letter for letter in words if letter.isprintable())[:LONGEST_LINE]
