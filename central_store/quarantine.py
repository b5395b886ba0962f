"""The quarantine: what revoked laptops handed over, kept apart from every case file until a person has looked through it.

Lists stand in the database, the bytes they name in a folder beside the pieces of attachments. Nothing is ever taken from a
list: one that a laptop hands over again, after a kill, adds what it has more.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection

from casework.errors import BadMessage, KnownError
from casework.leaving import HandedOver, Item, hash_of, read_list
from central_store.serving.pieces import NAME, PieceStore, path_of_piece, remove_pieces
from central_store.store import Folder
from central_store.tables import quarantine, reviewed

RELEASED, DESTROYED = "released", "destroyed"


class NotHere(KnownError):
    """Nothing was handed over under that name, or a part of it is missing."""


class Delivery(msgspec.Struct, frozen=True):
    """One list as a laptop signed it. at: UTC time; wiped: UTC time of the laptop's receipt, empty before it."""

    device: str
    professional: str
    content: bytes
    signature: bytes
    at: str
    wiped: str

    def handed(self) -> HandedOver:
        """What it says."""
        return read_list(self.content)


class Kept(msgspec.Struct, frozen=True):
    """One thing in quarantine. number: how an administrator names it; how: what was done with it ("released"), and at: when."""

    number: int
    item: Item
    how: str = ""
    at: str = ""


class Quarantine:
    """Of one authority. Every method works inside the caller's transaction."""

    def __init__(self, connection: Connection, tenant: str, folder: Folder) -> None:
        self._connection = connection
        self._tenant = tenant
        self._folder = folder

    @property
    def tenant(self) -> str:
        """Whose it is."""
        return self._tenant

    def add(self, delivery: Delivery) -> None:
        """Keep a list, of which every part is here. One that is known already changes nothing."""
        its = {"tenant": self._tenant, "device": delivery.device, "hash": hash_of(delivery.content)}
        known = quarantine.select().where(*(quarantine.c[name] == value for name, value in its.items()))
        if self._connection.execute(known).first() is None:
            row = {name: getattr(delivery, name) for name in ("professional", "content", "signature", "at", "wiped")}
            self._connection.execute(quarantine.insert().values(its | row))

    def was_wiped(self, device: str, list_hash: bytes, at: str) -> bool:
        """The laptop's copy is destroyed; False for a list that was never handed over."""
        its = (quarantine.c.tenant == self._tenant) & (quarantine.c.device == device) & (quarantine.c.hash == list_hash)
        if self._connection.execute(quarantine.select().where(its)).first() is None:
            return False
        self._connection.execute(quarantine.update().where(its, quarantine.c.wiped == "").values(wiped=at))
        return True

    def deliveries(self, device: str = "") -> list[Delivery]:
        """Every list, or those of one laptop, the oldest first."""
        asked = quarantine.select().where(quarantine.c.tenant == self._tenant)
        if device:
            asked = asked.where(quarantine.c.device == device)
        rows = self._connection.execute(asked.order_by(quarantine.c.at, quarantine.c.hash))
        return [Delivery(row.device, row.professional, row.content, row.signature, row.at, row.wiped) for row in rows]

    def things(self, device: str) -> list[Kept]:
        """What one laptop handed over, each thing once, with what was done with it."""
        asked = reviewed.select().where(reviewed.c.tenant == self._tenant, reviewed.c.device == device)
        done = {row.item: (row.how, row.at) for row in self._connection.execute(asked)}
        items = dict.fromkeys(item for delivery in self.deliveries(device) for item in delivery.handed().items)
        return [Kept(number, item, *done.get(number, ())) for number, item in enumerate(items, start=1)]

    def destroy(self, device: str, number: int, at: str) -> Item:
        """Say of one thing that it is destroyed; once that is on disk, `remove_destroyed` has its bytes go. That it was
        there stays. Raises NotHere."""
        kept = next((one for one in self.things(device) if one.number == number), None)
        if kept is None:
            raise NotHere(f"That laptop handed over nothing with the number {number}.")
        self.mark(device, number, DESTROYED, at)
        return kept.item

    def remove_destroyed(self) -> None:
        """The bytes of what was said to be destroyed go, again where the program ended before: all but what is needed."""
        for device in sorted({one.device for one in self.deliveries()}):
            things = self.things(device)
            needed = {name for one in things if one.how != DESTROYED for name in one.item.parts}
            gone = {name for one in things if one.how == DESTROYED for name in one.item.parts} - needed
            remove_pieces(path_of_piece(self._folder.quarantine, device, name) for name in gone)

    def mark(self, device: str, number: int, how: str, at: str) -> None:
        """Somebody has done this with it; what was destroyed after it was released is destroyed."""
        its = {"tenant": self._tenant, "device": device, "item": number}
        is_it = [reviewed.c[name] == value for name, value in its.items()]
        if self._connection.execute(reviewed.select().where(*is_it)).first() is None:
            self._connection.execute(reviewed.insert().values(its | {"how": how, "at": at}))
        else:
            self._connection.execute(reviewed.update().where(*is_it).values(how=how, at=at))

    def content(self, device: str, item: Item) -> bytes:
        """Its bytes. Raises NotHere where a part is missing or not as it was handed over."""
        data = b"".join(self.part(device, name) for name in item.parts)
        if len(data) != item.length:
            raise NotHere("A part of what was handed over is missing. Put back a backup that has it.")
        return data

    def missing(self, delivery: Delivery) -> Iterator[str]:
        """Names of parts that a list has and the folder has not, or not whole."""
        gone = {name for kept in self.things(delivery.device) if kept.how == DESTROYED for name in kept.item.parts}
        for name in parts_named(delivery.handed().items):
            if name in gone:
                continue
            try:
                self.part(delivery.device, name)
            except NotHere:
                yield name

    def part(self, device: str, name: str) -> bytes:
        """The bytes of one part. Raises NotHere."""
        path = path_of_piece(self._folder.quarantine, device, name)
        data = path.read_bytes() if NAME.fullmatch(name) and path.exists() else None
        if data is None or hashlib.sha256(data).hexdigest() != name:
            raise NotHere("A part of what was handed over is missing or changed. Put back a backup that has it.")
        return data


class Shelf:
    """The folder of parts, as the running store fills it. One laptop's part of it is bounded."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._pieces = PieceStore(folder.quarantine)
        self._held: dict[str, int] = {}

    def has(self, device: str, name: str) -> bool:
        """Whether a part is here."""
        return self._pieces.has(device, name)

    def held(self, device: str) -> int:
        """Bytes of one laptop that are here."""
        if device not in self._held:
            its = path_of_piece(self._folder.quarantine, device, "").glob("*")
            self._held[device] = sum(path.stat().st_size for path in its)
        return self._held[device]

    def keep(self, device: str, name: str, data: bytes) -> None:
        """Keep a part; on disk when this returns. Raises Refusing where the bytes are not those named."""
        held = self.held(device)
        if not self._pieces.has(device, name):
            self._pieces.keep(device, name, data)
            self._held[device] = held + len(data)


def parts_named(items: Iterable[Item]) -> list[str]:
    """Every part that these need, each once."""
    return list(dict.fromkeys(name for item in items for name in item.parts))


def handed_by(content: bytes, tenant: str, device: str) -> HandedOver:
    """The list, if it is this laptop's. Raises BadMessage."""
    handed = read_list(content)
    if (handed.tenant, handed.device) != (tenant, device):
        raise BadMessage("A laptop handed over the list of another one.")
    return handed
