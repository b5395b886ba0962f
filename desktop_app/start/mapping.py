"""The map's tab: keeps every letter, shows what arrives, and adds to the record when the worker says so."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from casework.deeds import FileDeed
from casework.kinds.mapping import COLUMN_OF, Category, Column
from desktop_app.mapping import actions
from desktop_app.mapping.draft import CardDraft, MapDraft, RatingDraft, missing, new_card
from desktop_app.start.desk import Desk
from desktop_app.start.kept_map import KeptMap
from desktop_app.start.map_marks import MapMarks
from desktop_app.start.offers import when_known

if TYPE_CHECKING:
    from desktop_app.caseload.offers import Offers
    from desktop_app.mapping.queries import Board, Card
    from desktop_app.mapping.view.card_sheet import CardSheet
    from desktop_app.mapping.view.map_page import MapPage
    from desktop_app.mapping.view.rating_sheet import RatingSheet

FIRST_OF = {Column.WORRIED: Category.PAST_HARM, Column.WORKING_WELL: Category.EXISTING_STRENGTH}


class MapScreens:
    """Everything about the map."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def map_tab(self, file: str) -> "MapPage":
        """The map of one child."""
        from desktop_app.mapping.view.map_page import MapPage

        page = MapPage()
        _Sitting(self._desk, file, page)
        return page


