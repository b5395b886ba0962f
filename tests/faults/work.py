"""The ordinary work of one laptop, in small pieces, each told before and after (tests.faults.standing).

To have more kinds of work killed and cut off, add a function to WORK: it tells what will stand, does it, and tells that it
is done. What it needs of the laptop stands in `AtWork`. WITH_THE_OFFICE has what needs an administrator at the store: it says a
line that begins with LET_IN or ERASE, and whoever watches the laptop does that at the store before it goes on.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from casework.case_files import FileKind
from casework.changes import Change, new_record_id
from casework.kinds.direct_work import Agreed
from casework.kinds.people import SUBJECT, Person
from casework.kinds.received import Document, FiledFile
from casework.kinds.work import CaseNote
from desktop_app.direct_work import recordings
from desktop_app.direct_work.recordings import HasEnded
from desktop_app.opening.actions import records_of
from desktop_app.opening.door import keep_door
from desktop_app.record_store.post_room import PostRoom
from desktop_app.record_store.recovery import seal_for_recovery
from desktop_app.sync.asking_in import ask_to_be_let_in
from desktop_app.sync.engine import SyncEngine
from desktop_app.vault.encrypted_database import reading, want_mending
from desktop_app.vault.keys import new_vault_key
from desktop_app.vault.letting_in import Request
from desktop_app.vault.rotation import keep_key_file
from desktop_app.vault.vault import OpenVault
from desktop_app.vault.wrong_tries import Moment, TryCounter
from tests.faults.standing import (
    NO_MORE,
    PASSPHRASES,
    TRIES,
    WHICH,
    WRITTEN,
    Door,
    Line,
    Opened,
    change_name,
    draft_name,
    erased_name,
    paper_name,
    sum_of,
)
from tests.support.administrators import whom

DRAFTS = 4
MOST_TRIES = 9
MOST_ERASED = 3
LET_IN, ERASE = b"let in ", b"erase "
SPOKEN = 100_000  # bytes at a time: three of them fill a piece
AGREED = Agreed("To be heard", "yes", "agreed", "Her mother")
A_DAY = 86_400.0
Tell = Callable[[bytes], object]


class AtWork:
    """One who works at a laptop until the work is cut off. tell: takes each line; chance: decides what is done;
    recorded: the recording that goes on, its record and all that was said."""

    recorded: tuple[bytes, bytes] | None = None

    def __init__(self, door: Door, tell: Tell, chance: random.Random, *, has_store: bool) -> None:
        self.door, self.chance, self.has_store = door, chance, has_store
        self._tell = tell
        self._begin(door.open())

    def take(self, vault: OpenVault, which: int) -> None:
        """Go on with a copy that was opened in another way."""
        self._begin(Opened(vault, *records_of(vault), which))

    def _begin(self, opened: Opened) -> None:
        self.opened = opened
        self.vault, self.records = opened.vault, opened.records
        self.engine = SyncEngine(PostRoom(self.vault, self.records), self.records.identity, self.vault.signing_key)
        self.files = self.records.files(FileKind.PERSON)

    def do(self, what: str) -> None:
        """One piece of work by its name in WORK."""
        (WORK | WITH_THE_OFFICE)[what](self)

    def some_child(self) -> str:
        """The file of one of the children."""
        return self.chance.choice(self.files)

    def words(self, about: str) -> str:
        """A few sentences that nobody else wrote."""
        return f"{about} {self.chance.getrandbits(64):x} " + "She rang about Monday. " * self.chance.randint(1, 60)

    @contextmanager
    def told(self, will_stand: dict[str, str]) -> Iterator[None]:
        """Tell before and after what will stand."""
        self._tell(Line(will_stand).told())
        yield
        self._tell(Line().told())

    def add(self, *changes: Change, draft_done: str = "") -> None:
        """Add changes to the record, and with them put away the draft they came from."""
        will_stand = {change_name(one): WRITTEN for one in changes}
        with self.told(will_stand | ({draft_name(draft_done): NO_MORE} if draft_done else {})):
            self.records.add(*changes, draft_done=draft_done)

    def say(self, line: bytes) -> None:
        """To whoever watches."""
        self._tell(line + b"\n")

    def sent_notes_and_papers(self) -> list[Change]:
        """Those of one child that the store has, with their words, papers first."""
        asked = (
            "SELECT head, hash_of_body, salt, body FROM log WHERE file=? AND kind IN ('case_note', 'document')"
            " AND sent=1 AND number IS NOT NULL AND body IS NOT NULL ORDER BY kind DESC, id"
        )
        with reading(self.vault.engine) as connection:
            return [Change(*row) for row in connection.exec_driver_sql(asked, (self.some_child(),))]

    def note(self) -> Change:
        """A note that is not added yet."""
        return self.records.create(self.some_child(), CaseNote(how="call", said=self.words("note")))

    def counter(self) -> TryCounter:
        """The count of wrong passphrases, on a machine whose days go by like seconds, so that nobody waits."""
        return TryCounter(self.vault.profile.tries, lambda: Moment(0.0, time.monotonic() * A_DAY, "one"))

    def close(self) -> None:
        """Shut the lid."""
        self.engine.close()
        self.vault.close()

    def open_again(self) -> None:
        """Unlock."""
        self._begin(self.door.open())


def add_a_note(work: AtWork) -> None:
    """One entry."""
    work.add(work.note())


def add_several(work: AtWork) -> None:
    """What belongs together: all of it or nothing."""
    work.add(*(work.note() for _ in range(work.chance.randint(2, 5))))


def keep_a_draft(work: AtWork) -> None:
    """A sentence more in something that is being written."""
    name, said = f"note:{work.chance.randrange(DRAFTS)}", work.words("draft")
    with work.told({draft_name(name): str({"said": said})}):
        work.records.drafts.keep(name, work.some_child(), "note", {"said": said})


def add_what_was_drafted(work: AtWork) -> None:
    """A draft becomes an entry, in one step."""
    for line in work.records.drafts.lines()[:1]:
        work.add(work.note(), draft_done=line.name)


def throw_a_draft_away(work: AtWork) -> None:
    """It is not wanted."""
    for line in work.records.drafts.lines()[-1:]:
        with work.told({draft_name(line.name): NO_MORE}):
            work.records.drafts.done(line.name)


def file_a_paper(work: AtWork) -> None:
    """A document of several pieces, sealed before its record is added."""
    data, about, file = (
        work.chance.randbytes(work.chance.choice((900, 70_000, 400_000))),
        work.words("paper"),
        work.some_child(),
    )
    content = work.records.seal(data, "application/pdf")
    paper = work.records.create(file, Document(document_type="letter", about=about, content=(FiledFile(content),)))
    with work.told({change_name(paper): WRITTEN, paper_name(about): sum_of(data)}):
        work.records.add(paper, attached={file: (content,)})


def record_a_voice(work: AtWork) -> None:
    """Some seconds more; begun where none goes on."""
    for _ in range(3):
        said = work.chance.randbytes(SPOKEN)
        try:
            _record(work, said)
        except HasEnded:
            work.recorded = None


def _record(work: AtWork, said: bytes) -> None:
    record, before = work.recorded or (b"", b"")
    if not record:
        draft = recordings.begin(work.records, work.some_child(), new_record_id(), "2026-11-26T12:00:00", AGREED)
        record = draft.record
    name = recordings.name_of_recording(record)
    if work.records.drafts.find(name, dict) is None:
        raise HasEnded("It was thrown away.")
    with work.told({draft_name(name): sum_of(before + said)}):
        recordings.append(work.records, record, said)
    work.recorded = (record, before + said)


def change_or_settle(work: AtWork) -> None:
    """Another school; where two people wrote different ones, the one that is right."""
    file = work.some_child()
    person = work.records.record(file, Person, SUBJECT)
    assert person is not None
    school = work.words("school")[:40]
    if "school" in person.in_two_versions:
        work.add(work.records.settle(person, "school", school, "Rang the school."))
    else:
        work.add(work.records.edit(person, {"school": school}))


def send(work: AtWork) -> None:
    """A round with the store."""
    if work.has_store:
        assert work.engine.once() is not None


def lock_and_unlock(work: AtWork) -> None:
    """An ordinary end and a new beginning; a key that is being renewed is renewed then."""
    work.close()
    work.open_again()


def change_the_passphrase(work: AtWork) -> None:
    """To the other one."""
    which, slot = work.door.slot()
    keys = slot.open(work.door.key_file())
    with work.told({WHICH: str(1 - which)}):
        keep_key_file(work.vault.profile, work.door.slot_for(1 - which), *keys)


def renew_the_key(work: AtWork) -> None:
    """A new vault key, begun now and finished at the next opening, which follows at once."""
    _, slot = work.door.slot()
    keys = slot.open(work.door.key_file())
    if len(keys) == 1:
        keep_key_file(work.vault.profile, slot, *keys, new_vault_key())
    lock_and_unlock(work)
    assert len(work.door.slot()[1].open(work.door.key_file())) == 1


def have_it_mended(work: AtWork) -> None:
    """Something could not be read: everything is put into a new database at the next opening, which follows at once."""
    want_mending(work.vault.profile.database)
    lock_and_unlock(work)
    assert work.opened.mended is not None


def be_let_in(work: AtWork) -> None:
    """Two administrators let the laptop in: another passphrase, and new keys of every kind."""
    give_the_right_passphrase(work)
    lock_and_unlock(work)  # what is sealed for the administrators is sealed when it was unlocked
    seal_for_recovery(work.vault, work.records)
    keep_door(work.vault.profile, work.records)
    which, _ = work.door.slot()
    work.close()
    request = Request(work.vault.profile, whom(work.vault.profile).tenant)
    assert ask_to_be_let_in(whom(work.vault.profile), request.ask) is None
    work.say(LET_IN + request.ask.device.encode() + b" " + " ".join(request.ask.words).encode())
    sealed = ask_to_be_let_in(whom(work.vault.profile), request.ask)
    assert sealed is not None
    with work.told({WHICH: str(1 - which)}):
        work.take(request.come_in(sealed, request.new_slot(PASSPHRASES[1 - which])), 1 - which)


def have_some_erased(work: AtWork) -> None:
    """Two people order that entries go which the store has; the order comes with the next round, and is carried out."""
    send(work)
    some = work.sent_notes_and_papers()[:MOST_ERASED]
    if some:
        ids = " ".join(one.id.hex() for one in some)
        papers = {paper_name(str(one.values["about"])): NO_MORE for one in some if "content" in one.values}
        work.say(ERASE + f"{some[0].header.file} {ids}".encode())
        with work.told({erased_name(one): WRITTEN for one in some} | papers):
            send(work)


def try_a_wrong_passphrase(work: AtWork) -> None:
    """Counted before it is made."""
    counter = work.counter()
    wrong = counter.read().wrong
    if wrong < MOST_TRIES:
        with work.told({TRIES: str(wrong + 1)}):
            counter.begin()


def give_the_right_passphrase(work: AtWork) -> None:
    """The count begins anew."""
    with work.told({TRIES: "0"}):
        work.counter().succeeded()


WITH_THE_OFFICE: dict[str, Callable[[AtWork], None]] = {
    "be let in": be_let_in,
    "have some erased": have_some_erased,
}
WORK: dict[str, Callable[[AtWork], None]] = {
    "add a note": add_a_note,
    "add several": add_several,
    "keep a draft": keep_a_draft,
    "add what was drafted": add_what_was_drafted,
    "throw a draft away": throw_a_draft_away,
    "file a paper": file_a_paper,
    "record a voice": record_a_voice,
    "change or settle": change_or_settle,
    "send": send,
    "lock and unlock": lock_and_unlock,
    "change the passphrase": change_the_passphrase,
    "renew the key": renew_the_key,
    "have it mended": have_it_mended,
    "try a wrong passphrase": try_a_wrong_passphrase,
    "give the right passphrase": give_the_right_passphrase,
}
