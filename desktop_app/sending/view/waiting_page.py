"""Waiting to send: what is not with the store yet, in the order in which it goes, and what needs the worker."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casework.wording import number_in_words
from desktop_app.sending.queries import NotAccepted, WaitingLine, WaitingShown
from desktop_app.shell.controls import (
    Body,
    Card,
    Cell,
    EmptyState,
    FactRow,
    FlowRow,
    Heading,
    ListRow,
    Page,
    Picture,
    ProgressStrip,
    Row,
    RowList,
    SecondaryButton,
    Sheet,
    Small,
    SplitColumns,
    Stack,
)

EXPLAINED = "What you write stands here until the central store has it."


class WaitingPage(Page):
    """The list. `try_now` asks for a round at once, `paused` and `went_on` for less and for more of them, `all_wanted` for
    what is held back; `draft_opened` carries a draft to go on with: its file, what it is."""

    try_now = Signal()
    paused = Signal()
    went_on = Signal()
    all_wanted = Signal()
    draft_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("Waiting to send")
        self._shown: WaitingShown | None = None
        self._link = Card()
        self._headline = Heading("", 3)
        self._why = Small("")
        self._try = SecondaryButton("Try now", "refresh-cw")
        self._try.clicked.connect(self.try_now)
        self.pause = SecondaryButton("Pause", "pause")
        self.pause.clicked.connect(self.paused)
        self.go_on = SecondaryButton("Go on", "play")
        self.go_on.clicked.connect(self.went_on)
        self.send_all = SecondaryButton("Send drawings too", "cloud-upload")
        self.send_all.clicked.connect(self.all_wanted)
        ways = FlowRow(self.send_all, self._try, self.pause, self.go_on, gap=12, right=True)
        self._link.add(SplitColumns(Stack(self._headline, self._why, gap=4), ways, least=560))
        self._progress = ProgressStrip("How far it is", can_cancel=False)
        self._link.add(self._progress)
        self.show_hold(is_paused=False, is_held=False)
        self.show_progress(0, 0)
        self.add(self._link)
        self._rest = Stack(gap=16)
        self.add(self._rest)
        self._not_checked = ""
        self._empty = Stack()
        self._empty.hide()
        self.add(self._empty)

    def show_link(self, headline: str, why: str, *, can_try: bool) -> None:
        """How the connection stands."""
        self._headline.set_words(headline)
        self._why.set_words(why)
        self._why.setVisible(bool(why))
        self._try.setEnabled(can_try)

    def show_hold(self, *, is_paused: bool, is_held: bool) -> None:
        """Whether the worker paused it, and whether something is held back. The keyboard stays where the way on is."""
        had_focus = self.pause.hasFocus() or self.go_on.hasFocus()
        self.pause.setVisible(not is_paused)
        self.go_on.setVisible(is_paused)
        self._try.setVisible(not is_paused)
        self.send_all.setVisible(is_held and not is_paused)
        if had_focus:
            (self.go_on if is_paused else self.pause).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, done: int, of: int) -> None:
        """How far it is: nothing to show where `of` is 0."""
        self._progress.setVisible(of > 0)
        if of > 0:
            self._progress.show_progress(round(100 * done / of))

    def show_checked(self, not_checked: str) -> None:
        """Whether the store was seen to hold all of it: "" where it was, else what to say of the last time."""
        if self._empty.body.count() and not_checked == self._not_checked:
            return
        self._not_checked = not_checked
        self._empty.clear()
        all_sent = EmptyState("check", "All sent", EXPLAINED)
        self._empty.add(EmptyState("cloud-off", "Nothing is waiting", not_checked) if not_checked else all_sent)

    def show_waiting(self, shown: WaitingShown) -> None:
        """Show what waits; the list is left alone while it is the same."""
        self._empty.setVisible(not shown.count)
        if shown == self._shown:
            return
        self._shown = shown
        many = number_in_words(shown.count).capitalize() + (" thing." if shown.count == 1 else " things.")
        safe = "It is safe on this laptop." if shown.count == 1 else "All of them are safe on this laptop."
        self.set_subtitle(f"{many} {safe}" if shown.count else "Nothing waits.")
        self._rest.clear()
        if shown.refused:
            self._rest.add(Heading("Needs you"))
            for one in shown.refused:
                self._rest.add(self._refused(one))
        if shown.lines:
            self._rest.add(Heading("In this order"))
            rows = RowList("What waits to be sent", grows=True)
            rows.show_rows([_row(line, place) for place, line in enumerate(shown.lines)])
            rows.opened.connect(self._open)
            self._rest.add(rows)

    def _open(self, key: str) -> None:
        found = [line for line in (self._shown.lines if self._shown else ()) if line.key == key and line.is_draft]
        if found:
            self.draft_opened.emit(found[0].file, found[0].what)

    def _refused(self, one: NotAccepted) -> QWidget:
        card = Card(edge="danger")
        read = SecondaryButton("Read what I wrote", "file-text", says=f"Read what I wrote: {one.title}")
        read.clicked.connect(lambda: self._read(one))
        told = Stack(Heading(one.title, 3), Body(f"{one.why} Set aside {one.since}. Nothing else is held up."), gap=4)
        told.body.addSpacing(8)
        told.add(FlowRow(read))
        row = Row(Picture("circle-alert", "danger", 24), told, grows=1)
        row.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.add(row)
        return card

    def _read(self, one: NotAccepted) -> None:
        sheet = Sheet(self, "What you wrote", subtitle="Kept on this laptop. You can copy it from here.")
        for field, words in one.words:
            sheet.body.add(FactRow(field, words))
        if not one.words:
            sheet.body.add(Body("This entry holds no words, only answers that were chosen."))
        sheet.show_over()


def _row(line: WaitingLine, place: int) -> ListRow:
    if line.is_draft:
        state = Cell("Not finished", "pen-line", "muted")
    else:
        state = Cell("Next", "clock", "muted") if place == 0 else Cell("After that", "clock", "muted")
    return ListRow(line.key, line.title, line.second, icon=line.icon, state=state, opens=line.is_draft)
