"""The frame of a child's page: who, the tabs, and what can be begun here. What stands under a tab comes from outside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casework.wording import age_in_words, short_date
from desktop_app.caseload.queries import ChildHeading
from desktop_app.shell.controls import Page, Small, Tabs, Tag


class ChildPage(Page):
    """`tabs`: (key, words, what makes it); each is made when it is first chosen, and kept.

    What stands under a tab may carry `wants_width = True`: the ways in at the left shrink while it is shown.
    """

    rearranged = Signal()
    tab_chosen = Signal(str)

    def __init__(
        self, tabs: Sequence[tuple[str, str, Callable[[], QWidget]]], *, actions: list[QWidget] | None = None
    ) -> None:
        self._age = Small("")
        self._stage = Tag("", "primary")
        super().__init__("", back="Children", actions=actions, beside=[self._age, self._stage], scrolls=False, gap=16)
        self._stage.hide()
        self._make = {key: make for key, _, make in tabs}
        self._made: dict[str, QWidget] = {}
        self.tabs = Tabs("Parts of this child's page", [(key, words) for key, words, _ in tabs])
        self._stack = QStackedWidget()
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.chosen.connect(self._show)
        self._show(self.tabs.current())

    @property
    def wants_width(self) -> bool:
        """Whether the tab that is shown needs the width of the window."""
        return bool(getattr(self._stack.currentWidget(), "wants_width", False))

    def choose(self, key: str) -> None:
        """Show a tab."""
        self.tabs.choose(key)

    def tab(self, key: str) -> QWidget | None:
        """What stands under a tab, where it was made already."""
        return self._made.get(key)

    def show_heading(self, heading: ChildHeading) -> None:
        """Who it is; a new-born child or one without a name is shown as what is known."""
        self.set_title(heading.name)
        if heading.age_on is not None and heading.dob is not None:
            self._age.set_words(age_in_words(heading.dob, heading.age_on))
        elif heading.expected is not None:
            self._age.set_words(f"Expected {short_date(heading.expected)}")
        self._stage.set_state(heading.stage, "primary")
        self._stage.setVisible(bool(heading.stage))

    def _show(self, key: str) -> None:
        if key not in self._made:
            self._made[key] = self._make[key]()
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        self.tab_chosen.emit(key)
        self.rearranged.emit()
