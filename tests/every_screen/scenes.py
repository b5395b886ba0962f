"""Every page and sheet there is, and the way to what is written during the day: notes, papers, visits, concerns, direct work."""

from PySide6.QtCore import Qt

from casework.kinds.direct_work import Agreed, Recording
from casework.sound import MEDIA
from desktop_app.direct_work.view.record_sheet import RecordSheet
from desktop_app.shell.controls import end_toasts
from desktop_app.shell.loudspeaker import NONE_FOUND
from tests.every_screen import ways
from tests.every_screen.at_a_desk import MAISIE, PIN, PRACTICE, AtADesk, Scene
from tests.support.microphones import Loudspeaker, Microphone, answer, spoken

# -- everyday records ---------------------------------------------------------------------------------------------


def _note(at: AtADesk) -> None:
    ways.now(at)
    at.press("Note a call or message")
    at.wait_for("What was said?")


def _document(at: AtADesk) -> None:
    ways.now(at)
    at.press("File a document or photograph")
    at.wait_for("Choose files")


def _paper_looked_at(at: AtADesk) -> None:
    ways.entries(at)
    at.press("Open: Letter…")
    at.wait_for("Fit")


def _visit_start(at: AtADesk) -> None:
    at.at("visit_start", "Begin the visit", file=MAISIE)


def _visit(at: AtADesk) -> None:
    _visit_start(at)
    at.press("Begin the visit")
    at.wait_for("Who is here")
    at.type_into("What is the visit for?", "See how the mornings are")
    at.press("No", of="Seen alone: Maisie")
    at.type_into("Write the next sentence", "Gemma was up and dressed, and the kitchen smelled of toast.")
    at.press("Add this sentence")


def _visit_finished(at: AtADesk) -> None:
    _visit(at)
    at.press("Finish visit")
    at.wait_for("Add to record")


def _concern(at: AtADesk) -> None:
    ways.now(at)
    at.press("Safety concern")
    at.wait_for("Ring now")


def _moments(at: AtADesk) -> None:
    _visit(at)
    at.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    at.press("Finish visit")
    at.wait_for("Moments you marked")


def _whose_turn(at: AtADesk) -> None:
    _visit(at)
    at.press("Hand to child")
    at.wait_for("Hand the screen to")


def _visit_thrown_away(at: AtADesk) -> None:
    _visit_finished(at)
    at.press("Throw this visit away")
    at.wait_for("Throw this visit away?")


def _session(at: AtADesk) -> None:
    ways.voice(at)
    at.press("Begin direct work")
    at.wait_for("Hand to Maisie")


def _recording_asked(at: AtADesk) -> None:
    _session(at)
    at.press("Record Maisie’s voice")
    at.wait_for("Before you record Maisie’s voice")


def _recording(at: AtADesk) -> Microphone:
    microphone = Microphone(at.desk)
    _recording_asked(at)
    (sheet,) = [one for one in at.desk.window.findChildren(RecordSheet) if one.isVisible()]
    answer(sheet)
    at.press("Start recording")
    at.wait_until(lambda: at.desk.recording is not None, lambda: "it was not begun")
    microphone.speak(75)
    return microphone


def _recording_paused(at: AtADesk) -> None:
    _recording(at).is_pulled_out()
    at.wait_for("The microphone is gone")


def _recording_in_the_childs_room(at: AtADesk) -> None:
    _recording(at)
    at.press("Hand to Maisie")
    at.wait_until(lambda: at.desk.room is not None or "Six digits" in at.words(), lambda: "no child’s room")
    if at.desk.room is None:
        at.type_into("Six digits", PIN)
        at.type_into("The same six digits again", PIN)
        at.press("Keep this PIN")
    at.wait_for("Your voice is being recorded")
    at.window.resize(1366, 768)


def _recorded(at: AtADesk) -> None:
    _recording(at)
    at.press("Stop recording")
    at.wait_for("Recorded at")
    end_toasts(at.desk.window)


def _recording_heard(at: AtADesk) -> None:
    loudspeaker = Loudspeaker(at.desk)
    loudspeaker.refuses = NONE_FOUND
    records = at.desk.records
    if not records.records(MAISIE, Recording):
        sound, day = records.seal(spoken(185), MEDIA), at.desk.today().isoformat()
        agreed = Agreed("So that the court hears it from her", "ok if nan can here it", "agreed", "Gemma, on the phone")
        made = Recording(recorded_on=day, started=f"{day}T16:12:00", sound=sound, agreed=agreed)
        records.add(records.create(MAISIE, made), attached={MAISIE: (sound,)})
    ways.voice_uncovered(at)
    at.press("Play the recording")
    at.wait_for("No loudspeaker and no headphones were found")


