"""What is done in a day of marked words, by parts: writing, searching, sorting, filing, printing, practising, changing keys."""

import contextlib
from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from casework.changes import Change
from casework.kinds.direct_work import Agreed, Attachment, Recording
from casework.kinds.mapping import MapEntry
from casework.kinds.people import SUBJECT, Person
from casework.kinds.plans import Plan
from casework.kinds.received import Document, FiledFile
from casework.kinds.work import CaseNote
from casework.sound import BYTES_A_SECOND
from desktop_app.direct_work import actions as sessions
from desktop_app.direct_work import recordings
from desktop_app.direct_work.draft import SessionDraft
from desktop_app.direct_work.recordings import RecordingDraft
from desktop_app.opening.actions import change_passphrase
from desktop_app.opening.view.practice_pages import BeginPracticePage
from desktop_app.plans.view.preview_page import PreviewPage
from desktop_app.plans.view.printing import a4_printer
from desktop_app.received.intake import take_in
from desktop_app.received.view.looking import LOOKS
from desktop_app.shell.navigation import NoSuchPlace
from desktop_app.start.listening import Listening
from desktop_app.start.plan_paper import PaperOnTheTable
from desktop_app.start.recording import VoiceRecording
from desktop_app.vault.encrypted_database import reading
from tests.faults.leaky_day import Day, Part, abort, close, crash, lock, unlock
from tests.faults.standing import ANOTHER
from tests.support import made_up, papers
from tests.support.microphones import Loudspeaker, Microphone, spoken
from tests.support.vaults import PASSPHRASE

MARKER = "Marker-Ptarmigan"
WRONG = "Marker-Ptarmigan is no passphrase"
AT_ONCE, MOST_FILES = 25, 3
PAPERS = 12
VOICE = spoken(12, seed=32)
ROWS_SORTED = 60_000
PRINTER, SAVED = "printer", "saved.pdf"
"""Where the paper goes on purpose: to the system's spooler, and encrypted to where the worker chose."""


def notes(day: Day, first: int, count: int) -> list[Change]:
    """Entries, each with a marker of its own in every field."""
    made = []
    for number in range(first, first + count):
        marker, file = f"{MARKER}-{number:05d}", day.files[number % MOST_FILES % len(day.files)]
        words = f"{marker} said by the door. " + " ".join(f"word{number * 7 % 997}x{at}" for at in range(40))
        made.append(day.desk.records.create(file, CaseNote(how="call", about=marker, said=words)))
    return made


def write(day: Day) -> None:
    """All the notes, some drafts, a child's surname, a card."""
    records, last = day.desk.records, notes(day, day.notes, 1)
    for first in range(0, day.notes, AT_ONCE):
        records.add(*notes(day, first, min(AT_ONCE, day.notes - first)))
        records.drafts.keep(f"note:{first % 8}", day.files[0], "note", {"said": f"{MARKER} draft {first} " * 20})
    for file in day.files[:2]:
        person = records.record(file, Person, SUBJECT)
        assert person is not None
        records.add(records.edit(person, {"surname": f"{MARKER}son"}))
        records.add(
            records.create(file, MapEntry(category="existing_strength", text=f"{MARKER} card", standing="told"))
        )
    day.desk.act(lambda records: records.add(*last))  # as a screen does, so that it is sent at once


def search(day: Day) -> None:
    """As it is typed, on the child's page and everywhere."""
    day.desk.go("child", file=day.files[0], tab="entries")
    day.hands.type_into("Search everything about this child", MARKER[:10])
    day.hands.wait_for(MARKER)
    assert day.desk.records.find(MARKER)


