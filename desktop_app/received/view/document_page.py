"""A document or photograph, opened inside Daybook: what it is, where it came from, and its pages."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop_app.received.in_the_file import CONFIDENTIAL, DocumentShown
from desktop_app.shell.controls import (
    ZOOM_STEP,
    Card,
    EmptyState,
    FlowRow,
    IconButton,
    Notice,
    Page,
    PageSource,
    PaperPages,
    PrimaryButton,
    ProgressStrip,
    QuietButton,
    Row,
    SecondaryButton,
    Small,
    Stack,
    Tag,
    Text,
)

NOT_SHOWN = "Nothing of it can be shown. It is as it was filed: ask who filed it for another copy."


class DocumentPage(Page):
    """`wanted`: its pages shall be read; `cancelled`: not now. What it holds is given back whenever it goes out of sight."""

    wants_width = True

    wanted = Signal()
    cancelled = Signal()
    returned = Signal()

    def __init__(self) -> None:
        super().__init__("Document", back="Visits and notes", fills=True)
        self._about = Text("")
        self._asked = Small("")
        self._tags = FlowRow(gap=8)
        self._said = Stack(gap=12)
        self._strip: ProgressStrip | None = None
        self.pages = PaperPages()
        self._where, self._size = Small("", wrap=False), Small("", wrap=False)
        self.paper = self._lay_out()
        for part in (self._about, self._asked, self._tags, self._said):
            part.hide()
            self.add(part)
        self.paper.hide()
        self.add(self.paper, 1)
        self.pages.moved.connect(lambda page, of: self._where.set_words(f"Page {page} of {of}" if of else ""))
        self.pages.zoomed.connect(lambda percent: self._size.set_words(f"{percent} %"))

    def _lay_out(self) -> Card:
        smaller, larger = IconButton("zoom-out", "Smaller"), IconButton("zoom-in", "Larger")
        fit = QuietButton("Fit", "move-horizontal", says="Fit the width")
        smaller.clicked.connect(lambda: self.pages.zoom(-ZOOM_STEP))
        larger.clicked.connect(lambda: self.pages.zoom(ZOOM_STEP))
        fit.clicked.connect(self.pages.fit)
        card = Card(padding=12, gap=4)
        card.add(Row(self._where, smaller, self._size, larger, fit, gap=8, grows=0))
        card.add(self.pages, 1)
        return card

    # -- shown from outside -----------------------------------------------------------------------------------------

    def came_back(self) -> None:
        """Shown again after another page."""
        self.returned.emit()

    def show_document(self, shown: DocumentShown) -> None:
        """What it is. A confidential one stays covered until it is asked for."""
        document = shown.document
        self.set_title(document.title)
        how = f"{document.how[:1].upper()}{document.how[1:]}. " if document.how else ""
        self.set_subtitle(f"{how}{shown.who}")
        for part, words in ((self._about, document.about), (self._asked, document.asked)):
            part.set_words(words)
            part.setVisible(bool(words) and not document.is_confidential)
        self._tags.clear()
        if document.is_confidential:
            self._tags.add(Tag("Confidential", "danger", "lock"))
        if shown.is_withdrawn:
            self._tags.add(Tag("Withdrawn: it no longer counts", "warn", "circle-minus"))
        self._tags.setVisible(document.is_confidential or shown.is_withdrawn)
        if document.is_confidential:
            self._cover()
        else:
            self.wanted.emit()

    def show_progress(self, done: int, of: int, words: str) -> None:
        """It is being fetched or opened; Cancel stands beside it."""
        if self._strip is None:
            strip = ProgressStrip(words)
            strip.cancelled.connect(self.cancelled)
            self._say(strip)
            self._strip = strip
        self._strip.show_progress(round(100 * done / max(1, of)), words)

    def show_pages(self, sources: Sequence[PageSource]) -> None:
        """Its pages."""
        if not sources:
            self._say(Notice("trouble", "It cannot be shown.", NOT_SHOWN))
            return
        self._say()
        self.paper.show()
        self.pages.show_pages(sources)
        self.pages.setFocus()

    def say_trouble(self, sentence: str) -> None:
        """It is not shown: why, and a way to try again."""
        again = SecondaryButton("Try again", "refresh-cw")
        again.clicked.connect(self.wanted)
        self._say(Notice("warning", "Not shown yet.", sentence, [again]))

    def show_stopped(self) -> None:
        """The worker said that it shall not be fetched now."""
        again = PrimaryButton("Open it", "file-text")
        again.clicked.connect(self.wanted)
        self._say(EmptyState("file-text", "Not opened", "What came of it so far is kept on this laptop.", again))

    def show_gone(self) -> None:
        """There is no such document on this laptop."""
        self._say(EmptyState("file-x", "This is not here", "It is not on this laptop any more."))

    # -- inside -----------------------------------------------------------------------------------------------------

    def _cover(self) -> None:
        show = PrimaryButton("Show it", "eye")
        show.clicked.connect(self._uncover)
        self._say(EmptyState("eye-off", "Covered", f"{CONFIDENTIAL} Look who can see your screen.", show))
        show.setFocus()

    def _uncover(self) -> None:
        for part in (self._about, self._asked):
            part.setVisible(bool(part.words()))
        self.wanted.emit()

    def _say(self, *parts: QWidget) -> None:
        """One thing at a time, in the place of the pages."""
        self.paper.hide()
        self._strip = None
        self._said.clear()
        for part in parts:
            self._said.add(part)
        self._said.setVisible(bool(parts))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is held in memory for a page that nobody sees."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.cancelled.emit()
            self.pages.show_pages([])
