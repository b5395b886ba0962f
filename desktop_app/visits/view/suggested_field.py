"""A line to type in, with words offered: one may be taken, several joined, or others written."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.shell.controls import Dressed, Menu, TextField, draw_icon, look, smooth
from desktop_app.shell.controls import colour as colour_of


class _Opener(Dressed, QWidget):
    """The arrow at the right of the line. The keyboard opens the same list with the Down key, so Tab passes it by."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as the arrow with some air."""
        return QSize(look().px(18) + 14, look().height(44))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open."""
        event.accept()
        self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The arrow."""
        painter = smooth(self)
        size = look().px(18)
        box = QRectF(self.rect())
        corner = QPointF(box.center().x() - size / 2, box.center().y() - size / 2)
        draw_icon(painter, "chevron-down", colour_of("muted"), corner, size)
        painter.end()


class SuggestedField(TextField):
    """`several` joins what is taken with commas ("Chatty, tired"); else what is taken replaces the line.

    The list opens with the arrow, or with the Down key.
    """

    taken = Signal(str)

    def __init__(
        self,
        label: str,
        offered: Sequence[str],
        *,
        value: str = "",
        several: bool = False,
        placeholder: str = "",
        hint: str = "",
        label_shown: bool = True,
    ) -> None:
        super().__init__(label, value=value, placeholder=placeholder, hint=hint, label_shown=label_shown)
        self._offered, self._several = tuple(offered), several
        opener = _Opener()
        opener.pressed.connect(self.open_list)
        if self._frame is not None:
            self._frame.lay.setContentsMargins(12, 0, 0, 0)
            self._frame.lay.setSpacing(0)
            self._frame.lay.addWidget(opener)
        self.line.setAccessibleDescription("Press Down for words to choose from")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
            return
        super().keyPressEvent(event)

    def open_list(self) -> Menu:
        """Show the words; those in the line already are ticked."""
        menu = Menu(self)
        menu.setAccessibleName(self._label_words)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        there = {part.lower() for part in self._parts()}
        for words in self._offered:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(words.lower() in there)
            action.triggered.connect(lambda _=False, words=words: self._take(words))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def _parts(self) -> list[str]:
        return [part.strip() for part in self.value().split(",") if part.strip()]

    def _take(self, words: str) -> None:
        parts = self._parts() if self._several else []
        same = [part for part in parts if part.lower() == words.lower()]
        if same:
            parts.remove(same[0])
        else:
            parts.append(words.lower() if parts else words)
        self.line.setText(", ".join(parts))
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.taken.emit(self.value())
