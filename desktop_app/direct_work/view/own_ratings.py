"""What a child rated, as a grid: what about down the side, days along the top, the child's own words in each place."""

import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casework.wording import short_date
from desktop_app.direct_work.queries import OwnRating
from desktop_app.shell.controls import Card, ChildsWords, Divider, Small, Stack, Text, look

MOST_DAYS = 4
WIDE_DAY = 120  # px at 100 %; a grid that would be narrower becomes a list
EVERYTHING = "Overall"


class OwnRatings(QWidget):
    """The grid. Nothing is added up, averaged or joined by a line; not asked and not said are told apart."""

    def __init__(self) -> None:
        super().__init__()
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._card = Card()
        self._lay.addWidget(self._card)
        self._lay.addStretch(1)

    def show_ratings(self, child: str, ratings: tuple[OwnRating, ...]) -> None:
        """Show them; newest first as they come, the newest four days from left to right."""
        self._card.clear()
        self._card.add(
            Stack(
                Text(f"How {child} rated it, each time", "section"), Small("Their own words. Nothing added up."), gap=2
            )
        )
        if not ratings:
            self._card.add(Small(f"{child} has not been asked yet. Ratings are asked for on the map."))
            return
        days = sorted({rating.on for rating in ratings if rating.on is not None})[-MOST_DAYS:]
        for at, about in enumerate(dict.fromkeys(rating.about for rating in ratings)):
            if at:
                self._card.add(Divider())
            self._card.add(Text(about or EVERYTHING, "row"))
            said = {rating.on: rating for rating in ratings if rating.about == about}
            self._card.add(_row(days, said))


def _row(days: list[datetime.date], said: dict[datetime.date | None, OwnRating]) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 8)
    grid.setHorizontalSpacing(16)
    across = 2 if look().scale > 1.4 else MOST_DAYS
    for at, day in enumerate(days):
        line, column = divmod(at, across)
        grid.addWidget(_said_on(day, said.get(day)), line, column)
        grid.setColumnStretch(column, 1)
    return row


def _said_on(day: datetime.date, rating: OwnRating | None) -> QWidget:
    cell = Stack(Small(short_date(day, with_year=False)), gap=2)
    if rating is None:
        cell.add(Small("not asked"))
        return cell
    score = rating.score
    if score.value is not None:
        cell.add(Text(f"{score.value} of 10", "row"))
    elif score.said:
        cell.add(Small(score.said))
    if score.words:
        cell.add(ChildsWords(f"“{score.words}”"))
    if rating.may_see is not None:
        cell.add(Small(rating.may_see.words))
    return cell
