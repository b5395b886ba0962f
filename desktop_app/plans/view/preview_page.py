"""A plan as it will be on paper, for one reader: looked at, checked, then printed or saved protected."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from casework.wording import plural
from desktop_app.plans.forms import CALLED, Form
from desktop_app.plans.previewing import Preview
from desktop_app.plans.view.check_card import CheckCard
from desktop_app.shell.controls import (
    ZOOM_STEP,
    Card,
    Dropdown,
    EmptyState,
    IconButton,
    Notice,
    Page,
    PaperPages,
    PrimaryButton,
    ProgressStrip,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    SplitColumns,
    Stack,
    TextField,
    Tick,
)

LEAST_HIGH, PART_OF_WINDOW = 320, 0.7
SOMEBODY_ELSE = "\x00somebody else"


class _Columns(SplitColumns):
    """The paper beside what is asked of it; with large text above it, and then as high as the window lets it be seen."""

    def __init__(self, left: Card, right: Stack, pages: PaperPages) -> None:
        super().__init__(left, right, shares=(768, 446), least=900)
        self._pages = pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window, another height."""
        super().resizeEvent(event)
        in_sight = round(self.window().height() * PART_OF_WINDOW) if self.is_one_column() else 0
        self._pages.setMinimumHeight(max(LEAST_HIGH, in_sight))


