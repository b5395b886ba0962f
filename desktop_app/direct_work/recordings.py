"""A child's voice while it is recorded: sealed into the vault as it comes, so that whatever happens loses the last second.

What was heard stands in a draft of its own beside the session's. Its end, of at most a piece, lies in the draft; every full
piece is sealed into the folder of pieces with the key that lies in the draft. A piece is sealed from bytes that are in the
draft already, and nothing is added to a recording that has ended: after a kill the same bytes are sealed again, no others.
"""

import contextlib
import datetime
import secrets
import threading
from collections.abc import Iterable

import msgspec

from casework.changes import new_record_id
from casework.errors import KnownError
from casework.kinds.direct_work import Agreed, Attachment
from casework.sound import LONGEST, MEDIA, seconds_of, whole_samples
from desktop_app.record_store.drafts import AnotherReleases
from desktop_app.record_store.policy import may_record_voices
from desktop_app.record_store.records import Records
from desktop_app.vault.attachments import HELD_BY_A_PIECE, seal_piece

WHAT = "recording"
UNREADABLE = (
    "A recording in this session was made with another release of Daybook, and cannot be played, added or thrown away with "
    "this one. It is kept. Ask your administrator to bring this laptop up to date, then add the session."
)


class HasEnded(KnownError):
    """The recording goes on no more."""


class NotLetRecord(KnownError):
    """The authority does not say, or says no more, that voices may be recorded."""


class RecordingDraft(msgspec.Struct, frozen=True):
    """One recording that is not in the record yet. record: its id to be; session: of the session it belongs to; started:
    local ISO time; sound: what is sealed; rest: bytes that are not; has_ended: nothing is added any more; was_cut_off: because
    the program, or the laptop, ended before."""

    record: bytes
    session: bytes
    file: str
    started: str
    agreed: Agreed
    sound: Attachment
    rest: bytes = b""
    has_ended: bool = False
    was_cut_off: bool = False

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return name_of_recording(self.record)

    @property
    def began(self) -> datetime.datetime:
        """When, local time."""
        return datetime.datetime.fromisoformat(self.started)

    @property
    def length(self) -> int:
        """Bytes of sound that are kept."""
        return self.sound.length + len(self.rest)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return seconds_of(self.length)


class _Whose(msgspec.Struct, frozen=True):
    """What a recording of any release says of its session."""

    session: bytes = b""


def name_of_recording(record: bytes) -> str:
    """What the draft of a recording is kept under."""
    return f"recording:{record.hex()}"


def begin(records: Records, file: str, session: bytes, started: str, agreed: Agreed) -> RecordingDraft:
    """A new recording of this session, with nothing in it yet, kept at once. started: local ISO time."""
    sound = Attachment(secrets.token_bytes(32), (), 0, MEDIA)
    draft = RecordingDraft(new_record_id(), session, file, started, agreed, sound)
    _keep(records, draft)
    return draft


def begin_where_allowed(records: Records, file: str, session: bytes, started: str, agreed: Agreed) -> RecordingDraft:
    """As `begin`, by what the authority says at this moment, not when the page was opened. Raises NotLetRecord."""
    if not may_record_voices(records):
        raise NotLetRecord(
            "Your authority does not let voices be recorded. Nothing is recorded. Write down what is said, letter for letter."
        )
    return begin(records, file, session, started, agreed)


def append(records: Records, record: bytes, sound: bytes) -> RecordingDraft:
    """More of it was heard: sealed and on the disk when this returns. Raises HasEnded; NoRoom, with nothing of it added.

    What fills a piece is sealed into one before anything is added, so that a disk without room for it takes nothing twice.
    """
    draft = records.drafts.find(name_of_recording(record), RecordingDraft)
    if draft is None or draft.has_ended:
        raise HasEnded("This recording has ended. What was recorded before is kept.")
    more = sound[: whole_samples(max(0, LONGEST - draft.length))]
    draft = _with_full_pieces_sealed(records, draft)
    draft = msgspec.structs.replace(draft, rest=draft.rest + more)
    _keep(records, draft)
    return draft


def end(records: Records, record: bytes, *, cut_off: bool = False) -> RecordingDraft | None:
    """Nothing more comes: the last piece is sealed, and it can be played. None where nothing was heard: then it is gone."""
    draft = records.drafts.find(name_of_recording(record), RecordingDraft)
    if draft is None or (draft.has_ended and not draft.rest):
        return draft
    if not draft.length:
        records.drafts.done(draft.name)
        return None
    draft = msgspec.structs.replace(draft, has_ended=True, was_cut_off=draft.was_cut_off or cut_off)
    _keep(records, draft)
    draft = _with_full_pieces_sealed(records, draft)
    number = len(draft.sound.pieces)
    draft = _with_piece(records, draft, seal_piece(draft.sound.key, number, draft.rest, is_last=True), len(draft.rest))
    _keep(records, draft)
    return draft


