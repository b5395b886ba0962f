"""The left side of the window, or the bar at its top when the text is large: ways in, hiding the screen, and what waits to be sent."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.shell import icons, painting, tokens
from desktop_app.shell.controls.buttons import BackLink, IconButton, SecondaryButton
from desktop_app.shell.controls.dressing import Dressed, FocusRing
from desktop_app.shell.controls.layouts import Divider
from desktop_app.shell.controls.menu import Menu
from desktop_app.shell.controls.page import scrolling
from desktop_app.shell.controls.picture import Picture
from desktop_app.shell.controls.text import Text
from desktop_app.shell.nav_item import NavItem
from desktop_app.shell.navigation import Deed, NavEntry
from desktop_app.shell.sync_status import SyncStatus

FULL, COMPACT = 232, 88
ROOM_FOR_RING = FocusRing.GAP + tokens.FOCUS_WIDTH


class Side(Dressed, QWidget):
    """The left side: brand, ways in, then at the foot who works here, Hide screen, and the status."""

    chosen = Signal(str)
    cover_wanted = Signal()

    def __init__(self, entries: Sequence[NavEntry], worker: str, deeds: Sequence[Deed] = ()) -> None:
        super().__init__()
        self._compact = False
        self.deeds = [_button(deed) for deed in deeds]
        self.items = {entry.key: NavItem(entry.title, entry.icon, entry.short) for entry in entries}
        self.status = SyncStatus()
        self._cover = NavItem("Hide screen", "eye-off", "Hide")
        self._cover.setAccessibleName("Hide the screen")
        self._cover.setToolTip("Ctrl+L or F12; once more locks Daybook")
        self._cover.setCheckable(False)
        self._cover.clicked.connect(self.cover_wanted)
        self._worker = Text(worker, "second", "muted")
        self._worker.setContentsMargins(12, 4, 4, 4)
        self._brand = _Brand()
        self._lay = QVBoxLayout(self)
        self._lay.setSpacing(0)
        self._lay.addWidget(_set_in(self._brand))
        self._lay.addWidget(self._ways(entries), 1)
        for button in self.deeds:
            self._lay.addWidget(_set_in(button))
        self._lay.addWidget(_set_in(self._worker))
        self._lay.addWidget(_set_in(self._cover))
        self._lay.addSpacing(4)
        self._lay.addWidget(Divider())
        self._lay.addSpacing(4)
        self._lay.addWidget(_set_in(self.status))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_compact(False)

    def _ways(self, entries: Sequence[NavEntry]) -> QScrollArea:
        """Scrolls by itself when a low window has no room for all."""
        inside = QWidget()
        lay = QVBoxLayout(inside)
        lay.setContentsMargins(ROOM_FOR_RING, ROOM_FOR_RING, ROOM_FOR_RING, ROOM_FOR_RING)
        lay.setSpacing(4)
        at_top = [entry for entry in entries if not entry.at_foot]
        for entry in at_top:
            lay.addWidget(self.items[entry.key])
        lay.addStretch(1)
        for entry in entries:
            if entry.at_foot:
                lay.addWidget(self.items[entry.key])
            self.items[entry.key].clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
        return scrolling(inside)

    def set_compact(self, compact: bool) -> None:
        """232 px with words beside the icons, or 88 with words beneath and no name in sight."""
        self._compact = compact
        for item in (*self.items.values(), *self.deeds, self._cover):
            item.set_compact(compact)
        self._worker.setVisible(not compact and bool(self._worker.words()))
        self.status.set_shape("compact" if compact else "full")
        self._brand.set_compact(compact)
        edge = (8 if compact else 12) - ROOM_FOR_RING
        self._lay.setContentsMargins(edge, 12, edge + 1, 8)
        self.redress()

    def redress(self) -> None:
        """Wider with larger text."""
        self._fit()
        super().redress()

    def set_count(self, key: str, count: int) -> None:
        """How many things wait behind a way in; a hundred and more take a little more room."""
        self.items[key].set_count(count)
        self._fit()

    def _fit(self) -> None:
        scale = tokens.current().scale
        width = COMPACT + (scale - 1) * 60 if self._compact else FULL * max(1.0, scale * 0.95)
        margins = self._lay.contentsMargins()
        beside = margins.left() + margins.right() + 2 * ROOM_FOR_RING
        self.setFixedWidth(max(round(width), beside + max(item.sizeHint().width() for item in self.items.values())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sunken ground with a line at its right."""
        painter = painting.smooth(self)
        painter.fillRect(self.rect(), painting.brush("sunken"))
        border = tokens.current().border
        painter.fillRect(self.width() - border, 0, border, self.height(), painting.brush("line"))
        painter.end()


