"""How much about each child is on this laptop alone, in things that a person did. No Qt."""

from collections import Counter, defaultdict

from casework.case_files import FileKind, Room, kind_of_file, room_of
from desktop_app.record_store.records import Records
from desktop_app.record_store.waiting_to_send import WaitingRecord, as_things


def unsent_things(records: Records) -> Counter[str]:
    """{child's main file: things not with the store}: a visit is one, however many records it has.

    A draft about several children counts for each of them; what the store refused counts too, until it is seen to.
    Of the made-up family nothing is ever sent, and so nothing waits.
    """
    if records.identity.is_practice:
        return Counter()
    by_file: dict[str, list[WaitingRecord]] = defaultdict(list)
    for record in records.waiting_records():
        by_file[_main(record.file)].append(record)
    found = Counter({file: len(as_things(its)) for file, its in by_file.items()})
    for draft in records.drafts.lines():
        found.update({_main(file) for file in draft.files})
    found.update(_main(file) for file in records.pieces_left())
    found.update(_main(one.change.header.file) for one in records.set_aside())
    return found


def unsent_of(records: Records, file: str) -> int:
    """How many things about this child are not with the store."""
    return unsent_things(records)[file]


def _main(file: str) -> str:
    return room_of(file, Room.MAIN) if kind_of_file(file) is FileKind.PERSON else file
