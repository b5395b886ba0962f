"""One person's mark on the scale: their name in a pill. Pressed, it shows what they said over time."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.mapping.ratings import Mark
from desktop_app.shell.controls import Ringed, box, brush, font, look, smooth

HEIGHT, PADDING = 32, 10


class MarkPill(Ringed, QAbstractButton):
    """The child's mark has the child's colour; one that is not added yet a dashed edge. No colour goes by the number."""

    def __init__(self, mark: Mark, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setText(mark.rater.name)
        who = mark.rater.who
        draft = ", not added yet" if mark.draft else ""
        self.setAccessibleName(f"{who}: {mark.score.value}{draft}. Show what {mark.rater.name} said")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.redress()

    def redress(self) -> None:
        """As large as its name at the text size worn now."""
        self.setFont(font("second strong"))
        self.resize(self.sizeHint())
        self.ring_radius = self.height() / 2
        super().redress()

    def sizeHint(self) -> QSize:
        """32 high at 100 %, as wide as the name."""
        wide = QFontMetricsF(font("second strong")).horizontalAdvance(self.text())
        return QSize(round(wide) + 2 * PADDING + 1, look().px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill and the name."""
        tone = "child" if self.mark.rater.is_child else "primary"
        painter = smooth(self)
        rect = QRectF(self.rect())
        width = max(look().border, 2 if self.underMouse() else 1)
        box(
            painter,
            rect,
            fill=f"{tone} soft",
            edge=tone,
            width=width,
            radius=rect.height() / 2,
            dashed=self.mark.draft,
        )
        painter.setFont(self.font())
        painter.setPen(brush(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
