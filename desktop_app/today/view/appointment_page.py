"""The form of an appointment: with whom, when, where, and what to know at the door. Kept while it is typed."""

import datetime
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casework.wording import in_a_row
from desktop_app.shell.controls import (
    Card,
    Choice,
    DangerButton,
    DateField,
    Dropdown,
    Field,
    FlowRow,
    Notice,
    Page,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    SplitColumns,
    Stack,
    TextArea,
    TextField,
    Tick,
    TimeField,
)
from desktop_app.today.arrangement import Arrangement, missing
from desktop_app.today.queries import AppointmentForm
from desktop_app.today.view.place_fields import PlaceFields

LONGEST_UNKEPT_MS = 250
NOBODY = "nobody"
WHO_COMES_ALONG = "Brothers and sisters who live there are added; you can change that."


class AppointmentPage(Page):
    """`kept` carries the form to be put on disk, `added` the form to add, `child_chosen` a case file.

    Until `show_form` the page is empty.
    """

    kept = Signal(object)
    added = Signal(object)
    child_chosen = Signal(object, str)
    thrown_away = Signal(object)
    withdraw_asked = Signal(object)
    start_asked = Signal(object)
    returned = Signal()

    def __init__(self, today: Callable[[], datetime.date]) -> None:
        super().__init__("Appointment", back="Back")
        self._today = today
        self._form: Arrangement | None = None
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_UNKEPT_MS)
        self._timer.timeout.connect(self.keep_now)
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        self.add(self.trouble)
        self._rest = Stack(gap=16)
        self.add(self._rest)
        self.ticks: dict[str, Tick] = {}
        self.fields: dict[str, Field] = {}

    def came_back(self) -> None:
        """Shown once more, perhaps for another appointment."""
        self.returned.emit()

    def form(self) -> Arrangement | None:
        """The form as it stands on the screen."""
        return self._form

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_form(self, shown: AppointmentForm) -> None:
        """Show a form as it was left; what is on the screen already stays, because it is the newest."""
        form = shown.form
        if self._form is not None and self._form.group == form.group and self._form.files == form.files:
            return
        self._form = form
        self.trouble.hide()
        self._rest.clear()
        self.ticks, self.fields = {}, {}
        self.set_title("New appointment" if form.is_new else "Change the appointment")
        if shown.choices:
            self._show_choices(shown)
            return
        left = Stack(self._children_card(shown), self._times_card(form), gap=16)
        self.place = PlaceFields(shown)
        self.fields |= self.place.fields()
        right = Stack(self.place, self._others_card(shown), gap=16)
        self._rest.add(SplitColumns(left, right, least=900))
        self._rest.add(self._buttons(form))
        self._connect()
        self.fields["purpose"].setFocus()

    def _show_choices(self, shown: AppointmentForm) -> None:
        card = Card("Who is it with?")
        choose = Dropdown("Child", [(one.key, one.name) for one in shown.choices], hint=WHO_COMES_ALONG)
        choose.changed.connect(lambda file: self.child_chosen.emit(self._form, file))
        self.fields["child"] = choose
        card.add(choose)
        self._rest.add(card)
        choose.setFocus()

    def _children_card(self, shown: AppointmentForm) -> Card:
        card = Card("Who is it with?", gap=4)
        for sibling in shown.children:
            alone = len(shown.children) == 1
            where = "" if alone else "Lives here" if sibling.lives_here else "Lives elsewhere"
            tick = Tick(sibling.child.name, where, value=sibling.file in shown.form.files)
            tick.changed.connect(lambda _: self._changed())
            self.ticks[sibling.file] = tick
            card.add(tick)
        return card

    def _times_card(self, form: Arrangement) -> Card:
        card = Card("What for, and when?", gap=16)
        earliest = self._today() if form.is_new else None
        day = DateField("Day", hint="", today=self._today(), earliest=earliest, planned=True)
        day.show_kept(form.date)
        self.fields |= {
            "purpose": TextField("What is it for?", value=form.purpose, placeholder="Home visit"),
            "date": day,
            "start": TimeField("From", value=form.start, placeholder="10:30am"),
            "end": TimeField("To, if you know", value=form.end),
        }
        card.add(self.fields["purpose"])
        card.add(self.fields["date"])
        card.add(SplitColumns(self.fields["start"], self.fields["end"], least=260))
        known = {True: "yes", False: "no", None: None}[form.announced]
        self.fields["announced"] = Choice(
            "Does the family know that you come?", [("yes", "Yes"), ("no", "No")], value=known, joined=True
        )
        card.add(self.fields["announced"])
        return card

    def _others_card(self, shown: AppointmentForm) -> Card:
        form, card = shown.form, Card("What to know before you knock", gap=16)
        people = [(NOBODY, "Nobody"), *((one.key, one.name) for one in shown.colleagues)]
        needs = "One thing a line. A note about the safety of workers does not belong here: it is kept apart."
        self.fields |= {
            "second_worker": Dropdown("Who comes along?", people, value=form.second_worker or NOBODY),
            "interpreter": TextField("Interpreter", value=form.interpreter, placeholder="Language and name"),
            "access_needs": TextArea("At the door and inside", hint=needs, value=form.access_needs, lines=2),
        }
        card.add(SplitColumns(self.fields["second_worker"], self.fields["interpreter"], least=460))
        card.add(self.fields["access_needs"])
        return card

    def _buttons(self, form: Arrangement) -> QWidget:
        add = self.add_button = PrimaryButton("Add appointment" if form.is_new else "Save the change", "check")
        add.clicked.connect(self._add)
        row = FlowRow(add, gap=12)
        if not form.is_new and form.date <= self._today().isoformat():
            start = SecondaryButton("Start visit", "door-open")
            start.clicked.connect(lambda: self.start_asked.emit(self._form))
            row.add(start)
        throw = QuietButton("Leave it, do not keep it", "undo-2")
        throw.clicked.connect(self._throw_away)
        row.add(throw)
        if not form.is_new:
            withdraw = DangerButton("It does not take place", "calendar-x")
            withdraw.clicked.connect(lambda: self.withdraw_asked.emit(self._form))
            row.add(withdraw)
        return row

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.changed.connect(lambda _, name=name: self._changed(name))  # type: ignore[attr-defined]
        self.place.changed.connect(self._changed)

    # -- what is typed ------------------------------------------------------------------------------------------------

    def _changed(self, _field: str = "") -> None:
        self._form = self._as_typed()
        if not self._timer.isActive():
            self._timer.start()

    def _as_typed(self) -> Arrangement | None:
        if self._form is None or "purpose" not in self.fields:
            return self._form
        second, known = self._value("second_worker"), self._value("announced")
        files = tuple(file for file, tick in self.ticks.items() if tick.value())
        return self._form.with_values(
            files=files,
            date=self._value("date"),
            purpose=self._value("purpose"),
            start=self._value("start"),
            end=self._value("end"),
            announced=None if known is None else known == "yes",
            second_worker="" if second in (NOBODY, None) else second,
            interpreter=self._value("interpreter"),
            access_needs=self._value("access_needs"),
            **self.place.values(),
        )

    def _value(self, name: str) -> Any:
        field = self.fields[name]
        return field.kept() if isinstance(field, DateField) else field.value()  # type: ignore[attr-defined]

    def keep_now(self) -> None:
        """Put on disk what is not there yet."""
        self._timer.stop()
        if self._form is not None and self._form.files:
            self.kept.emit(self._form)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or a lock: nothing typed is lost."""
        super().hideEvent(event)
        if self._timer.isActive():
            self.keep_now()

    # -- what is done -------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        form = self._form
        if form is None:
            return
        lacking = missing(form, self._today())
        if lacking:
            self._lead_to(lacking[0].field, lacking[0].sentence)
            return
        self._timer.stop()
        self.add_button.setEnabled(False)
        self.added.emit(form)

    def _lead_to(self, field: str, sentence: str) -> None:
        """To the first thing that is missing."""
        place = self.fields.get(field)
        if place is not None:
            place.set_error(sentence)
            place.setFocus()
        else:
            self.trouble.say("trouble", sentence)
            self.trouble.show()
            next(iter(self.ticks.values())).setFocus()

    def _throw_away(self) -> None:
        self._timer.stop()
        form, self._form = self._form, None
        self.thrown_away.emit(form)

    def done(self) -> None:
        """It stands in the record: nothing here is kept any more."""
        self._timer.stop()
        self._form = None

    def show_not_added(self, sentence: str) -> None:
        """It could not be added; the form stays as it was."""
        self.add_button.setEnabled(True)
        self.trouble.say("trouble", "Nothing was added.", sentence)
        self.trouble.show()

    def whom(self) -> str:
        """The names of the children chosen, in a row."""
        return in_a_row([tick.text() for tick in self.ticks.values() if tick.value()])
