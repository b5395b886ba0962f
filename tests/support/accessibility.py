"""Walks a window as people do who use the keyboard, a screen reader, large text or a finger, and says what hinders them.

problems_in(window)        every hindrance as a sentence; an empty list is what a test wants
order_breaks(window)       where Tab goes against the order in which the page is read
assert_usable(window)      the same as an assertion
words_on(window)           what a screen reader can read, to look for expected words
"""

import itertools
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from demo.walk.eyes import called, words_in
from desktop_app.shell import tokens
from desktop_app.shell.controls import in_sight_order, takes_tab
from tests.support.pictures import picture, settle

LEAST_TARGET = tokens.TARGET_SMALLEST
LEAST_IN_ROW = 32
LEAST_CONTRAST, LEAST_CONTRAST_LARGE = 4.5, 3.0
MOST_TABS = 500
SAME_LINE = 8


def problems_in(window: QWidget, *, in_rows: tuple[QWidget, ...] = ()) -> list[str]:
    """Every hindrance found, as sentences. Targets within `in_rows` may be 32 px."""
    settle()
    found = unnamed(window)
    found += small_targets(window, in_rows)
    found += clipped(window)
    found += faint(window)
    found += unreachable_or_unseen(window)
    return found


def assert_usable(window: QWidget, *, in_rows: tuple[QWidget, ...] = ()) -> None:
    """Fail with every hindrance."""
    found = problems_in(window, in_rows=in_rows)
    assert not found, "\n" + "\n".join(found)


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{called(widget)}”"


def focusable(window: QWidget) -> list[QWidget]:
    """Every control that the keyboard can reach now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and takes_tab(widget)
    ]


def unnamed(window: QWidget) -> list[str]:
    """Controls without a name for a screen reader."""
    return [
        f"{type(widget).__name__} in {_path(widget)} has no name" for widget in focusable(window) if not called(widget)
    ]


def _path(widget: QWidget) -> str:
    names = []
    around = widget.parentWidget()
    while around is not None and len(names) < 4:
        names.append(type(around).__name__)
        around = around.parentWidget()
    return " in ".join(names)


def _body(widget: QWidget) -> QWidget:
    """The part that is pressed: the frame for a line inside one."""
    target = getattr(widget, "ring_target", None)
    return target() if target else widget


def small_targets(window: QWidget, in_rows: tuple[QWidget, ...] = ()) -> list[str]:
    """Controls too small for a finger."""
    found = []
    for widget in focusable(window):
        body = _body(widget)
        least = LEAST_IN_ROW if any(row.isAncestorOf(widget) for row in in_rows) else LEAST_TARGET
        if min(body.width(), body.height()) < least:
            found.append(f"{_named(widget)} is {body.width()} × {body.height()} px; {least} is the least")
    return found


def clipped(window: QWidget) -> list[str]:
    """Words that do not fit where they stand, and parts that stick out of what scrolls only up and down."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text() and _label_is_clipped(widget):
            found.append(f"the words “{_plain(widget)[:60]}” do not fit in {widget.width()} × {widget.height()} px")
        if isinstance(widget, QAbstractButton | QTabBar):
            least = widget.minimumSizeHint()
            if widget.width() < least.width() or widget.height() < least.height():
                needs = f"{least.width()} × {least.height()}"
                found.append(f"{_named(widget)} needs {needs} px and has {widget.width()} × {widget.height()}")
        if isinstance(widget, QLineEdit) and not widget.hasFocus():
            found += _value_is_cut(widget)
        found += _sticks_out(widget)
    return found


def _value_is_cut(line: QLineEdit) -> list[str]:
    """What stands in a field and is longer than it; what is typed into one may be."""
    shown = line.displayText() or line.placeholderText()
    needs, has = line.fontMetrics().horizontalAdvance(shown), line.contentsRect().width()
    return [f"“{shown}” needs {needs} px and its field {_named(line)} has {has}"] if needs > has else []


def _label_is_clipped(label: QLabel) -> bool:
    room = label.contentsRect()
    margins = label.contentsMargins()
    if label.wordWrap():
        least = label.heightForWidth(label.width()) - margins.top() - margins.bottom()
        widest = max((label.fontMetrics().horizontalAdvance(word) for word in _plain(label).split()), default=0)
        return room.height() < least - 1 or room.width() < widest
    return label.width() < label.minimumSizeHint().width() or room.height() < label.fontMetrics().height() - 1


def _plain(label: QLabel) -> str:
    words = getattr(label, "words", None)
    return words() if words else label.text()


def _sticks_out(widget: QWidget) -> list[str]:
    around = widget.parentWidget()
    area = around.parentWidget() if around is not None else None
    if not isinstance(area, QScrollArea) or area.viewport() is not around:
        return []
    if area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff or widget.width() <= around.width():
        return []
    return [f"{_path(widget)} is {around.width()} px wide and what it holds {widget.width()} px: its right is cut off"]