def _concern_filled(at: AtADesk) -> None:
    _concern(at)
    at.press("Mark a place on the body")
    at.wait_for("Done")


def _concern_said_and_told(at: AtADesk) -> None:
    _concern(at)
    at.press("Add what was said")
    at.press("Add someone told")
    at.press("Write down a decision")


def _concern_of_the_record(at: AtADesk) -> None:
    ways.children(at)
    at.type_into("Find a child by name", "Freya")
    at.key(Qt.Key.Key_Return)
    at.wait_for("Freya Lindqvist", "Start visit")
    at.press("Visits and notes")
    at.press("Safety concerns")
    at.press("Open the sheet…")
    at.wait_for("Withdraw this concern")


def _concern_withdrawn(at: AtADesk) -> None:
    _concern_of_the_record(at)
    at.press("Withdraw this concern")
    at.wait_for("Leave it")


def _somebody_met(at: AtADesk) -> None:
    ways.family(at)
    at.press("Somebody met today")
    at.wait_for("First name")


def _childs_room(at: AtADesk) -> None:
    _session(at)
    at.press("Hand to Maisie")
    _choose_pin(at)
    at.wait_for("Type my words")
    at.window.resize(1366, 768)


def _asked_again(at: AtADesk) -> None:
    ways.voice_uncovered(at)
    at.press("Ask again who may see “I hide…")
    _choose_pin(at)
    at.wait_for("Who may see this?")
    at.window.resize(1366, 768)


def _choose_pin(at: AtADesk) -> None:
    """Where none was chosen so far; the child's screen is on its way then."""
    at.wait_until(lambda: at.desk.room is not None or "Six digits" in at.words(), lambda: "no child’s room")
    if at.desk.room is None:
        at.type_into("Six digits", PIN)
        at.type_into("The same six digits again", PIN)
        at.press("Keep this PIN")


def _childs_words(at: AtADesk) -> None:
    _childs_room(at)
    at.press("Type my words")


def _read_back(at: AtADesk) -> None:
    _childs_words(at)
    at.press("Good things")
    at.type_into("Your words, as you say them", "nan reeds to me evry nite now")
    at.press("Read it back")
    at.wait_for("Did I get it right?")


def _who_may_see(at: AtADesk) -> None:
    _read_back(at)
    at.press("Yes, that’s right")
    at.press("“nan reeds…")
    at.press("Who may see it")
    at.wait_for("Who may see this?")


def _hidden(at: AtADesk) -> None:
    _childs_room(at)
    at.press("Hide")


def _stopped(at: AtADesk) -> None:
    _childs_room(at)
    at.press("Stop")


def _given_back(at: AtADesk) -> None:
    _who_may_see(at)
    at.press("Everyone who helps me")
    at.press("That’s right")
    at.press("Stop")
    at.press("For the grown-up who brought it")
    at.type(PIN)
    at.wait_for("What you saw and heard")


CLINICIAN, CONSULTANT, COORDINATOR = "ruth.abelman", "marian.pryce", "sam.oke"


def _clinical(at: AtADesk) -> None:
    at.at("clinical", "Clinical notes", file=MAISIE)


def _clinical_note(at: AtADesk) -> None:
    _clinical(at)
    at.press("Write a clinical note")
    at.wait_for("Keep as draft")


def _practice(at: AtADesk) -> None:
    at.wait_for("Start the family afresh", "The first visit")


def _afresh(at: AtADesk) -> None:
    _practice(at)
    at.press("Start the family afresh")
    at.wait_for("Start the family afresh?")


def _script(at: AtADesk) -> None:
    _practice(at)
    at.press(
        "Begin this visit: The first visit"
        if "Begin this visit: The first visit" in at.words()
        else "Go on: The first visit"
    )
    at.wait_for("Step 1 of")


def _script_beside_now(at: AtADesk) -> None:
    _script(at)
    at.press("Go to this page")


def _script_beside_about(at: AtADesk) -> None:
    _script(at)
    at.wait_until(lambda: at.desk.router.here is not None and at.desk.router.here.key == "child", lambda: "no page")
    at.at("about", "not affiliated")


def _script_beside_settings(at: AtADesk) -> None:
    _script(at)
    at.wait_until(lambda: at.desk.router.here is not None and at.desk.router.here.key == "child", lambda: "no page")
    at.at("settings", "Text size")


def _words_erased(at: AtADesk) -> None:
    ways.entries(at)
    words_erased = at.desk.when_worker_is_back.__self__  # type: ignore[attr-defined]
    words_erased.came()
    at.wait_for("I have read this")


