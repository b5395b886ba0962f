"""Out of the quarantine into the record: entries in their author's words, drafts as a note that says what they are.

Entries are added under the seal of the laptop that they were written on, which shows whose words they are, with the mark
"released"; which seals were released stands in the authority's book, sealed by the administrator. A laptop's own seals follow
one another, so what it wrote first in a file is released first. A draft was never added by its author: it becomes the
administrator's note, which says so.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from casework.acceptance import Sealer, refusal_of_form, refusal_of_seal
from casework.case_files import AUTHORITY_BOOK, FileKind, is_case_file, kind_of_file
from casework.changes import Change, derived_record_id
from casework.editing import create, edit
from casework.erasure import without_erased
from casework.errors import KnownError
from casework.fold import fold
from casework.kinds import NAME_OF
from casework.kinds.books import Release
from casework.kinds.reading import values_of
from casework.kinds.work import CaseNote
from casework.leaving import CHANGES, PIECE
from casework.seals import FIRST_EPOCH, Seal
from casework.wording import plural
from central_store.adding import Sealed, SealOutOfOrder
from central_store.audit import COMMAND, write_line
from central_store.database import writing
from central_store.devices.key_files import AuthorityKeys
from central_store.ledger import Ledger
from central_store.people import KnownDevice, Register
from central_store.quarantine import RELEASED, Kept, NotHere, Quarantine
from central_store.reviewing import changes_of, described, names_of_pieces, words_of
from central_store.serving.pieces import PieceStore
from central_store.store import Store
from central_store.tables import pieces

LONGEST_NOTE = 12_000  # letters; a longer draft becomes several notes
FROM_QUARANTINE = "quarantine"
ABOUT = "Not finished: found on a laptop that was taken out of use"


class NotReleased(KnownError):
    """One thing cannot be added to its file. Nothing of it was."""


def release(store: Store, keys: AuthorityKeys, device: str, number: int) -> str:
    """Add one thing to its file, whole or not at all. Returns what was added, in words. Raises NotReleased or NotHere."""
    register = Register(store.tenant, store.about.authority)
    with writing(store.engine) as connection:
        register.refresh(connection)
        whose = register.ever_approved(device)
        quarantine = Quarantine(connection, store.tenant, store.folder)
        kept = next((one for one in quarantine.things(device) if one.number == number), None)
        if kept is None or whose is None:
            raise NotHere(f"That laptop handed over nothing with the number {number}.")
        if kept.how:
            raise NotReleased(f"Number {number} was {kept.how} on {kept.at}.")
        added = _Releasing(store, keys, register, connection, whose).release(kept)
        quarantine.mark(device, number, RELEASED, datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"))
        detail = f"number {number} of {device}"
        write_line(connection, store.tenant, COMMAND, "quarantine released", kept.item.file, detail)
    return added


class _Releasing:
    """One thing of one laptop, inside one transaction."""

    def __init__(
        self, store: Store, keys: AuthorityKeys, register: Register, connection: Connection, whose: KnownDevice
    ) -> None:
        self._store, self._keys, self._register = store, keys, register
        self._connection, self._whose = connection, whose
        self._quarantine = Quarantine(connection, store.tenant, store.folder)
        self._ledger = Ledger(connection, store.tenant)

    def release(self, kept: Kept) -> str:
        """Entries as they were written, anything else as a note."""
        content = self._quarantine.content(self._whose.device, kept.item)
        return self._changes(content) if kept.item.what == CHANGES else self._as_note(kept, content)

    def _changes(self, content: bytes) -> str:
        handed, changes = changes_of(content)
        file, seal = handed.file, handed.batch.seal
        self._check(file, seal, changes)
        try:
            is_put_back = self._ledger.head(file).epoch > FIRST_EPOCH
            kept = without_erased(changes, self._register.erased(file))
            self._ledger.add_sealed_by(Sealed(file, seal, kept, is_given_back=is_put_back, mark=RELEASED))
        except SealOutOfOrder as error:
            raise NotReleased(
                "What that laptop wrote before it in the same file is not there yet. Release the smaller numbers first."
            ) from error
        self._keep_pieces(file, changes)
        told = self._told(file, seal, len(changes))
        self._ledger.add_sealed({AUTHORITY_BOOK: [told]}, self._keys.administrator_key())
        return f"{plural(len(changes), 'change')}, in the words of {self._whose.professional}"

    def _check(self, file: str, seal: Seal, changes: Sequence[Change]) -> None:
        """Raise NotReleased for what no laptop of ours would have made, or this one did not."""
        is_theirs = seal.device == self._whose.device and is_case_file(file) and file != AUTHORITY_BOOK
        if (
            not is_theirs
            or kind_of_file(file) is FileKind.GRANTS
            or refusal_of_form(file, changes, self._register.erased(file)) is not None
        ):
            raise NotReleased("These entries have not the form that they must have. Look at them with show.")
        sealer = Sealer(self._whose.public, self._register.standing(self._whose.professional), self._whose.earlier)
        if refusal_of_seal(self._store.tenant, file, seal, changes, sealer) is not None:
            raise NotReleased("The seal of these entries does not hold: they are not what was written on that laptop.")

    def _keep_pieces(self, file: str, changes: Iterable[Change]) -> None:
        """What the entries hold goes with them: pieces that the store has not yet."""
        shelf = PieceStore(self._store.folder.pieces)
        for name in sorted(names_of_pieces(change.values for change in changes)):
            try:
                data = self._quarantine.part(self._whose.device, name)
            except NotHere:
                continue  # sent before, or damaged on that laptop
            shelf.keep(file, name, data)
            row = {"tenant": self._store.tenant, "file": file, "name": name}
            held = pieces.select().where(*(pieces.c[one] == said for one, said in row.items()))
            if self._connection.execute(held).first() is None:
                self._connection.execute(pieces.insert().values(row | {"length": len(data)}))

    def _told(self, file: str, seal: Seal, count: int) -> Change:
        """The administrator's word that this seal was released, in the authority's book."""
        record, pen = derived_record_id("release", seal.device, file), self._store.pen(self._keys)
        kind, name = NAME_OF[Release], seal.hash.hex()
        state = fold(self._ledger.changes_of(AUTHORITY_BOOK)).get((kind, record))
        if state is None:
            values = Release(device=seal.device, file=file, released=pen.written, seals={name: count})
            return create(AUTHORITY_BOOK, kind, values_of(values), pen, record=record)
        return edit(AUTHORITY_BOOK, state, state.shown(), {f"seals/{name}": count, "released": pen.written}, pen)

    def _as_note(self, kept: Kept, content: bytes) -> str:
        item = kept.item
        if item.what == PIECE or not is_case_file(item.file) or kind_of_file(item.file) is not FileKind.PERSON:
            raise NotReleased(
                "This is in no one person’s file. Take it out with show --out, and give it to whom it concerns."
            )
        person = self._register.books.people.get(self._whose.professional)
        name = (person.professional_name if person else None) or self._whose.professional
        begun = f"begun {item.begun[:10]}, last changed {item.changed[:10]}"
        head = f"{name} did not add this to the record. It is {described(item)}, {begun}."
        texts = list(_in_notes(words_of(item, content))) or ["No word stands in it."]
        notes = [self._note(kept, f"{head}\n\n{text}", at) for at, text in enumerate(texts)]
        self._ledger.add_sealed({item.file: notes}, self._keys.administrator_key())
        return f"a note that says that {name} did not finish it"

    def _note(self, kept: Kept, said: str, at: int) -> Change:
        item, pen = kept.item, self._store.pen(self._keys)
        note = CaseNote(how=FROM_QUARANTINE, date=item.changed[:10] or None, about=ABOUT, said=said)
        record = derived_record_id("from quarantine", self._whose.device, str(kept.number), str(at))
        return create(item.file, NAME_OF[CaseNote], values_of(note), pen, record=record)


def _in_notes(words: Iterable[str]) -> Iterator[str]:
    """The lines in texts that are not too long for one note."""
    some: list[str] = []
    length = 0
    for line in (part for whole in words for part in _cut(whole)):
        if some and length + len(line) > LONGEST_NOTE:
            yield "\n".join(some)
            some, length = [], 0
        some.append(line)
        length += len(line) + 1
    if some:
        yield "\n".join(some)


def _cut(line: str) -> Iterator[str]:
    yield from (line[start : start + LONGEST_NOTE] for start in range(0, max(len(line), 1), LONGEST_NOTE))
