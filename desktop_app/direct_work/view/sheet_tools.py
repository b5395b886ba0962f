"""The tools beside the sheet: pen, crayon, type, rub out; undo and redo."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.direct_work.view.canvas import Canvas
from desktop_app.direct_work.view.ink_surface import CRAYON_WIDTH, PEN_WIDTH, Pen
from desktop_app.direct_work.view.tool_button import ToolButton
from desktop_app.shell.controls import Dressed

GAP = 10


class SheetTools(Dressed, QWidget):
    """One column, or two when the text is large. Puts the pen in the canvas's hand; `typing` asks for words to be typed."""

    typing = Signal()

    def __init__(self, canvas: Canvas, *, words: bool = True) -> None:
        super().__init__()
        self._canvas = canvas
        self.pen = self._tool("Pen", "pencil", lambda: self._take(PEN_WIDTH))
        self.crayon = self._tool("Crayon", "brush", lambda: self._take(CRAYON_WIDTH))
        self.type = self._tool("Type", "keyboard", self.typing.emit, stays=False) if words else None
        self.rub = self._tool("Rub out", "eraser", lambda: self._take(canvas.pen.width, rubs=True))
        self.undo = self._tool("Undo", "undo-2", canvas.undo, stays=False)
        self.redo = self._tool("Redo", "redo-2", canvas.redo, stays=False)
        self._tools = [
            tool
            for tool in (self.pen, self.crayon, self.type, self.rub, self.undo, self.redo)
            if isinstance(tool, ToolButton)
        ]
        self.pen.setChecked(True)
        canvas.changed.connect(self.look_again)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.look_again()

    def _tool(self, words: str, icon: str, do: Callable[[], object], *, stays: bool = True) -> ToolButton:
        tool = ToolButton(words, icon, stays=stays)
        tool.setParent(self)
        tool.clicked.connect(lambda _on: do())
        return tool

    def take_colour(self, colour: str) -> None:
        """The next line is in this crayon's colour; whoever held the rubber holds a pen again."""
        if self._canvas.pen.rubs:
            self.pen.setChecked(True)
            self._canvas.pen = Pen(colour)
        else:
            self._canvas.pen = self._canvas.pen._replace(colour=colour)

    def _take(self, width: int, *, rubs: bool = False) -> None:
        self._canvas.pen = self._canvas.pen._replace(width=width, rubs=rubs)

    def look_again(self) -> None:
        """Undo and Redo can be pressed when there is something to take back."""
        self.undo.setEnabled(self._canvas.can_undo)
        self.redo.setEnabled(self._canvas.can_redo)

    # -- one column or two ----------------------------------------------------------------------------------------

    def _size_of_one(self) -> QSize:
        sizes = [tool.sizeHint() for tool in self._tools]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))

    def _columns(self) -> int:
        one = self._size_of_one()
        return 1 if (one.height() + GAP) * len(self._tools) <= self.height() + GAP else 2

    def sizeHint(self) -> QSize:
        """As wide as its columns need."""
        one = self._size_of_one()
        columns = self._columns()
        return QSize(one.width() * columns + GAP * (columns - 1), one.height() * 3 + GAP * 2)

    def minimumSizeHint(self) -> QSize:
        """Three rows of two."""
        return QSize(self.sizeHint().width(), self._size_of_one().height() * 3 + GAP * 2)

    def redress(self) -> None:
        """Another text size may need other columns."""
        super().redress()
        if hasattr(self, "_tools"):
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one column and two."""
        super().resizeEvent(event)
        self.updateGeometry()
        self._lay()

    def _lay(self) -> None:
        one, columns = self._size_of_one(), self._columns()
        for at, tool in enumerate(self._tools):
            row, column = divmod(at, columns)
            x, y = column * (one.width() + GAP), row * (one.height() + GAP)
            tool.setGeometry(QRect(x, y, one.width(), one.height()))
