"""The cells of the grid: yes or no, how a child seemed, and what is not asked of this child."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop_app.shell.controls import Choice, Dressed, box, brush, font, look, smooth


class YesNo(Choice):
    """Yes or No about one child; a screen reader hears the question and the child's name."""

    def __init__(self, question: str) -> None:
        super().__init__(question, [("yes", "Yes"), ("no", "No")], joined=True, label_shown=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_answer(self, answer: bool | None) -> None:
        """Show what was answered, or neither half where nothing was."""
        self.set_value({True: "yes", False: "no", None: None}[answer])


class NotAsked(Dressed, QLabel):
    """A sunken box with the reason why there is nothing to answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setContentsMargins(12, 4, 8, 4)
        self.redress()

    def redress(self) -> None:
        """The font at the text size worn now."""
        self.setFont(font("body"))
        super().redress()

    def heightForWidth(self, width: int) -> int:
        """As high as the cells beside it, more when its words wrap."""
        room = QRectF(0, 0, max(40, width - 20), 10_000).toRect()
        words = QFontMetrics(font("body")).boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(look().height(48), words.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """Narrow columns wrap it."""
        return QSize(look().px(100), look().height(48))

    def sizeHint(self) -> QSize:
        """As the cells beside it."""
        return QSize(look().px(146), look().height(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box and the words."""
        painter = smooth(self)
        edge = "line" if look().mode == "high contrast" else None
        box(painter, self.rect(), fill="sunken", edge=edge, width=look().border)
        painter.setFont(font("body"))
        painter.setPen(brush("muted"))
        room = QRectF(self.rect()).adjusted(12, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())
        painter.end()