def faint(window: QWidget) -> list[str]:
    """Words whose contrast with what is behind them is too low. Text that is not available is spared."""
    shot = picture(window)
    found = []
    for label in window.findChildren(QLabel):
        if (
            not label.isVisible()
            or not label.text()
            or not label.isEnabled()
            or type(label).paintEvent is not QLabel.paintEvent
        ):
            continue
        seen = label.visibleRegion().boundingRect()  # not what is scrolled away beneath something else
        ground = _ground(shot, QRect(label.mapTo(window, seen.topLeft()), seen.size()).intersected(shot.rect()))
        if ground is None:
            continue
        ink = label.palette().color(QPalette.ColorRole.WindowText).name()
        ratio = tokens.contrast_ratio(ink, ground)
        large = label.font().pixelSize() >= 24 or (label.font().pixelSize() >= 19 and label.font().weight() >= 700)
        if ratio < (LEAST_CONTRAST_LARGE if large else LEAST_CONTRAST):
            found.append(f"“{_plain(label)[:40]}” is {ink} on {ground}, a contrast of {ratio:.1f}")
    return found


def _ground(shot: QImage, rect: QRect) -> str | None:
    """The commonest colour in a part of a picture; None when it is out of sight."""
    if rect.width() < 2 or rect.height() < 2:
        return None
    seen = Counter(
        shot.pixel(x, y)
        for x in range(rect.left(), rect.right() + 1, max(1, rect.width() // 40))
        for y in range(rect.top(), rect.bottom() + 1, max(1, rect.height() // 12))
    )
    return QColor(seen.most_common(1)[0][0]).name()


def unreachable_or_unseen(window: QWidget) -> list[str]:
    """Goes round with Tab: what it never reaches, and what shows no sign of having the focus."""
    wanted = focusable(window)
    reached: list[QWidget] = []
    found = []
    for widget in _round_with_tab(window):
        reached.append(widget)
        if window.isAncestorOf(widget) and not _shows_focus(window, widget):
            found.append(f"{_named(widget)} shows no sign of having the keyboard’s focus")
    missed = [w for w in wanted if w not in reached and w.isVisible() and not _in_group_with(w, reached)]
    return found + [f"{_named(widget)} in {_path(widget)} is never reached with Tab" for widget in missed]


def _round_with_tab(window: QWidget) -> Iterator[QWidget]:
    """Everything that has the focus in turn, once."""
    wanted = focusable(window)
    if not wanted:
        return
    window.activateWindow()
    settle()
    wanted[0].clearFocus()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(MOST_TABS):
        widget = QApplication.focusWidget()
        if widget is None or widget in reached:
            return
        reached.append(widget)
        yield widget
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        settle()


def order_breaks(window: QWidget, part: QWidget, *, free: Sequence[QWidget] = ()) -> list[str]:
    """Where Tab goes back in `part`: to what stands wholly above and not in a column further right, or before in a line.

    free: parts that have an order of their own inside.
    """
    order = [widget for widget in _round_with_tab(window) if part.isAncestorOf(widget)]
    begins = next((order.index(stop) for stop in in_sight_order(part) if stop in order), 0)
    found = []
    for before, after in itertools.pairwise(order[begins:] + order[:begins]):
        if any(inside.isAncestorOf(before) and inside.isAncestorOf(after) for inside in free):
            continue
        one, other = _stands(before, part, after), _stands(after, part, before)
        is_above = other.bottom() < one.top() and other.left() < one.right()
        is_before = other.right() < one.left() and abs(other.center().y() - one.center().y()) < SAME_LINE
        if is_above or is_before:
            found.append(f"Tab goes back from {_named(before)} to {_named(after)}")
    return found


def _stands(widget: QWidget, part: QWidget, beside: QWidget) -> QRect:
    """Where it stands on its page, seen from another: what scrolls by itself stands where its scroll area does."""
    body = _body(widget)
    around = body.parentWidget()
    while around is not None and around is not part:
        if isinstance(around, QScrollArea) and not around.isAncestorOf(beside):
            body = around
        around = around.parentWidget()
    return QRect(body.mapTo(part, QPoint(0, 0)), body.size())


def _in_group_with(widget: QWidget, reached: list[QWidget]) -> bool:
    """One answer of a question is reached with Tab, the others with the arrow keys."""
    if not isinstance(widget, QAbstractButton) or not widget.isCheckable():
        return False
    group = widget.group()
    if group is not None:
        return group.exclusive() and any(button in reached for button in group.buttons())
    around = widget.parentWidget()
    return widget.autoExclusive() and any(
        isinstance(other, QAbstractButton) and other.autoExclusive() and other.parentWidget() is around
        for other in reached
    )


def _shows_focus(window: QWidget, widget: QWidget) -> bool:
    body = _body(widget)
    around = QRect(body.mapTo(window, QPoint(0, 0)), body.size()).adjusted(-8, -8, 8, 8).intersected(window.rect())
    if around.isEmpty():
        return False
    shot = QImage(around.size(), QImage.Format.Format_RGB32)
    shot.fill(tokens.current().colours.canvas)
    window.render(shot, QPoint(0, 0), QRegion(around))
    ring = QColor(tokens.current().colours.focus).rgb().to_bytes(4, sys.byteorder)
    count = sum(bytes(shot.constScanLine(y)).count(ring) for y in range(shot.height()))
    return count >= min(2 * shot.width(), 80)


def words_on(window: QWidget) -> str:
    """Everything a screen reader can read on a window, one thing a line: names, values, rows of lists."""
    settle()
    return words_in(window)
