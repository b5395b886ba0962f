"""The tabs of a page; those that do not fit stand under "3 more"."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QWidget

from desktop_app.shell import fonts, icons, painting, tokens
from desktop_app.shell.controls.buttons import SecondaryButton
from desktop_app.shell.controls.dressing import Dressed, Ringed
from desktop_app.shell.controls.menu import Menu
from desktop_app.shell.shown_words import as_shown


class _Bar(Ringed, QTabBar):
    """Qt's own tab bar, for its keys and its screen reader words, painted our way."""

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words: dict[int, str] = {}
        self.icons: dict[int, str] = {}
        self.redress()

    def redress(self) -> None:
        """Qt measures its tabs anew when their font is another."""
        self.setFont(fonts.font("button"))
        super().redress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it was too narrow for a moment, Qt has scrolled to the tab chosen; said its elision again, it looks anew."""
        super().resizeEvent(event)
        self.setElideMode(Qt.TextElideMode.ElideNone)

    def width_of(self, index: int) -> int:
        """A tab's words, its icon and 16 px at each side."""
        look = tokens.current()
        words = QFontMetricsF(fonts.font("button")).horizontalAdvance(as_shown(self.words.get(index, "")))
        return round(words + 33 + (look.px(18) + 8 if self.icons.get(index) else 0))

    def tabSizeHint(self, index: int) -> QSize:
        """48 high at 100 %."""
        return QSize(self.width_of(index), tokens.current().height(tokens.TARGET))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never cut off."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, and a bar under the one chosen."""
        painter = painting.smooth(self)
        look = tokens.current()
        for index in range(self.count()):
            if not self.isTabVisible(index):
                continue
            rect = QRectF(self.tabRect(index))
            chosen = index == self.currentIndex()
            over = rect.contains(QPointF(self.mapFromGlobal(self.cursor().pos()))) and self.underMouse()
            if over and not chosen:
                painting.box(painter, rect, fill="sunken")
            ink = "primary" if chosen else "ink" if over else "muted"
            x = rect.x() + 16
            if self.icons.get(index):
                size = look.px(18)
                at = QPointF(x, rect.y() + (rect.height() - size) / 2)
                icons.draw(painter, self.icons[index], painting.colour(ink), at, size)
                x += size + 8
            painter.setFont(fonts.font("button" if chosen else "row"))
            painter.setPen(painting.brush(ink))
            words = self.words[index]
            painter.drawText(
                QRectF(x, rect.y(), rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, as_shown(words)
            )
            if chosen:
                bar = QRectF(rect.x() + 12, rect.bottom() - 3, rect.width() - 24, 3)
                painting.box(painter, bar, fill="primary", radius=1.5)
        painter.end()


class Tabs(Dressed, QWidget):
    """Tabs of (key, words) or (key, words, icon). `chosen` carries a key; a tab that is needed says so in its words."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: Sequence[tuple[str, ...]]) -> None:
        super().__init__()
        self._bar = _Bar()
        self._bar.setAccessibleName(name)
        for key, words, *icon in tabs:
            index = self._bar.count()
            self._bar.words[index], self._bar.icons[index] = words, icon[0] if icon else ""
            self._bar.addTab(words.replace("&", "&&"))
            self._bar.setTabData(index, key)
        self._more = SecondaryButton("", trailing="chevron-down")
        self._more.least_height = tokens.TARGET_SMALLEST
        self._more.clicked.connect(self._open_more)
        self._more.hide()
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignBottom)
        lay.addStretch(1)
        lay.addWidget(self._more, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._bar)
        self._bar.currentChanged.connect(lambda index: self.chosen.emit(self._bar.tabData(index)))

    def current(self) -> str:
        """The key of the tab chosen."""
        key: str = self._bar.tabData(self._bar.currentIndex())
        return key

    def words(self, key: str) -> str:
        """What a tab says."""
        return next(self._bar.words[at] for at in range(self._bar.count()) if self._bar.tabData(at) == key)

    def choose(self, key: str) -> None:
        """Choose a tab."""
        for index in range(self._bar.count()):
            if self._bar.tabData(index) == key:
                self._bar.setCurrentIndex(index)
        self._fit()

    def set_tab(self, key: str, words: str, icon: str = "") -> None:
        """Change a tab's words and icon."""
        for index in range(self._bar.count()):
            if self._bar.tabData(index) == key:
                self._bar.words[index], self._bar.icons[index] = words, icon
                self._bar.setTabText(index, words.replace("&", "&&"))
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its tabs; as wide as it is given."""
        return QSize(300, tokens.current().height(tokens.TARGET))

    def minimumSizeHint(self) -> QSize:
        """One tab and the way to the others."""
        return QSize(200, tokens.current().height(tokens.TARGET))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fit()

    def redress(self) -> None:
        """Other tabs may fit at another text size."""
        self._bar.keep_up()
        self._fit()
        super().redress()

    def _fit(self) -> None:
        widths = [self._bar.width_of(index) for index in range(self._bar.count())]
        fits = sum(widths) <= self.width()
        room = self.width() if fits else self.width() - self._more_width()
        chosen = self._bar.currentIndex()
        used = 0 if fits or chosen < 0 else widths[chosen]
        hidden = 0
        for index, width in enumerate(widths):
            shown = fits or index == chosen or used + width <= room
            if shown and index != chosen:
                used += width
            if not shown:
                used = room
            hidden += not shown
            self._bar.setTabVisible(index, shown)
        self._more.set_words(f"{hidden} more")
        self._more.setVisible(hidden > 0)
        self._bar.updateGeometry()

    def _more_width(self) -> int:
        return round(QFontMetricsF(fonts.font("button")).horizontalAdvance("9 more")) + 48 + tokens.current().px(28)

    def _open_more(self) -> None:
        menu = Menu(self)
        for index in range(self._bar.count()):
            if not self._bar.isTabVisible(index):
                key, words = self._bar.tabData(index), self._bar.words[index]
                action = menu.addAction(words.replace("&", "&&"))
                action.triggered.connect(lambda _=False, key=key: self.choose(key))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line all tabs stand on."""
        painter = painting.smooth(self)
        foot = self.height() - 0.5
        painting.line(painter, QPointF(0, foot), QPointF(self.width(), foot))
        painter.end()
