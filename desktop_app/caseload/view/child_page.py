"""The frame of a child's page: who, the tabs, and what can be begun here. What stands under a tab comes from outside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casework.wording import age_in_words, short_date
from desktop_app.caseload.queries import ChildHeading
from desktop_app.shell.controls import FlowRow, Page, Row, Small, Stack, Tabs, Tag, files_dropped


class ChildPage(Page):
    """`tabs`: (key, words, what makes it); each is made when it is first chosen, and kept.

    What stands under a tab gets the room that is left; the page scrolls when that is less than its least height. It may
    carry: `wants_width = True` (the ways in at the left shrink, the heading is small while it is shown); lists of widgets
    `header_actions` (right of the heading) and `tab_actions` (right of the tabs); a widget `header_note` (a few words
    after the name). They are shown with their tab only. `dropped` carries the paths of files that were
    dropped on it, where that is allowed.
    """

    rearranged = Signal()
    dropped = Signal(object)
    tab_chosen = Signal(str)
    returned = Signal()

    def __init__(
        self, tabs: Sequence[tuple[str, str, Callable[[], QWidget]]], *, actions: list[QWidget] | None = None
    ) -> None:
        self._age = Small("", wrap=False)
        self._stage = Tag("", "primary")
        self._notes = Stack(gap=0)
        self._begin = FlowRow(*(actions or []), gap=16)
        self._can_begin = bool(actions)
        beside: list[QWidget] = [self._age, self._stage, self._notes]
        super().__init__("", back="Children", actions=[self._begin], beside=beside, fills=True, gap=16)
        self._stage.hide()
        self._notes.hide()
        self._make = {key: make for key, _, make in tabs}
        self._made: dict[str, QWidget] = {}
        self._extras: dict[str, list[QWidget]] = {}
        self._shown: QWidget | None = None
        self.tabs = Tabs("Parts of this child's page", [(key, words) for key, words, _ in tabs])
        self._beside_tabs = FlowRow(right=True)
        self.add(Row(self.tabs, self._beside_tabs, grows=0, gap=0))
        self._who_can = Small("")
        self._who_can.hide()
        self.add(self._who_can)
        self._room = QVBoxLayout()
        self.body.addLayout(self._room, 1)
        self.tabs.chosen.connect(self._show)
        self._show(self.tabs.current())

    @property
    def wants_width(self) -> bool:
        """Whether the tab that is shown needs the width of the window."""
        return bool(getattr(self._shown, "wants_width", False))

    def came_back(self) -> None:
        """Shown again after another page: the day, and so the age, may be another."""
        self.returned.emit()

    def choose(self, key: str) -> None:
        """Show a tab."""
        self.tabs.choose(key)

    def stand_in_search(self) -> None:
        """Ctrl+F: the search over everything, on the tab that has it."""
        with_search = next((key for key, made in self._made.items() if hasattr(made, "stand_in_search")), "entries")
        if with_search in self._make:
            self.choose(with_search)
            if find := getattr(self._made[with_search], "stand_in_search", None):
                find()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this laptop may be dropped on the child's page."""
        if files_dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """To be filed about this child."""
        event.acceptProposedAction()
        self.dropped.emit(files_dropped(event.mimeData()))

    def tab(self, key: str) -> QWidget | None:
        """What stands under a tab, where it was made already."""
        return self._made.get(key)

    def say_who_can(self, sentence: str) -> None:
        """Who can begin what this worker may not; "" says nothing."""
        self._who_can.set_words(sentence)
        self._arrange_heading()

    def show_heading(self, heading: ChildHeading) -> None:
        """Who it is; a new-born child or one without a name is shown as what is known."""
        self.set_title(heading.name)
        if heading.age_on is not None and heading.dob is not None:
            self._age.set_words(age_in_words(heading.dob, heading.age_on))
        elif heading.expected is not None:
            self._age.set_words(f"Expected {short_date(heading.expected)}")
        self._stage.set_state(heading.stage, "primary")
        self._arrange_heading()

    def _show(self, key: str) -> None:
        if key not in self._made:
            self._take_in(key, self._make[key]())
        for other, made in self._made.items():
            made.setVisible(other == key)
        for other, extras in self._extras.items():
            for extra in extras:
                extra.setVisible(other == key)
        self._shown = self._made[key]
        self._arrange_heading()
        self.tab_chosen.emit(key)
        self.rearranged.emit()

    def _take_in(self, key: str, made: QWidget) -> None:
        self._made[key] = made
        self._room.addWidget(made, 1)
        extras = self._extras.setdefault(key, [])
        if header_actions := getattr(made, "header_actions", []):
            extras.append(FlowRow(*header_actions))
            self.header.buttons.add(extras[-1])
        if tab_actions := getattr(made, "tab_actions", []):
            extras.append(FlowRow(*tab_actions))
            self._beside_tabs.add(extras[-1])
        if note := getattr(made, "header_note", None):
            extras.append(note)
            self._notes.add(note)

    def _arrange_heading(self) -> None:
        """Where the work needs the height, the name alone with what the tab says; else who, and what can be begun."""
        compact, here = self.wants_width, self.tabs.current()
        extras = self._extras.get(here, [])
        self._age.setVisible(not compact and bool(self._age.words()))
        self._stage.setVisible(not compact and bool(self._stage.text()))
        self._begin.setVisible(not compact and self._can_begin)
        self._who_can.setVisible(bool(self._who_can.words()) and here == next(iter(self._make)))
        self._notes.setVisible(any(self._notes.isAncestorOf(extra) for extra in extras))
        self._beside_tabs.setVisible(any(self._beside_tabs.isAncestorOf(extra) for extra in extras))
        in_header = any(self.header.isAncestorOf(extra) for extra in extras)
        self.header.buttons.setVisible(not self._begin.isHidden() or in_header)
        self.set_compact(compact)
