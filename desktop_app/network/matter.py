"""The form of one matter that not everybody knows, and its end in the record. No Qt."""

import datetime

import msgspec

from casework.changes import new_record_id
from casework.errors import KnownError
from casework.kinds.knowing import MUST_NOT_HEAR, WhoKnows
from casework.kinds.reading import element
from casework.kinds.record import Record
from desktop_app.network.draft import Shown
from desktop_app.network.knowing import Listener, listeners
from desktop_app.record_store.records import AlreadyAdded, Changed, Records


class MatterDetails(msgspec.Struct, frozen=True):
    """What is typed of a matter. people: {key: what of SAID}."""

    matter: str = ""
    words: str = ""
    why: str = ""
    people: dict[str, str] = {}


class MatterDraft(msgspec.Struct, frozen=True):
    """The form of a matter; shown: what it was shown of the record, {} where it is new."""

    file: str
    record: bytes
    details: MatterDetails = MatterDetails()
    opened: MatterDetails = MatterDetails()
    is_new: bool = True
    shown: Shown = {}

    @property
    def name(self) -> str:
        """What the draft is kept under."""
        return f"knowing:{self.file}" if self.is_new else f"knowing:{self.file}:{self.record.hex()}"

    def has_words(self) -> bool:
        """Whether anything was typed or chosen that would be missed."""
        return self.details != self.opened

    def with_details(self, details: MatterDetails) -> "MatterDraft":
        """The form with other words in it."""
        return msgspec.structs.replace(self, details=details)


class MatterForm(msgspec.Struct, frozen=True):
    """What the sheet opens with: the draft, and everybody who is asked about."""

    draft: MatterDraft
    listeners: tuple[Listener, ...]
    begun: bool = False


def matter_form(records: Records, file: str, today: datetime.date, key: str = "") -> MatterForm | None:
    """The form of a matter, or of a new one; None where it does not stand any more."""
    draft = MatterDraft(file, new_record_id())
    if key:
        held = records.record(file, WhoKnows, bytes.fromhex(key))
        if held is None or held.is_withdrawn:
            return None
        value = held.value
        details = MatterDetails(value.matter or "", value.words or "", value.why or "", dict(value.people))
        draft = MatterDraft(file, held.record, details, details, is_new=False, shown=held.shown)
    return _form(records, draft, today)


def matter_form_of_draft(records: Records, name: str, today: datetime.date) -> MatterForm | None:
    """The form that was kept under this name; None where it was added or thrown away."""
    kept = records.drafts.find(name, MatterDraft)
    return _form(records, kept, today) if kept is not None else None


def _form(records: Records, draft: MatterDraft, today: datetime.date) -> MatterForm:
    kept = records.drafts.find(draft.name, MatterDraft)
    return MatterForm(kept or draft, listeners(records, draft.file, today), kept is not None)


def missing_of(draft: MatterDraft) -> str:
    """What must be said first, "" where nothing is missing."""
    if not draft.details.matter.strip():
        return "Say what it is about, in plain words."
    if not draft.details.people:
        return "Say of at least one person whether they know it."
    if MUST_NOT_HEAR in draft.details.people.values() and not draft.details.words.strip():
        return "Write the words that would give it away: a plan with one of them is not given to who must not hear it."
    return ""


def keep(records: Records, draft: MatterDraft) -> None:
    """Keep the form as it stands; an untouched one leaves nothing behind."""
    if not draft.has_words():
        records.drafts.done(draft.name)
    else:
        records.drafts.keep(draft.name, draft.file, "who_knows", draft)


def throw_away(records: Records, draft: MatterDraft) -> None:
    """The worker says that nothing of the form is wanted."""
    records.drafts.done(draft.name)


def add_to_record(records: Records, draft: MatterDraft) -> Changed:
    """Add the matter, or what was changed of it. Raises KnownError with what is missing."""
    lacking = missing_of(draft)
    if lacking:
        raise KnownError(lacking)
    now, before = draft.details, draft.opened
    held = records.record(draft.file, WhoKnows, draft.record)
    if draft.is_new:
        if held is not None:
            raise AlreadyAdded("This was added already. Open it from the list to change something.")
        value = WhoKnows(
            matter=now.matter.strip(), words=now.words.strip(), why=now.why.strip() or None, people=now.people
        )
        return records.add(records.create(draft.file, value, record=draft.record), draft_done=draft.name)
    if held is None or held.is_withdrawn:
        raise KnownError("This does not stand in the file any more: somebody has withdrawn it.")
    values: dict[str, str | None] = {
        field: getattr(now, field).strip()
        for field in ("matter", "words", "why")
        if getattr(now, field) != getattr(before, field)
    }
    keys = {**before.people, **now.people}
    values |= {
        element("people", key): now.people.get(key) for key in keys if now.people.get(key) != before.people.get(key)
    }
    shown: Record[WhoKnows] = msgspec.structs.replace(held, shown=draft.shown)
    changes = [records.edit(shown, values)] if values else []
    return records.add(*changes, draft_done=draft.name)


def take_off(records: Records, file: str, key: str) -> Changed:
    """It need not be kept any more: withdrawn, and readable in the history."""
    held = records.record(file, WhoKnows, bytes.fromhex(key))
    if held is None or held.is_withdrawn:
        raise KnownError("This does not stand in the file any more: somebody has withdrawn it.")
    return records.add(records.withdraw(held, "It need not be kept from anybody any more."))


def put_back(records: Records, file: str, key: str) -> Changed:
    """It must be kept after all."""
    held = records.record(file, WhoKnows, bytes.fromhex(key))
    if held is None:
        raise KnownError("This is not on this laptop any more.")
    return records.add(records.restore(held, "It must be kept after all."))