class OfSession(msgspec.Struct, frozen=True):
    """What was recorded in a session and is not in the record yet, in the order in which it was made. unreadable: why one of
    them cannot be shown here, "" where all are."""

    recordings: tuple[RecordingDraft, ...]
    unreadable: str = ""


def look_at_session(records: Records, file: str, session: bytes, goes_on: bytes | None = None) -> OfSession:
    """The recordings of a session that was not added yet. One that a kill, a lock or a flat battery left open is ended;
    goes_on: the record of the one that is being recorded now, which is left out. One of another release hides no other."""
    found, unreadable = [], ""
    for line in records.drafts.lines(file):
        if line.what != WHAT or not _is_of(records, line.name, session):
            continue
        try:
            draft = records.drafts.find(line.name, RecordingDraft)
        except AnotherReleases:
            unreadable = UNREADABLE
            continue
        if draft is not None and draft.record != goes_on:
            found.append(end(records, draft.record, cut_off=not draft.has_ended))
    in_order = sorted((one for one in found if one is not None), key=lambda one: one.started)
    return OfSession(tuple(in_order), unreadable)


def of_session(records: Records, file: str, session: bytes) -> tuple[RecordingDraft, ...]:
    """All of them, for what is done with all. Raises AnotherReleases where one cannot be read here."""
    found = look_at_session(records, file, session)
    if found.unreadable:
        raise AnotherReleases(found.unreadable)
    return found.recordings


def throw_away(records: Records, recordings: Iterable[RecordingDraft]) -> None:
    """Nothing of these is wanted: the keys go, and with them what they sealed."""
    for draft in recordings:
        records.drafts.done(draft.name, (draft.sound,))
    records.destroy_listed()


class Sealing:
    """Hands one recording on from the microphone to the vault, in order. What the disk does not take waits until it does."""

    def __init__(self, record: bytes) -> None:
        self.record = record
        self._lock = threading.Lock()
        self._waiting = b""
        self._kept = 0.0

    def more(self, sound: bytes) -> None:
        """This was heard. From any thread."""
        with self._lock:
            self._waiting += sound

    def seal(self, records: Records) -> float:
        """Keep all that waits; on the disk when it returns. Seconds that are kept. Raises as `append`, and then it waits still."""
        with self._lock:
            sound = self._waiting
        if sound:
            self._kept = append(records, self.record, sound).seconds
            with self._lock:
                self._waiting = self._waiting[len(sound) :]
        return self._kept

    def seal_before_more(self, records: Records) -> float:
        """As `seal`, and more can be heard after it. Raises HasEnded where the disk was full in the midst of its end."""
        kept = self.seal(records)
        draft = records.drafts.find(name_of_recording(self.record), RecordingDraft)
        if draft is None or draft.has_ended:
            raise HasEnded("This recording has ended. What was recorded is kept. Press “Stop recording”.")
        return kept

    def end(self, records: Records) -> RecordingDraft | None:
        """Keep all that waits, and end it. Raises NoRoom, and then it has not ended."""
        with contextlib.suppress(HasEnded):
            self.seal(records)
        return end(records, self.record)


def _is_of(records: Records, name: str, session: bytes) -> bool:
    """Whether a recording belongs to this session; one of another release that does not say so might."""
    try:
        of = records.drafts.find(name, _Whose)
    except AnotherReleases:
        return True
    return of is not None and of.session in (session, b"")


def _keep(records: Records, draft: RecordingDraft) -> None:
    records.drafts.keep(draft.name, draft.file, WHAT, draft)


def _with_full_pieces_sealed(records: Records, draft: RecordingDraft) -> RecordingDraft:
    """Whatever fills a piece is sealed. Some always stays, because the last piece is sealed as the last."""
    while len(draft.rest) > HELD_BY_A_PIECE:
        number, full = len(draft.sound.pieces), draft.rest[:HELD_BY_A_PIECE]
        draft = _with_piece(records, draft, seal_piece(draft.sound.key, number, full, is_last=False), len(full))
        _keep(records, draft)
    return draft


def _with_piece(records: Records, draft: RecordingDraft, piece: bytes, holds: int) -> RecordingDraft:
    sealed = msgspec.structs.replace(
        draft.sound,
        pieces=(*draft.sound.pieces, records.keep_piece(piece)),
        length=draft.sound.length + holds,
    )
    return msgspec.structs.replace(draft, sound=sealed, rest=draft.rest[holds:])
