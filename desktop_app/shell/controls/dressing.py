"""What every control shares: it dresses again when the look changes, and shows a ring when the keyboard reaches it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop_app.shell import painting, tokens

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Dressed(_Widget):
    """Mixed in before a Qt class: `redress` is called when the colours or the text size change.

    What is out of sight is dressed when it comes into sight: pages kept for Back cost nothing while they are not shown.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        self._worn = tokens.current()
        super().__init__(*args, **named)

    def redress(self) -> None:
        """Take fonts and lengths from the look worn now. Call it at the end of `__init__` too."""
        self.updateGeometry()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """In sight now."""
        self.keep_up()
        super().showEvent(event)

    def keep_up(self) -> None:
        """Dress again where another look is worn than when it was dressed last."""
        if self._worn != tokens.current():
            self._worn = tokens.current()
            self.redress()


def keep_up_everywhere(application: QApplication) -> None:
    """All that is in sight wears the look of now."""
    for window in application.topLevelWidgets():
        if window.isVisible():
            for part in (window, *window.findChildren(QWidget)):
                if isinstance(part, Dressed) and part.isVisible():
                    part.keep_up()
            window.update()


class FocusRing(QWidget):
    """The ring of keyboard focus: 3 px of what lies behind, then 3 px of `focus`, outside the control it surrounds."""

    GAP = 3

    def __init__(self, target: QWidget, radius: float) -> None:
        super().__init__(_host_of(target))
        self.setObjectName("focus ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target = target
        self._radius = radius
        self._follow()
        self.place()
        self.show()

    def _follow(self) -> None:
        host = self.parentWidget()
        widget: QWidget | None = self._target
        while widget is not None and widget is not host:
            widget.installEventFilter(self)
            widget = widget.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the target when it or anything around it moves."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(self._target.isVisible())
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Lie around the target."""
        out = self.GAP + tokens.FOCUS_WIDTH
        host = self.parentWidget()
        if host is None or not host.isAncestorOf(self._target):  # the page was laid out anew around it
            host = _host_of(self._target)
            self.setParent(host)
            self._follow()
            self.setVisible(self._target.isVisible())
        corner = self._target.mapTo(host, self._target.rect().topLeft())
        self.setGeometry(QRect(corner, self._target.size()).adjusted(-out, -out, out, out))
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only the ring; what lies in the gap shows through."""
        painter = painting.smooth(self)
        painting.box(painter, self.rect(), edge="focus", width=tokens.FOCUS_WIDTH, radius=self._radius + self.GAP + 1)
        painter.end()


def _host_of(target: QWidget) -> QWidget:
    """The widget the ring lies in: what a scroll area scrolls, or else the window, so that nothing cuts it off."""
    widget = target
    while (around := widget.parentWidget()) is not None and not widget.isWindow():
        grandparent = around.parentWidget()
        if isinstance(grandparent, QScrollArea) and grandparent.viewport() is around:
            return widget
        widget = around
    return widget


class Ringed(Dressed):
    """Mixed in before a Qt class that can have the focus: shows the ring when it came by keyboard."""

    ring_radius: float = tokens.RADIUS_CONTROL
    ring_always = False  # fields: also when the focus came by pointer
    _ring: FocusRing | None = None

    def ring_target(self) -> QWidget:
        """What the ring surrounds: the control itself, or the frame it sits in."""
        return self

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in BY_KEYBOARD or (
            event.reason() == Qt.FocusReason.OtherFocusReason
            and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        )
        if (by_keyboard or self.ring_always) and self._ring is None:
            self._ring = FocusRing(self.ring_target(), self.ring_radius)
        self.ring_target().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None
        self.ring_target().update()