def _button(deed: Deed) -> NavItem:
    """Looks like a way in and is none: nothing stays chosen."""
    button = NavItem(deed.label or deed.title, deed.icon, deed.short)
    button.setCheckable(False)
    button.setToolTip(f"{deed.title} ({deed.keys})")
    button.setAccessibleName(deed.title)
    button.setAccessibleDescription(deed.keys)
    button.clicked.connect(deed.begin)
    return button


def _set_in(part: QWidget) -> QWidget:
    """As far from the edge as the ways in, which keep room for their ring within what scrolls them."""
    around = QWidget()
    lay = QHBoxLayout(around)
    lay.setContentsMargins(ROOM_FOR_RING, 0, ROOM_FOR_RING, 0)
    lay.addWidget(part)
    return around


class _Brand(QWidget):
    """The name of the program; says nothing to a stranger."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture("book-open", "primary", 24)
        self._name = Text("Daybook", "section", "primary", wrap=False)
        self._lay = QHBoxLayout(self)
        self._lay.setContentsMargins(12, 10, 0, 24)
        self._lay.setSpacing(12)
        self._lay.addWidget(self._picture)
        self._lay.addWidget(self._name, 1)

    def set_compact(self, compact: bool) -> None:
        """The picture alone."""
        self._name.setVisible(not compact)
        self._lay.setContentsMargins(0 if compact else 12, 10, 0, 16 if compact else 24)
        self._lay.setAlignment(self._picture, Qt.AlignmentFlag.AlignHCenter if compact else Qt.AlignmentFlag.AlignLeft)


class TopBar(Dressed, QWidget):
    """In place of the left side when the text is large: Menu, Back, and the status."""

    chosen = Signal(str)
    went_back = Signal()
    cover_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, entries: Sequence[NavEntry], deeds: Sequence[Deed] = ()) -> None:
        super().__init__()
        self._entries = entries
        self._counts: dict[str, int] = {}
        self._menu_button = SecondaryButton("Menu", "menu")
        self._menu_button.clicked.connect(self._open_menu)
        self.back = BackLink("Back")
        self.back.role = "button"
        self.back.clicked.connect(self.went_back)
        self.status = SyncStatus()
        self.status.set_shape("line")
        lay = QHBoxLayout(self)
        lay.setContentsMargins(tokens.PAGE_PADDING, 8, tokens.PAGE_PADDING, 8)
        lay.addWidget(self._menu_button)
        lay.addWidget(self.back)
        for deed in deeds:
            button = IconButton(deed.icon, deed.title)
            button.setToolTip(f"{deed.title} ({deed.keys})")
            button.clicked.connect(deed.begin)
            lay.addWidget(button)
        lay.addStretch(1)
        lay.addWidget(self.status)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, key: str, count: int) -> None:
        """How many things wait behind a way in."""
        self._counts[key] = count

    def show_back(self, words: str, *, able: bool) -> None:
        """Where Back leads: the page the one shown belongs to, or simply the one before."""
        self.back.set_words(words or "Back", f"Back to {words}" if words else "Back to the page before")
        self.back.setVisible(able)

    def menu(self) -> Menu:
        """The ways in, Hide screen and Lock."""
        menu = Menu(self)
        size = tokens.current().px(20)
        for entry in self._entries:
            count = self._counts.get(entry.key, 0)
            words = f"{entry.title}, {count}" if count else entry.title
            action = menu.addAction(icons.icon(entry.icon, painting.colour("muted"), size), words)
            action.triggered.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
        menu.addSeparator()
        cover = menu.addAction(icons.icon("eye-off", painting.colour("muted"), size), "Hide screen")
        cover.triggered.connect(self.cover_wanted)
        lock = menu.addAction(icons.icon("lock", painting.colour("muted"), size), "Lock")
        lock.triggered.connect(self.lock_wanted)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self._menu_button.mapToGlobal(QPoint(0, self._menu_button.height() + 4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sunken ground with a line beneath."""
        painter = painting.smooth(self)
        painter.fillRect(self.rect(), painting.brush("sunken"))
        border = tokens.current().border
        painter.fillRect(0, self.height() - border, self.width(), border, painting.brush("line"))
        painter.end()
