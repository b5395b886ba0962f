"""Where an appointment is: at the child's home, whose address the file holds, or elsewhere. What is confidential is covered."""

from PySide6.QtCore import Signal

from desktop_app.shell.controls import Card, Choice, Field, Notice, SecondaryButton, Small, TextField, Tick
from desktop_app.today.queries import AppointmentForm

CONFIDENTIAL_HOME = "The address is confidential. It stands covered under Family and network."
NO_HOME = "No address is recorded."


class PlaceFields(Card):
    """`changed` is sent whenever another place is said. A confidential place is covered until it is asked for."""

    changed = Signal()

    def __init__(self, shown: AppointmentForm) -> None:
        super().__init__("Where is it?", gap=12)
        form = shown.form
        at_home = {True: "home", False: "elsewhere", None: None}[form.at_home]
        self.where = Choice("Where", [("home", "At home"), ("elsewhere", "Somewhere else")], value=at_home, joined=True)
        self._home = Small(CONFIDENTIAL_HOME if shown.home_is_confidential else shown.home or NO_HOME)
        self.words = TextField("Which place?", value=form.place)
        self.secret = Tick("This place is confidential", "It is covered wherever the appointment is shown")
        self.secret.set_value(form.is_confidential)
        self._show = SecondaryButton("Show the place", "eye")
        self._covered = Notice(
            "info", "The place is covered.", "Look who can see this screen first.", beside=self._show
        )
        for part in (self.where, self._home, self._covered, self.words, self.secret):
            self.add(part)
        self._is_covered = shown.place_is_secret and bool(form.place)
        self._show.clicked.connect(self._uncover)
        self.where.changed.connect(lambda _: self._said())
        self.words.changed.connect(lambda _: self.changed.emit())
        self.secret.changed.connect(lambda _: self.changed.emit())
        self._kept_place = form.place
        if self._is_covered:
            self.words.set_value("")
        self._arrange()

    def fields(self) -> dict[str, Field]:
        """Its fields by their name on the form."""
        return {"at_home": self.where, "place": self.words}

    def values(self) -> dict[str, object]:
        """What it says."""
        where = self.where.value()
        return {
            "at_home": None if where is None else where == "home",
            "place": self._kept_place if self._is_covered else self.words.value(),
            "is_confidential": self.secret.value() and where == "elsewhere",
        }

    def _said(self) -> None:
        self._arrange()
        self.changed.emit()

    def _uncover(self) -> None:
        self._is_covered = False
        self.words.set_value(self._kept_place)
        self._arrange()
        self.words.setFocus()

    def _arrange(self) -> None:
        elsewhere = self.where.value() == "elsewhere"
        self._home.setVisible(self.where.value() == "home")
        self._covered.setVisible(elsewhere and self._is_covered)
        self.words.setVisible(elsewhere and not self._is_covered)
        self.secret.setVisible(elsewhere and not self._is_covered)
