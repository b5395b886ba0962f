"""A store's life under its administrators, told to a file as it goes on; to be watched, and cut off in thought.

Run as `python -m tests.faults.store_day FOLDER TOLD SEED ROUNDS [MUTANT]`. FOLDER gets the store; the keys lie beside it. What
its embedded database does with the pushes of laptops is its own promise; here is what the newer commands do, several of
which write files besides: erasing, the quarantine, letting in, codes for a lease.
"""

import hashlib
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from casework.enrolment import read_code
from casework.exchange import EnrolAsk, RecoverAsk
from casework.kinds.direct_work import Attachment, Drawing
from casework.kinds.work import CaseNote
from casework.lease import new_challenge
from casework.leaving import DRAFT, HandedOver, Item, hash_of, names_of_parts, parts_of, written
from casework.recovery import RecoveryKey, seal_to, slot_purpose
from casework.seals import SigningKey, device_id
from central_store import disk, erasing
from central_store.checking import problems
from central_store.database import writing
from central_store.devices.recovery_shares import LEAST, read_share
from central_store.erasing import Going, erase, finish
from central_store.leases import give_code
from central_store.letting_in import let_in, make_recovery_key
from central_store.locked_out import Requests
from central_store.quarantine import Delivery, Quarantine, Shelf
from central_store.serving.joining import JoiningDesk
from central_store.serving.office import Office
from central_store.serving.pieces import PieceStore, path_of_piece
from central_store.serving.sessions import Sessions
from central_store.store import Folder, Store
from central_store.tables import audit, pieces
from tests.faults.standing import WRITTEN, Line
from tests.support.administrators import PASSPHRASES, ROSA, TARIQ
from tests.support.store import TENANT, RunningStore, child_file

ELLA = child_file("ella")
HEADER, VAULT_KEY = b"the header of a key file", b"v" * 32
BOTH = ("Nadia Rahman", "Tom Price")
AT = "2026-11-27T10:00:00+00:00"
Tell = Callable[[bytes], object]


class AtTheStore:
    """Administrators at work."""

    def __init__(self, running: RunningStore, parts: dict[str, Path], tell: Tell, chance: random.Random) -> None:
        self.running, self.parts, self.chance, self._tell = running, parts, chance, tell
        self.store = running.open()
        self.keys = running.keys
        self.devices: dict[str, SigningKey] = {}

    @contextmanager
    def told(self, will_stand: dict[str, str]) -> Iterator[None]:
        """Tell before and after what will stand."""
        self._tell(Line(will_stand).told())
        yield
        self._tell(Line().told())

    def join(self) -> str:
        """One more laptop of Ruth's: a code, the laptop that shows it, and the approval."""
        key = SigningKey.generate()
        code = read_code(self.store.begin_enrolment("ruth").written()).secret_text
        office = Office(self.store, lambda: None)
        desk = JoiningDesk(office, Sessions(office.key, office.tenant, office.register))
        desk.enrol(EnrolAsk(code, key.public, key.sign("enrol", TENANT, code)))
        office.close()
        device = device_id(key.public)
        with self.told({f"device {device}": "approved"}):
            self.store.approve(device, self.keys)
        self.devices[device] = key
        return device


def erase_a_drawing(work: AtTheStore) -> None:
    """An entry with a piece is written, and erased by order of two people."""
    data = work.chance.randbytes(3000)
    name, its = hashlib.sha256(data).hexdigest(), {"tenant": TENANT, "file": ELLA}
    PieceStore(work.store.folder.pieces).keep(ELLA, name, data)
    with writing(work.store.engine) as connection:
        connection.execute(pieces.insert().values(its | {"name": name, "length": len(data)}))
    ink = Attachment(b"k" * 32, (name,), len(data), "application/x-ink")
    marker = f"kestrel{work.chance.getrandbits(64):x}violet"
    note, drawing = work.running.write((ELLA, CaseNote(said=marker), None), (ELLA, Drawing(title="x", ink=ink), None))
    going = Going(ELLA, (note.id, drawing.id), (bytes.fromhex(name),))
    with work.told({f"erased {one.id.hex()}": f"{marker} {name}" for one in (note, drawing)}):
        erase(work.store, work.keys, [going], "In the wrong file", BOTH)


def revoke_and_take_over(work: AtTheStore) -> None:
    """A laptop is revoked, hands over two drafts, and one of them is destroyed."""
    device = work.join()
    with work.told({f"device {device}": "revoked"}):
        work.store.revoke(device, work.keys)
    contents = [work.chance.randbytes(length) for length in (200, 400_000)]
    shelf = Shelf(work.store.folder)
    for content in contents:
        for name, part in parts_of(content).items():
            shelf.keep(device, name, part)
    items = tuple(Item(DRAFT, ELLA, names_of_parts(one), len(one), "note", AT, AT) for one in contents)
    handed = written(HandedOver(TENANT, device, items))
    signature = work.devices[device].sign("handed over", TENANT, hash_of(handed))
    things = {f"thing {device} {number}": name for number, name in enumerate(("", ""), start=1)}
    with work.told(dict.fromkeys(things, "here")), writing(work.store.engine) as connection:
        Quarantine(connection, TENANT, work.store.folder).add(Delivery(device, "ruth", handed, signature, AT, ""))
    with work.told({f"thing {device} 1": "destroyed"}):
        with writing(work.store.engine) as connection:
            Quarantine(connection, TENANT, work.store.folder).destroy(device, 1, AT)
        with work.store.engine.connect() as connection:
            Quarantine(connection, TENANT, work.store.folder).remove_destroyed()


