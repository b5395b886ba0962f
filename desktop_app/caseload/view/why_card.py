"""Why we are involved: the danger statement as it stands on the map, and what the family says about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.kinds.mapping import NotAsked, View
from casework.wording import in_a_row
from desktop_app.caseload.child_now import ChildNow
from desktop_app.shell.controls import Body, Card, Reading, Small, Stack, TextLink

NOT_ON_MAP = "Nobody has written down yet what we are worried about. It belongs on the map, with the family."


class WhyCard(Card):
    """`map_asked` is sent to see the map."""

    map_asked = Signal()

    def __init__(self, *, with_map: bool) -> None:
        super().__init__("Why we are involved")
        self._statement = Reading("")
        self._views = Stack(gap=8)
        self._views.hide()
        self._say = TextLink("What the family says about this", "quote")
        self._say.clicked.connect(self._show_or_hide)
        self._say.hide()
        self._map = TextLink("See the map", "columns-3")
        self._map.clicked.connect(self.map_asked)
        if not with_map:  # showing what lies in no window yet would flash a window of its own, and take the focus
            self._map.hide()
        self.add(self._statement)
        self.add(self._views)
        self.add(_Ends(self._say, self._map))
        self._said = ""

    def show_why(self, now: ChildNow) -> None:
        """The statement; what was said about it stays open or shut as it was."""
        self._statement.set_words(now.why or NOT_ON_MAP)
        self._views.clear()
        if now.why_from:
            self._views.add(Small(f"Whose worry it is: {now.why_from}"))
        for who, what in now.views:
            self._views.add(Small(who))
            self._views.add(Body(what if isinstance(what, str) else _not_asked(what), selectable=True))
        self._said = _who_said(now.views)
        self._say.setVisible(bool(now.views))
        self._views.setVisible(self._views.isVisible() and bool(now.views))
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
