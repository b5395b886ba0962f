"""A drawing as large as the window lets it be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.direct_work.queries import Picture
from desktop_app.direct_work.view.drawing_picture import DrawingPicture
from desktop_app.shell.controls import SecondaryButton, Sheet, look

LARGEST = (1000, 560)


class DrawingSheet(Sheet):
    """Shows one drawing. Escape closes it."""

    def __init__(self, parent: QWidget, picture: Picture) -> None:
        room = parent.window().size()
        wide = min(LARGEST[0], room.width() - 120)
        high = min(LARGEST[1], room.height() - look().px(120) - 160)
        super().__init__(parent, picture.title, width=round((wide + 56) / min(1.6, look().scale)))
        drawing = DrawingPicture(f"Drawing: {picture.title}", picture.strokes, wide=wide, high=max(200, high))
        self.add(drawing)
        close = SecondaryButton("Close")
        close.clicked.connect(self.leave)
        self.add_button(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