def sort(day: Day) -> None:
    """More rows than there is room for in the memory that the database was given."""
    times = max(10, ROWS_SORTED // max(1, day.notes))
    asked = f"SELECT one.body FROM log one JOIN (SELECT row FROM log LIMIT {times}) two ORDER BY one.body || two.row DESC, one.id"
    with reading(day.desk.vault.engine) as connection:
        connection.exec_driver_sql(
            "CREATE TEMP TABLE sorted AS SELECT content, body FROM current JOIN log USING(record)"
        )
        connection.exec_driver_sql("CREATE INDEX temp.by_words ON sorted(body)")
        rows = connection.exec_driver_sql(asked)
        assert rows.fetchmany(5)
        rows.close()


def look_around(day: Day) -> None:
    """The pages."""
    for key in ("today", "children", "waiting", "settings"):
        with contextlib.suppress(NoSuchPlace):  # the made-up family has nothing to send
            day.desk.go(key)
        day.hands.wait_until(lambda: day.desk.window.view().isVisible(), lambda: "no page")
    for tab in ("now", "map", "voice", "plan", "entries", "family"):
        day.desk.go("child", file=day.files[0], tab=tab)
        day.hands.wait_until(lambda: day.desk.window.view().isVisible(), lambda: "no page")


def file_papers(day: Day) -> None:
    """PDFs and photographs with the marker in them and in what a camera writes."""
    records, file = day.desk.records, day.files[0]
    for number in range(PAPERS):
        marker = f"{MARKER}-paper-{number}"
        data = papers.png(words=marker) if number % 3 else papers.pdf(*[marker] * 20, pages=8)
        taken = take_in(records, papers.put(day.place / "chosen", f"{number}", data), LOOKS, lambda *_: None)
        part = FiledFile(taken.chosen.content, taken.chosen.preview, taken.chosen.pages)
        paper = Document(document_type="letter", about=marker, source=marker, content=(part,))
        records.add(records.create(file, paper), attached={file: taken.chosen.attachments})
        assert records.open_attachment(taken.chosen.content)


def begin_to_record(day: Day) -> VoiceRecording:
    """A child's voice, in a session of direct work; what is said is marked in every quarter of a second."""
    records, file = day.desk.records, day.files[0]
    session = sessions.begin(records, file, day.desk.now())
    sessions.keep(records, msgspec.structs.replace(session, is_recorded=True))
    agreed = Agreed(f"{MARKER} why", f"{MARKER} yes", "agreed", f"{MARKER} her mother")
    draft = recordings.begin(records, file, session.record, day.desk.now().isoformat(), agreed)
    microphone, voice = Microphone(day.desk), VoiceRecording(day.desk, draft, MARKER)
    voice.begin()
    for start in range(0, len(VOICE), BYTES_A_SECOND // 10):
        assert microphone.line is not None
        microphone.line.speak(VOICE[start : start + BYTES_A_SECOND // 10])
    day.wait_until(lambda: [one.length for one in _recorded(day)][-1:] == [len(VOICE)])
    return voice


def record(day: Day) -> None:
    """Stopped, listened to, added to the record, and listened to under Their voice."""
    voice = begin_to_record(day)
    voice.end()
    day.wait_until(lambda: day.desk.recording is None)
    (draft,) = _recorded(day)
    _listen(day, draft.file, draft.sound, is_in_record=False)
    session = day.desk.records.drafts.find(f"session:{draft.session.hex()}", SessionDraft)
    assert session is not None
    complete = msgspec.structs.replace(session, alone=True, limits_explained=True)
    sessions.add_to_record(day.desk.records, complete, MARKER)
    (added,) = day.desk.records.records(draft.file, Recording)
    assert added.value.sound is not None
    _listen(day, draft.file, added.value.sound, is_in_record=True)


def _listen(day: Day, file: str, sound: Attachment, *, is_in_record: bool) -> None:
    loudspeaker = Loudspeaker(day.desk)
    player = Listening(day.desk, day.desk.window, is_in_record=is_in_record).player(file, sound)
    player.play()
    day.wait_until(lambda: not player.plays)
    assert loudspeaker.heard == VOICE


def _recorded(day: Day) -> list[RecordingDraft]:
    return day.desk.records.drafts.begun(recordings.WHAT, RecordingDraft)


def give_the_plan(day: Day) -> None:
    """Looked at, printed, and saved protected."""
    file = made_up.hub().showcase[0]
    (plan,) = day.desk.records.records(file, Plan)
    day.desk.go("plan_preview", file=file, plan=plan.record.hex())
    page = day.desk.window.view()
    assert isinstance(page, PreviewPage)
    day.wait_until(lambda: bool(page.pages.pages()))
    day.hands.choose("Copy for", "Gemma, mother")
    day.hands.press("I have looked at all of it. It may go to Gemma.")
    table = page.findChild(PaperOnTheTable)
    assert table is not None
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(day.place / PRINTER))
    printer.setResolution(100)
    table.print_on(printer)
    day.hands.wait_for("is noted.")
    day.wait_until(lambda: not page.looked.value())  # the next one is another copy, to be looked at by itself
    day.hands.press("I have looked at all of it. It may go to Gemma.")
    day.hands.press("Save protected copy")
    day.hands.press("Choose where to save it")
    day.hands.press("File name:")
    day.hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    day.hands.type(str(day.place / SAVED))
    day.hands.press("Save")
    day.hands.wait_for("Saved and protected.")
    day.hands.press("Done")


def send(day: Day) -> None:
    """Until the store has everything but the drafts."""
    day.wait_until(lambda: day.desk.records.waiting().things == 0)


def try_a_wrong_passphrase(day: Day) -> None:
    """Refused, with what helps."""
    day.hands.type_into("Your passphrase", WRONG)
    day.hands.press("Unlock")
    day.hands.wait_for("does not open this copy")


def change_keys(day: Day) -> None:
    """Another passphrase, and all keys renewed at the next opening."""
    change_passphrase(day.profile, PASSPHRASE, ANOTHER, True)


def begin_to_practise(day: Day) -> None:
    """The made-up family, with a passphrase of its own."""
    page = day.hands.window
    assert isinstance(page, BeginPracticePage)
    page.asked.emit(ANOTHER)
    day.wait_until(lambda: day.daybook is not None and day.daybook.desk is not None)


PLAIN: tuple[Part, ...] = (
    (unlock, write, search, sort, look_around, send, lock),
    (unlock, search, sort, close),
)
DAYS: dict[str, tuple[Part, ...]] = {
    "plain": PLAIN,
    "keystore": PLAIN,
    "papers": ((unlock, write, file_papers, record, give_the_plan, search, sort, lock), (unlock, look_around, close)),
    "brought down": (
        (unlock, write, search, begin_to_record, crash),
        (unlock, search, change_keys, sort, abort),
        (try_a_wrong_passphrase, partial(unlock, passphrase=ANOTHER), sort, lock),
        (partial(unlock, passphrase=ANOTHER), search, close),
    ),
    "written and sorted": ((unlock, write, sort, close),),
    "recorded": ((unlock, begin_to_record, close),),
    "on paper": ((unlock, give_the_plan, close),),
    "practice": ((begin_to_practise, write, search, sort, look_around, close),),
}
"""{day: its parts}. After the part that is brought down the next one has to be started from outside."""
BROUGHT_DOWN: dict[str, tuple[int, ...]] = {"brought down": (0, 1)}
