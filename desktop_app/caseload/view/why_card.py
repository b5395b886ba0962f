"""Why we are involved: the danger statement as it stands on the map, and what the family says about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.kinds.mapping import NotAsked, View
from casework.wording import in_a_row
from desktop_app.caseload.child_now import ChildNow
from desktop_app.shell.controls import Body, Card, FlowRow, Reading, SecondaryButton, Small, Stack, TextLink

COVERED = "Covered until you ask: a visit is under way, and others may see this screen."
NOT_ON_MAP = "Nobody has written down yet what we are worried about. It belongs on the map, with the family."


class WhyCard(Card):
    """`map_asked` is sent to see the map. On a visit the worry is covered until asked for: while it is, no part of the
    window holds it, not even for a screen reader."""

    map_asked = Signal()

    def __init__(self, *, with_map: bool) -> None:
        super().__init__("Why we are involved")
        self._statement = Reading("")
        self._covered = Body(COVERED, "muted")
        self._show = SecondaryButton("Show why we are involved", "eye")
        self._show.clicked.connect(self._uncover)
        self._cover = Stack(self._covered, FlowRow(self._show), gap=12)
        self._cover.hide()
        self._now: ChildNow | None = None
        self._is_covered = False
        self._views = Stack(gap=8)
        self._views.hide()
        self._say = TextLink("What the family says about this", "quote")
        self._say.clicked.connect(self._show_or_hide)
        self._say.hide()
        self._map = TextLink("See the map", "columns-3")
        self._map.clicked.connect(self.map_asked)
        if not with_map:  # showing what lies in no window yet would flash a window of its own, and take the focus
            self._map.hide()
        for part in (self._cover, self._statement, self._views):
            self.add(part)
        self.add(_Ends(self._say, self._map))
        self._said = ""

    def show_why(self, now: ChildNow) -> None:
        """The statement; what was said about it stays open or shut as it was, and so does the cover."""
        if self._now is None or self._now.on_visit != now.on_visit:
            self._is_covered = now.on_visit
        self._now = now
        self._lay(now)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page, a locked or minimised window: covered again."""
        super().hideEvent(event)
        if self._now is not None and self._now.on_visit and not self._is_covered:
            self._is_covered = True
            self._lay(self._now)

    def _uncover(self) -> None:
        self._is_covered = False
        if self._now is not None:
            self._lay(self._now)

    def _lay(self, now: ChildNow) -> None:
        covered = self._is_covered and bool(now.why)
        self._cover.setVisible(covered)
        self._statement.setVisible(not covered)
        self._statement.set_words("" if covered else now.why or NOT_ON_MAP)
        self._show_views(now, covered=covered)

    def _show_views(self, now: ChildNow, *, covered: bool) -> None:
        self._views.clear()
        views = () if covered else now.views
        if now.why_from and not covered:
            self._views.add(Small(f"Whose worry it is: {now.why_from}"))
        for who, what in views:
            self._views.add(Small(who))
            self._views.add(Body(what if isinstance(what, str) else _not_asked(what), selectable=True))
        self._said = _who_said(now.views)
        self._say.setVisible(bool(views))
        self._views.setVisible(self._views.isVisible() and bool(views))
        self._name()

    def _show_or_hide(self) -> None:
        self._views.setVisible(self._views.isHidden())
        self._name()

    def _name(self) -> None:
        shown = not self._views.isHidden()
        self._say.set_words("Hide what was said" if shown else self._said)


def _not_asked(view: NotAsked) -> str:
    return f"Not asked yet. {view.why}" if view.why else "Not asked yet."


def _who_said(views: tuple[tuple[str, View], ...]) -> str:
    """Whose words are to be read; where nobody was asked, that it is so."""
    said = [who for who, view in views if isinstance(view, str)]
    if said:
        return f"What {in_a_row(said)} {'says' if len(said) == 1 else 'say'} about this"
    return "Who has not been asked about this yet"


class _Ends(QWidget):
    """One thing at the left and one at the right; beneath each other when there is no room."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(left, 0, Qt.AlignmentFlag.AlignLeft)
        lay.addStretch(1)
        lay.addWidget(right, 0, Qt.AlignmentFlag.AlignRight)
