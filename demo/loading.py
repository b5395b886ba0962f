"""Putting the made-up hub into a store: the authority's book, a laptop for each author, every change under a seal."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator

from casework.case_files import AUTHORITY_BOOK
from casework.changes import Change
from casework.editing import Pen, create, edit
from casework.fold import fold
from casework.kinds import NAME_OF, Kind
from casework.kinds.books import (
    AUTHORITY_RECORD,
    POLICY_RECORD,
    ApprovedDevice,
    Authority,
    Device,
    Policy,
    device_record,
)
from casework.kinds.reading import read_as, values_of
from casework.seals import SigningKey, approve, device_id
from central_store.devices.key_files import AuthorityKeys
from central_store.ledger import Ledger
from central_store.serving.pieces import PieceStore
from central_store.store import Store
from demo.hub import MadeUpHub

LAPTOPS_GIVEN = datetime.timedelta(days=880)
Count = Callable[[int, int], object]


def _nobody_counts(_done: int, _of: int) -> None: ...


def load_into(store: Store, keys: AuthorityKeys, hub: MadeUpHub, count: Count = _nobody_counts) -> None:
    """Put the hub into a store, an empty one or one that has other hubs, all or nothing; count is told how many files of how many are in.

    The store must be of the hub's tenant.

    Changes are sealed with the laptops of those who wrote them. Those laptops' keys come from the seed, so they are
    revoked at the end: what they sealed holds, and nobody can come in with them.
    """
    pen = store.pen(keys)
    with store.adding("made-up hub", f"{hub.hub}, seed {hub.seed}, {hub.today.isoformat()}") as ledger:
        if hub.changes.keys() <= {head.file for head in ledger.heads()}:
            return  # put in before, by a process that was ended before it could write that down
        ledger.add_sealed(_books(ledger, pen, keys, hub), keys.administrator_key())
        laptops = {author: SigningKey.from_bytes(key) for author, key in hub.keys.items()}
        for done, (file, changes) in enumerate(hub.changes.items(), start=1):
            for author, run in _runs(changes):
                ledger.add_sealed({file: run}, laptops[author])
            count(done, len(hub.changes))
        ledger.add_sealed({AUTHORITY_BOOK: _revocations(ledger, pen, laptops)}, keys.administrator_key())
    shelf = PieceStore(store.folder.pieces)
    for file, pieces in hub.pieces.items():
        for name, piece in pieces.items():
            shelf.keep(file, name, piece)


def _books(ledger: Ledger, pen: Pen, keys: AuthorityKeys, hub: MadeUpHub) -> dict[str, list[Change]]:
    """Hubs, people, grants and the authority's numbers, as far as they do not stand there; each author's laptop."""
    made: dict[str, list[Change]] = defaultdict(list)
    standing = {file: fold(ledger.changes_of(file)) for file in {entry.file for entry in hub.books}}
    for entry in hub.books:
        if (NAME_OF[type(entry.value)], entry.record) not in standing[entry.file]:
            made[entry.file].append(_created(entry.file, entry.value, entry.record, pen))
    state = standing[AUTHORITY_BOOK][NAME_OF[Authority], AUTHORITY_RECORD]
    if not read_as(Authority, state).ring:
        made[AUTHORITY_BOOK].append(edit(AUTHORITY_BOOK, state, state.shown(), values_of(hub.authority), pen))
        made[AUTHORITY_BOOK].append(_created(AUTHORITY_BOOK, Policy(voices_recorded=True), POLICY_RECORD, pen))
    long_ago = hub.today - LAPTOPS_GIVEN - datetime.timedelta(days=366 * (hub.years - 2))
    given = f"{long_ago.isoformat()}T09:00:00Z"
    for author, key in hub.keys.items():
        public = SigningKey.from_bytes(key).public
        approval = approve(keys.authority_key(), hub.tenant, public, author, given)
        device = Device(approval=ApprovedDevice(public, author, given, approval.signature))
        made[AUTHORITY_BOOK].append(_created(AUTHORITY_BOOK, device, device_record(device_id(public)), pen))
    return made


def _created(file: str, value: Kind, record: bytes, pen: Pen) -> Change:
    return create(file, NAME_OF[type(value)], values_of(value), pen, record=record)


def _runs(changes: list[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes of a file in order, in runs of one author: a seal is of one person's work."""
    for author, run in itertools.groupby(changes, key=lambda change: change.header.author):
        yield author, list(run)


def _revocations(ledger: Ledger, pen: Pen, laptops: dict[str, SigningKey]) -> list[Change]:
    book = fold(ledger.changes_of(AUTHORITY_BOOK))
    states = [book[NAME_OF[Device], device_record(device_id(key.public))] for key in laptops.values()]
    return [edit(AUTHORITY_BOOK, state, state.shown(), {"revoked": pen.written}, pen) for state in states]
