"""The last step of a visit: what the worker makes of it, what is missing, whose files it will enter, and the adding."""

import datetime
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.wording import in_a_row, plural
from desktop_app.shell.controls import (
    Card,
    FlowRow,
    Notice,
    Page,
    Picture,
    PrimaryButton,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    Text,
    TextArea,
    announce,
)
from desktop_app.visits.draft import ChildPart, Missing, VisitChild, VisitDraft, not_asked
from desktop_app.visits.ending import Ending
from desktop_app.visits.queries import VisitForm
from desktop_app.visits.view.captured_card import CapturedCard
from desktop_app.visits.view.late_card import LateCard
from desktop_app.visits.view.moments_card import MomentsCard
from desktop_app.visits.view.named_card import NamedCard
from desktop_app.visits.view.places import Places
from desktop_app.visits.view.saved_note import SavedNote


class FinishStep(Page):
    """`said` as on the form; `led_to` a field that is missing; `name_kept` a name that was pointed out and stays; `added` and
    `thrown_away` what shall become of it."""

    said = Signal(str, str, object)
    led_to = Signal(str, str)
    name_kept = Signal(str)
    added = Signal()
    thrown_away = Signal()

    def __init__(self, form: VisitForm, draw: Callable[[Any], QWidget]) -> None:
        self.saved = SavedNote()
        super().__init__(f"Finish the visit to {form.family}", back="The visit", actions=[self.saved])
        self._children = form.children
        self.trouble = Notice("trouble", "")
        self.trouble.hide()
        self.analysis = {
            child.file: TextArea(f"What do you make of it for {child.name}?", lines=2) for child in form.children
        }
        self.next_steps = TextArea("What happens next, and who does it?", lines=2)
        self._missing = Card("What is missing")
        self._shown_missing: tuple[Missing, ...] | None = None
        self._to_missing: list[tuple[str, SecondaryButton]] = []
        self._where = Card("Where it goes")
        self.add_button = PrimaryButton("Add to record", "check")
        self.add_button.clicked.connect(self.added)
        throw = QuietButton("Throw this visit away", "trash-2")
        throw.clicked.connect(self.thrown_away)
        views = Card("What you make of it")
        views.add(
            Small(
                "Your own view, kept apart from what you saw and what was said. It can be added later, from the visit."
            )
        )
        for file, area in self.analysis.items():
            views.add(area)
            area.changed.connect(lambda words, file=file: self.said.emit("analysis", file, words))
        steps = Card()
        steps.add(self.next_steps)
        self.next_steps.changed.connect(lambda words: self.said.emit("next_steps", "", words))
        self.add(self.trouble)
        self.ending = Ending()
        self.captured = CapturedCard(form.children)
        self.moments = MomentsCard(form.children, draw)
        self.late = LateCard()
        self.late.said.connect(self.said)
        self.named = NamedCard()
        self.named.led_to.connect(self.led_to)
        self.named.kept.connect(self.name_kept)
        self.not_yet = Notice("warning", "")
        self.not_yet.hide()
        add = FlowRow(self.add_button, throw)
        right = Stack(self.named, self._missing, self._where, self.not_yet, add, gap=16)
        right.body.addStretch(1)  # the room that is left lies beneath, not within a card
        self.add(
            SplitColumns(
                Stack(self.late, self.moments, self.captured, views, steps, gap=16),
                right,
                shares=(3, 2),
                least=860,
                gap=24,
            )
        )

    def show_ending(self, ending: Ending) -> None:
        """Who is named and not known in a child's family, to be changed or kept; what was captured, to be taken or left;
        what lay there at the moments that were marked."""
        self.ending = ending
        self.named.show_named(ending.named)
        self.captured.show_captured(ending.captured)
        self.moments.show_belonging(ending.scenes)

    def show_draft(self, draft: VisitDraft, missing: tuple[Missing, ...], today: datetime.date) -> None:
        """Everything as it stands."""
        for file, area in self.analysis.items():
            _fill(area, draft.parts[file].analysis)
        _fill(self.next_steps, draft.next_steps)
        self.late.show_draft(draft, today)
        self.named.take_out(draft.kept_names)
        self.captured.show_left(draft.left)
        self.moments.show_draft(draft)
        self._show_missing(missing)
        self._show_where(draft, today)

    def places(self) -> Places:
        """Its fields by name."""
        found: dict[tuple[str, str], QWidget] = {("next_steps", ""): self.next_steps, ("added", ""): self.add_button}
        found[("late_because", "")] = self.late.why
        found |= self.moments.places()
        return found | {("analysis", file): area for file, area in self.analysis.items()}

    def show_trouble(self, start: str, sentence: str) -> None:
        """Nothing was added, and why."""
        self.trouble.say("trouble", start, sentence)
        self.trouble.show()

    def lead_to_first_missing(self) -> bool:
        """Put the focus on the first thing that is missing, or on a name to be changed or kept; False when nothing is."""
        buttons = [*self.missing_buttons(), *self.named.buttons()]
        if not buttons:
            return False
        buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def say_not_yet(self) -> None:
        """It was to be added while something is missing: what, in a sentence."""
        sentences = [*self.missing_words(), *(button.accessibleName() for button in self.named.buttons())]
        more = len(sentences) - 1
        rest = f" {plural(more, 'more thing')} under “What is missing”." if self.missing_words() and more else ""
        self.not_yet.say("warning", "Nothing was added yet.", f"{sentences[0]}{rest}")
        self.not_yet.show()
        announce(self, f"Nothing was added yet. {sentences[0]}")

    def missing_words(self) -> list[str]:
        """What it says is missing, in order."""
        return [words for words, _ in self._to_missing]

    def missing_buttons(self) -> list[SecondaryButton]:
        """The buttons that lead to what is missing."""
        return [button for _, button in self._to_missing]

    def _show_missing(self, missing: tuple[Missing, ...]) -> None:
        if missing == self._shown_missing:
            return  # the keyboard may stand on one of its buttons
        self._shown_missing = missing
        self.not_yet.hide()
        self._missing.clear()
        self._to_missing = []
        if not missing:
            self._missing.add(
                Row(Picture("circle-check", "well"), Text("Everything that is needed is there."), grows=1)
            )
        for one in missing:
            button = SecondaryButton("Go there", "arrow-right", says=f"{one.sentence} Go there")
            button.least_height = 44
            button.clicked.connect(lambda _=False, one=one: self.led_to.emit(one.field, one.file))
            self._to_missing.append((one.sentence, button))
            self._missing.add(Row(Picture("circle-dashed", "warn"), Text(one.sentence), button, grows=1))

    def _show_where(self, draft: VisitDraft, today: datetime.date) -> None:
        self._where.clear()
        names = in_a_row([f"{child.name}’s" for child in self._children])
        several = len(self._children) > 1
        self._where.add(
            Text(f"It enters {names} {'files, all of them or none' if several else 'file'}. Then it is sent by itself.")
        )
        for child in self._children:
            self._where.add(
                Stack(Text(child.name, "row"), Small(in_this_file(draft, child, draft.day or today)), gap=1)
            )


def in_this_file(draft: VisitDraft, child: VisitChild, on: datetime.date) -> str:
    """What of the visit one child's file will hold: "Seen, alone, bedroom seen, 3 shared sentences"."""
    part = draft.parts[child.file]
    parts = _seen_words(part, child, on)
    count = sum(child.file in one.about and bool(one.text.strip()) for one in draft.shared)
    parts.append(plural(count, "shared sentence") if count else "no shared sentence")
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def _seen_words(part: ChildPart, child: VisitChild, on: datetime.date) -> list[str]:
    if not child.is_born(on):
        return ["not born yet"]
    seen = {True: "seen", False: "not seen", None: "not said whether seen"}[part.seen]
    parts = [seen]
    if part.seen and not not_asked(child, "alone", on):
        parts.append({True: "alone", False: "not alone", None: "not said whether alone"}[part.alone])
    if part.bedroom is not None:
        parts.append("bedroom seen" if part.bedroom else "bedroom not seen")
    return parts


def _fill(area: TextArea, kept: str) -> None:
    if kept.strip() != area.value():
        area.set_value(kept)
