"""A sheet over the window: one question, one short form. Escape never loses words."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.shell import painting, tokens
from desktop_app.shell.controls.buttons import (
    Button,
    ChildButton,
    IconButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
)
from desktop_app.shell.controls.field import Field
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.layouts import Stack
from desktop_app.shell.controls.notice import Notice
from desktop_app.shell.controls.page import scrolling
from desktop_app.shell.controls.tab_order import TabsAsSeen
from desktop_app.shell.controls.text import Small, Text
from desktop_app.shell.controls.toast import end_toasts


class Scrim(QWidget):
    """Dims the window behind a sheet, and keeps presses off it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window when it grows."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ink at two fifths."""
        painter = painting.smooth(self)
        shade = painting.brush("ink" if tokens.current().mode == "light" else "sunken")
        shade.setAlpha(110)
        painter.fillRect(self.rect(), shade)
        painter.end()


class Sheet(TabsAsSeen, QDialog):
    """A sheet in the middle of the window that `parent` is in, with a title, a body, and buttons at its foot.

    Escape and the cross close it when nothing was written since it opened; else it asks first, and keeping on is the
    way Enter and a second Escape go, to where the worker was writing. `finish()` closes it as done (`accepted`), `leave()`
    as left (`rejected`).
    """

    left = Signal()

    def __init__(self, parent: QWidget, title: str, *, subtitle: str = "", width: int = 560) -> None:
        super().__init__(parent.window(), Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setWindowTitle("Daybook")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setModal(True)
        self.setAccessibleName(title)
        parent.window().installEventFilter(self)
        self._width = width
        self._scrim: Scrim | None = None
        self._answers: dict[Field, object] = {}
        self._was_at: QWidget | None = None
        self.body = Stack(gap=16)
        self._asking = self._question()
        self._foot = FlowRow(gap=12, right=True)
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(24, 16, 24, 16)
        lay.setSpacing(16)
        lay.addWidget(self.body, 1)
        self._area = scrolling(inside)
        inside.installEventFilter(self)
        around = QVBoxLayout(self)
        around.setContentsMargins(2, 2, 2, 2)
        around.setSpacing(0)
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        top = self._top(title, subtitle)
        around.addLayout(top)
        around.addWidget(self._area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 24)
        foot.setSpacing(12)
        foot.addWidget(self._asking)
        foot.addWidget(self._foot)
        around.addLayout(foot)
        self._above_and_below = (top, foot)

    def _top(self, title: str, subtitle: str) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 12, 4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(title, "compact title"))
        if subtitle:
            words.addWidget(Small(subtitle))
        top.addLayout(words, 1)
        cross = IconButton("x", "Close")
        cross.clicked.connect(self.ask_to_leave)
        top.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        return top

    def _question(self) -> Notice:
        stay, leave = SecondaryButton("Go on writing"), QuietButton("Leave it, do not keep it")
        asking = Notice("warning", "You have written something here.", "It has not been added yet.", [stay, leave])
        stay.clicked.connect(self._stay)
        leave.clicked.connect(self.leave)
        asking.hide()
        self._stay_button = stay
        return asking

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put one more part in the body."""
        self.body.add(part, stretch)

    def add_button(self, button: Button) -> None:
        """Put a button at the foot; the way on comes last, at the right."""
        self._foot.add(button)

    def show_over(self) -> None:
        """Open it in the middle of its window."""
        window = self.parentWidget()
        if window is not None:
            end_toasts(window)
            self._scrim = Scrim(window)
        self._answers = {field: _answer(field) for field in self.findChildren(Field)}
        self.open()
        self._place()
        self._stand_on_first()

    def _stand_on_first(self) -> None:
        """The keyboard is where the answer is given: the first field, else the main way on, never the cross."""
        field = next((field for field in self._answers if field.isVisible() and field.isEnabled()), None)
        at_foot, inside = (_main_button(part.findChildren(Button)) for part in (self._foot, self.body))
        first: QWidget | None = field or at_foot or inside
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        window = self.parentWidget()
        room = window.size() if window is not None else self.sizeHint()
        width = min(round(self._width * min(1.6, tokens.current().scale)), room.width() - 48)
        inside = self._area.widget()
        needs = inside.heightForWidth(width - 4) if inside is not None and inside.hasHeightForWidth() else 0
        if inside is not None and needs <= 0:
            needs = inside.sizeHint().height()
        others = sum(
            part.heightForWidth(width - 4) if part.hasHeightForWidth() else part.sizeHint().height()
            for part in self._above_and_below
        )
        self.resize(width, min(needs + others + 4, room.height() - 48))
        if window is not None:
            self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As high as what is in it, also when that grows or shrinks while it is open; out of sight with its window."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.hide()
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def has_new_words(self) -> bool:
        """Whether any field holds something else than when the sheet opened."""
        return any(_answer(field) != before for field, before in self._answers.items())

    def ask_to_leave(self) -> None:
        """Leave at once when nothing was written; else ask."""
        if not self.has_new_words():
            self.leave()
            return
        if self._asking.isVisible():
            self._stay()
            return
        self._was_at = self.focusWidget()
        self._asking.show()
        self._foot.hide()
        self._place()
        self._stay_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _stay(self) -> None:
        self._asking.hide()
        self._foot.show()
        if self._was_at is not None and self._was_at.isVisible():
            self._was_at.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._stand_on_first()

    def finish(self) -> None:
        """What was asked is done: close."""
        self._answers = {}
        self.accept()

    def leave(self) -> None:
        """Close without doing it."""
        self._answers = {}
        self.left.emit()
        self.reject()

    def done(self, result: int) -> None:
        """The window behind is bright again."""
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape asks; Enter in a field does not press a button by surprise."""
        if event.key() == Qt.Key.Key_Escape:
            self.ask_to_leave()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A large card."""
        painter = painting.smooth(self)
        rect = QRectF(self.rect())
        painting.box(painter, rect, fill="surface", edge="outline", width=tokens.current().border, radius=12)
        painter.end()


def _main_button(buttons: list[Button]) -> Button | None:
    """The one that is filled, or else the first: nothing that is covered is shown by a careless Enter."""
    able = [one for one in buttons if one.isVisible() and one.isEnabled() and not isinstance(one, ChildButton)]
    return next((one for one in able if isinstance(one, PrimaryButton)), next(iter(able), None))


def _answer(field: Field) -> object:
    value = getattr(field, "value", None)
    return value() if callable(value) else None


def confirm(parent: QWidget, title: str, words: str, yes: Button, no: str = "Not now") -> Sheet:
    """Ask before something that cannot be undone; `yes` names what will be done. Its click closes the sheet as done."""
    sheet = Sheet(parent, title, width=480)
    sheet.add(Text(words))
    aside = SecondaryButton(no)
    aside.clicked.connect(sheet.leave)
    yes.clicked.connect(sheet.finish)
    sheet.add_button(aside)
    sheet.add_button(yes)
    sheet.show_over()
    aside.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
