"""Tab goes where the eye goes, also through parts that were made later than what stands beneath them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class TabsAsSeen(_Widget):
    """Mixed in before a window, or a page whose parts come and go: where Tab goes is looked at when it is pressed.

    Qt's own chain is not used: what is put in order in it again and again, with choices of which one takes the Tab, can fall
    apart into two rings, and from one of them no key leads to the other.
    """

    def tab_stops(self) -> list[QWidget]:
        """What Tab comes by, in order."""
        return in_sight_order(self)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab was pressed somewhere inside; the outermost of those that are asked answers."""
        if _is_within_another(self):
            return super().focusNextPrevChild(onward)
        stops = [stop for stop in self.tab_stops() if stop.isVisible() and stop.isEnabled()]
        if not stops:
            return False
        goes_to = stops[_next(stops, QApplication.focusWidget(), 1 if onward else -1)]
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        goes_to.setFocus(Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason)
        return True


def _is_within_another(widget: QWidget) -> bool:
    around = widget.parentWidget() if not widget.isWindow() else None
    while around is not None:
        if isinstance(around, TabsAsSeen):
            return True
        around = around.parentWidget() if not around.isWindow() else None
    return False


def _next(stops: Sequence[QWidget], stands: QWidget | None, step: int) -> int:
    """Where Tab leads from what has the focus; from what no Tab reaches, to what is nearest to it."""
    if stands in stops:
        return (stops.index(stands) + step) % len(stops)
    while stands is not None:
        inside = [at for at, stop in enumerate(stops) if stands.isAncestorOf(stop)]
        if inside:
            return inside[0 if step > 0 else -1]
        stands = stands.parentWidget()
    return 0 if step > 0 else len(stops) - 1


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at it by itself.

    What no key reaches is not asked for its proxy. The seen part of a scroll area names the area around it, and PySide
    takes what it is given for owned by whom it asked: area and seen part would own each other, and the next collection
    of garbage would delete both, with the page inside.
    """
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def in_sight_order(within: QWidget) -> list[QWidget]:
    """Everything in `within` that Tab can stand on, as its layouts place it: what is above or before comes first."""
    return list(_reached(within))


def _reached(widget: QWidget) -> Iterator[QWidget]:
    if takes_tab(widget):
        yield widget
    layout = widget.layout()
    beside = [
        part for part in widget.children() if isinstance(part, QWidget) and not (part.isWindow() or part.isHidden())
    ]
    placed = list(_placed(layout, beside)) if layout is not None else []
    for part in (*placed, *(child for child in beside if child not in placed)):
        yield from _reached(part)


def _placed(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """The children that a layout places, in its order.

    Its items are not asked for. PySide keeps what it was given of them for as long as the layout; Qt ends an item with
    its widget without telling, and whatever is made next at that place in memory would be taken for the item.
    """
    inner = [part for part in layout.children() if isinstance(part, QLayout)]
    found: dict[int, QWidget | QLayout] = {layout.indexOf(part): part for part in children}
    found |= {layout.indexOf(part): part for part in inner}
    for index in sorted(index for index in found if index >= 0):
        part = found[index]
        if isinstance(part, QLayout):
            yield from _placed(part, children)
        else:
            yield part