SCENES = (
    Scene("today", ways.today),
    Scene("appointment", ways.appointment),
    Scene("appointment of a child", ways.appointment_of_a_child),
    Scene("appointment changed", ways.appointment_changed),
    Scene("appointment withdrawn", ways.appointment_withdrawn, is_sheet=True),
    Scene("children", ways.children),
    Scene("nobody found", ways.nobody_found),
    Scene("waiting", ways.waiting),
    Scene("settings", ways.settings),
    Scene("passphrase", ways.passphrase, is_sheet=True),
    Scene("pin", ways.pin, is_sheet=True),
    Scene("about", ways.about),
    Scene("now", ways.now),
    Scene("now of a baby", ways.now_of_a_baby),
    Scene("her words", ways.words_uncovered),
    Scene("map", ways.the_map),
    Scene("card", ways.card, is_sheet=True),
    Scene("step", ways.step_card, is_sheet=True),
    Scene("card of the record", ways.card_of_the_record, is_sheet=True),
    Scene("words of the map", ways.words_of_the_map, is_sheet=True),
    Scene("rating", ways.rating, is_sheet=True),
    Scene("ratings over time", ways.ratings_over_time, is_sheet=True),
    Scene("voice", ways.voice),
    Scene("voice uncovered", ways.voice_uncovered),
    Scene("drawing", ways.drawing, is_sheet=True),
    Scene("words corrected", ways.words_corrected, is_sheet=True),
    Scene("words taken away", ways.words_taken_away, is_sheet=True),
    Scene("plans", ways.plans),
    Scene("plan", ways.plan),
    Scene("paper", ways.paper),
    Scene("paper in large print", ways.paper_in_large_print),
    Scene("protected copy", ways.protected, is_sheet=True),
    Scene("entries", ways.entries),
    Scene("entries found", ways.entries_found),
    Scene("two accounts", ways.two_accounts),
    Scene("one visit", ways.one_visit),
    Scene("entry corrected", ways.entry_corrected, is_sheet=True),
    Scene("entry withdrawn", ways.entry_withdrawn, is_sheet=True),
    Scene("words erased", _words_erased, is_sheet=True),
    Scene("family", ways.family),
    Scene("person", ways.person, is_sheet=True),
    Scene("person corrected", ways.person_corrected, is_sheet=True),
    Scene("same person", ways.same_person, is_sheet=True),
    Scene("files differ", ways.files_differ, is_sheet=True),
    Scene("who knows what", ways.who_knows, is_sheet=True),
    Scene("two versions", ways.two_versions),
    Scene("note", _note, is_sheet=True),
    Scene("document", _document, is_sheet=True),
    Scene("paper looked at", _paper_looked_at),
    Scene("visit start", _visit_start),
    Scene("visit", _visit),
    Scene("visit finished", _visit_finished),
    Scene("concern", _concern),
    Scene("concern, a mark", _concern_filled),
    Scene("concern, said and told", _concern_said_and_told),
    Scene("moments", _moments),
    Scene("whose turn", _whose_turn, is_sheet=True),
    Scene("visit thrown away", _visit_thrown_away, is_sheet=True),
    Scene("concern of the record", _concern_of_the_record),
    Scene("concern withdrawn", _concern_withdrawn, is_sheet=True),
    Scene("session", _session),
    Scene("recording asked", _recording_asked, is_sheet=True),
    Scene("recording", _recording),
    Scene("recording paused", _recording_paused),
    Scene("recording, child’s room", _recording_in_the_childs_room),
    Scene("recorded", _recorded),
    Scene("recording heard", _recording_heard),
    Scene("child’s room", _childs_room),
    Scene("child’s words", _childs_words),
    Scene("read back", _read_back),
    Scene("who may see", _who_may_see),
    Scene("hidden drawing", _hidden),
    Scene("stopped", _stopped),
    Scene("given back", _given_back),
    Scene("asked again", _asked_again),
    Scene("somebody met", _somebody_met, is_sheet=True),
    Scene("clinical notes", _clinical, CLINICIAN),
    Scene("clinical note", _clinical_note, CLINICIAN, is_sheet=True),
    Scene("now, for the consultant", ways.now, CONSULTANT),
    Scene("now, for the coordinator", ways.now, COORDINATOR),
    Scene("map, for the coordinator", ways.the_map, COORDINATOR),
    Scene("plans, for the coordinator", ways.plans, COORDINATOR),
    Scene("card read, for the coordinator", ways.card_read, COORDINATOR, is_sheet=True),
    Scene("practice", _practice, PRACTICE),
    Scene("practice afresh", _afresh, PRACTICE, is_sheet=True),
    Scene("script", _script, PRACTICE),
    Scene("script beside a page", _script_beside_now, PRACTICE),
    Scene("script beside about", _script_beside_about, PRACTICE),
    Scene("script beside settings", _script_beside_settings, PRACTICE),
)
