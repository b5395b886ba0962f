"""The form of a plan: drafted from the record, kept as it is typed, added to every child's record or to none."""

import datetime

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from casework.typed_days import kept_day
from casework.wording import long_date, time_of_day
from desktop_app.plans.draft import Missing, PlanDraft, missing
from desktop_app.plans.our_part import lacks_ours
from desktop_app.plans.plain_words import reading_age
from desktop_app.plans.queries import PlanForm
from desktop_app.plans.view.about_card import AboutCard
from desktop_app.plans.view.agreed_card import AgreedCard
from desktop_app.plans.view.contacts_card import ContactsCard
from desktop_app.plans.view.foot_cards import MissingCard, PlainCard
from desktop_app.plans.view.happens_card import HappensCard
from desktop_app.plans.view.lines_card import LinesCard
from desktop_app.plans.view.standing import stand_on
from desktop_app.plans.view.steps_card import StepsCard
from desktop_app.plans.view.words_card import WordsCard
from desktop_app.shell.controls import (
    EmptyState,
    Field,
    FlowRow,
    Notice,
    Page,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    SplitColumns,
    Stack,
    TabsAsSeen,
    Tag,
    in_sight_order,
)


class PlanPage(TabsAsSeen, Page):
    """`changed` carries the draft at every letter; `added`, `paper_wanted`, `thrown_away` say what was pressed.

    `files_changed` comes after `changed` when the plan is for other children than before: their words are other words.
    """

    wants_width = True
    with_a_family = True  # made and read at their table: a pause to talk is no reason to lock

    changed = Signal(object)
    files_changed = Signal()
    added = Signal()
    paper_wanted = Signal()
    thrown_away = Signal()
    returned = Signal()

    def __init__(self, today: datetime.date) -> None:
        self._saved = Tag("", "well", "circle-check")
        self.paper_button = SecondaryButton("See it on paper", "file-text")
        super().__init__("Plan with the family", back="Plans", actions=[self._saved, self.paper_button])
        self._today = today
        self._draft: PlanDraft | None = None
        self._ours: frozenset[str] = frozenset()
        self._saved.hide()
        self.paper_button.hide()
        self.about = AboutCard(today)
        self.lists = {
            "why": LinesCard("Why we are involved", "worry", "Add a line"),
            "disagreements": LinesCard("Who sees it differently", "worry", "Add a line"),
            "going_well": LinesCard("What is going well", "well", "Add a line"),
            "needs_to_change": LinesCard("What needs to change", "next", "Add a line"),
        }
        self.steps = StepsCard(today)
        self.happens = HappensCard(today)
        self.words = WordsCard()
        self.contacts = ContactsCard()
        self.agreed = AgreedCard(today)
        self.plain = PlainCard()
        self.missing = MissingCard()
        self.add_button = PrimaryButton("Add to record", "check")
        self.throw_button = QuietButton("Throw this plan away", "trash-2")
        self._trouble = Notice("trouble", "")
        self._trouble.hide()
        self._form = self._lay_out()
        self._form.hide()
        self.add(self._trouble)
        self.add(self._form)
        self._connect()

    def _lay_out(self) -> QWidget:
        left = Stack(self.about, *self.lists.values(), self.steps, self.happens, gap=16)
        foot = FlowRow(self.throw_button, self.add_button, gap=12, right=True)
        right = Stack(self.words, self.contacts, self.agreed, self.plain, self.missing, foot, gap=16)
        for column in (left, right):
            column.body.setStretch(column.body.count() - 1, 1)  # what is left over stays empty at the foot
        return SplitColumns(left, right, shares=(768, 446), least=900)

    def _connect(self) -> None:
        for name, card in self.lists.items():
            card.changed.connect(lambda lines, name=name: self._take(**{name: lines}))
        self.about.changed.connect(lambda fields: self._take(**fields))
        self.happens.changed.connect(lambda fields: self._take(**fields))
        self.steps.changed.connect(lambda steps: self._take(steps=steps))
        self.words.changed.connect(lambda words: self._take(words=words))
        self.contacts.changed.connect(lambda rings: self._take(contacts=rings))
        self.agreed.changed.connect(lambda agreed: self._take(agreed=agreed))
        self.missing.chosen.connect(self._lead_to)
        self.plain.led.connect(self._go_to_remark)
        self.add_button.clicked.connect(self._ask_to_add)
        self.paper_button.clicked.connect(self.paper_wanted)
        self.throw_button.clicked.connect(self.thrown_away)

    # -- shown from outside ---------------------------------------------------------------------------------------

    def show_form(self, form: PlanForm) -> None:
        """Show a plan as it was left. Once it is on the screen, what is typed here is the newest."""
        if self._draft is None:
            self._draft = form.draft
            self.about.show_plan(form.draft, form.children)
            for name, card in self.lists.items():
                if name in form.headings:
                    card.call(form.headings[name])
                card.show_lines(getattr(form.draft, name))
            self.steps.show_steps(form.draft.steps, form.draft.left_out)
            self.happens.show_plan(form.draft)
            self.contacts.show_rings(form.draft.contacts)
            self.agreed.show_agreed(form.draft.agreed)
            self._form.show()
            self.paper_button.show()
        self.words.show_words(form.words, self._draft.words)
        self._ours = form.ours
        self._look()

    def came_back(self) -> None:
        """Shown again after another page: the plan may be in the record by now."""
        self.returned.emit()

    def show_gone(self) -> None:
        """The plan is in the record by now, or was thrown away."""
        self.clear()
        self._saved.hide()
        self.paper_button.hide()
        words = "It was added to the record or thrown away. Plans in the record stand under Plan."
        self.add(EmptyState("file-check", "This plan is no longer being made", words))

    def draft(self) -> PlanDraft | None:
        """The plan as it stands on the screen."""
        return self._draft

    def say_saved(self, at: datetime.datetime) -> None:
        """What is on the screen is on disk."""
        self._saved.set_state(f"Saved on this laptop at {time_of_day(at)}", "well", "circle-check")
        self._saved.show()

    def say_trouble(self, sentence: str) -> None:
        """What could not be done; what is written stays."""
        self._form.setEnabled(True)
        self._trouble.say("trouble", sentence)
        self._trouble.show()

    def say_busy(self) -> None:
        """The plan is being added: nothing more is written in it."""
        self._trouble.hide()
        self._form.setEnabled(False)

    def tab_stops(self) -> list[QWidget]:
        """The form, down its lines and steps, after the way to the paper."""
        return [self.paper_button, *in_sight_order(self._form)]

    # -- inside -----------------------------------------------------------------------------------------------------

    def _take(self, **fields: object) -> None:
        if self._draft is None:
            return
        other_files = "files" in fields and fields["files"] != self._draft.files
        self._draft = msgspec.structs.replace(self._draft, **fields)
        self._look()
        self.changed.emit(self._draft)
        if other_files:
            self.files_changed.emit()

    def _ask_to_add(self) -> None:
        lacking = missing(self._draft) if self._draft is not None else ()
        if lacking:
            self._lead_to(lacking[0])
            self.missing.say_not_yet(lacking)
            QTimer.singleShot(0, self, lambda: self._say_at_field(lacking[0].sentence))  # once it has the focus
        else:
            self.added.emit()

    def _say_at_field(self, sentence: str) -> None:
        """What is missing is also said where the cursor is led to; it goes with the first letter."""
        field = QApplication.focusWidget()
        while field is not None and not isinstance(field, Field):
            field = field.parentWidget()
        if field is not None:
            field.set_error(sentence)

    def _lead_to(self, one: Missing) -> None:
        parts: dict[str, AboutCard | LinesCard | StepsCard | HappensCard | ContactsCard | AgreedCard] = {
            "date": self.about,
            **self.lists,
            "steps": self.steps,
            "look_again": self.happens,
            "contacts": self.contacts,
            "agreed": self.agreed,
        }
        parts[one.field].stand_on(one.at, one.part)

    def _look(self) -> None:
        """What is missing, and how plain it is, as it stands now."""
        if self._draft is None:
            return
        on = kept_day(self._draft.date)
        begun = f"Begun {long_date(on)}." if on is not None else "The day of the plan is not written yet."
        self.set_subtitle(f"{begun} Not in the record yet.")
        self.missing.show_missing(missing(self._draft))
        self.steps.say_not_ours(lacks_ours((step.who for step in self._draft.steps if not step.is_empty), self._ours))
        remarks = sum(part.remarks_count() for part in self._parts())
        self.plain.show_plainness(reading_age(self._draft.texts()), remarks)

    def _parts(self) -> tuple[LinesCard | StepsCard | HappensCard, ...]:
        return (*self.lists.values(), self.steps, self.happens)

    def _go_to_remark(self) -> None:
        first = next((part.first_with_remarks() for part in self._parts() if part.remarks_count()), None)
        if first is not None:
            stand_on(first)
