"""Child mode: a window of its own over the whole screen that holds one child's activity and no door a child can press open.

It is a privacy curtain: a program cannot keep Alt+Tab or Ctrl+Alt+Delete from the system. docs/child-mode.md says so.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.direct_work.view.childs_button import ChildsButton
from desktop_app.direct_work.view.childs_frame import ChildsFrame, in_the_middle
from desktop_app.direct_work.view.hidden_drawing import HiddenDrawing
from desktop_app.direct_work.view.resting import Resting
from desktop_app.direct_work.view.stopped import Stopped
from desktop_app.direct_work.view.workers_door import WorkersDoor
from desktop_app.shell.controls import FlowRow
from desktop_app.shell.practice_band import band_for_practice

TITLE = "Daybook"


class Inside(ChildsFrame):
    """After the PIN, when the page was hidden: on with the child, or back to the worker's screens."""

    on_with_child = Signal()
    leaving = Signal()

    def __init__(self) -> None:
        super().__init__("Welcome back", "The page is still hidden. Look who can see the screen.", plain=True)
        self.stop.hide()
        self.on_button = ChildsButton("Back to what we were doing", "undo-2")
        self.leave_button = ChildsButton("To my own screens", "log-out", "on")
        self.on_button.clicked.connect(self.on_with_child)
        self.leave_button.clicked.connect(self.leaving)
        self.body.addWidget(in_the_middle(FlowRow(self.on_button, self.leave_button, gap=14)), 1)


class ChildsRoom(QWidget):
    """Holds the child's pages. `pin_given` and `passphrase_given` carry what was typed at the worker's door; whoever

    hears them answers with `open_door`, `say_wrong_pin` or `ask_passphrase`. `left` is sent when the worker is out, `woken`
    when the worker woke the room from its rest; `turned` when another page is shown.
    """

    pin_given = Signal(str)
    passphrase_given = Signal(str)
    left = Signal()
    woken = Signal()
    turned = Signal()

    def __init__(self, home: ChildsFrame) -> None:
        super().__init__(
            None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setWindowTitle(TITLE)
        self._may_close = False
        self._needs_passphrase = False
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for band in band_for_practice():
            around.addWidget(band)
        self.around = around  # one more band goes over every page by being put first
        self._stack = QStackedLayout()
        self._stack.currentChanged.connect(lambda _page: self.turned.emit())
        around.addLayout(self._stack, 1)
        self.hidden_drawing, self.stopped, self.door, self.inside = HiddenDrawing(), Stopped(), WorkersDoor(), Inside()
        self.resting = Resting()
        self._before_rest: ChildsFrame | None = None
        self._page: ChildsFrame = home
        self._hidden = False
        for page in (self.hidden_drawing, self.stopped, self.door, self.inside, self.resting):
            self._stack.addWidget(page)
        self.add_page(home)
        self.hidden_drawing.stopped.connect(self.stop)
        self.stopped.went_on.connect(self._go_on)
        self.stopped.for_worker.connect(self._to_the_door)
        self.resting.for_worker.connect(self._to_the_door)
        self.door.went_back.connect(self._back_from_the_door)
        self.door.pin_given.connect(self.pin_given)
        self.door.passphrase_given.connect(self.passphrase_given)
        self.inside.on_with_child.connect(self._back_to_page)
        self.inside.leaving.connect(self.leave)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._screen_changed)
        self._stack.setCurrentWidget(home)

    def add_page(self, page: ChildsFrame) -> None:
        """One more page of the child's; its Hide and Stop are heard."""
        self._stack.addWidget(page)
        page.hidden.connect(self.hide_page)
        page.stopped.connect(self.stop)

    def show_page(self, page: ChildsFrame) -> None:
        """Go to a page of the child's. While something else is shown for the child's safety, it waits its turn."""
        self._page = page
        if not self._hidden and self._stack.currentWidget() not in self._for_safety():
            self._stack.setCurrentWidget(page)

    def shown(self) -> ChildsFrame:
        """What is on the screen now."""
        page = self._stack.currentWidget()
        assert isinstance(page, ChildsFrame)  # noqa: S101 nothing else is ever added
        return page

    def enter(self) -> None:
        """Cover the whole screen."""
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.showFullScreen()
        self.raise_()
        self.activateWindow()

    # -- hide, stop, go on ----------------------------------------------------------------------------------------

    def hide_page(self) -> None:
        """An ordinary drawing page at once; only the worker's PIN brings the other back."""
        self._hidden = True
        self._stack.setCurrentWidget(self.hidden_drawing)

    def stop(self) -> None:
        """We stop. From there the child can go on, and the worker can come back."""
        self._stack.setCurrentWidget(self.stopped)
        self.stopped.begin()

    def _for_safety(self) -> tuple[ChildsFrame, ...]:
        return (self.stopped, self.door, self.inside, self.resting)

    # -- a rest ---------------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Nobody was there for long: a kind page over what is shown, which the worker alone takes away."""
        shown = self.shown()
        self._before_rest = self.stopped if shown is self.door else shown
        self._stack.setCurrentWidget(self.resting)

    @property
    def rests(self) -> bool:
        """Whether only the worker wakes it."""
        return self._before_rest is not None

    def _wake(self) -> None:
        before, self._before_rest = self._before_rest, None
        if before is not None:
            self._stack.setCurrentWidget(before)
        self.woken.emit()

    def _go_on(self) -> None:
        self._stack.setCurrentWidget(self.hidden_drawing if self._hidden else self._page)

    def _screen_changed(self, state: Qt.ApplicationState) -> None:
        """Another program took the screen: what the child wrote is not there for whoever comes back."""
        if state == Qt.ApplicationState.ApplicationInactive and self.isVisible() and self.shown() is self._page:
            self.hide_page()

    # -- the worker's door ----------------------------------------------------------------------------------------

    def _back_from_the_door(self) -> None:
        """Not the worker after all."""
        if self.rests:
            self._stack.setCurrentWidget(self.resting)
        else:
            self.stop()

    def _to_the_door(self) -> None:
        self._stack.setCurrentWidget(self.door)
        if self._needs_passphrase:
            self.door.ask_passphrase()
        else:
            self.door.ask_pin()

    def say_wrong_pin(self, sentence: str) -> None:
        """Not the PIN; `sentence` says how many tries are left."""
        self.door.ask_pin(sentence)

    def ask_passphrase(self, sentence: str) -> None:
        """Too many wrong PINs, or a wrong passphrase: only the passphrase opens now."""
        self._needs_passphrase = True
        self.door.ask_passphrase(sentence)

    def open_door(self) -> None:
        """It is the worker."""
        self._needs_passphrase = False
        if self.rests:
            self._wake()
        elif self._hidden:
            self._stack.setCurrentWidget(self.inside)
            self.inside.on_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave()

    def _back_to_page(self) -> None:
        self._hidden = False
        self._stack.setCurrentWidget(self._page)

    def leave(self) -> None:
        """Out of child mode. Called for the worker alone, or when the program ends; twice is as once."""
        if self._may_close:
            return
        self._may_close = True
        self.left.emit()
        self.close()

    # -- what cannot leave it -------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 stops; it does not leave."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self._back_from_the_door()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops. No other key of Daybook's does anything here."""
        if event.key() == Qt.Key.Key_Escape:
            if self.shown() not in (self.stopped, self.inside):
                self._back_from_the_door()
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Whoever made the window small finds the ordinary drawing page in it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized() and self.shown() is self._page:
            self.hide_page()
