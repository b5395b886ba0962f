"""Who is here: those who are known to be pressed, and others written in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.wording import plural
from desktop_app.shell.controls import (
    Card,
    Chip,
    FlowRow,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    Text,
    TextField,
)
from desktop_app.visits.draft import PersonPresent, VisitDraft
from desktop_app.visits.queries import WORKER, KnownPerson
from desktop_app.visits.view.places import Places

SHOWN_AT_ONCE = 8  # a family and who comes to it; whoever is hidden is taken for somebody Daybook does not know
NOT_KNOWN = "A first name is enough. Family and network then says that you met them, until it is known who they are."


class WhoCard(Card):
    """`present_changed` carries everybody who is here; `begun` the person whose name is being typed.

    Those who are known stand there from the start, the first few of them; Add shows the others and a place to write.
    """

    present_changed = Signal(object)
    begun = Signal(object)

    def __init__(self, people: tuple[KnownPerson, ...]) -> None:
        super().__init__(padding=16, gap=12)
        self._chips: dict[str, tuple[PersonPresent, Chip]] = {}
        self._row = FlowRow(Text("Who is here", "button", wrap=False), gap=8)
        self.add_button = QuietButton("Add", "user-plus", says="Add somebody who is here")
        self.add_button.least_height = 44
        self.add_button.clicked.connect(self.open_adding)
        self.name = TextField("Name")
        self.role = TextField("Who they are")
        self.add_person = SecondaryButton("Add this person", "user-plus")
        self._adding = Stack(
            SplitColumns(self.name, self.role, least=400), Small(NOT_KNOWN), FlowRow(self.add_person), gap=12
        )
        self._adding.hide()
        for at, known in enumerate(people):
            person = PersonPresent(known.name, known.role)
            self._add_chip(person, _chip_words(known), shown=at < SHOWN_AT_ONCE)
        self._say_how_many_more(len(people) - SHOWN_AT_ONCE)
        top = Row(self._row, self.add_button, gap=8, grows=0)
        top.body.setAlignment(self.add_button, Qt.AlignmentFlag.AlignTop)
        self.add(top)
        self.add(self._adding)
        for field in (self.name, self.role):
            field.changed.connect(lambda _: self.begun.emit(PersonPresent(self.name.value(), self.role.value())))
            field.submitted.connect(self._add_typed)
        self.add_person.clicked.connect(self._add_typed)

    def show_draft(self, draft: VisitDraft) -> None:
        """Choose those who are here, and show the name that is being typed."""
        here = {person.name.lower(): person for person in draft.present}
        for key, person in here.items():
            if key not in self._chips:
                self._add_chip(person, ", ".join(part for part in (person.name, person.role) if part))
        for key, (_, chip) in self._chips.items():
            chip.set_value(key in here)
            if key in here:
                chip.show()
        if (self.name.value(), self.role.value()) != (draft.new_person.name, draft.new_person.role):
            self.name.set_value(draft.new_person.name)
            self.role.set_value(draft.new_person.role)
        if draft.new_person.name or draft.new_person.role:
            self._adding.show()

    def places(self) -> Places:
        """Its fields by name."""
        return {("new_name", ""): self.name, ("new_role", ""): self.role, ("present", ""): self.add_button}

    def _add_chip(self, person: PersonPresent, words: str, *, shown: bool = True) -> None:
        chip = Chip(words)
        chip.changed.connect(lambda _: self._tell())
        before = [known for _, known in self._chips.values()]
        self._chips[person.name.lower()] = (person, chip)
        self._row.add(chip)
        if before:
            QWidget.setTabOrder(before[-1], chip)  # before the button that adds another
        if not shown:
            chip.hide()

    def _tell(self) -> None:
        self.present_changed.emit(tuple(person for person, chip in self._chips.values() if chip.value()))

    def open_adding(self) -> None:
        """Everybody who is known, and the place to write somebody in."""
        for _, chip in self._chips.values():
            chip.show()
        self._adding.show()
        self._say_how_many_more(0)
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _say_how_many_more(self, more: int) -> None:
        says = f"Add somebody who is here, {plural(more, 'more person', 'more people')} known" if more > 0 else ""
        self.add_button.set_words(f"Add, {more} more" if more > 0 else "Add", says or "Add somebody who is here")

    def _add_typed(self) -> None:
        name, role = self.name.value(), self.role.value()
        if not name:
            self.name.set_error("Write a name, or a word for them, for example “a man in the kitchen”.")
            return
        person = PersonPresent(name, role)
        if name.lower() not in self._chips:
            self._add_chip(person, ", ".join(part for part in (name, role) if part))
        self._chips[name.lower()][1].set_value(True)
        self.name.set_value("")
        self.role.set_value("")
        self._tell()
        self.begun.emit(PersonPresent(""))
        self._adding.hide()
        self.add_button.setFocus(Qt.FocusReason.TabFocusReason)


def _chip_words(known: KnownPerson) -> str:
    if known.is_new:
        return f"{known.called}, new"
    return known.called if known.role in ("", WORKER) else f"{known.called}, {known.role}"
