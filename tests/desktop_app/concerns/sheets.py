"""A sheet as a worker fills it on the sofa, and what one laptop wrote carried to another, for tests without a store."""

import datetime

import msgspec
from sqlalchemy import Connection

from casework.case_files import AUTHORITY_BOOK
from casework.changes import new_record_id
from casework.editing import Pen, create
from casework.kinds.books import AUTHORITY_RECORD, Authority, NumberToRing
from casework.kinds.reading import values_of
from desktop_app.concerns.draft import (
    ConcernDraft,
    DecisionDraft,
    MarkDraft,
    ParentSaid,
    SaidDraft,
    ToldDraft,
    new_concern,
    new_key,
)
from desktop_app.record_store import log
from desktop_app.record_store.records import Records
from desktop_app.vault.encrypted_database import reading
from tests.support import made_up

WORKER, CONSULTANT, COLLEAGUE = "hannah.okafor", "marian.pryce", "dev.sandhu"
NOW = made_up.NOW
MAISIE, TOM, AYLA = made_up.hub().showcase
NUMBERS = {
    "b": NumberToRing(2, "Duty team", "01632 960199", "5pm to 9am", "2026-11-02"),
    "a": NumberToRing(1, "Front door", "01632 960120", "9am to 5pm", "2026-10-26"),
}
DECIDED, WHY = "Hold a strategy discussion today. Tom to see a doctor.", "Mark 2 is not explained; Tom is 5."


def filled(files: tuple[str, ...] = (TOM,), now: datetime.datetime = NOW) -> ConcernDraft:
    """Two marks on Tom, his words about one, three who were told, a decision by phone."""
    first, second = new_key(), new_key()
    return new_concern(files, now, where="Home visit").with_values(
        seen="Tom pulled his sleeve down.",
        thinks="He looked at Gemma before he answered.",
        parents="yes",
        parents_said={"Gemma": ParentSaid("yes"), "Lee": ParentSaid("no", "He was not at home.")},
        marks=(
            MarkDraft(first, TOM, 1, "Right forearm, front", "front", -176, 480, "Bruise", "Oval", "2", "yellow-green"),
            MarkDraft(second, TOM, 2, "Back of the right thigh", "back", 68, 672, "Red mark", "A line", "4", "red"),
        ),
        said=(
            SaidDraft(new_key(), (TOM,), "Tom", "Tell me about that.", "I fell off the bunk.", first),
            SaidDraft(new_key(), (TOM,), "Tom", "And that?", "dunno", second),
        ),
        told=(
            ToldDraft(new_key(), "Gemma Hart", "9:40am", "here", "That I must ring my manager."),
            ToldDraft(new_key(), "Marian Pryce", "9:45am", "phone"),
        ),
        decision=DecisionDraft(new_record_id(), DECIDED, WHY, CONSULTANT, "", "9:46am"),
        to_do={"child_told": True},
    )


def give_numbers(records: Records, numbers: dict[str, NumberToRing] = NUMBERS) -> None:
    """The authority's numbers, as the office's book has them."""
    pen = Pen("office", "office-device", "2026-01-05T09:00:00Z", "2026-01-05T09:00:00Z")
    value = Authority(name="Made-up Council", ring=numbers)
    change = create(AUTHORITY_BOOK, "authority", values_of(value), pen, record=AUTHORITY_RECORD)
    with records._database.begin() as connection:
        log.add_to_log(connection, AUTHORITY_BOOK, [(change, None, "", True)])


def carry(from_: Records, to: Records, *files: str) -> None:
    """What one laptop wrote in these files is on the other, as through the store; and sent."""
    for file in files or (MAISIE, TOM, AYLA):
        with reading(from_._database) as connection:
            written = log.unsent_of_file(connection, file)
        with to._database.begin() as connection:
            log.add_to_log(connection, file, [(change, None, "", True) for change in written])
        with from_._database.begin() as connection:
            _mark_sent(connection, file)


def _mark_sent(connection: Connection, file: str) -> None:
    connection.exec_driver_sql("UPDATE log SET sent=1 WHERE file=?", (file,))


def without(draft: ConcernDraft, **values: object) -> ConcernDraft:
    """The sheet with something left out."""
    return msgspec.structs.replace(draft, **values)
