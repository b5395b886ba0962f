"""An ordinary drawing page: what the screen shows once the child has pressed Hide, or something else took the screen."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.direct_work.view.canvas import Canvas
from desktop_app.direct_work.view.childs_frame import ChildsFrame
from desktop_app.direct_work.view.crayon_row import CrayonRow
from desktop_app.direct_work.view.drawing_ground import draw_flowers
from desktop_app.direct_work.view.sheet_tools import SheetTools


class HiddenDrawing(ChildsFrame):
    """Flowers to draw on. Nothing here says what was there before; what is drawn here is kept nowhere."""

    def __init__(self) -> None:
        super().__init__("My drawing", plain=True)
        self.canvas = Canvas(draw_flowers)
        self.tools = SheetTools(self.canvas, words=False)
        crayons = CrayonRow()
        crayons.taken.connect(self.tools.take_colour)
        middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(crayons)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tools)
        row.addLayout(middle, 1)
        self.body.addLayout(row, 1)
