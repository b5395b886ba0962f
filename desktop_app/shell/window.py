"""The one window: ways in at the left, a page at the right, a way back, keys for everything. Its title names nobody."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.shell import painting, style, tokens
from desktop_app.shell.beside import Beside
from desktop_app.shell.controls.dressing import Dressed
from desktop_app.shell.controls.page import Page
from desktop_app.shell.controls.tab_order import TabsAsSeen, in_sight_order, takes_tab
from desktop_app.shell.controls.text_field import SearchField
from desktop_app.shell.controls.toast import FROM_THE_FOOT, Toast, end_toasts
from desktop_app.shell.curtain import HIDE_KEYS
from desktop_app.shell.navigation import ComesBack, Deed, HasTabs, MakeView, NavEntry, Place, Route, Router
from desktop_app.shell.side import Side, TopBar
from desktop_app.shell.sync_status import SyncShown
from desktop_app.shell.who_sees import ask_who_sees

TITLE = "Daybook"
KEPT_VIEWS = 6  # pages kept as they were for Back; older ones are made anew
ENDED_AFTER = 250
"""Milliseconds: a page of a thousand parts takes a while to end, and the one that is opened comes first."""
LEAST_WIDTH, LEAST_HEIGHT = 720, 480


class MainWindow(TabsAsSeen, Dressed, QWidget):
    """Shows one page at a time. `entries` are the ways in, in order; `routes` the pages reached from them.

    `band` stands over everything, `panel` at the right of every page (`beside` folds it away and brings it back);
    `status_leads` is the way in that a press of the status leads to.
    `deeds` can be begun from every page; `taken_up` carries what stood open over the page before a lock,
    as `over_page` had it.
    A view may carry `wants_width = True` (the ways in shrink to icons), `came_back()` and `before_leaving(go_on)`.
    """

    cover_wanted = Signal()
    lock_wanted = Signal()
    text_size_changed = Signal(int)
    arrived = Signal(str)
    taken_up = Signal(str)

    def __init__(
        self,
        entries: Sequence[NavEntry],
        routes: Sequence[Route] = (),
        *,
        deeds: Sequence[Deed] = (),
        worker: str = "",
        band: QWidget | None = None,
        panel: QWidget | None = None,
        status_leads: str = "waiting",
    ) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.over_page = ""
        self._status_leads = status_leads
        self._entries, self._deeds = tuple(entries), tuple(deeds)
        self._makers: dict[str, MakeView] = {entry.key: entry.make_view for entry in entries}
        self._makers |= {route.key: route.make_view for route in routes}
        self._belongs = {entry.key: entry.key for entry in entries} | {route.key: route.entry for route in routes}
        self._kept: list[tuple[Place, QWidget]] = []
        self._stack = QStackedWidget()
        self.side = Side(entries, worker, deeds)
        self.bar = TopBar(entries, deeds)
        self.router = Router(tuple(self._makers), self._arrive, self._stack.currentWidget)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.around = around  # one more band goes over everything by being put first
        if band is not None:
            around.addWidget(band)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(0)
        around.addLayout(self._lay, 1)
        self._lay.addWidget(self.side)
        self._lay.addWidget(self.bar)
        self._lay.addWidget(self._stack, 1)
        self.beside = None if panel is None else Beside(panel, self._stack, self._arrange)
        if self.beside is not None:
            self._lay.addWidget(self.beside)
        self.bar.hide()
        self._connect()
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(1366, 768)

    def _connect(self) -> None:
        for ways in (self.side, self.bar):
            ways.chosen.connect(self._choose)
            ways.cover_wanted.connect(self.cover_wanted)
            ways.status.clicked.connect(self._show_what_waits)
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.went_back.connect(self._go_back)
        keys: dict[str, Callable[[], object]] = {
            "Alt+Left": self.router.back,
            "Alt+Right": self.router.forward,
            "Ctrl+F": self._find,
            "F6": lambda: self._next_area(1),
            "Shift+F6": lambda: self._next_area(-1),
            "Ctrl++": lambda: self._resize_text(25),
            "Ctrl+=": lambda: self._resize_text(25),
            "Ctrl+-": lambda: self._resize_text(-25),
            "Ctrl+0": lambda: self._resize_text(0),
        }
        keys |= dict.fromkeys(HIDE_KEYS, self.cover_wanted.emit)
        keys |= {deed.keys: deed.begin for deed in self._deeds}
        for number, entry in enumerate(self._entries[:9], start=1):
            keys[f"Ctrl+{number}"] = lambda key=entry.key: self._choose(key)  # type: ignore[misc]
        for key, do in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(do)

    # -- what is shown ------------------------------------------------------------------------------------------

    def view(self) -> QWidget | None:
        """The page shown now."""
        return self._stack.currentWidget()

    def _choose(self, key: str) -> None:
        entry = next(entry for entry in self._entries if entry.key == key)
        with_a_family = bool(getattr(self.view(), "with_a_family", False))
        if with_a_family and entry.names_families:
            ask_who_sees(self, entry.title, lambda: self.router.go(key))
        else:
            self.router.go(key)

    def _show_what_waits(self) -> None:
        if any(entry.key == self._status_leads for entry in self._entries):
            self._choose(self._status_leads)

    def _arrive(self, place: Place) -> None:
        end_toasts(self)
        known = next((view for kept, view in self._kept if kept == place), None)
        view = known or self._make(place)
        if known is not None and place.tab and isinstance(known, HasTabs):
            known.choose(place.tab)
        self._kept = [(kept, other) for kept, other in self._kept if other is not view] + [(place, view)]
        self._stack.setCurrentWidget(view)
        self._forget_old_views()
        entry = self._belongs[place.key]
        for key, item in self.side.items.items():
            item.setChecked(key == entry)
        self._arrange()
        if known is not None and isinstance(view, ComesBack):
            view.came_back()
        if not self.side.isAncestorOf(QApplication.focusWidget() or self):
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arrived.emit(place.key)

    def stand_at(self, tab: str) -> None:
        """Another part of the page is shown now; what was said of the one before is over."""
        end_toasts(self)
        self.router.stand_at(tab)

    def _make(self, place: Place) -> QWidget:
        part = {"tab": place.tab} if place.tab else {}
        view = self._makers[place.key](**place.where, **part)
        self._stack.addWidget(view)
        return view

    def _forget_old_views(self) -> None:
        while len(self._kept) > KEPT_VIEWS:
            _, view = self._kept.pop(0)
            self._stack.removeWidget(view)
            QTimer.singleShot(ENDED_AFTER, view, view.deleteLater)

    def forget_views(self) -> None:
        """Drop every page but the one shown: what they hold may be out of date (after a lock, after an import)."""
        shown = self._stack.currentWidget()
        for _, view in self._kept:
            if view is not shown:
                self._stack.removeWidget(view)
                view.deleteLater()
        self._kept = [(place, view) for place, view in self._kept if view is shown]

    # -- what the rest of the program tells it --------------------------------------------------------------------

    def set_count(self, key: str, count: int) -> None:
        """How many things wait behind a way in."""
        if key in self.side.items:
            self.side.set_count(key, count)
            self.bar.set_count(key, count)

    def show_sync(self, shown: SyncShown) -> None:
        """What waits to be sent, and whether there is a connection."""
        self.side.status.show_status(shown)
        self.bar.status.show_status(shown)

    def say(self, words: str, undo: Callable[[], object] | None = None) -> Toast:
        """A short word at the foot of the window, in room of its own while it stands."""
        toast = Toast(self, words, undo=undo)
        self._stack.setContentsMargins(0, 0, 0, toast.height() + 2 * FROM_THE_FOOT)
        toast.gone.connect(lambda: self._stack.setContentsMargins(0, 0, 0, 0))
        return toast

    # -- how it stands ------------------------------------------------------------------------------------------

    def rearrange(self) -> None:
        """The page shown wants another width, or has another way back, than when it was shown."""
        self._arrange()

    def _arrange(self) -> None:
        """Ways in at the left while there is room for them, else in a bar at the top."""
        scale = tokens.current().scale
        room = self.beside.arrange(self.width()) if self.beside is not None else self.width()
        one_column = self.width() / scale < tokens.ONE_COLUMN_BELOW
        self.side.setVisible(not one_column)
        self.bar.setVisible(one_column)
        way = QBoxLayout.Direction.TopToBottom if one_column else QBoxLayout.Direction.LeftToRight
        self._lay.setDirection(way)
        wants_width = bool(getattr(self.view(), "wants_width", False)) or room < self.width()
        self.side.set_compact(wants_width)
        self._place_back_link(in_bar=one_column)

    def _page(self) -> Page | None:
        view = self.view()
        if isinstance(view, Page) or view is None:
            return view
        shown = (page for page in view.findChildren(Page) if page.isVisibleTo(view))  # not a step that is not open
        return next(shown, None)

    def _place_back_link(self, *, in_bar: bool) -> None:
        """With large text the page's way back stands in the bar, where it costs no line."""
        page = self._page()
        link = page.back_link if page is not None else None
        if page is not None:
            page.show_way_back(in_bar=in_bar)
        self.bar.show_back(link.words() if link else "", able=link is not None or self.router.before is not None)

    def _go_back(self) -> None:
        page = self._page()
        if page is not None and page.back_link is not None:
            page.went_back.emit()
        else:
            self.router.back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Left side or top bar."""
        super().resizeEvent(event)
        self._arrange()

    def redress(self) -> None:
        """Another text size may need the other."""
        if hasattr(self, "_lay"):
            self._arrange()
        super().redress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The warm ground."""
        painter = painting.smooth(self)
        painter.fillRect(self.rect(), painting.brush("canvas"))
        painter.end()

    # -- keys -----------------------------------------------------------------------------------------------------

    def tab_stops(self) -> list[QWidget]:
        """From the ways in to the page, to what stands beside it, to what is said at the foot."""
        view = self.view()
        found = in_sight_order(self)
        if not isinstance(view, TabsAsSeen):
            return found
        first = next((at for at, stop in enumerate(found) if view.isAncestorOf(stop)), len(found))
        own = view.tab_stops()  # a page may have an order of its own; what it does not name comes before
        on_page = [stop for stop in found if view.isAncestorOf(stop)]
        others = [stop for stop in found if not view.isAncestorOf(stop)]
        return [*others[:first], *(stop for stop in on_page if stop not in own), *own, *others[first:]]

    def _next_area(self, step: int) -> None:
        areas = _areas(self)
        focused = QApplication.focusWidget()
        at = next((index for index, area in enumerate(areas) if focused and area.isAncestorOf(focused)), -1)
        target = areas[(at + step) % len(areas)]
        first = _first_in(target)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _find(self) -> None:
        """The page's own way to look for something, else its field for it."""
        page = self._stack.currentWidget()
        if find := getattr(page, "stand_in_search", None):
            find()
            return
        search = page.findChild(SearchField) if page is not None else None
        if search is not None:
            search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _resize_text(self, by: int) -> None:
        application = QApplication.instance()
        percent = tokens.current().text_percent + by if by else 100
        if isinstance(application, QApplication):
            style.dress(application, tokens.current().with_text(percent))
            self.text_size_changed.emit(tokens.current().text_percent)


def _areas(window: MainWindow) -> list[QWidget]:
    """The ways in, the page, and what stands beside it."""
    ways: QWidget = window.bar if window.bar.isVisible() else window.side
    parts = (ways, window.view(), window.beside)
    return [part for part in parts if part is not None and part.isVisible()]


def _first_in(area: QWidget) -> QWidget | None:
    """The first control in an area that Tab would reach; the chosen way in before the others."""
    reachable = [
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and takes_tab(widget)
    ]
    checked = [widget for widget in reachable if getattr(widget, "isChecked", lambda: False)()]
    return next(iter([*checked, *reachable]), None) if isinstance(area, Side) else next(iter(reachable), None)