class _Sitting(QObject):
    """One map while it is open: what is pressed opens, and what is typed goes into its draft.

    A press before the board on the screen is of the draft as it is now waits until it is; the last one counts.
    """

    def __init__(self, desk: Desk, file: str, page: "MapPage") -> None:
        super().__init__(page)
        self._desk, self._file, self._page = desk, file, page
        self._kept = KeptMap(desk, file, page)
        self._marks = MapMarks(desk, file, page)
        self._board: Board | None = None
        self._card_sheet: CardSheet | None = None
        self._is_busy = True  # until the board on the screen is of the draft as it is now
        self._is_behind = False  # a sheet was closed, and what it changed is not on the board yet
        # from Add to record to its answer: what was typed meanwhile would go with the old draft
        self._is_adding = False
        self._waits: Callable[[], object] | None = None
        self._cannot_write = ""
        self._who_can = ""  # said where this worker may not
        self._asked = 0
        self._stand_on: bytes | None = None
        self._to_say = ""  # as soon as the board shows what it says
        page.came_into_sight.connect(self._come_back)
        page.card_opened.connect(self._read_or_open)
        page.add_wanted.connect(lambda column: self._when_ready(lambda: self._begin_card(column)))
        page.ask_wanted.connect(lambda about: self._when_ready(lambda: self._ask_someone(about, "")))
        page.asked_about.connect(self._show_history)
        page.add_to_record.connect(lambda: self._when_ready(self._add, to_draft=True))
        page.undo_wanted.connect(
            lambda: self._when_ready(lambda: self._step(self._kept.undo), to_draft=True, soon=True)
        )
        page.redo_wanted.connect(
            lambda: self._when_ready(lambda: self._step(self._kept.redo), to_draft=True, soon=True)
        )
        when_known(desk, file, page, self._allow)
        desk.watch(page, (file,), self._look)

    @property
    def _draft(self) -> MapDraft:
        return self._kept.draft

    def _when_ready(self, do: Callable[[], object], *, to_draft: bool = False, soon: bool = False) -> None:
        """At once, or when the board is there: no press is lost because it came too soon.

        to_draft: what is done to the draft as it is; once that is on its way into the record there is none to do it to. soon: it
        needs no board that shows what was done last, as one step back after the other does not.
        """
        if self._cannot_write or self._who_can:
            self._page.say_trouble(self._cannot_write)
            return
        if to_draft and self._is_adding:
            return
        if self._board is None or self._is_busy or (self._is_behind and not soon):
            self._waits = do
        else:
            do()

    def _allow(self, found: "Offers") -> None:
        """Whoever reads the file reads the map; what is on it is changed by whoever may add to it."""
        self._who_can = found.said(FileDeed.MAP)
        self._page.allow(self._who_can)

    # -- looking ------------------------------------------------------------------------------------------------

    def _look(self, *, was_done_here: bool = False) -> None:
        """Something changed: here, or at a colleague's. What was done here is on the board before the next sheet opens: a
        card may go with it."""
        from desktop_app.mapping.queries import board

        self._is_behind = self._is_behind or was_done_here
        if not self._kept.is_loaded:
            return
        self._asked += 1
        asked = self._asked
        self._desk.ask(board, self._draft, then=lambda found: self._show(found, asked), owner=self._page)

    def _come_back(self) -> None:
        """Take up what is kept: another page of the same child may have gone on with it, and neither may undo the other."""
        if self._card_sheet is None:
            self._is_busy, self._waits = True, None
            asked = (actions.draft_of, self._file, self._desk.today())
            self._desk.ask(*asked, then=self._take_up, owner=self._page, trouble=self._only_show)

    def _take_up(self, draft: MapDraft) -> None:
        self._kept.take_up(draft)
        if self._cannot_write:
            self._cannot_write = ""
            self._page.say_trouble("")
        self._look()

    def _only_show(self, sentence: str) -> None:
        """What was begun cannot be read: the map is shown, and nothing is begun that would be kept in its place."""
        self._cannot_write = f"{sentence} Until Daybook is updated the map can be read, and nothing can be put on it."
        self._page.say_trouble(self._cannot_write)
        self._kept.is_loaded = True
        self._look()

    def _show(self, board: "Board", asked: int) -> None:
        if asked != self._asked:  # a newer answer is on its way
            return
        self._board, self._is_busy, self._is_behind = board, self._is_adding, False
        self._page.show_board(board, self._desk.today())
        self._kept.show()
        if self._card_sheet is not None:
            card = board.card(self._card_sheet.card().record)
            if card is not None:
                self._card_sheet.show_card(card)
        elif self._stand_on is not None:
            self._page.stand_on(self._stand_on)
            self._stand_on = None
        if self._to_say:
            self._desk.say(self._to_say)
            self._to_say = ""
        self._take_up_what_waits()

    def _take_up_what_waits(self) -> None:
        if self._is_busy or self._waits is None:
            return
        waits, self._waits = self._waits, None
        if self._page.isVisible():
            waits()

    def _step(self, step: Callable[[], None]) -> None:
        step()
        self._look(was_done_here=True)

    # -- cards --------------------------------------------------------------------------------------------------

    def _begin_card(self, column: Column) -> None:
        category = FIRST_OF.get(column, Category.NEXT_STEP)
        card = new_card(category, begun=self._desk.today().isoformat())
        self._open_card(card, None)

    def _read_or_open(self, record: bytes) -> None:
        """Whoever only reads the map reads a card whole; whoever may add to it opens it to be changed."""
        if not self._who_can:
            self._when_ready(lambda: self._open(record))
            return
        from desktop_app.mapping.view.read_sheet import ReadSheet

        card = self._board.card(record) if self._board is not None else None
        if card is None or self._board is None:
            return
        if card.quote is not None:
            self._show_words(card)
        else:
            ReadSheet(self._page, card, self._board, self._desk.today(), self._who_can).show_over()

    def _open(self, record: bytes) -> None:
        """Open what was pressed. What the worker was shown of it is what stood on the board."""
        card = self._board.card(record) if self._board is not None else None
        if card is None:
            return
        if card.category is None:
            self._show_words(card)
            return
        begun = self._draft.card(record)
        if begun is None:
            begun = msgspec.structs.replace(card.draft, begun=self._desk.today().isoformat())
        self._open_card(begun, card)

    def _open_card(self, draft: CardDraft, card: "Card | None") -> None:
        from desktop_app.mapping.queries import Card
        from desktop_app.mapping.view.card_sheet import CardSheet

        if self._board is None or self._is_busy:  # a sheet that leads on to another asks for itself
            return
        category = Category(draft.category)
        shown = card or Card(draft, COLUMN_OF[category], category, draft.standing, draft.text)
        shown = msgspec.structs.replace(shown, draft=draft)
        sheet = CardSheet(self._page, shown, self._board, self._desk.today())
        self._card_sheet = sheet
        self._marks.over(sheet)
        self._marks.card = draft.record
        first = [True]

        def typed(now: CardDraft) -> None:
            self._kept.put(self._draft.with_card(now), goes_on=not first[0])
            first[0] = False

        sheet.typed.connect(typed)
        sheet.thrown_away.connect(lambda record: self._kept.put(self._draft.without_card(record), goes_on=False))
        sheet.replaced.connect(lambda now: self._replace(draft.record, now))
        sheet.settle_wanted.connect(self._settle)
        sheet.finished.connect(lambda _result: self._close_card(sheet))
        sheet.show_over()

    def _close_card(self, sheet: "CardSheet") -> None:
        """What was typed is kept; a card on which nothing was written leaves nothing behind."""
        card = sheet.card()
        self._card_sheet = None
        self._stand_on = self._stand_on or card.record
        begun = self._draft.card(card.record)
        if begun is not None and not begun.is_changed:
            self._kept.put(self._draft.without_card(card.record), goes_on=True)
        self._look(was_done_here=True)

    def _replace(self, record: bytes, card: CardDraft) -> None:
        """A colleague took the card away: what was written of it becomes a card of its own."""
        self._kept.put(self._draft.without_card(record).with_card(card), goes_on=False)
        self._stand_on = card.record
        self._look(was_done_here=True)

    def _show_words(self, card: "Card") -> None:
        from desktop_app.mapping.view.words_sheet import WordsSheet

        if self._board is not None:
            sheet = WordsSheet(self._page, card, self._board.child, self._desk.today())
            self._marks.over(sheet)
            sheet.settle_wanted.connect(self._settle)
            sheet.show_over()

    def _settle(self) -> None:
        self._desk.go("two_versions", file=self._file)

    # -- the scale ----------------------------------------------------------------------------------------------

    def _ask_someone(self, about: str, rater: str) -> "RatingSheet | None":
        from desktop_app.mapping.view.rating_sheet import RatingSheet

        if self._board is None or self._is_busy:
            return None
        sheet = RatingSheet(self._page, self._board, self._draft, about, self._desk.today().isoformat(), rater)
        self._marks.over(sheet)
        first = [True]

        def typed(ratings: tuple[RatingDraft, ...]) -> None:
            self._kept.put(msgspec.structs.replace(self._draft, ratings=ratings), goes_on=not first[0])
            first[0] = False

        sheet.typed.connect(typed)
        sheet.finished.connect(lambda _result: self._close_ratings())
        sheet.show_over()
        return sheet

    def _close_ratings(self) -> None:
        """An answer without a number, a reason or a word leaves nothing behind."""
        said = tuple(one for one in self._draft.ratings if one.is_answered or one.score.words)
        if said != self._draft.ratings:
            self._kept.put(msgspec.structs.replace(self._draft, ratings=said), goes_on=True)
        self._look(was_done_here=True)

    def _show_history(self, about: str, rater: str) -> None:
        from desktop_app.mapping.view.history_sheet import HistorySheet

        if self._board is not None:
            sheet = HistorySheet(self._page, self._board, about, rater, self._desk.today())
            self._marks.over(sheet)
            sheet.ask_wanted.connect(lambda key: self._ask_someone(about, key))
            sheet.show_over()

    # -- into the record ----------------------------------------------------------------------------------------

    def _add(self) -> None:
        """Add all of it, or show the first thing that is still missing."""
        lacks = next(iter(missing(self._draft)), None)
        if lacks is None:
            self._is_busy = self._is_adding = True
            added = self._draft
            self._desk.act(
                actions.add_to_record,
                added,
                then=lambda _changed: self._added(added),
                owner=self._page,
                trouble=self._not_added,
            )
        elif lacks.rating is not None:
            sheet = self._ask_someone(*lacks.rating)
            if sheet is not None:
                sheet.show_missing(lacks)
        else:
            self._open(lacks.record)
            if self._card_sheet is not None:
                self._card_sheet.show_missing(lacks)

    def _added(self, added: MapDraft) -> None:
        from desktop_app.mapping.view.not_added import what_is_not_added

        self._is_adding = False
        self._kept.begin_anew()
        self._page.say_trouble("")
        apart = [card.draft.record for card in self._board.apart] if self._board is not None else []
        self._to_say = f"Added to the record: {what_is_not_added(added, apart)}."
        self._look()

    def _not_added(self, sentence: str) -> None:
        self._is_adding = False
        self._page.say_trouble(sentence)
        self._look()
