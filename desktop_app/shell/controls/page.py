"""A page: its heading, what can be done here, and what is on it; it scrolls by itself when it is longer than the window."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.shell import tokens
from desktop_app.shell.controls.bar import give_bar
from desktop_app.shell.controls.buttons import BackLink, IconButton
from desktop_app.shell.controls.flow import FlowRow
from desktop_app.shell.controls.layouts import empty, fit_again
from desktop_app.shell.controls.text import Small, Text


class Header(QWidget):
    """Heading and subtitle at the left, actions at the right; actions go beneath when there is no room beside."""

    def __init__(self, title: str, subtitle: str, actions: list[QWidget], beside: list[QWidget]) -> None:
        super().__init__()
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(12)
        self.title = Text(title, "page title")
        self.subtitle = Small(subtitle)
        if not subtitle:
            self.subtitle.hide()
        self.arrow = IconButton("chevron-left", "Back")
        self.arrow.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        if beside:
            self.title.keep_in_one_line()
            words.addWidget(FlowRow(self.title, *beside, gap=16))
        else:
            words.addWidget(self.title)
        words.addWidget(self.subtitle)
        words.addStretch(1)
        self._beside = beside
        self._lay.addWidget(self.arrow, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lay.addLayout(words, 1)
        self.buttons = FlowRow(*actions, gap=12, right=True)
        if not actions:
            self.buttons.hide()
        self._lay.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_compact(self, compact: bool) -> None:
        """A smaller heading, for pages whose work needs the height."""
        self.title.set_role("compact title" if compact else "page title")
        self.stand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and beneath."""
        super().resizeEvent(event)
        self.stand()

    def stand(self) -> None:
        """Actions beside the heading, or beneath it when there is no room."""
        self.title.fit(self.width() - (self.arrow.sizeHint().width() + 12 if not self.arrow.isHidden() else 0))
        wish = self.title.fontMetrics().horizontalAdvance(self.title.words())
        wish += sum(part.sizeHint().width() + 16 for part in self._beside if not part.isHidden())
        room = self.width() - self.buttons.sizeHint().width() - 24
        narrow = not self.buttons.isHidden() and min(wish, self.width()) > room
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._lay.direction():
            self._lay.setDirection(wanted)
            fit_again(self)


class Page(QWidget):
    """A page with one heading of 30 px.

    `subtitle` says in one line what there is; `actions` stand at the right of the heading and `beside` right after it
    (an age, a tag); `back` names the page one came from and `went_back` is sent when it is pressed. With
    `scrolls=False` a list on the page scrolls instead (one scroll area, to the window's foot); with `fills=True` what is
    on it takes the room that is left, and the page scrolls when that is less than it needs.
    """

    went_back = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        actions: list[QWidget] | None = None,
        beside: list[QWidget] | None = None,
        back: str = "",
        scrolls: bool = True,
        fills: bool = False,
        gap: int = 16,
    ) -> None:
        super().__init__()
        self._compact = self._way_in_bar = False
        inside = QWidget()
        self._content = QVBoxLayout(inside)
        top = 2 if back else tokens.PAGE_PADDING
        self._content.setContentsMargins(tokens.PAGE_PADDING, top, tokens.PAGE_PADDING, tokens.PAGE_PADDING)
        self._content.setSpacing(0)
        self.back_link: BackLink | None = None
        if back:
            self.back_link = BackLink(back)
            self.back_link.clicked.connect(self.went_back)
            self._content.addWidget(self.back_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(title)
        self.header = Header(title, subtitle, actions or [], beside or [])
        self._content.addWidget(self.header)
        self._gap = QSpacerItem(0, 8 if back else 20, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._content.addItem(self._gap)
        self.header.arrow.clicked.connect(self.went_back)
        self.body = QVBoxLayout()
        self.body.setSpacing(gap)
        self._content.addLayout(self.body, 0 if scrolls and not fills else 1)
        if scrolls and not fills:
            self._content.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        around.addWidget(scrolling(inside) if scrolls else inside)

    def set_compact(self, compact: bool) -> None:
        """A smaller heading with the way back as an arrow before it, where the work needs the height."""
        self._compact = compact
        self.header.set_compact(compact)
        top = 6 if compact else 2 if self.back_link is not None else tokens.PAGE_PADDING
        foot = 8 if compact else tokens.PAGE_PADDING
        self._content.setContentsMargins(tokens.PAGE_PADDING, top, tokens.PAGE_PADDING, foot)
        usual = 8 if self.back_link is not None else 20
        self._gap.changeSize(0, 0 if compact else usual, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_way_back(in_bar=self._way_in_bar)

    def show_way_back(self, *, in_bar: bool) -> None:
        """The way back stands above the heading, as an arrow before it, or in the bar at the top of the window."""
        self._way_in_bar = in_bar
        if self.back_link is not None:
            self.back_link.setVisible(not in_bar and not self._compact)
            self.header.arrow.setVisible(not in_bar and self._compact)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put one more part beneath."""
        self.body.addWidget(part, stretch)

    def clear(self) -> None:
        """Take everything under the heading away."""
        empty(self.body)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.setAccessibleName(title)
        self.header.title.set_words(title)
        self.header.stand()

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line under the heading; empty takes it away."""
        self.header.subtitle.set_words(subtitle)
        self.header.subtitle.setVisible(bool(subtitle))


class _Area(QScrollArea):
    """Shows what the keyboard reaches in it also when it came from outside, where Qt by itself does not scroll."""

    def __init__(self) -> None:
        super().__init__()
        seen_through = QWidget()  # our own: asked for the one it comes with, PySide makes every kind of widget there is
        self.setViewport(seen_through)
        seen_through.setAutoFillBackground(False)
        give_bar(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        came_from_outside = before is None or not inside.isAncestorOf(before)
        seen = QRect(now.mapTo(self.viewport(), QPoint(0, 0)), now.size())
        if came_from_outside and now.height() < self.viewport().height() and not self.viewport().rect().contains(seen):
            self.ensureWidgetVisible(now, 0, 16)


class _Flowing(QWidget):
    """Holds what scrolls. Its least height is what its words need at the width it has, never at the narrowest: a page
    whose words fit has no bar."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(inside)

    def minimumSizeHint(self) -> QSize:
        """The scroll area asks for the height at its width besides."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


def scrolling(inside: QWidget) -> QScrollArea:
    """A widget that scrolls up and down when it is longer than its room, never sideways."""
    area = _Area()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    flowing = _Flowing(inside)
    area.setWidget(flowing)
    flowing.setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
