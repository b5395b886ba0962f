"""What is asked of one person: who they are, how they belong, where they live, parental responsibility, contact, the network."""

import datetime

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.network.draft import ELSEWHERE, HERE, Details, PersonDraft, place_differs
from desktop_app.shell.controls import (
    Choice,
    DateField,
    Field,
    Heading,
    Notice,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    TextField,
    Tick,
)

RELATIONSHIPS = (
    "Mother",
    "Father",
    "Partner of a parent",
    "Brother or sister",
    "Grandparent",
    "Carer",
    "Friend of the family",
)
NAMES = (
    *("forename", "surname", "preferred_name", "role", "relationship", "dob", "expected", "phone", "languages"),
    *("interpreter", "lives", "lines", "postcode", "since", "moved", "responsibility", "responsibility_source"),
    *("contact", "contact_detail", "contact_order", "network"),
)
"""The fields, in the order of the form."""
A_CHILD = "Brother or sister"
OWN_FILE = (
    "Only the authority opens a file. Ask your hub coordinator, and say so in a note; until then the child stands here."
)


class PersonFields(Stack):
    """`changed` is sent with every answer. A confidential address is covered until it is asked for."""

    changed = Signal()

    def __init__(self, draft: PersonDraft, child: str, today: datetime.date) -> None:
        super().__init__(gap=20)
        self._draft, self._child = draft, child
        self._is_covered = draft.opened.is_confidential and bool(draft.opened.lines)
        now = draft.details
        self.provisional = Tick("Met today, not fully known yet", "A first name, or who they are, is enough")
        self.provisional.set_value(now.is_provisional)
        self.forename = TextField("First name", value=now.forename)
        self.surname = TextField("Last name", value=now.surname)
        self.preferred_name = TextField("What they are called", hint="For example, Nan", value=now.preferred_name)
        self.role = TextField("Who they are", hint="For example, about 30, in the kitchen, mends taps", value=now.role)
        self.dob = DateField("Date of birth", today=today, latest=today)
        self.expected = DateField("Expected, if not born yet", hint="For example, 4 June 2027", today=today)
        self.phone = TextField("Phone", value=now.phone)
        self.languages = TextField("Languages", value=now.languages)
        self.interpreter = TextField("Needs an interpreter for", value=now.interpreter)
        self.relationship = TextField(
            f"How they belong to {child}", hint=f"{', '.join(RELATIONSHIPS)}, or your own words", value=now.relationship
        )
        self.own_file = Notice("info", "A child has a file of their own.", OWN_FILE)
        self._make_home(now, today)
        self._make_rules(now)
        self.network = TextField(
            "What they do for the family", hint="What they know and agreed to do", value=now.network
        )
        for date, kept in ((self.dob, now.dob), (self.expected, now.expected), (self.since, now.since)):
            date.show_kept(kept)
        self._arrange_all()
        for field in self.by_name().values():
            field.changed.connect(lambda *_: self._said())  # type: ignore[attr-defined]
        for tick in (self.provisional, self.is_confidential):
            tick.changed.connect(lambda *_: self._said())
        self._arrange()

    def _make_home(self, now: Details, today: datetime.date) -> None:
        child = self._child
        self.lives = Choice(
            f"Do they live with {child}?", [(HERE, "Yes"), (ELSEWHERE, "No"), ("unknown", "Not known")],
            value=now.lives or "unknown", joined=True,
        )  # fmt: skip
        self.lines = TextField("Address", value=now.lines)
        self.postcode = TextField("Postcode", value=now.postcode)
        self.since = DateField("Lives there since", today=today, latest=today)
        self.is_confidential = Tick("This address is confidential", "It is covered everywhere, and printed nowhere")
        self.is_confidential.set_value(now.is_confidential)
        self.moved = Choice(
            "Another address:",
            [("moved", "They moved"), ("corrected", "It was written wrongly")],
            value=now.moved or None,
        )
        self._show = SecondaryButton("Show the address", "eye")
        self._covered = Notice(
            "info", "The address is confidential.", "Look who can see this screen first.", beside=self._show
        )
        self._show.clicked.connect(self._uncover)

    def _make_rules(self, now: Details) -> None:
        self.responsibility = Choice(
            "Parental responsibility", [("Y", "Has it"), ("N", "Does not have it"), ("unknown", "Not known")],
            value=now.responsibility or "unknown", joined=True,
        )  # fmt: skip
        self.responsibility_source = TextField(
            "Who or what says so", hint="For example, birth certificate seen on 3 May", value=now.responsibility_source
        )
        self.contact = Choice(
            f"Contact with {self._child}",
            [("yes", "Agreed"), ("supervised", "Supervised only"), ("no", "None"), ("unknown", "Nothing is said")],
            value=now.contact or "unknown",
        )
        self.contact_detail = TextField("When and how", value=now.contact_detail)
        self.contact_order = TextField(
            "Where it comes from", hint="The order or agreement, with its day", value=now.contact_order
        )

    def by_name(self) -> dict[str, Field]:
        """Its fields, in the order of the form."""
        return {name: getattr(self, name) for name in NAMES}

    def details(self) -> Details:
        """What is said. Under a cover the address stays as it was."""
        found: dict[str, object] = {}
        for name, field in self.by_name().items():
            value = field.kept() if isinstance(field, DateField) else field.value()  # type: ignore[attr-defined]
            found[name] = "" if value == "unknown" else value or ""
        if self._is_covered:
            opened = self._draft.opened
            found |= {"lines": opened.lines, "postcode": opened.postcode, "since": opened.since, "moved": ""}
        ticks = {"is_provisional": self.provisional.value(), "is_confidential": self.is_confidential.value()}
        return msgspec.convert({**found, **ticks}, Details)

    def say_missing(self, field: str, sentence: str) -> None:
        """Lead to what must be said first."""
        asked = self.by_name()[field]
        asked.set_error(sentence)
        (asked.focusProxy() or asked).setFocus()

    def _arrange_all(self) -> None:
        self.add(self.provisional)
        self.add(SplitColumns(Stack(self.forename, self.preferred_name), Stack(self.surname, self.role), least=560))
        self.add(self.relationship)
        self.add(self.own_file)
        self.add(
            SplitColumns(Stack(self.dob, self.phone), Stack(self.expected, self.languages, self.interpreter), least=560)
        )
        self.add(Heading("Where they live"))
        self.add(self.lives)
        self.add(self._covered)
        self._place = Stack(self.lines, SplitColumns(self.postcode, self.since, least=560), self.moved)
        self.add(self._place)
        self.add(self.is_confidential)
        self._rules = Stack(Heading("Parental responsibility and contact"), gap=16)
        for part in (
            self.responsibility,
            self.responsibility_source,
            self.contact,
            self.contact_detail,
            self.contact_order,
        ):
            self._rules.add(part)
        self._rules.add(Small("What is not known is said as not known wherever it matters: nobody guesses."))
        self.add(self._rules)
        self.add(self.network)

    def _said(self) -> None:
        self._arrange()
        self.changed.emit()

    def _uncover(self) -> None:
        self._is_covered = False
        self._arrange()
        self.lines.line.setFocus()

    def _arrange(self) -> None:
        """Only what belongs to this person is asked."""
        now, draft = self.details(), self._draft
        subject = draft.is_subject
        self.own_file.setVisible(draft.is_new and (now.relationship == A_CHILD or bool(now.expected)))
        about_them: tuple[QWidget, ...] = (self.relationship, self._rules, self.network, self.lives, self.provisional)
        for part in about_them:
            part.setVisible(not subject)
        at_home = now.lives == HERE and not draft.address and not subject
        self._covered.setVisible(self._is_covered)
        self._place.setVisible(not self._is_covered and not at_home)
        self.is_confidential.setVisible(not at_home and bool(now.lines) and not self._is_covered)
        self.moved.setVisible(bool(draft.address) and place_differs(draft.with_details(now)))
        self.responsibility_source.setVisible(bool(now.responsibility))
        self.contact_detail.setVisible(bool(now.contact))
        self.contact_order.setVisible(bool(now.contact))