def let_one_in(work: AtTheStore) -> None:
    """A laptop that nobody can open asks, and two administrators answer."""
    device, key, ephemeral = work.join(), SigningKey.generate(), RecoveryKey.generate()
    shares = [read_share(work.parts[name]) for name in (ROSA, TARIQ)]
    slot = seal_to(shares[0].plain.public, VAULT_KEY, slot_purpose(HEADER))
    ask = RecoverAsk(device, key.public, ephemeral.public, HEADER, slot, b"")
    with writing(work.store.engine) as connection:
        assert Requests(connection, TENANT).place(ask)
    newer = device_id(key.public)
    with work.told(
        {f"device {device}": "replaced", f"device {newer}": "approved", f"answer {ask.name.hex()}": "given"}
    ):
        let_in(work.store, work.keys, ask, shares, PASSPHRASES)


def give_a_code(work: AtTheStore) -> None:
    """A code by telephone stands in the audit before it is read out."""
    device, challenge = work.join(), new_challenge()
    with work.told({f"code for {device}": WRITTEN}):
        give_code(work.store, device[:12], challenge, 3)


WORK: dict[str, Callable[[AtTheStore], None]] = {
    "erase": erase_a_drawing,
    "revoke": revoke_and_take_over,
    "let in": let_one_in,
    "lease": give_a_code,
}


def what_stands(folder: Path, told: dict[str, str]) -> dict[str, str]:
    """What a store holds of what was told, opened and finished as its next start does; raises AssertionError where it does
    not verify, or holds a byte of what was erased or destroyed."""
    store = Store(Folder(folder))
    try:
        assert finish(store), "an erasure cannot be finished"
        found = problems(store, lambda _done, _of: None)
        assert found == [], f"it does not verify: {found}"
        return dict(_standing(store, told))
    finally:
        store.close()


def _standing(store: Store, told: dict[str, str]) -> Iterator[tuple[str, str]]:
    office = Office(store, lambda: None)
    office.refresh()
    books = office.register.books
    office.close()
    for device in (one for one, known in books.ever.items() if known.professional == "ruth"):
        how = "approved" if device in books.devices else "revoked" if device in books.revoked else "replaced"
        yield f"device {device}", how
    with store.engine.connect() as connection:
        quarantine = Quarantine(connection, TENANT, store.folder)
        for delivery in quarantine.deliveries():
            for kept in quarantine.things(delivery.device):
                yield f"thing {delivery.device} {kept.number}", kept.how or "here"
        for waiting in Requests(connection, TENANT).waiting():
            if waiting.is_answered:
                yield f"answer {waiting.ask.name.hex()}", "given"
        for row in connection.execute(select(audit.c.detail).where(audit.c.what == "lease code")):
            yield f"code for {row.detail.partition(',')[0]}", WRITTEN
    every = b"".join(path.read_bytes() for path in store.folder.root.rglob("*") if path.is_file())
    with store.reading() as ledger:
        gone = {change.id for change in ledger.changes_of(ELLA) if change.is_erased}
    for name, what in told.items():
        if name.startswith("erased ") and bytes.fromhex(name.removeprefix("erased ")) in gone:
            marker, piece = what.split()
            assert marker.encode() not in every, "words that were erased lie on the disk"
            assert not path_of_piece(store.folder.pieces, ELLA, piece).exists(), "a piece that was erased is there"
            yield name, what


def mark_forgotten() -> None:
    """Nothing is noted before the first byte is destroyed, so no start finishes what was cut short."""
    erasing.mark_unfinished = lambda _folder: None


def parts_not_flushed() -> None:
    """What a laptop handed over is said to be here before it is on the disk."""

    def keep_unflushed(self: PieceStore, file: str, name: str, data: bytes) -> None:
        path = path_of_piece(self._root, file, name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(data)

    PieceStore.keep = keep_unflushed  # type: ignore[method-assign]


MUTANTS: dict[str, Callable[[], None]] = {"mark forgotten": mark_forgotten, "parts not flushed": parts_not_flushed}


def main() -> None:
    """Make a store, and do everything there is to do, so many times, in an order that chance decides."""
    folder, told, seed, rounds, *mutant = sys.argv[1:]
    for name in mutant:
        MUTANTS[name]()
    chance, place = random.Random(int(seed)), Path(folder).parent
    running = RunningStore(place)
    running.add_hub("hub-1", ["ruth"], ["ella"])
    parts = {name: place / f"{name.split()[0]}.part" for name in PASSPHRASES}
    opened = running.open()
    make_recovery_key(opened, running.keys, parts, PASSPHRASES, LEAST)
    opened.close()
    for path in (*running.data.rglob("*"), running.data):
        disk.to_disk(path)  # the store stands for some time already
    with Path(told).open("ab", buffering=0) as file:
        work = AtTheStore(running, parts, file.write, chance)
        with work.told({"the store": WRITTEN}):
            pass
        for _ in range(int(rounds)):
            for what in chance.sample(sorted(WORK), len(WORK)):
                WORK[what](work)
        work.store.close()


if __name__ == "__main__":
    main()
