"""The name under a house: the child's own if there is one. Pressed, it becomes a line to type in."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QStackedLayout, QWidget

from desktop_app.direct_work.houses import MOST_LETTERS, House, own_name
from desktop_app.direct_work.view.childs_button import strong
from desktop_app.shell.controls import Ringed, box, brush, colour, draw_icon, font, look, smooth
from desktop_app.shell.tokens import TARGET_CHILD

TONES = {House.GOOD: "well", House.WORRIES: "worry", House.DREAMS: "next"}
LEAST_LETTERS = 18  # px at 100 %; a long name shrinks to this, or a little more, before it is cut off
PENCIL_UP_TO = 1.25  # times 100 %; with larger text the name needs the pencil's room
DRAWN_HIGH = 52  # the box; the target around it is 64


class _Chip(Ringed, QAbstractButton):
    """The name in its box, with a pencil."""

    ring_radius = 16

    def __init__(self, house: House) -> None:
        super().__init__()
        self._tone = TONES[house]
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, words: str, own: str) -> None:
        """Show a name; own: what the house is for."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        said = words if words == own else f"{words}, the house of {own.lower()}"
        self.setAccessibleName(f"{said}. Give it another name")
        self.update()

    def sizeHint(self) -> QSize:
        """64 high at least; its width is given."""
        return QSize(160, look().height(TARGET_CHILD, "childs body"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it for typing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def words_seen(self) -> str:
        """As much of the name as there is room for."""
        lettering = self._lettering()
        return QFontMetrics(lettering).elidedText(self._words, Qt.TextElideMode.ElideRight, self._room())

    def _room(self) -> int:
        return self.width() - 2 * self._side() - self._pencil_and_gap() - 2

    def _pencil_and_gap(self) -> int:
        """The pencil goes before a letter of the name does."""
        wide = look().px(18) + 10
        smallest = strong("childs body")
        smallest.setPixelSize(self._least())
        needs = QFontMetrics(smallest).horizontalAdvance(self._words) + wide + 2 * 20 + 2
        return wide if look().scale <= PENCIL_UP_TO and needs <= self.width() else 0

    @staticmethod
    def _least() -> int:
        return round(LEAST_LETTERS * max(1.0, look().scale * 0.6))

    def _side(self) -> int:
        return 20 if self._pencil_and_gap() else 12

    def _lettering(self) -> QFont:
        lettering = strong("childs body")
        least = self._least()
        while QFontMetrics(lettering).horizontalAdvance(self._words) > self._room() and lettering.pixelSize() > least:
            lettering.setPixelSize(lettering.pixelSize() - 1)
        return lettering

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A box as wide as the name needs, in the middle of the target."""
        painter = smooth(self)
        lettering, words, beside = self._lettering(), self.words_seen(), self._pencil_and_gap()
        wide = QFontMetrics(lettering).horizontalAdvance(words)
        high = min(self.height(), look().height(DRAWN_HIGH, "childs body"))
        frame = QRectF(0, 0, wide + beside + 2 * self._side(), high)
        frame.moveCenter(QRectF(self.rect()).center())
        box(painter, frame, fill="surface", edge=self._tone, width=2, radius=16)
        painter.setFont(lettering)
        painter.setPen(brush(self._tone))
        inside = QRectF(frame.x() + self._side(), frame.y(), wide + 2, frame.height())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        if beside:
            pencil = look().px(18)
            at = QPointF(inside.right() + 8, frame.center().y() - pencil / 2)
            draw_icon(painter, "pencil", colour(self._tone), at, pencil)
        painter.end()


class _Line(Ringed, QLineEdit):
    """Where the name is typed. Escape leaves the old one."""

    ring_always = True
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def redress(self) -> None:
        """The child's typeface."""
        self.setFont(font("childs body"))
        super().redress()


class HouseName(QWidget):
    """One house's name. `named` carries what the child called it; empty gives it its own name back."""

    named = Signal(str)

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._name = ""
        self._chip = _Chip(house)
        self._line = _Line()
        self._line.setMaxLength(MOST_LETTERS)
        self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line.setAccessibleName(f"Another name for the house of {own_name(house).lower()}")
        self._line.setFixedHeight(look().height(DRAWN_HIGH, "childs body"))
        self._line.redress()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._chip)
        self._stack.addWidget(self._line)
        self._chip.clicked.connect(self.begin)
        self._line.editingFinished.connect(self._finish)
        self._line.given_up.connect(self._give_up)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_name("")

    def words_seen(self) -> str:
        """As much of the name as there is room for."""
        return self._chip.words_seen()

    def name(self) -> str:
        """The name shown."""
        return self._name or own_name(self._house)

    def show_name(self, given: str) -> None:
        """Show the child's name for it, or its own when there is none."""
        self._name = given
        self._chip.show_name(self.name(), own_name(self._house))

    def begin(self) -> None:
        """Let it be typed."""
        self._line.setText(self._name)
        self._line.setPlaceholderText(own_name(self._house))
        self._stack.setCurrentWidget(self._line)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        if self._stack.currentWidget() is self._line:
            typed = self._line.text().strip()
            had_focus = self._line.hasFocus()
            self._show_chip()
            if typed != self._name:
                self.show_name(typed)
                self.named.emit(typed)
            if had_focus:
                self._chip.setFocus(Qt.FocusReason.TabFocusReason)

    def _give_up(self) -> None:
        self._line.setText(self._name)  # losing the focus finishes it, and must find nothing new
        self._show_chip()

    def _show_chip(self) -> None:
        self._stack.setCurrentWidget(self._chip)
