"""What a person sees in a window: its picture, the words a screen reader reads out, and the thing that has a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QWidget

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@dataclass(frozen=True)
class Thing:
    """Something that can be pressed: the widget, and where on it."""

    widget: QWidget
    at: QRect


def picture(*windows: QWidget) -> QImage:
    """What a person sees of these windows, each lying over the one before."""
    first = windows[0]
    image = QImage(first.size(), QImage.Format.Format_RGB32)
    for window in windows:
        part = QImage(window.size(), QImage.Format.Format_ARGB32_Premultiplied)
        part.fill(Qt.GlobalColor.transparent)
        window.render(part, QPoint(0, 0), renderFlags=QWidget.RenderFlag.DrawChildren | _ground_of(window))
        painter = QPainter(image)
        painter.drawImage(window.geometry().topLeft() - first.geometry().topLeft(), part)
        painter.end()
    return image


def _ground_of(window: QWidget) -> QWidget.RenderFlag:
    """A window with a shape of its own lets what lies beneath be seen at its corners."""
    is_shaped = window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return QWidget.RenderFlag(0) if is_shaped else QWidget.RenderFlag.DrawWindowBackground


def words_in(window: QWidget) -> str:
    """Everything a screen reader reads in a window, one thing a line."""
    lines: list[str] = []
    _read(QAccessible.queryAccessibleInterface(window), lines)
    return "\n".join(lines)


def _read(interface: QAccessibleInterface | None, lines: list[str]) -> None:
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
        said = interface.text(part)
        if said and said not in lines[-3:]:
            lines.append(said)
    for index in range(interface.childCount()):
        _read(interface.child(index), lines)


def called(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def things_called(window: QWidget, name: str, of: str = "") -> list[Thing]:
    """What can be pressed under this name: controls, tabs, rows of lists. In the order of the window.

    of: what a screen reader adds where several have the name, such as the question that a Yes belongs to.
    """
    found = (thing for widget in window.findChildren(QWidget) for thing in _things_in(widget, name))
    return [thing for thing in found if not of or _described(thing.widget) == of]


def _described(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Description) if interface else ""


def _things_in(widget: QWidget, name: str) -> Iterator[Thing]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if isinstance(widget, QTabBar):
        for index in range(widget.count()):
            if widget.isTabVisible(index) and widget.tabText(index).replace("&&", "&") == name:
                yield Thing(widget, widget.tabRect(index))
    elif isinstance(widget, QAbstractItemView):
        yield from _rows_in(widget, name)
    elif widget.focusPolicy() & Qt.FocusPolicy.ClickFocus and not widget.focusProxy() and _is_called(widget, name):
        yield Thing(widget, widget.rect())


def _is_called(widget: QWidget, name: str) -> bool:
    """By the name that is spoken; what counts things says the count after a comma."""
    spoken = called(widget)
    return _fits(spoken, name) or (spoken.startswith(name + ", ") and spoken.removeprefix(name + ", ").isdigit())


def _fits(said: str, name: str) -> bool:
    """“…” at the end of a name stands for whatever follows."""
    return said.startswith(name[:-1]) if name.endswith("…") else said == name


def _rows_in(view: QAbstractItemView, name: str) -> Iterator[Thing]:
    model = view.model()
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        if any(_fits(said or "", name) for said in (model.data(index), model.data(index, SPOKEN))):
            view.scrollTo(index)
            yield Thing(view.viewport(), view.visualRect(index))
