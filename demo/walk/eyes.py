"""What a person sees in a window: its picture, the words a screen reader reads out, and the thing that has a name."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QWidget


@dataclass(frozen=True)
class Thing:
    """Something that can be pressed: the widget, and where on it."""

    widget: QWidget
    at: QRect


def picture(window: QWidget) -> QImage:
    """What the window shows."""
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    window.render(image, QPoint(0, 0))
    return image


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


def things_called(window: QWidget, name: str) -> list[Thing]:
    """What can be pressed under this name: controls, tabs, rows of lists. In the order of the window."""
    return [thing for widget in window.findChildren(QWidget) for thing in _things_in(widget, name)]


def _things_in(widget: QWidget, name: str) -> Iterator[Thing]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if isinstance(widget, QTabBar):
        for index in range(widget.count()):
            if widget.isTabVisible(index) and widget.tabText(index).replace("&&", "&") == name:
                yield Thing(widget, widget.tabRect(index))
    elif isinstance(widget, QAbstractItemView):
        yield from _rows_in(widget, name)
    elif widget.focusPolicy() & Qt.FocusPolicy.ClickFocus and called(widget) == name and not widget.focusProxy():
        yield Thing(widget, widget.rect())


def _rows_in(view: QAbstractItemView, name: str) -> Iterator[Thing]:
    model = view.model()
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        if name in (model.data(index), model.data(index, Qt.ItemDataRole.AccessibleTextRole)):
            view.scrollTo(index)
            yield Thing(view.viewport(), view.visualRect(index))
