"""Now: one screen of who the child lives with, why we are involved, what is due, what was promised, what is new."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casework.kinds.plans import Action
from casework.kinds.record import Record
from casework.wording import plain_date, plural, short_date
from desktop_app.caseload.child_now import ChildNow
from desktop_app.caseload.since import SinceLooked
from desktop_app.caseload.view.due_card import DueCard
from desktop_app.caseload.view.last_words_card import LastWordsCard
from desktop_app.caseload.view.people_card import PeopleCard
from desktop_app.caseload.view.promise_card import PromiseCard
from desktop_app.caseload.view.since_card import SinceCard
from desktop_app.caseload.view.why_card import WhyCard
from desktop_app.caseload.view.workers_card import WorkersCard
from desktop_app.shell.controls import Card, FactStrip, Notice, Row, SecondaryButton, Stack, Strips, Tag, look

LEFT, RIGHT, GAP = 704, 366, 16
ONE_COLUMN_UNDER = 860  # the tab's width at 100 % text


class NowTab(QWidget):
    """`opened` carries the file of a brother or sister, `promise_kept` the promise as it was on screen.

    `ways` names the buttons that lead somewhere: map, two_versions. `left` and `returned` are sent when it is hidden and
    when it is shown once more.
    """

    opened = Signal(str)
    map_asked = Signal()
    two_versions_asked = Signal()
    promise_kept = Signal(object)
    left = Signal()
    returned = Signal()

    def __init__(self, *, ways: Sequence[str] = ("map", "two_versions")) -> None:
        super().__init__()
        self._was_left = False
        self._facts = FactStrip()
        self._strip = Card(padding=20)
        self._strip.add(self._facts)
        see_both = SecondaryButton("See both", "git-compare")
        see_both.clicked.connect(self.two_versions_asked)
        self._two = Notice("info", "", beside=see_both if "two_versions" in ways else None)
        self._two.hide()
        self._hidden = Notice("info", "")
        self._hidden.hide()
        self.unsent = Tag("", "warn", "cloud-upload")
        self.unsent.hide()
        self.header_note = Stack(self.unsent, gap=0)
        self.why = WhyCard(with_map="map" in ways)
        self.why.map_asked.connect(self.map_asked)
        self.words = LastWordsCard()
        self.due = DueCard()
        self.promised = PromiseCard()
        self.promised.kept.connect(self.promise_kept)
        self.people = PeopleCard()
        self.people.opened.connect(self.opened)
        self.workers = WorkersCard()
        self.since = SinceCard()
        self.concerns = Strips()
        self._columns = _Columns(
            self,
            self.concerns,
            self._two,
            self._strip,
            self._hidden,
            self.why,
            self.words,
            self.due,
            self.promised,
            self.people,
            self.since,
            self.workers,
        )
        self._columns.stand(one=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page."""
        super().hideEvent(event)
        self._was_left = True
        self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Here again."""
        super().showEvent(event)
        if self._was_left:
            self._was_left = False
            self.returned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns while there is room for them."""
        super().resizeEvent(event)
        if self._columns.stand(one=event.size().width() < ONE_COLUMN_UNDER * look().scale):
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Every card says anew how high it is: what was asked for while a layout was under way is forgotten by Qt."""
        for card in (self._strip, self.why, self.words, self.due, self.promised, self.people, self.workers, self.since):
            card.updateGeometry()
        self._columns.fit()
        self.updateGeometry()

    def show_now(self, now: ChildNow, today: datetime.date) -> None:
        """Show the page as it stands. Covered words stay covered, and shown ones shown while they are the same."""
        self._facts.show_facts(*_facts(now, today))
        self._show_two_versions(now.two_versions)
        self._show_hidden(now)
        self.show_unsent(now.unsent)
        self.why.show_why(now)
        self.words.show_words(now, today)
        self.due.show_due(now.due, today)
        self.promised.show_promised(now.promised, today)
        self.people.show_people(now, today)
        self.workers.show_workers(now.workers)
        QTimer.singleShot(0, self, self._fit)

    def show_since(self, since: SinceLooked, today: datetime.date) -> None:
        """Show what is new."""
        self.since.show_news(since.news, today, is_first=since.is_first)
        QTimer.singleShot(0, self, self._fit)

    def show_unsent(self, count: int) -> None:
        """How many things about this child are on this laptop alone: a few words after the name, none where there are none."""
        self.unsent.set_state(f"{plural(count, 'thing')} waiting to send", "warn", "cloud-upload")
        self.unsent.setVisible(bool(count))

    def promise_failed(self, promise: Record[Action]) -> None:
        """The tick was not added to the record: take it away again."""
        self.promised.untick(promise.record)

    def _show_two_versions(self, things: tuple[str, ...]) -> None:
        self._two.setVisible(bool(things))
        if things:
            what = things[0] if len(things) == 1 else plural(len(things), "thing")
            words = "Nothing is lost; somebody has to choose."
            self._two.say("info", f"There are two versions of {what}.", words, aloud=False)

    def _show_hidden(self, now: ChildNow) -> None:
        self._hidden.setVisible(bool(now.hidden))
        if now.hidden:
            self._hidden.say(
                "info", "Something is hidden from your role.", " ".join(one.said for one in now.hidden), aloud=False
            )


class _Columns:
    """The cards in two columns, or in one, in the order in which they are needed."""

    def __init__(
        self,
        parent: QWidget,
        concerns: QWidget,
        two: QWidget,
        strip: QWidget,
        hidden: QWidget,
        why: QWidget,
        *rest: QWidget,
    ) -> None:
        self._first = (concerns, two, strip, hidden, why)
        self._words, self._due, self._promised, self._people, self._since, self._workers = rest
        self._is_one: bool | None = None
        # Widgets, not layouts in a layout: those answer with heights that they remember from before.
        self._left, self._right, self._pair = Stack(gap=GAP), Stack(gap=GAP), Row(gap=GAP, grows=0)
        self._outer = QHBoxLayout(parent)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._left, LEFT)
        self._outer.addWidget(self._right, RIGHT)

    def fit(self) -> None:
        """Ask anew for the room of both columns."""
        for column in (self._pair, self._left, self._right):
            column.updateGeometry()

    def stand(self, *, one: bool) -> bool:
        """Put every card where it belongs; whether they stand in another way than before."""
        if one == self._is_one:
            return False
        self._is_one = one
        rest = (self._words, self._due, self._promised, self._people, self._since, self._workers)
        # Qt itself must take a card out: an item that Python took lives on and remembers the height of before.
        for column in (self._left, self._right, self._pair):
            for card in (*self._first, *rest, self._pair):
                column.body.removeWidget(card)
        for card in self._first:
            self._left.add(card)
        if one:
            for card in rest:
                self._left.add(card)
        else:
            self._pair.body.addWidget(self._due, 1)
            self._pair.body.addWidget(self._promised, 1)
            self._left.add(self._pair, 1)
            for card in (self._words, self._people, self._since, self._workers):
                self._right.add(card)
        self._left.body.setStretch(self._left.body.count() - 1, 1 if one else 0)
        self._right.body.setStretch(self._right.body.count() - 1, 1)
        self._pair.setVisible(not one)
        self._right.setVisible(not one)
        self._outer.setSpacing(0 if one else GAP)
        return True


def _facts(now: ChildNow, today: datetime.date) -> list[tuple[str, str]]:
    """Lives with, school, last seen, worker; what is not known is said, not left out."""
    seen = "Not yet"
    if now.seen is not None:
        how = {True: ", alone", False: ", not alone", None: ""}[now.seen.alone]
        seen = plain_date(now.seen.on, today) + how
    worker = "You" if now.i_am_worker else now.worker or "Nobody yet"
    if now.worker_since is not None:
        with_year = now.worker_since.year != today.year
        worker += f", since {short_date(now.worker_since, with_year=with_year)}"
    facts = [("Lives with", ", ".join(now.lives_with) or "Not recorded")]
    facts += [("School", now.school)] if now.school else []
    return [*facts, ("Mum last seen" if now.is_unborn else "Last seen", seen), ("Worker", worker)]