class PreviewPage(Page):
    """`form_chosen` carries which paper, `reader_chosen` whom the copy is for; `print_wanted`, `save_wanted` come only when
    it may go out.
    """

    wants_width = True
    with_a_family = True  # made and read at their table: a pause to talk is no reason to lock

    form_chosen = Signal(str)
    reader_chosen = Signal(str)
    print_wanted = Signal()
    save_wanted = Signal()
    print_cancelled = Signal()
    returned = Signal()

    def __init__(self) -> None:
        self.save_button = SecondaryButton("Save protected copy", "lock")
        self.print_button = PrimaryButton("Print", "printer")
        super().__init__("On paper", back="Plan", actions=[self.save_button, self.print_button], fills=True)
        self._preview: Preview | None = None
        self._who_can = ""
        self._is_gone = False
        self.pages = PaperPages()
        self.form = Dropdown("Which paper?", [(form.value, words) for form, words in CALLED.items()])
        self.form.set_value(Form.FAMILY_PLAN.value)
        self.reader = Dropdown("Copy for", (), unanswered="Choose who gets it")
        self.other = TextField("Their name", hint="Press Enter when it is written.")
        self.warnings = Stack(gap=8)
        self.checks = CheckCard()
        self.looked = Tick("")
        self._why_not = Small("")
        self._said = Notice("info", "")
        self.progress = ProgressStrip("Making the paper", can_cancel=False)
        self.printing: ProgressStrip | None = None
        self._above = Stack(gap=16)
        self._where, self._size = Small("", wrap=False), Small("", wrap=False)
        self._body = self._lay_out()
        self.add(self._said)  # above the paper: with large text the rest stands beneath it, out of sight
        self.add(self._above)
        self.add(self._body, 1)
        self._connect()
        self._allow()

    def _lay_out(self) -> QWidget:
        smaller, larger = IconButton("zoom-out", "Smaller"), IconButton("zoom-in", "Larger")
        fit = QuietButton("Fit", "move-horizontal", says="Fit the width")
        smaller.clicked.connect(lambda: self.pages.zoom(-ZOOM_STEP))
        larger.clicked.connect(lambda: self.pages.zoom(ZOOM_STEP))
        fit.clicked.connect(self.pages.fit)
        bar = Row(self._where, smaller, self._size, larger, fit, gap=8, grows=0)
        left = Card(padding=12, gap=4)
        left.add(bar)
        left.add(self.pages, 1)
        who = Card(gap=12)
        for part in (self.form, self.reader, self.other, self.warnings):
            who.add(part)
        right = Stack(self.progress, who, self.checks, self.looked, self._why_not, gap=16)
        right.body.setStretch(right.body.count() - 1, 1)
        self.other.hide()
        self._said.hide()
        self._above.hide()
        return _Columns(left, right, self.pages)

    def _connect(self) -> None:
        self.form.changed.connect(self.form_chosen)
        self.reader.changed.connect(self._choose)
        self.other.submitted.connect(lambda: self.reader_chosen.emit(self.other.value()))
        self.looked.changed.connect(lambda _on: self._allow())
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.pages.moved.connect(lambda page, of: self._where.set_words(f"Page {page} of {of}" if of else ""))
        self.pages.zoomed.connect(lambda percent: self._size.set_words(f"{percent} %"))

    # -- shown from outside -----------------------------------------------------------------------------------------

    def came_back(self) -> None:
        """Shown again after another page: the plan may say something else by now."""
        self.returned.emit()

    def allow(self, who_can: str) -> None:
        """Whether a copy may go out from here; who can give one out is said instead where it may not."""
        if self._is_gone:
            return  # what is said about a paper went with it
        self._who_can = who_can
        for button in (self.print_button, self.save_button):
            button.setVisible(not who_can)
        self._allow()

    def show_preview(self, preview: Preview) -> None:
        """Whom it could be for, and what to look at. Who looked at another paper has not looked at this one."""
        if self._preview is None or self._preview.readers != preview.readers:
            self._offer(preview)
        self._preview = preview
        self.looked.set_value(False)
        self.looked.set_words(f"I have looked at all of it. It may go to {preview.reader}." if preview.reader else "")
        self.looked.setVisible(bool(preview.reader))
        self.warnings.clear()
        for warned in preview.checks.warnings:
            self.warnings.add(Notice("trouble" if warned.stops else "warning", "", warned.sentence))
        self.warnings.setVisible(bool(preview.checks.warnings))
        self.checks.show_checks(preview.checks)
        self._allow()

    def show_paper(self, pdf: bytes, pages: int) -> None:
        """The paper itself."""
        self.progress.hide()
        self.pages.show_pdf(pdf)
        preview = self._preview
        draft = "A draft: not agreed yet. " if preview is not None and preview.is_draft else ""
        self.set_subtitle(f"{draft}{plural(pages, 'page')}, A4")
        self._allow()

    def show_progress(self, done: int, of: int, words: str) -> None:
        """How far the making is."""
        self.progress.show_progress(round(100 * done / of), words)
        self.progress.setVisible(done < of)

    def show_printing(self, done: int, of: int) -> None:
        """How many pages are on their way; Cancel stands beside it. Meanwhile no other copy goes out."""
        if self.printing is None:
            self._said.hide()
            self.printing = ProgressStrip("Printing", cancel_words="Cancel printing")
            self.printing.cancelled.connect(self.print_cancelled)
            self._above.add(self.printing)
            self._above.show()
        words = f"Printing page {min(done + 1, of)} of {of}"
        self.printing.show_progress(round(100 * done / of), words, left=f"{done} of {of}")
        self._allow()

    def end_printing(self) -> None:
        """It is on its way, was cancelled, or failed."""
        self.printing = None
        self._above.clear()
        self._above.hide()
        self._allow()

    def show_gone(self) -> None:
        """There is no such plan on this laptop."""
        self._is_gone = True
        self.clear()
        self.header.buttons.hide()
        self.add(
            EmptyState("file-x", "This plan is not here", "It may have been thrown away, or changed by a colleague.")
        )

    def say(self, kind: str, start: str, words: str = "") -> None:
        """Something to know: there is no printer, it was printed, it could not be saved."""
        self._said.say(kind, start, words)
        self._said.show()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _offer(self, preview: Preview) -> None:
        answers = [(name, f"{name}, {how[:1].lower() + how[1:]}" if how else name) for name, how in preview.readers]
        self.reader.set_answers([*answers, (SOMEBODY_ELSE, "Somebody else")])
        known = [name for name, _ in preview.readers]
        if preview.reader:
            is_other = preview.reader not in known
            self.reader.set_value(SOMEBODY_ELSE if is_other else preview.reader)
            self.other.setVisible(is_other)
            self.other.set_value(preview.reader if is_other else "")

    def _choose(self, chosen: str) -> None:
        is_other = chosen == SOMEBODY_ELSE
        self.other.setVisible(is_other)
        if is_other:
            self.other.setFocus()
        self.reader_chosen.emit(self.other.value() if is_other else chosen)

    def _allow(self) -> None:
        """A paper goes out to somebody, after it was looked at, and never while something on it must be put right."""
        preview = self._preview
        why_not = ""
        if self._who_can:
            why_not = self._who_can
        elif preview is None or not self.pages.pages():
            why_not = "The paper is being made."
        elif self.printing is not None:
            why_not = "A copy is being printed. When it is done, another can go out."
        elif not preview.reader:
            why_not = "Choose who gets this copy. Then it can be printed or saved."
        elif not preview.checks.may_go_out:
            why_not = "It cannot be printed or saved before the warning on this page is seen to."
        elif not self.looked.value():
            why_not = "Tick that you have looked at it. Then it can be printed or saved."
        self._why_not.set_words(why_not)
        self._why_not.setVisible(bool(why_not))
        self.print_button.setEnabled(not why_not)
        self.save_button.setEnabled(not why_not)
